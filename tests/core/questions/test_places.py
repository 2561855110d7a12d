"""People find the place they mean, however they write it."""

import pyarrow as pa
import pytest

from core.questions.places import Places, folded
from core.release import Release, open_current
from core.release.schema import TABLES
from core.release.writer import writing_release

NAMED = (
    ("GM0518", "municipality", "'s-Gravenhage", "The Hague"),
    ("GM0796", "municipality", "'s-Hertogenbosch", "'s-Hertogenbosch"),
    ("GM0513", "municipality", "Gouda", "Gouda"),
    ("GM0480", "municipality", "Alphen aan den Rijn", "Alphen aan den Rijn"),
    ("GM0180", "municipality", "Staphorst", "Staphorst"),
    ("GM0845", "municipality", "Sint-Michielsgestel", "Sint-Michielsgestel"),
    ("GM0070", "municipality", "Súdwest-Fryslân", "Súdwest-Fryslân"),
    ("GM0502", "municipality", "Capelle aan den IJssel", "Capelle aan den IJssel"),
    ("GM0603", "municipality", "Rijswijk", "Rijswijk"),
    ("GM0363", "municipality", "Amsterdam", "Amsterdam"),
    ("PV28", "province", "Zuid-Holland", "South Holland"),
    ("WK051300", "district", "Goudse Poort", "Goudse Poort"),
    ("WK051301", "district", "Nieuw-Gouda", "Nieuw-Gouda"),
    ("BU05130001", "neighbourhood", "Gouda, zone 01", "Gouda, zone 01"),
    ("BU05130002", "neighbourhood", "Bijgoud", "Bijgoud"),
    ("PC1011", "postcode_area", "1011", "1011"),
    ("PC2801", "postcode_area", "2801", "2801"),
)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release with places and nothing else."""
    folder = tmp_path_factory.mktemp("places")
    rows = [
        {"code": code, "level": level, "vintage": 2015, "name_nl": dutch, "name_en": english}
        for code, level, dutch, english in NAMED
    ]
    about = {
        "basis": "synthetic",
        "protection": "workbench",
        "years": [],
        "setting_years": {},
        "vintage": 2015,
        "sources": [],
        "linkage": {},
    }
    with writing_release(folder, about) as writer:
        writer.add("places", pa.Table.from_pylist(rows, schema=TABLES["places"]))
    return open_current(folder)


def found(release: Release, search: str, **more: object) -> list[str]:
    rows = Places(search=search, **more).answer(release).rows()  # type: ignore[arg-type]
    return [row["code"] for row in rows]


@pytest.mark.parametrize(
    ("search", "first"),
    [
        ("goud", "GM0513"),
        ("GOUDA", "GM0513"),
        ("'s-Gravenhage", "GM0518"),
        ("s gravenhage", "GM0518"),
        ("sgravenhage", "GM0518"),
        ("’s-Gravenhage", "GM0518"),
        ("gravenhage", "GM0518"),
        ("Den Haag", "GM0518"),
        ("den ha", "GM0518"),
        ("The Hague", "GM0518"),
        ("den bosch", "GM0796"),
        ("Sudwest Fryslan", "GM0070"),
        ("SÚDWEST", "GM0070"),
        ("fryslân", "GM0070"),
        ("Alphen a/d Rijn", "GM0480"),
        ("alphen a.d. rijn", "GM0480"),
        ("capelle a/d ijssel", "GM0502"),
        ("rĳswĳk", "GM0603"),  # with the ligature that some keyboards give
        ("ryswyk", "GM0603"),
        ("st", "GM0180"),
        ("sta", "GM0180"),
        ("St. Michielsgestel", "GM0845"),
        ("st michiels", "GM0845"),
        ("z-holland", "PV28"),
        ("South Holland", "PV28"),
        ("1011", "PC1011"),
        ("1011 AB", "PC1011"),
        ("1011ab", "PC1011"),
        ("pc2801", "PC2801"),
        ("gm0363", "GM0363"),
    ],
)
def test_what_is_meant_comes_first(release: Release, search: str, first: str) -> None:
    assert found(release, search)[0] == first


def test_a_name_comes_before_its_begin_and_that_before_a_word_and_that_before_a_part(
    release: Release,
) -> None:
    assert found(release, "gouda") == ["GM0513", "BU05130001", "WK051301"]
    assert found(release, "goud") == ["GM0513", "WK051300", "BU05130001", "WK051301", "BU05130002"]


def test_st_finds_saints_as_well_as_what_begins_so(release: Release) -> None:
    assert {"GM0180", "GM0845"} <= set(found(release, "st"))


def test_nothing_like_it_finds_nothing(release: Release) -> None:
    for search in ("zzz", "%", "'; DROP TABLE places; --", "*", "[", "10111"):
        hits = found(release, search)
        assert hits == [] or folded(search) == ""


def test_a_search_without_words_lists_places_from_large_to_small(release: Release) -> None:
    assert found(release, "", level="postcode_area") == ["PC1011", "PC2801"]
    assert found(release, "", most=1) == ["GM0070"]
    assert len(found(release, "")) == len(NAMED)


def test_a_level_leaves_out_the_others(release: Release) -> None:
    assert found(release, "gouda", level="neighbourhood") == ["BU05130001"]
