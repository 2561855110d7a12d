"""Links pupils and jobs to the person of their year, in the scratch database.

Everything is done by the engine, on all records at once; no record passes through Python.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from duckdb.func import ARROW

from core.bundle.linkage import REASONS, Linkage, Linked
from core.sources.problems import counted
from core.sources.scratch import Scratch

RecordKeys = Callable[[pa.Array], npt.NDArray[np.uint64]]
"""A fixed random key for each id; ids are persons' own, or for a job the person's with the
workplace."""

ID_SEPARATOR = "chr(31)"
"""Stands between the parts of a job's id, and occurs in none of them."""


@dataclass(frozen=True)
class MemberTable:
    """A table of records that are members of a unit: pupils of schools, jobs at workplaces."""

    name: str
    setting: str
    """The bundle's table."""
    unit: tuple[str, ...]
    """The columns that tell units apart."""
    stratum: str
    unit_id: str
    """The expression for the part of a record's id that follows the person, if any."""


PUPILS = MemberTable("pupils", "school", ("school",), "level", "''")
JOBS = MemberTable(
    "jobs",
    "work",
    ("organisation", "municipality"),
    "sector",
    f"{ID_SEPARATOR} || organisation || {ID_SEPARATOR} || numbered_places.code",
)
MEMBER_TABLES = (PUPILS, JOBS)


def offer_record_keys(scratch: Scratch, record_keys: RecordKeys | None) -> None:
    """Makes ``record_key(id)`` known to the engine; 0 while there are no keys."""
    if record_keys is None:
        scratch.run("CREATE MACRO record_key(id) AS 0::UBIGINT")
        return

    def keys_of(ids: pa.ChunkedArray) -> pa.Array:
        return pa.array(record_keys(ids.combine_chunks()), pa.uint64())

    scratch.connection.create_function("record_key", keys_of, ["VARCHAR"], "UBIGINT", type=ARROW)


def contradictions_between(complete: frozenset[str], scratch: Scratch) -> Iterator[str]:
    """What is wrong between tables that are each right."""
    for table in ("pupils", "jobs"):
        if {"persons", table} <= complete:
            yield from _years_without_persons(table, scratch)
    if "pupils" in complete:
        yield from _wandering_schools(scratch)


def _years_without_persons(table: str, scratch: Scratch) -> Iterator[str]:
    (rows,) = scratch.run(
        f"SELECT count(*) FROM {table} WHERE year NOT IN (SELECT DISTINCT year FROM persons)"
    )[0]
    if rows:
        yield (
            f"{table}: column 'year' has {counted(rows)} in years without any person; expected "
            f"persons of the same years: add their file, or leave these rows out"
        )


def _wandering_schools(scratch: Scratch) -> Iterator[str]:
    (schools,) = scratch.run(
        "SELECT count(*) FROM (SELECT year, school FROM pupils WHERE school IS NOT NULL "
        "GROUP BY ALL HAVING count(DISTINCT municipality) > 1)"
    )[0]
    if schools:
        yield (
            f"pupils: {counted(schools, 'branch school')} in several municipalities in one year; "
            f"expected one municipality for each branch: mend 'municipality', or give each "
            f"branch a code of its own in 'school'"
        )


def link_members(members: MemberTable, scratch: Scratch) -> None:
    """Keeps each different record with its person's home and origin, or with why it is lost."""
    unit = ", ".join(members.unit)
    scratch.run(
        f"CREATE TABLE different_{members.name} AS "
        f"SELECT person, year, {_unit_columns(members)}, "
        f"min({members.stratum}) AS stratum, count(*) AS times FROM {members.name} "
        f"WHERE {_has_unit(members)} GROUP BY ALL"
    )
    scratch.run(
        f"CREATE TABLE linked_{members.name} AS "
        f"SELECT one.person, one.year, {unit}, municipality AS unit_municipality, stratum, "
        f"home AS home_area, origin_2005 AS origin, generation, gender, "
        f"record_key(one.person || {members.unit_id}) AS record_key, "
        f"CASE WHEN persons.person IS NULL THEN 'no_person' WHEN home IS NULL THEN 'no_home' END "
        f"AS lost FROM different_{members.name} AS one "
        f"LEFT JOIN persons ON persons.person = one.person AND persons.year = one.year "
        f"LEFT JOIN numbered_places ON place_id = municipality"
    )


def _unit_columns(members: MemberTable) -> str:
    return ", ".join(dict.fromkeys((*members.unit, "municipality")))


def _has_unit(members: MemberTable) -> str:
    return " AND ".join(
        f"{column} IS NOT NULL" for column in dict.fromkeys((*members.unit, "municipality"))
    )


def persons_linkage(scratch: Scratch) -> Linkage:
    """The linkage of persons to a home area."""
    rows = scratch.run(
        "SELECT year, count(*), count(home) FROM persons GROUP BY year ORDER BY year"
    )
    return tuple(
        _linked("persons", year, records, {"no_home": records - homes})
        for year, records, homes in rows
    )


def members_linkage(members: MemberTable, scratch: Scratch) -> Linkage:
    """The linkage of pupils to their schools and persons, or of jobs to theirs."""
    name = members.name
    rows = scratch.run(
        f"SELECT year, count(*), count(*) FILTER (WHERE NOT ({_has_unit(members)})), "
        f"(SELECT coalesce(sum(times) - count(*), 0)::BIGINT FROM different_{name} AS one "
        f"WHERE one.year = {name}.year), "
        f"(SELECT count(*) FROM linked_{name} AS one "
        f"WHERE one.year = {name}.year AND lost = 'no_person'), "
        f"(SELECT count(*) FROM linked_{name} AS one "
        f"WHERE one.year = {name}.year AND lost = 'no_home') "
        f"FROM {name} GROUP BY year ORDER BY year"
    )
    several = dict(scratch.run(_several_records(name)))
    return tuple(
        _linked(name, year, records, dict(zip(REASONS, lost, strict=True)), several.get(year, 0))
        for year, records, *lost in rows
    )


def _several_records(name: str) -> str:
    return (
        f"SELECT year, count(*) FROM (SELECT year, person FROM linked_{name} WHERE lost IS NULL "
        f"GROUP BY ALL HAVING count(*) > 1) GROUP BY year"
    )


def _linked(
    table: str, year: int, records: int, lost: dict[str, int], several_jobs: int = 0
) -> Linked:
    occurring = {reason: count for reason, count in lost.items() if count}
    linked = records - sum(occurring.values())
    return Linked(table, year, records, linked, occurring, several_jobs)
