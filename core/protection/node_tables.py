"""Means, classes and lines of the nodes of a part, as rows of a release.

A node has a row where ten people or more seem to be in it. What has no row has fewer than
ten, nobody included, or is part of what has fewer.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa

from core.cube.arrays import column, integers
from core.cube.classes import CELLS, EVERY_RESIDENT, kinds_of_residents
from core.cube.geography import HOME_LEVEL, Geography
from core.cube.labelled import Nodes, constant
from core.groups.bands import GAP_BANDS
from core.groups.setting import WORK, Setting
from core.protection.arrays import Codes, Real, Whole
from core.protection.columns import counts_where, figures_where, named, taken
from core.protection.counts import rounded
from core.protection.judgement import EVERYONE
from core.protection.means import (
    NEIGHBOURHOOD_SHARE,
    SCHOOL_SHARE,
    WORK_SHARE,
    NoisedSums,
    Variable,
    noised_sums,
    protect_means,
    steps_of_mean,
)
from core.protection.node_counts import Counted
from core.protection.protected import SEAL
from core.protection.protection import Protection
from core.protection.release_table import ReleaseTable
from core.protection.states import CellState, Reason, is_shown, states_of


def share_of(setting: Setting) -> Variable:
    """What is averaged over the people of a setting."""
    return WORK_SHARE if setting == WORK else SCHOOL_SHARE


def mean_sums(
    counted: Counted, setting: Setting, protection: Protection
) -> tuple[NoisedSums, NoisedSums]:
    """The centred sums of both shares, with their noise."""
    variables = (NEIGHBOURHOOD_SHARE, share_of(setting))
    first, second = (
        noised_sums(
            steps_of_mean(counted.exact, counted.floats(name), variable),
            counted.everyone,
            variable,
            protection.secret,
        )
        for name, variable in zip(("x_mean", "y_mean"), variables, strict=True)
    )
    return first, second


def opportunity_rows(
    counted: Counted, sums: tuple[NoisedSums, NoisedSums], nodes: Nodes, area_shares: Real
) -> ReleaseTable:
    """People and their mean shares.

    Everyone in a home area has the share of that area; what is shown of it is what the
    published composition says (``area_shares``, by place), for each group's mean would be
    another draw of one figure.
    """
    home, there = (protect_means(one, counted.everyone, counted.published) for one in sums)
    place = integers(counted.nodes, "place")
    levels = np.array([level for level, _ in nodes.geography.nodes])
    at_home = levels[place] == HOME_LEVEL
    neighbourhood = np.where(at_home, area_shares[place], home.values)
    rows = written_rows(counted)
    profile = counted.everyone.profile
    shown = is_shown(there.states)
    same_reason = np.where(counted.reasons[:, 1] == Reason.NONE, 0, counted.reasons[:, 1])
    figures = {
        "people": counts_where(whole(counted.published.values), shown),
        "same_municipality": counts_where(
            rounded(counted.people[:, 1], profile), same_reason == Reason.NONE
        ),
        "same_municipality_reason": named(same_reason.astype(np.uint8), Reason),
        "neighbourhood_share": figures_where(neighbourhood, shown),
        "setting_share": figures_where(there.values, shown),
        "state": named(there.states, CellState),
        "reason": named(there.reasons, Reason),
    }
    table = pa.table(nodes.columns(counted.nodes) | figures)
    return ReleaseTable(SEAL, profile, "opportunity", taken(table, rows))


def accumulation_rows(
    counted: Counted, nodes: Nodes, thresholds: Sequence[int]
) -> Iterator[ReleaseTable]:
    """The four cells at each threshold."""
    base = _base(counted, nodes)
    rows = written_rows(counted)
    for threshold in thresholds:
        names = [f"{cell}_{threshold}" for cell in CELLS]
        cut = {"threshold": column(np.full(len(counted.people), threshold, np.int16))}
        table = pa.table(base | cut | _cells(counted, CELLS, names))
        yield ReleaseTable(SEAL, counted.everyone.profile, "accumulation", taken(table, rows))


def compensation_rows(
    counted: Counted, nodes: Nodes, thresholds: Sequence[int]
) -> Iterator[ReleaseTable]:
    """The bands of the gap, for everyone and for each kind of residents of which there are ten."""
    base = _base(counted, nodes)
    for kind in kinds_of_residents(thresholds):
        own = counted.columns.at("people" if kind == EVERY_RESIDENT else kind)
        reasons = counted.reasons[:, own]
        people = rounded(counted.people[:, own], counted.everyone.profile)
        of_kind = {
            "residents": constant(kind, len(people)),
            "people": counts_where(people, reasons == Reason.NONE),
            "state": named(states_of(reasons), CellState),
            "reason": named(reasons, Reason),
        }
        names = [f"{kind}_{band}" for band in GAP_BANDS]
        table = pa.table(base | of_kind | _cells(counted, GAP_BANDS, names))
        rows = np.flatnonzero(reasons != Reason.BELOW_TEN)
        yield ReleaseTable(SEAL, counted.everyone.profile, "compensation", taken(table, rows))


def written_rows(counted: Counted) -> Whole:
    """The rows that are written at all."""
    return np.flatnonzero(counted.reasons[:, EVERYONE] != Reason.BELOW_TEN)


def _base(counted: Counted, nodes: Nodes) -> dict[str, pa.Array]:
    published = counted.published
    shown = is_shown(published.states)
    return nodes.columns(counted.nodes) | {
        "people": counts_where(whole(published.values), shown),
        "state": named(published.states, CellState),
        "reason": named(published.reasons, Reason),
    }


def _cells(counted: Counted, names: Sequence[str], columns: Sequence[str]) -> dict[str, pa.Array]:
    """Counts by their name in the release, each with its reason."""
    found: dict[str, pa.Array] = {}
    for name, one in zip(names, map(counted.columns.at, columns), strict=True):
        reasons: Codes = counted.reasons[:, one]
        people = rounded(counted.people[:, one], counted.everyone.profile)
        found[name] = counts_where(people, reasons == Reason.NONE)
        found[f"{name}_reason"] = named(reasons, Reason)
    return found


def whole(values: Real) -> Whole:
    """Counts as whole numbers, with 0 where there is none to be written."""
    return np.nan_to_num(values, nan=0.0).astype(np.int64)


def unknown_areas(places: Geography) -> Real:
    """No share of any place, where no composition was published."""
    return np.full(len(places.nodes), np.nan)
