"""What a bundle's tables look like: columns, the schemes behind them, order of rows.

A bundle is a folder with one Parquet file for each table (zstd, a million rows a row group)
and ``bundle.json``: schema, basis, years, boundary year, sources, rows and SHA-256 of each
table, and how many records could be linked. ``core.bundle.checks`` refuses rows that don't
keep to what is said here.
"""

from dataclasses import dataclass

import pyarrow as pa

from core.groups.origin import ORIGIN_18, ORIGIN_2005
from core.groups.person import GENDER, GENERATION
from core.groups.scheme import Scheme
from core.groups.setting import LEVEL, SECTOR

SCHEMA = 1
"""Bundles of another schema are refused."""

ROWS_PER_GROUP = 1_000_000
"""Rows in one row group of a Parquet file: small enough to stream, large enough to pack."""

UNKNOWN = -1
"""Stands for an origin or neighbourhood that the source doesn't know."""


@dataclass(frozen=True)
class CodedColumn:
    """A column of leaf positions in a scheme."""

    name: str
    scheme: Scheme
    may_be_unknown: bool = False


@dataclass(frozen=True)
class PlaceColumn:
    """A column of place ids, all of one level."""

    name: str
    level: str
    may_be_unknown: bool = False


@dataclass(frozen=True)
class TableSchema:
    """One table of a bundle."""

    name: str
    columns: pa.Schema
    coded: tuple[CodedColumn, ...] = ()
    placed: tuple[PlaceColumn, ...] = ()
    order: tuple[str, ...] = ()
    """The columns by which rows must not go down, the first one first."""

    @property
    def file(self) -> str:
        """The file name within the bundle."""
        return f"{self.name}.parquet"


def _columns(**types: pa.DataType) -> pa.Schema:
    optional = {"parent", "postcode_area"}
    return pa.schema([pa.field(name, kind, name in optional) for name, kind in types.items()])


PLACES = TableSchema(
    "places",
    _columns(
        place_id=pa.int32(),
        code=pa.string(),
        level=pa.string(),
        vintage=pa.int16(),
        name_nl=pa.string(),
        name_en=pa.string(),
        parent=pa.string(),
        postcode_area=pa.string(),
    ),
    order=("place_id",),
)
"""Every place, numbered from 0. ``parent`` is the code of the place around it, one level up
among those present; ``postcode_area`` the code of the one a neighbourhood lies in."""

RESIDENTS = TableSchema(
    "residents",
    _columns(
        year=pa.int16(),
        home_area=pa.int32(),
        neighbourhood=pa.int32(),
        origin_18=pa.int8(),
        origin_2005=pa.int8(),
        generation=pa.int8(),
        gender=pa.int8(),
        people=pa.int32(),
        key_sum=pa.uint64(),
    ),
    coded=(
        CodedColumn("origin_18", ORIGIN_18, may_be_unknown=True),
        CodedColumn("origin_2005", ORIGIN_2005),
        CodedColumn("generation", GENERATION),
        CodedColumn("gender", GENDER),
    ),
    placed=(
        PlaceColumn("home_area", "postcode_area"),
        PlaceColumn("neighbourhood", "neighbourhood", may_be_unknown=True),
    ),
    order=("year", "home_area"),
)
"""Residents by home area and group: ``people`` of them, at least one. ``key_sum`` is the sum of
their record keys modulo 2^64, 0 while there are no keys."""


def _setting_table(name: str, stratum: Scheme) -> TableSchema:
    return TableSchema(
        name,
        _columns(
            year=pa.int16(),
            home_area=pa.int32(),
            unit=pa.int32(),
            unit_municipality=pa.int32(),
            origin=pa.int8(),
            generation=pa.int8(),
            gender=pa.int8(),
            stratum=pa.int8(),
            record_key=pa.uint64(),
        ),
        coded=(
            CodedColumn("origin", ORIGIN_2005),
            CodedColumn("generation", GENERATION),
            CodedColumn("gender", GENDER),
            CodedColumn("stratum", stratum),
        ),
        placed=(
            PlaceColumn("home_area", "postcode_area"),
            PlaceColumn("unit_municipality", "municipality"),
        ),
        order=("year", "unit"),
    )


SCHOOL = _setting_table("school", LEVEL)
WORK = _setting_table("work", SECTOR)
"""One row for each pupil, or each job, of a person with a home area in that year. ``unit`` is
the branch school, or the organisation within a municipality, numbered from 0 over the whole
bundle without gaps; ``unit_municipality`` is where it stands. ``origin`` and ``generation`` are
the person's; ``record_key`` the pupil's or the job's, 0 while there are no keys."""

TABLES = (PLACES, RESIDENTS, SCHOOL, WORK)
"""Every table of a bundle, in the order of writing."""
