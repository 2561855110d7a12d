"""Exact figures as release tables, for the researcher inside the secure environment.

A release made from these is marked unprotected, and the server shows it on
loopback only.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.cube.composition import Composition
from core.cube.cube import Part
from core.cube.geography import Geography
from core.cube.rollup import residents_conditions
from core.groups.bands import GAP_BANDS
from core.groups.person import GENERATION
from core.protection.labelled import constant, labels, node_columns, node_order

PROFILE = "unprotected"
ACCUMULATION = ("both", "neighbourhood_only", "setting_only", "neither")
LINE = ("intercept", "slope", "r_squared", "r", "partial_r", "se_intercept", "se_slope")

Tables = Iterator[tuple[str, pa.Table]]


def tables_of(part: Part, geography: Geography, thresholds: Sequence[int]) -> Tables:
    """The release tables of one part of the cube."""
    yield "opportunity", _opportunity(part, geography, part.counts.moments)
    if part.home_areas is not None:
        yield "opportunity", _opportunity(part, geography, part.home_areas)
    yield "accumulation", _accumulation(part, geography, thresholds)
    yield "compensation", _compensation(part, geography, thresholds)
    yield "relation", _relation(part, geography)


def _opportunity(part: Part, geography: Geography, means: pa.Table) -> pa.Table:
    means = means.take(node_order(means))
    return _table(
        node_columns(part, geography, means)
        | _whole(means, ("people", "same_municipality"))
        | {
            "neighbourhood_share": means["x_mean"],
            "setting_share": means["y_mean"],
        }
    )


def _accumulation(part: Part, geography: Geography, thresholds: Sequence[int]) -> pa.Table:
    counts = part.counts.accumulation
    counts = counts.take(node_order(counts))
    nodes = node_columns(part, geography, counts)
    return pa.concat_tables(
        _table(
            nodes
            | {"threshold": pa.array(np.full(counts.num_rows, threshold, np.int16))}
            | {name: _int(counts[f"{name}_{threshold}"]) for name in ACCUMULATION}
        )
        for threshold in thresholds
    )


def _compensation(part: Part, geography: Geography, thresholds: Sequence[int]) -> pa.Table:
    counts = part.counts.compensation
    counts = counts.take(node_order(counts))
    nodes = node_columns(part, geography, counts)
    return pa.concat_tables(
        _table(
            nodes
            | {"residents": constant(residents, counts.num_rows)}
            | {band: _int(counts[f"{residents}_{band}"]) for band in GAP_BANDS}
        )
        for residents in residents_conditions(thresholds)
    )


def _relation(part: Part, geography: Geography) -> pa.Table:
    lines = part.relation.take(node_order(part.relation))
    defined = ~np.isnan(lines["slope"].to_numpy())
    return _table(
        node_columns(part, geography, lines)
        | _whole(lines, ("people", "areas", "units"))
        | {name: _nullable(lines[name]) for name in LINE},
        defined,
    )


def composition_table(composition: Composition, geography: Geography) -> pa.Table:
    """The release table of one composition."""
    residents = composition.residents
    keys = [residents[name].to_numpy() for name in ("generation", "category", "place")]
    residents = residents.take(np.lexsort(keys))
    rows = residents.num_rows
    levels, codes = zip(*geography.nodes, strict=True)
    place = residents["place"].to_numpy()
    names = sorted(set(levels))
    of_place = np.array([names.index(level) for level in levels], np.int32)
    return _table(
        {
            "year": pa.array(np.full(rows, composition.year, np.int16)),
            "scheme": constant(composition.scheme.code, rows),
            "level": labels(of_place[place], names),
            "place": labels(place, codes),
            "category": labels(residents["category"].to_numpy(), composition.scheme.nodes),
            "generation": labels(residents["generation"].to_numpy(), GENERATION.nodes),
        }
        | _whole(residents, ("people",))
    )


def _table(columns: dict[str, pa.Array], defined: npt.NDArray[np.bool_] | None = None) -> pa.Table:
    rows = len(next(iter(columns.values())))
    shown = np.ones(rows, np.bool_) if defined is None else defined
    state = labels(np.where(shown, 0, 1), ["value", "not_applicable"])
    reason = labels(np.where(shown, 0, 1), ["none", "no_spread"])
    return pa.table(columns | {"state": state, "reason": reason})


def _whole(table: pa.Table, names: Sequence[str]) -> dict[str, pa.Array]:
    return {name: _int(table[name]) for name in names}


def _int(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.int64())


def _nullable(column: pa.ChunkedArray) -> pa.Array:
    return pa.array(column.to_numpy(), from_pandas=True)
