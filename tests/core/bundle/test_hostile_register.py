"""Registers spoiled in every way we could think of.

They are refused or imported, never a crash, and never with a word of what a row says.
"""

import io
import traceback
from collections.abc import Callable
from pathlib import Path
from random import Random

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest

from core.bundle.register import import_register
from core.errors import InputError
from tests.deliveries import DRAWN, PLACES, as_csv, mapping_of
from tests.worlds import Row, rows_of

PLANTED = "GEHEIM"
"""In every id of a person, school and organisation, and in every absurd value."""

PEOPLE = 24
KINDS = ("csv", "parquet", "sav")
ABSURD = (
    f"{PLANTED}" * 30_000,
    f"'; DROP TABLE persons; -- {PLANTED}",
    f'"{PLANTED}',
    f"{PLANTED}\n{PLANTED}",
    f"={PLANTED}()",
    f"{PLANTED}\u202e\ufeff🦊",
    "9" * 400,
    "-1",
    "1e308",
    "NaN",
    "2005-01-01",
    "\u0662\u0660\u0660\u0665",
    "PC1011 ",
    "",
)
Tables = dict[str, list[Row]]
Files = dict[str, bytes]


def sound() -> Tables:
    """A delivery without a fault, whose ids are all planted."""
    numbers = range(PEOPLE)
    return {
        "places": rows_of(PLACES),
        "persons": [
            {
                "person": f"{PLANTED}{number:04}",
                "year": "2005",
                "home": "PC1011" if number % 2 else "PC1441",
                "neighbourhood": "-",
                "origin_18": "netherlands" if number % 3 else "turkey",
                "origin_2005": "dutch" if number % 3 else "turkish",
                "generation": "native" if number % 3 else "first",
                "gender": "women" if number % 5 else "men",
            }
            for number in numbers
        ],
        "pupils": [
            {
                "person": f"{PLANTED}{number:04}",
                "year": "2005",
                "school": f"{PLANTED}-school-{number % 3}",
                "municipality": "GM0363",
                "level": "havo",
            }
            for number in numbers
        ],
        "jobs": [
            {
                "person": f"{PLANTED}{number:04}",
                "year": "2005",
                "organisation": f"{PLANTED}-office-{number % 3}",
                "municipality": "GM0439",
                "sector": "retail",
            }
            for number in numbers
        ],
    }


def any_table(tables: Tables, random: Random) -> list[Row]:
    return tables[random.choice(["persons", "persons", "pupils", "jobs", "places"])]


def any_file(files: Files, random: Random) -> str:
    return random.choice([name for name in files if not name.startswith("places")])


def swap_columns(tables: Tables, random: Random) -> None:
    rows = any_table(tables, random)
    one, other = random.sample(sorted(rows[0]), 2)
    for row in rows:
        row[one], row[other] = row[other], row[one]


def swap_tables(tables: Tables, random: Random) -> None:
    one, other = random.sample(sorted(tables), 2)
    tables[one], tables[other] = tables[other], tables[one]


def double_rows(tables: Tables, random: Random) -> None:
    rows = any_table(tables, random)
    rows += [dict(row) for row in random.sample(rows, 3)]


def plant_absurd_values(tables: Tables, random: Random) -> None:
    rows = any_table(tables, random)
    for row in random.sample(rows, 3):
        row[random.choice(sorted(row))] = random.choice(ABSURD)


def plant_absurd_column(tables: Tables, random: Random) -> None:
    rows = any_table(tables, random)
    name, value = random.choice(sorted(rows[0])), random.choice(ABSURD)
    for row in rows:
        row[name] = value


def empty_cells(tables: Tables, random: Random) -> None:
    rows = any_table(tables, random)
    for row in random.sample(rows, 5):
        row[random.choice(sorted(row))] = "-"


def drop_column(tables: Tables, random: Random) -> None:
    rows = any_table(tables, random)
    name = random.choice(sorted(rows[0]))
    for row in rows:
        del row[name]


def rename_column(tables: Tables, random: Random) -> None:
    rows = any_table(tables, random)
    name = random.choice(sorted(rows[0]))
    for row in rows:
        row[name.upper()] = row.pop(name)


def add_column(tables: Tables, random: Random) -> None:
    for row in any_table(tables, random):
        row["salary"] = f"{PLANTED}{random.random()}"


def leave_first_row_only(tables: Tables, random: Random) -> None:
    del any_table(tables, random)[1:]


def lose_persons(tables: Tables, random: Random) -> None:
    tables["persons"] = random.sample(tables["persons"], 2)


def other_years(tables: Tables, random: Random) -> None:
    for row in random.sample(any_table(tables, random), 4):
        if "year" in row:
            row["year"] = random.choice(["2004", "1", "20055", f"{PLANTED}", "2005,0", "-2005"])


def cut_off(files: Files, random: Random) -> None:
    name = any_file(files, random)
    files[name] = files[name][: random.randrange(len(files[name]))]


def cut_start(files: Files, random: Random) -> None:
    name = any_file(files, random)
    files[name] = files[name][random.randrange(1, len(files[name])) :]


def flip_bytes(files: Files, random: Random) -> None:
    name = any_file(files, random)
    content = bytearray(files[name])
    for _ in range(random.choice([1, 20, 300])):
        content[random.randrange(len(content))] = random.randrange(256)
    files[name] = bytes(content)


def insert_nul(files: Files, random: Random) -> None:
    name = any_file(files, random)
    place = random.randrange(len(files[name]))
    files[name] = files[name][:place] + b"\0" * 3 + files[name][place:]


def insert_other_encoding(files: Files, random: Random) -> None:
    name = any_file(files, random)
    place = random.randrange(len(files[name]))
    files[name] = files[name][:place] + "é".encode() + b"\xe9\x81" + files[name][place:]


def other_encoding(files: Files, random: Random) -> None:
    name = any_file(files, random)
    text = files[name].decode("latin1")
    files[name] = text.encode(random.choice(["utf-16", "utf-32", "utf-8", "cp037"]))


def lose_first_line(files: Files, random: Random) -> None:
    name = any_file(files, random)
    files[name] = files[name].partition(b"\n")[2]


def double_first_line(files: Files, random: Random) -> None:
    name = any_file(files, random)
    files[name] = files[name].partition(b"\n")[0] + b"\n" + files[name]


def unbalance_quotes(files: Files, random: Random) -> None:
    name = any_file(files, random)
    files[name] = files[name].replace(b";", b';"', random.randrange(1, 30))


def exchange_contents(files: Files, random: Random) -> None:
    one, other = random.sample(sorted(files), 2)
    files[one], files[other] = files[other], files[one]


def be_another_kind(files: Files, random: Random) -> None:
    name = any_file(files, random)
    files[name] = random.choice([b"", b"\n", b"PAR1" * 9, b"$FL2@(#)" * 40, b"PK\3\4", b"\x1f\x8b"])


def spoil_mapping(files: Files, random: Random) -> None:
    lines = files["mapping.toml"].split(b"\n")
    del lines[random.randrange(len(lines))]
    lines.insert(random.randrange(len(lines)), random.choice([b"x = 1", b"[", b"\xff", b"[jobs]"]))
    files["mapping.toml"] = b"\n".join(lines)


ROW_SPOILERS: tuple[Callable[[Tables, Random], None], ...] = (
    swap_columns,
    swap_tables,
    double_rows,
    plant_absurd_values,
    plant_absurd_column,
    empty_cells,
    drop_column,
    rename_column,
    add_column,
    leave_first_row_only,
    lose_persons,
    other_years,
)
BYTE_SPOILERS: tuple[Callable[[Files, Random], None], ...] = (
    cut_off,
    cut_start,
    flip_bytes,
    insert_nul,
    insert_other_encoding,
    other_encoding,
    lose_first_line,
    double_first_line,
    unbalance_quotes,
    exchange_contents,
    be_another_kind,
    spoil_mapping,
)


def as_bytes(rows: list[Row], kind: str, folder: Path) -> bytes:
    """The rows as a file of a kind; a column is missing where the first row lacks it."""
    cells = {name: [row.get(name, "-") for row in rows] for name in rows[0]}
    filled = {
        name: [None if cell == "-" else cell for cell in column] for name, column in cells.items()
    }
    if kind == "csv":
        return as_csv([{name: row.get(name, "-") for name in rows[0]} for row in rows]).encode()
    if kind == "parquet":
        stream = io.BytesIO()
        pq.write_table(
            pa.table({name: pa.array(c, pa.string()) for name, c in filled.items()}), stream
        )
        return stream.getvalue()
    short = {name: [(cell or "")[:2000] for cell in column] for name, column in filled.items()}
    pyreadstat.write_sav(pd.DataFrame(short), folder / "made.sav")
    return (folder / "made.sav").read_bytes()


def said(error: BaseException | None) -> str:
    """Everything an error says, and those it came from."""
    words = ""
    while error is not None:
        words += f"{error!r} {error} {error.args} {vars(error)}"
        words += "".join(traceback.format_exception(error))
        error = error.__cause__ or error.__context__
    return words


def import_spoiled(files: Files, folder: Path) -> str:
    """What is said when the delivery is imported, an error or the report."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    try:
        report = import_register(folder / "mapping.toml", folder / "bundle", dry_run=True)
    except InputError as error:
        return said(error)
    return "\n".join([*report.lines("nl"), *report.lines("en"), *report.warnings, repr(report)])


def files_of(tables: Tables, kind: str, folder: Path) -> Files:
    kinds = {table: "csv" if table == "places" else kind for table in DRAWN}
    files = {
        f"{table}.{kinds[table]}": as_bytes(rows, kinds[table], folder)
        for table, rows in tables.items()
    }
    return files | {"mapping.toml": mapping_of({t: f"{t}.{kinds[t]}" for t in DRAWN}).encode()}


def test_the_delivery_that_is_spoiled_below_is_sound(tmp_path: Path) -> None:
    for kind in KINDS:
        tables = sound()
        words = import_spoiled(files_of(tables, kind, tmp_path), tmp_path)
        assert words.startswith("Personen 2005: 24 van 24 gekoppeld (100,0%)")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("spoil", ROW_SPOILERS, ids=lambda spoil: spoil.__name__)
def test_spoiled_rows_are_refused_or_imported_without_a_word_of_them(
    tmp_path: Path,
    spoil: Callable[[Tables, Random], None],
    kind: str,
    seed: int,
    capfd: pytest.CaptureFixture[str],
) -> None:
    tables = sound()
    spoil(tables, Random(f"{spoil.__name__} {kind} {seed}"))
    words = import_spoiled(files_of(tables, kind, tmp_path), tmp_path)
    assert PLANTED not in words + "".join(capfd.readouterr())


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("spoil", BYTE_SPOILERS, ids=lambda spoil: spoil.__name__)
def test_spoiled_bytes_are_refused_or_imported_without_a_word_of_them(
    tmp_path: Path,
    spoil: Callable[[Files, Random], None],
    kind: str,
    seed: int,
    capfd: pytest.CaptureFixture[str],
) -> None:
    tables = sound()
    files = files_of(tables, kind, tmp_path)
    spoil(files, Random(f"{spoil.__name__} {kind} {seed}"))
    words = import_spoiled(files, tmp_path)
    assert PLANTED not in words + "".join(capfd.readouterr())
    assert not list(tmp_path.glob("bundle*"))
