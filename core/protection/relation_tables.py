"""The line of each node, from moments with noise, as rows of a release.

The correlation given the cluster is put together from the moments of the clusters' own
nodes, which are canonical; a province cut by clusters is not, so it has none. Standard errors
are clustered by home area and by school or workplace, and no sum of moments gives them. They
are multiplied by noise of their own, as establishments' totals are in Evans, Zayatz and Slanta
(1998), "Using noise for disclosure limitation of establishment tabular data", J. Off. Stat.
14(4): a tenth, where leaving out one of a hundred people, the fewest that have a line, changes
them by 0.02 to 0.03 at the median and one of a thousand by 0.004. Then comes the noise of the
line itself, which can only enlarge them, and two digits are kept. Where few areas or units
remain one person weighs more; how many there are isn't told.
"""

from typing import Final

import numpy as np
import pyarrow as pa

from core.cube.arrays import floats, integers
from core.cube.cube import Part
from core.cube.geography import COUNTRY
from core.cube.labelled import Nodes, in_order
from core.cube.lattice import DIMENSIONS
from core.groups.setting import WORK, Setting
from core.protection.arrays import Keys, Marks, Real, Whole
from core.protection.columns import counts_where, figures_where, named, taken
from core.protection.estimates import STRONGEST
from core.protection.means import NoisedSums, sum_noise
from core.protection.moments import (
    LEAST_SPREAD,
    SCHOOL_RELATION,
    WORK_RELATION,
    NoisedMoments,
    ProtectedRelations,
    noised_moments,
    product_sums,
    protect_relations,
)
from core.protection.node_counts import Counted
from core.protection.node_tables import whole
from core.protection.prf import Purpose
from core.protection.protected import SEAL
from core.protection.protection import Protection
from core.protection.release_table import ReleaseTable
from core.protection.states import CellState, Reason, is_shown

ERROR_NOISE: Final = 0.10
DIGITS: Final = 2
WITHIN_ONE_CLUSTER = ("cluster", "municipality")
_ERRORS = {
    "school": (Purpose.SCHOOL_SLOPE_ERROR, Purpose.SCHOOL_INTERCEPT_ERROR),
    "work": (Purpose.WORK_SLOPE_ERROR, Purpose.WORK_INTERCEPT_ERROR),
}


def relation_rows(
    part: Part,
    counted: Counted,
    sums: tuple[NoisedSums, NoisedSums],
    nodes: Nodes,
    protection: Protection,
) -> ReleaseTable:
    """The lines of the nodes; ``counted`` and ``sums`` begin with them."""
    lines = in_order(part.relation)
    own = np.arange(lines.num_rows)
    published = counted.published.take(own)
    moments = moments_of(part.setting, counted, sums, protection, own)
    found = protect_relations(moments, published)
    shown = is_shown(found.states)
    partial = _within_clusters(nodes, counted.nodes.slice(0, len(own)), moments, found)
    figures = {
        "people": counts_where(whole(published.values), is_shown(published.states)),
        "areas": pa.nulls(len(own), pa.int64()),
        "units": pa.nulls(len(own), pa.int64()),
        "intercept": figures_where(found.intercept, shown),
        "slope": figures_where(found.values, shown),
        "r_squared": figures_where(found.r_squared, shown),
        "r": figures_where(found.correlation, shown),
        "partial_r": figures_where(partial, shown),
        **_errors(part.setting, lines, found, counted.everyone.key_sums[own], protection),
        "state": named(found.states, CellState),
        "reason": named(found.reasons, Reason),
    }
    rows = counted.written
    table = pa.table(nodes.columns(lines) | figures)
    return ReleaseTable(SEAL, protection.profile, "relation", taken(table, rows[rows < len(own)]))


def moments_of(
    setting: Setting,
    counted: Counted,
    sums: tuple[NoisedSums, NoisedSums],
    protection: Protection,
    own: Whole,
) -> NoisedMoments:
    """The moments of some nodes with their noise."""
    relation = WORK_RELATION if setting == WORK else SCHOOL_RELATION
    moments = counted.nodes
    means = tuple(floats(moments, name)[own] for name in ("x_mean", "y_mean"))
    spreads = tuple(counted.spreads[name][own] for name in ("xx", "xy", "yy"))
    products = product_sums(
        relation, counted.exact[own], (means[0], means[1]), (spreads[0], spreads[1], spreads[2])
    )
    taken_sums = (sums[0].take(own), sums[1].take(own))
    everyone = counted.everyone.take(own)
    return noised_moments(relation, taken_sums, products, everyone, protection.secret)


def _errors(
    setting: Setting, lines: pa.Table, found: ProtectedRelations, keys: Keys, protection: Protection
) -> dict[str, pa.Array]:
    """The standard errors of the lines that are shown."""
    shown = is_shown(found.states)
    noises = {"se_slope": found.slope_noise, "se_intercept": found.intercept_noise}
    columns = {}
    for (name, noise), purpose in zip(noises.items(), _ERRORS[setting.code], strict=True):
        draws = sum_noise(keys[shown], protection.secret, purpose)
        errors = np.full(len(noise), np.nan)
        errors[shown] = _error(floats(lines, name)[shown], noise[shown], draws)
        columns[name] = figures_where(errors, shown)
    return columns


def _error(clustered: Real, noise: Real, draw: Real) -> Real:
    """A clustered standard error with noise of its own and that of the line."""
    whole = np.hypot(clustered * np.exp(ERROR_NOISE * draw), noise)
    with np.errstate(invalid="ignore", divide="ignore"):
        power = 10.0 ** (np.floor(np.log10(whole)) - (DIGITS - 1))
        found: Real = np.round(np.round(whole / power) * power, 12)
    return found


def _within_clusters(
    nodes: Nodes, rows: pa.Table, moments: NoisedMoments, found: ProtectedRelations
) -> Real:
    """The correlation given the cluster: that of the node itself where it lies in one."""
    place = integers(rows, "place")
    levels = np.array([level for level, _ in nodes.geography.nodes])[place]
    partial = np.where(np.isin(levels, WITHIN_ONE_CLUSTER), found.correlation, np.nan)
    group = np.zeros(len(place), np.int64)
    for name in DIMENSIONS:
        group = group * (1 << 8) + integers(rows, name)
    in_cluster = (levels == "cluster") & (moments.people > 2)
    country = np.flatnonzero(levels == COUNTRY)
    sums = _summed_within(moments, group, in_cluster)
    spread_x, both, spread_y = (_at(group[country], *sums, row) for row in range(3))
    with np.errstate(invalid="ignore", divide="ignore"):
        r = np.where(spread_x >= LEAST_SPREAD, both / np.sqrt(spread_x * spread_y), np.nan)
    partial[country] = np.round(np.clip(r, -STRONGEST, STRONGEST), 2)
    return partial


def _summed_within(moments: NoisedMoments, group: Whole, chosen: Marks) -> tuple[Whole, Real]:
    """For each group of nodes, what is left of the moments around the clusters' own means."""
    groups, member = np.unique(group[chosen], return_inverse=True)
    n, x, y = (
        values[chosen].astype(np.float64) for values in (moments.people, moments.x, moments.y)
    )
    left = [
        values[chosen] - product / n
        for values, product in ((moments.xx, x * x), (moments.xy, x * y), (moments.yy, y * y))
    ]
    return groups, np.stack([np.bincount(member, one, len(groups)) for one in left])


def _at(wanted: Whole, groups: Whole, sums: Real, row: int) -> Real:
    at = np.minimum(np.searchsorted(groups, wanted), max(len(groups) - 1, 0))
    if not len(groups):
        return np.full(len(wanted), np.nan)
    found: Real = np.where(groups[at] == wanted, sums[row][at], np.nan)
    return found
