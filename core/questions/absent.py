"""Nodes of which a release has no row: too few people to show, or people who can't exist.

A release with noise writes a node only where ten people or more seem to be in it, so that
nobody and nine look the same. What has no row is told as that, instead of being left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import pyarrow as pa

from core.groups.origin import NATIVE_2005
from core.groups.scheme import ALL
from core.questions.gazetteer import place
from core.release import Release

BELOW_TEN = ("withheld", "below_ten")
IMPOSSIBLE = ("not_applicable", "impossible")
SMALL_LEVELS = ("district", "neighbourhood")
HOME_LEVEL = "postcode_area"
DIMENSIONS = ("origin", "generation", "gender", "stratum")


def absent_state(release: Release) -> tuple[str, str]:
    """State and reason of what a release has no row of."""
    return BELOW_TEN if release.has_noise else ("missing", "no_data")


def with_absent(
    release: Release,
    table: str,
    rows: pa.Table,
    places: Sequence[str],
    categories: Mapping[str, Sequence[str]],
) -> pa.Table:
    """The rows, and one for each node asked for that has none, in a release with noise.

    ``categories`` has the categories asked for, of each dimension that is split.
    """
    if not release.has_noise:
        return rows
    known = [place for place in places if _is_counted(release, table, place)]
    keys = ("place", *DIMENSIONS)
    found = set(zip(*(rows[key].to_pylist() for key in keys), strict=True))
    absent = [node for node in _nodes(known, categories) if node not in found]
    if not absent:
        return rows
    states = [IMPOSSIBLE if _is_impossible(*node[1:3]) else BELOW_TEN for node in absent]
    told: dict[str, Any] = dict(zip(keys, zip(*absent, strict=True), strict=True))
    told |= dict(zip(("state", "reason"), zip(*states, strict=True), strict=True))
    told |= {
        name: [reason for _, reason in states]
        for name in rows.column_names
        if name.endswith("_reason")
    }
    plain = rows.cast(pa.schema([pa.field(one.name, _plain(one.type)) for one in rows.schema]))
    columns = [
        pa.array(told[one.name], one.type) if one.name in told else pa.nulls(len(absent), one.type)
        for one in plain.schema
    ]
    return pa.concat_tables([plain, pa.Table.from_arrays(columns, schema=plain.schema)])


def _nodes(
    places: Sequence[str], categories: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, ...]]:
    return product(places, *(categories.get(name, (ALL,)) for name in DIMENSIONS))


def _is_counted(release: Release, table: str, code: str) -> bool:
    """Whether this table has rows of places of this level."""
    row = place(release, code)
    level = row["level"] if row else ""
    return level not in SMALL_LEVELS and (level != HOME_LEVEL or table == "opportunity")


def _is_impossible(origin: str, generation: str) -> bool:
    """Whoever has a Dutch background is native, and nobody else is: by definition, not by count."""
    native = generation == "native"
    if ALL in (origin, generation):
        return False
    return native != (origin == NATIVE_2005)


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind
