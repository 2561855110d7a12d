"""Each rule of the register, broken once: what the message says, and that it says no more."""

from pathlib import Path

import pytest

from core.errors import InputError
from core.sources.progress import no_progress
from core.sources.register import read_register
from core.sources.scratch import scratch_in
from tests.deliveries import JOBS, PERSONS, PLACES, PUPILS, deliver


def problems_of(mapping: Path) -> tuple[str, ...]:
    with scratch_in(mapping.parent / "scratch") as scratch:
        return read_register(mapping, scratch, no_progress).problems


def changed(drawing: str, *changes: tuple[str, str]) -> str:
    for old, new in changes:
        assert old in drawing
        drawing = drawing.replace(old, new, 1)
    return drawing


BROKEN = [
    pytest.param(
        {"persons": changed(PERSONS, ("turkish", "klingon"), ("western", "vulcan"))},
        "persons.csv: column 'origin_2005' has 2 rows with codes not in the classification; "
        "expected those of 'origin_2005' in core/groups/origin.py: translate them under 'codes' "
        "in the mapping",
        id="unknown code",
    ),
    pytest.param(
        {"persons": changed(PERSONS, ("second", "-"))},
        "persons.csv: column 'generation' is empty in 1 row; expected a value in every row: "
        "fill them in, or leave the rows out",
        id="empty cell",
    ),
    pytest.param(
        {"persons": changed(PERSONS, ("p1      2005", "p1 soon"))},
        "persons.csv: column 'year' has 1 row without a readable year; expected whole numbers such "
        "as 2005: mend the file, or point 'columns' at the right column",
        id="no year",
    ),
    pytest.param(
        {"persons": changed(PERSONS, ("p1      2005", "p1 2005.6"))},
        "persons.csv: column 'year' has 1 row without a readable year",
        id="half a year",
    ),
    pytest.param(
        {"persons": changed(PERSONS, ("p1      2005", "p1 1066"), ("p2      2005", "p2 2999"))},
        "persons.csv: column 'year' has 2 rows with an impossible year; expected 1900 to ",
        id="impossible year",
    ),
    pytest.param(
        {"persons": changed(PERSONS, ("PC1441", "PC9999"))},
        "persons.csv: column 'home' has 1 row with a place that the places don't have; expected "
        "the code of a postcode_area: add the places of this boundary year, or mend the file",
        id="unknown place",
    ),
    pytest.param(
        {"persons": changed(PERSONS, ("PC1441", "GM0439"))},
        "persons.csv: column 'home' has 1 row with a place that the places don't have",
        id="place of another level",
    ),
    pytest.param(
        {"persons": changed(PERSONS, ("BU03630000", "BU09990000"))},
        "persons.csv: column 'neighbourhood' has 1 row with a place that the places don't have",
        id="unknown neighbourhood",
    ),
    pytest.param(
        {"persons": changed(PERSONS, ("second", "native"))},
        "persons.csv: has 1 row where 'origin_2005' and 'generation' contradict each other; "
        "expected generation native for origin dutch, and for no other: mend the file or 'codes' "
        "in the mapping",
        id="native generation of another origin",
    ),
    pytest.param(
        {"persons": changed(PERSONS, ("turkey", "netherlands"))},
        "persons.csv: has 1 row where 'origin_18' and 'origin_2005' contradict each other; "
        "expected origin_18 netherlands for origin_2005 dutch, and for no other",
        id="two origins that differ",
    ),
    pytest.param(
        {"persons": changed(PERSONS, ("p2", "p1"))},
        "persons: 2 rows share 'person', 'year' with another row; expected each combination once, "
        "over all files of the table: keep one of them",
        id="person twice in a year",
    ),
    pytest.param(
        {"pupils": changed(PUPILS, ("p2", "p1"))},
        "pupils: 2 rows share 'person', 'year' with another row",
        id="pupil twice in a year",
    ),
    pytest.param(
        {"pupils": changed(PUPILS, ("GM0363", "GM0001"))},
        "pupils.csv: column 'municipality' has 1 row with a place that the places don't have",
        id="unknown municipality of a school",
    ),
    pytest.param(
        {"jobs": changed(JOBS, ("retail", "piracy"))},
        "jobs.csv: column 'sector' has 1 row with codes not in the classification; expected those "
        "of 'sector' in core/groups/setting.py",
        id="unknown sector",
    ),
    pytest.param(
        {"places": changed(PLACES, ("municipality ", "planet "))},
        "places.csv: column 'level' has 1 row with codes not in the classification; expected "
        "those of LEVELS in core/places/levels.py",
        id="unknown level",
    ),
    pytest.param(
        {"places": changed(PLACES, ("PC1441 ", "1441NL "))},
        "places: has 1 row with a code not written as codes of the level are",
        id="code of no known form",
    ),
    pytest.param(
        {
            "places": changed(
                PLACES, ("GM0439      municipality   2015", "GM0439 municipality 2014")
            )
        },
        "places of boundary years 2014, 2015 are mixed; expected one: carry them to one year",
        id="mixed boundary years",
    ),
    pytest.param(
        {"places": changed(PLACES, ("1441       GM0439", "1441       GM0440"))},
        "place PC1441 (postcode_area) lies in GM0440, which is not among the places; add it",
        id="parent that isn't there",
    ),
    pytest.param(
        {"places": changed(PLACES, ("WK036300  PC1011", "WK036300  PC1012"))},
        "places: has 1 row with a 'postcode_area' that is not among the places",
        id="postcode area that isn't there",
    ),
]


@pytest.mark.parametrize(("drawings", "message"), BROKEN)
def test_a_broken_rule_is_told_once_and_alone(
    tmp_path: Path, drawings: dict[str, str], message: str
) -> None:
    (problem,) = problems_of(deliver(tmp_path, **drawings))
    assert problem.startswith(message)


def test_a_sound_delivery_has_no_problems(tmp_path: Path) -> None:
    assert problems_of(deliver(tmp_path)) == ()


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    mapping = deliver(
        tmp_path,
        persons=changed(PERSONS, ("turkish", "klingon"), ("women", "robot"), ("p2", "p1")),
        pupils=changed(PUPILS, ("havo", "hogwarts")),
        jobs=changed(JOBS, ("2005", "never"), ("industry", "-")),
    )
    told = problems_of(mapping)
    for words in (
        "'origin_2005'",
        "'gender'",
        "share 'person'",
        "'level'",
        "column 'year'",
        "'sector'",
    ):
        assert sum(words in problem for problem in told) == 1, words


def test_problems_of_one_file_are_told_by_the_office_s_own_names(tmp_path: Path) -> None:
    mapping = deliver(tmp_path, persons=changed(PERSONS, ("gender", "SEKSE"), ("women", "x")))
    mapping.write_text(mapping.read_text().replace('gender = "gender"', 'gender = "SEKSE"'))
    (problem,) = problems_of(mapping)
    assert problem.startswith("persons.csv: column 'SEKSE' has 1 row with codes")


def test_each_of_several_files_is_told_by_name(tmp_path: Path) -> None:
    mapping = deliver(tmp_path, persons=changed(PERSONS, ("women", "x")))
    (tmp_path / "more.csv").write_text(
        (tmp_path / "persons.csv").read_text().replace(";2005;", ";2006;")
    )
    mapping.write_text(mapping.read_text() + "\n[[persons.files]]\npath = 'more.csv'\n")
    assert [problem.split(":")[0] for problem in problems_of(mapping)] == [
        "persons.csv",
        "more.csv",
    ]


def test_one_broken_place_does_not_make_every_person_s_home_unknown(tmp_path: Path) -> None:
    (problem,) = problems_of(deliver(tmp_path, places=changed(PLACES, ("Centrum", "-"))))
    assert problem.startswith("places.csv: column 'name_nl' is empty")


def test_more_place_problems_than_anyone_reads_are_counted(tmp_path: Path) -> None:
    orphans = "".join(
        f"    PC{code}  postcode_area 2015 x GM9999 -\n" for code in range(2000, 2050)
    )
    told = problems_of(deliver(tmp_path, places=PLACES + orphans))
    assert len(told) == 21
    assert told[-1] == "places: 30 more such problems; mend these first"


def test_a_table_of_persons_is_no_table_of_places(tmp_path: Path) -> None:
    many = "code;level;vintage;name_nl;parent;postcode_area\n" + "x;country;2015;x;;\n" * 100_001
    mapping = deliver(tmp_path)
    (tmp_path / "places.csv").write_text(many)
    (problem,) = problems_of(mapping)
    assert problem.startswith("places: has 100,001 rows; expected at most 100,000: point")


def test_a_delivery_may_do_without_pupils_or_jobs(tmp_path: Path) -> None:
    assert problems_of(deliver(tmp_path, pupils="", jobs="")) == ()


def test_a_delivery_needs_persons(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'persons' is missing"):
        problems_of(deliver(tmp_path, persons=""))


def test_places_are_found_with_and_without_their_prefix(tmp_path: Path) -> None:
    mapping = deliver(
        tmp_path,
        persons=changed(PERSONS, ("PC1011", "1011"), ("BU03630000", "3630000")),
        pupils=changed(PUPILS, ("GM0363", "363"), ("GM0363", "0363")),
    )
    with scratch_in(tmp_path / "scratch") as scratch:
        assert read_register(mapping, scratch, no_progress).problems == ()
        homes = scratch.run(
            "SELECT code, count(*) FROM persons JOIN numbered_places ON place_id = home "
            "GROUP BY code ORDER BY code"
        )
        schools = scratch.run(
            "SELECT DISTINCT code FROM pupils JOIN numbered_places ON place_id = municipality"
        )
    assert homes == [("PC1011", 2), ("PC1441", 1)]
    assert schools == [("GM0363",)]
