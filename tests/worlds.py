"""Tiny worlds drawn as text tables, for the tests of every stage that counts people.

    bundle = draw_world(
        tmp_path,
        residents='''
            home    origin   people
            PC1011  dutch    3
            PC1011  turkish  1
        ''',
        pupils='''
            home    school  municipality  origin   level  people
            PC1011  A       GM0363        dutch    havo   2
        ''',
    )

Blank-separated columns under a heading; ``-`` leaves a cell empty; ``people`` repeats a row.
What isn't drawn takes a default: year 2005; generation native for the Dutch and second for
others; women; level first_years; sector industry; municipality the one of the home.
"""

from collections.abc import Iterator
from itertools import repeat
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.bundle import Bundle, write_bundle
from core.bundle.schema import PLACES, RESIDENTS, SCHOOL, UNKNOWN, WORK
from core.groups.origin import ORIGIN_18, ORIGIN_2005
from core.groups.person import GENDER, GENERATION
from core.groups.scheme import Scheme
from core.groups.setting import LEVEL, SECTOR
from core.places.levels import level_of
from core.protection.profiles import WORKBENCH
from core.protection.protection import Protection
from core.protection.synthetic import PUBLIC_SEED, synthetic_protection

Row = dict[str, str]

VINTAGE = 2015
EXACT, NOISY = Protection(WORKBENCH), synthetic_protection()
"""How releases are built: with figures that can be worked out by hand, or protected."""
FOUR_MUNICIPALITIES = """
    code        parent  postcode_area
    NL01        -       -
    LD02        NL01    -
    LD03        NL01    -
    PV24        LD02    -
    PV27        LD03    -
    CR40        PV24    -
    CR23        PV27    -
    GM0034      CR40    -
    GM0363      CR23    -
    GM0362      CR23    -
    GM0439      CR23    -
    WK036300    GM0363  -
    BU03630000  WK036300  PC1011
    BU03630001  WK036300  PC1012
    PC1011      GM0363  -
    PC1012      GM0363  -
    PC1181      GM0362  -
    PC1311      GM0034  -
    PC1312      GM0034  -
    PC1441      GM0439  -
"""
"""Amsterdam (G4), Almere (G28), Amstelveen and Purmerend (other), with some postcode areas."""

ORIGIN_18_OF = {
    "dutch": "netherlands",
    "western": "german_speaking",
    "turkish": "turkey",
    "moroccan": "morocco",
    "surinamese": "west_indies",
    "antillean": "west_indies",
    "other_non_western": "arab",
}


def rows_of(drawing: str) -> list[Row]:
    """The rows of a drawn table, by the names in its heading."""
    lines = [line.split() for line in drawing.splitlines() if line.strip()]
    if not lines:
        return []
    heading, *cells = lines
    return [dict(zip(heading, line, strict=True)) for line in cells]


def draw_world(
    folder: Path,
    *,
    residents: str,
    pupils: str = "",
    jobs: str = "",
    places: str = FOUR_MUNICIPALITIES,
    keyed: bool = False,
    name: str = "world",
) -> Bundle:
    """The synthetic bundle ``folder/name`` of the people drawn; ``keyed`` gives record keys."""
    areas = rows_of(places)
    keys = _keys() if keyed else repeat(0)
    drawn = {
        "places": _places(areas),
        "residents": _residents(rows_of(residents), areas, keys),
        "school": _members(rows_of(pupils), areas, keys, "school"),
        "work": _members(rows_of(jobs), areas, keys, "organisation"),
    }
    return write_bundle(
        folder / name, "synthetic", drawn, keys=PUBLIC_SEED.fingerprint if keyed else ""
    )


def place_id(code: str, places: str = FOUR_MUNICIPALITIES) -> int:
    """The number a drawn place has in its bundle."""
    return [row["code"] for row in rows_of(places)].index(code)


def _keys() -> Iterator[int]:
    """Record keys that repeat from run to run, spread over all 64 bits."""
    generator = np.random.Generator(np.random.PCG64(2005))
    while True:
        yield int(generator.integers(0, 2**64, dtype=np.uint64))


def _cell(row: Row, name: str, default: str) -> str:
    return default if row.get(name, "-") == "-" else row[name]


def _places(areas: list[Row]) -> pa.Table:
    codes = [row["code"] for row in areas]
    return pa.table(
        {
            "place_id": range(len(areas)),
            "code": codes,
            "level": [level_of(code) for code in codes],
            "vintage": [VINTAGE] * len(areas),
            "name_nl": [_cell(row, "name", row["code"]) for row in areas],
            "name_en": [_cell(row, "name", row["code"]) for row in areas],
            "parent": [_cell(row, "parent", "") or None for row in areas],
            "postcode_area": [_cell(row, "postcode_area", "") or None for row in areas],
        },
        schema=PLACES.columns,
    )


def _position(scheme: Scheme, leaf: str) -> int:
    return scheme.leaves.index(leaf)


def _person(row: Row, origin_column: str) -> dict[str, int]:
    origin = row[origin_column]
    generation = _cell(row, "generation", "native" if origin == "dutch" else "second")
    return {
        "year": int(_cell(row, "year", "2005")),
        "generation": _position(GENERATION, generation),
        "gender": _position(GENDER, _cell(row, "gender", "women")),
    }


def _id(areas: list[Row], code: str) -> int:
    return [row["code"] for row in areas].index(code)


def _residents(rows: list[Row], areas: list[Row], keys: Iterator[int]) -> pa.Table:
    drawn = []
    for row in rows:
        people = int(_cell(row, "people", "1"))
        origin_18 = _cell(row, "origin_18", ORIGIN_18_OF[row["origin"]])
        neighbourhood = _cell(row, "neighbourhood", "")
        drawn.append(
            _person(row, "origin")
            | {
                "home_area": _id(areas, row["home"]),
                "neighbourhood": _id(areas, neighbourhood) if neighbourhood else UNKNOWN,
                "origin_18": UNKNOWN if origin_18 == "unknown" else _position(ORIGIN_18, origin_18),
                "origin_2005": _position(ORIGIN_2005, row["origin"]),
                "people": people,
                "key_sum": sum(next(keys) for _ in range(people)) % 2**64,
            }
        )
    drawn.sort(key=lambda one: (one["year"], one["home_area"]))
    return pa.Table.from_pylist(drawn, schema=RESIDENTS.columns)


def _members(rows: list[Row], areas: list[Row], keys: Iterator[int], unit: str) -> pa.Table:
    parents = {row["code"]: row["parent"] for row in areas}
    schema, scheme, column, default = {
        "school": (SCHOOL, LEVEL, "level", "first_years"),
        "organisation": (WORK, SECTOR, "sector", "industry"),
    }[unit]
    for row in rows:
        row["municipality"] = _cell(row, "municipality", parents[row["home"]])
    units = _units(rows, unit)
    drawn = [
        _person(row, "origin")
        | {
            "home_area": _id(areas, row["home"]),
            "unit": number,
            "unit_municipality": _id(areas, row["municipality"]),
            "origin": _position(ORIGIN_2005, row["origin"]),
            "stratum": _position(scheme, _cell(row, column, default)),
            "record_key": next(keys),
        }
        for row, number in zip(rows, units, strict=True)
        for _ in range(int(_cell(row, "people", "1")))
    ]
    drawn.sort(key=lambda one: (one["year"], one["unit"]))
    return pa.Table.from_pylist(drawn, schema=schema.columns)


def _units(rows: list[Row], unit: str) -> npt.NDArray[np.int64]:
    """A dense number per school, or per organisation in a municipality."""
    names = [
        row[unit] if unit == "school" else f"{row[unit]} {row['municipality']}" for row in rows
    ]
    numbers: npt.NDArray[np.int64] = np.unique(names, return_inverse=True)[1]
    return numbers
