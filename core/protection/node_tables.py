"""People and means of the nodes of a part, as rows of a release.

A node has a row where ten people or more seem to be in it. What has no row has fewer than
ten, nobody included, or is part of what has fewer.
"""

import numpy as np
import pyarrow as pa

from core.cube.arrays import integers
from core.cube.geography import HOME_LEVEL, Geography
from core.cube.labelled import Nodes
from core.cube.lattice import NODE
from core.groups.setting import WORK, Setting
from core.protection.arrays import Real, Whole
from core.protection.columns import counts_where, figures_where, named, taken
from core.protection.counts import rounded
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
from core.protection.node_columns import MEAN_COLUMNS
from core.protection.node_counts import Counted
from core.protection.protected import SEAL
from core.protection.protection import Protection
from core.protection.release_table import ReleaseTable
from core.protection.states import CellState, Reason, is_shown

STAY = MEAN_COLUMNS.at("same_municipality")


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
    rows, profile = counted.written, counted.everyone.profile
    everyone, published = counted.everyone.take(rows), counted.published.take(rows)
    home, there = (protect_means(one.take(rows), everyone, published) for one in sums)
    named_nodes = taken(counted.nodes.select(NODE), rows)
    place = integers(named_nodes, "place")
    levels = np.array([level for level, _ in nodes.geography.nodes])
    at_home = levels[place] == HOME_LEVEL
    neighbourhood = np.where(at_home, area_shares[place], home.values)
    shown = is_shown(there.states)
    same_reason = counted.reasons[rows, STAY]
    figures = {
        "people": counts_where(whole(published.values), shown),
        "same_municipality": counts_where(
            rounded(counted.people[rows, STAY], profile), same_reason == Reason.NONE
        ),
        "same_municipality_reason": named(same_reason, Reason),
        "neighbourhood_share": figures_where(neighbourhood, shown),
        "setting_share": figures_where(there.values, shown),
        "state": named(there.states, CellState),
        "reason": named(there.reasons, Reason),
    }
    table = pa.table(nodes.columns(named_nodes) | figures)
    return ReleaseTable(SEAL, profile, "opportunity", table)


def whole(values: Real) -> Whole:
    """Counts as whole numbers, with 0 where there is none to be written."""
    return np.nan_to_num(values, nan=0.0).astype(np.int64)


def unknown_areas(places: Geography) -> Real:
    """No share of any place, where no composition was published."""
    return np.full(len(places.nodes), np.nan)
