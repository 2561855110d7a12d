from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from core.sources.progress import no_progress
from core.sources.register import read_register
from core.sources.scratch import scratch_in
from tests.deliveries import PERSONS, deliver


def problems_of(mapping: Path) -> list[str]:
    with scratch_in(mapping.parent / "scratch") as scratch:
        return list(read_register(mapping, scratch, no_progress).problems)


def persons_of(mapping: Path, columns: str) -> list[tuple[object, ...]]:
    with scratch_in(mapping.parent / "scratch") as scratch:
        assert read_register(mapping, scratch, no_progress).problems == ()
        return scratch.run(f"SELECT {columns} FROM persons ORDER BY person")


def rewrite(file: Path, *changes: tuple[str, str]) -> None:
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    mapping = deliver(tmp_path)
    (tmp_path / "jobs.csv").unlink()
    assert problems_of(mapping) == [
        "jobs.csv: is not there or no file; expected a file: mend 'path' in the mapping"
    ]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    mapping = deliver(tmp_path)
    (tmp_path / "jobs.csv").unlink()
    (tmp_path / "jobs.csv").mkdir()
    assert "is not there or no file" in problems_of(mapping)[0]


def test_a_kind_that_is_not_read_is_told_with_those_that_are(tmp_path: Path) -> None:
    mapping = deliver(tmp_path)
    (tmp_path / "jobs.csv").rename(tmp_path / "jobs.xlsx")
    rewrite(mapping, ("jobs.csv", "jobs.xlsx"))
    assert problems_of(mapping) == [
        "jobs.xlsx: is of no known kind; expected a name that ends in .parquet, .pq, .csv, .tsv, "
        ".txt, .sav, .zsav: export it as one of those"
    ]


@pytest.mark.parametrize("content", ["", "\n", "person;year;organisation;municipality;sector\n"])
def test_a_file_without_rows_is_empty(tmp_path: Path, content: str) -> None:
    mapping = deliver(tmp_path)
    (tmp_path / "jobs.csv").write_text(content)
    assert problems_of(mapping) == [
        "jobs.csv: has no rows; expected at least one: deliver it anew, or leave it out"
    ]


def test_a_missing_column_is_told_with_the_one_that_may_be_meant(tmp_path: Path) -> None:
    mapping = deliver(tmp_path)
    rewrite(tmp_path / "jobs.csv", ("organisation", "Organization"), ("sector", "x"))
    assert problems_of(mapping) == [
        "jobs.csv: lacks column 'organisation' (closest: 'Organization'); expected it for "
        "'organisation': add it, or mend 'columns' in the mapping",
        "jobs.csv: lacks column 'sector'; expected it for 'sector': add it, or mend 'columns' in "
        "the mapping",
        "jobs.csv: has columns the mapping doesn't name: 'Organization' (closest: "
        "'organisation'), 'x'; expected only those it names: leave them out of the delivery, or "
        "list them under 'ignored'",
    ]


@pytest.mark.parametrize("ignored", ['["salary", "name"]', '["*"]'])
def test_extra_columns_are_refused_unless_ignored(tmp_path: Path, ignored: str) -> None:
    mapping = deliver(tmp_path)
    rewrite(
        tmp_path / "jobs.csv",
        ("sector", "sector;salary;name"),
        ("retail", "retail;9;x"),
        ("industry", "industry;9;x"),
    )
    (problem,) = problems_of(mapping)
    assert problem.startswith("jobs.csv: has columns the mapping doesn't name: 'salary', 'name';")
    rewrite(mapping, ("[jobs]", f"[jobs]\nignored = {ignored}"))
    assert problems_of(mapping) == []


def test_rows_behind_an_extra_column_are_checked_all_the_same(tmp_path: Path) -> None:
    mapping = deliver(tmp_path)
    rewrite(
        tmp_path / "jobs.csv",
        ("sector", "sector;x"),
        ("retail", "piracy;9"),
        ("industry", "industry;9"),
    )
    assert [
        "'x'" in problem or "'sector' has 1 row" in problem for problem in problems_of(mapping)
    ] == [
        True,
        True,
    ]


def test_a_separator_at_the_end_of_every_line_is_no_column(tmp_path: Path) -> None:
    mapping = deliver(tmp_path)
    lines = (tmp_path / "jobs.csv").read_text().splitlines()
    (tmp_path / "jobs.csv").write_text("".join(f"{line};;\n" for line in lines))
    assert problems_of(mapping) == []


@pytest.mark.parametrize("name", ["sector", "other"])
def test_a_column_name_twice_is_refused(tmp_path: Path, name: str) -> None:
    mapping = deliver(tmp_path)
    lines = (tmp_path / "jobs.csv").read_text().splitlines()
    doubled = [f"{lines[0]};{name};{name}", *(f"{line};1;1" for line in lines[1:])]
    (tmp_path / "jobs.csv").write_text("\n".join(doubled))
    rewrite(mapping, ("[jobs]", "[jobs]\nignored = ['*']"))
    assert problems_of(mapping) == [
        f"jobs.csv: has more than one column '{name}'; expected each name once: rename or leave "
        f"out the others"
    ]


def test_a_first_line_that_is_a_person_is_never_shown(tmp_path: Path) -> None:
    mapping = deliver(tmp_path)
    lines = (tmp_path / "persons.csv").read_text().splitlines()
    (tmp_path / "persons.csv").write_text("\n".join(lines[1:]))
    told = problems_of(mapping)
    assert told == [
        "persons.csv: has none of the columns the mapping names; expected a heading with 'person', "
        "'year', 'home', 'neighbourhood', 'origin_18', 'origin_2005', 'generation', 'gender': add "
        "the heading, or mend 'columns' in the mapping"
    ]


def test_a_column_that_holds_no_text_is_told_with_its_type(tmp_path: Path) -> None:
    mapping = deliver(tmp_path)
    jobs = {"person": ["p2"], "year": [2005], "organisation": [["o1"]], "municipality": [363]}
    pq.write_table(pa.table(jobs | {"sector": ["retail"]}), tmp_path / "jobs.parquet")
    rewrite(mapping, ("jobs.csv", "jobs.parquet"))
    (problem,) = problems_of(mapping)
    assert problem.startswith("jobs.parquet: column 'organisation' is of type list<")
    assert problem.endswith("; expected text or numbers: export it as text")


def test_damaged_pages_are_told_as_a_damaged_file(tmp_path: Path) -> None:
    mapping = deliver(tmp_path)
    jobs = {
        "person": [f"p{n}" for n in range(5000)],
        "year": [2005] * 5000,
        "organisation": [f"o{n * 7919 % 5000}" for n in range(5000)],
        "municipality": ["GM0363"] * 5000,
        "sector": ["retail"] * 5000,
    }
    pq.write_table(pa.table(jobs), tmp_path / "jobs.parquet", compression="zstd")
    content = bytearray((tmp_path / "jobs.parquet").read_bytes())
    content[100:4000] = b"\xff" * 3900
    (tmp_path / "jobs.parquet").write_bytes(content)
    rewrite(mapping, ("jobs.csv", "jobs.parquet"))
    assert problems_of(mapping) == [
        "jobs.parquet: can't be read as Parquet; expected a whole file of that kind: it may be "
        "cut off or misnamed, so copy or export it anew"
    ]


@pytest.mark.parametrize("written", ["2005", "2005,0", "2005.00", " 2005 "])
def test_whole_numbers_are_read_however_they_are_written(tmp_path: Path, written: str) -> None:
    mapping = deliver(tmp_path)
    rewrite(tmp_path / "persons.csv", (";2005;", f";{written};"))
    assert persons_of(mapping, "year") == [(2005,)] * 3


def test_codes_are_translated_and_unknown_ones_are_empty(tmp_path: Path) -> None:
    mapping = deliver(tmp_path, persons=PERSONS.replace("turkey", "90").replace("women", "2,0"))
    rewrite(
        mapping,
        (
            "[persons]",
            '[persons]\ncodes.gender = { 2 = "women" }\ncodes.origin_18 = { 90 = "unknown" }',
        ),
    )
    assert persons_of(mapping, "gender, origin_18") == [(0, 0), (1, None), (1, None)]


def test_what_the_office_writes_for_missing_is_empty(tmp_path: Path) -> None:
    mapping = deliver(tmp_path, persons=PERSONS.replace("turkey", "9.0").replace("PC1441", "?"))
    rewrite(mapping, ("[persons]", '[persons]\nmissing = ["9", "?"]'))
    assert persons_of(mapping, "home IS NULL, origin_18 IS NULL") == [
        (False, False),
        (False, True),
        (True, True),
    ]


def test_a_year_may_be_fixed_for_a_file(tmp_path: Path) -> None:
    mapping = deliver(tmp_path)
    rewrite(tmp_path / "persons.csv", (";year;", ";"), (";2005;", ";"))
    rewrite(mapping, ("path = 'persons.csv'", "path = 'persons.csv'\nfixed = { year = 2005 }"))
    assert persons_of(mapping, "year") == [(2005,)] * 3


def test_columns_that_may_be_absent_are_empty_then(tmp_path: Path) -> None:
    mapping = deliver(tmp_path)
    rewrite(
        mapping,
        ('neighbourhood = "neighbourhood", ', ""),
        ("[persons]", "[persons]\nignored = ['*']"),
    )
    assert persons_of(mapping, "neighbourhood") == [(None,)] * 3


def test_ids_and_codes_may_hold_anything_a_file_can(tmp_path: Path) -> None:
    mapping = deliver(tmp_path)
    odd = '\'; DROP TABLE persons; --é""🦊'
    rewrite(tmp_path / "persons.csv", ("p1;", f'"{odd}";'))
    rewrite(tmp_path / "pupils.csv", ("p1;", f'"{odd}";'))
    assert ("'; DROP TABLE persons; --é\"🦊",) in persons_of(mapping, "person")
