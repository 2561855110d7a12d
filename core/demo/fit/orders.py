"""Orders and signs that the paper found, as distances: below 0 where one doesn't hold.

The facts themselves only say whether they hold; a search needs to know by how much, comparison
by comparison. Distances are in percentage points, or in hundredths of a slope.
"""

from collections.abc import Callable
from itertools import product

import numpy as np

from core.demo.geography.arrays import Floats, Truths
from core.demo.targets.employees import REST, REST_GROUPS, WEST_INDIAN, WEST_INDIAN_GROUPS
from core.demo.targets.figures import (
    CLUSTERS,
    COUNTRY,
    G4,
    G28,
    OTHER,
    OUTSIDE_G4,
    Figures,
    groups,
)
from core.demo.targets.pupils import NON_WESTERN, TURKISH_MOROCCAN, gap
from core.groups.setting import SECTOR

Order = Callable[[Figures], Floats]
EVERYWHERE = (COUNTRY, *CLUSTERS)
SCHOOL, WORK = "school", "work"
TOLD_IN_STEPS_OF = {"antillean": 5.0}
"""In how many percentage points a protected release tells the intercepts of few pupils."""
MOST_BELOW = 10.0
"""P-021: outside the G4 no group is farther below its neighbourhood."""


def _lines(figures: Figures, setting: str, place: str, name: str) -> Floats:
    """By group, times a hundred."""
    return 100 * np.array(
        [figures.line(setting, place, origin=group)[name] for group in groups(setting)]
    )


def _among(setting: str, chosen: tuple[str, ...]) -> Truths:
    return np.asarray(np.isin(groups(setting), chosen))


def pupils_below_home(figures: Figures) -> Floats:
    """P-018: less at school than at home."""
    nodes = product(CLUSTERS, groups(SCHOOL))
    return np.array([-gap(figures, SCHOOL, place, group) for place, group in nodes])


def western_above_others(figures: Figures) -> Floats:
    """P-019: at school, Dutch and western pupils above all others in every cluster."""
    others = _among(SCHOOL, NON_WESTERN)
    found = []
    for place in CLUSTERS:
        nodes = [figures.means(SCHOOL, place, origin=group) for group in groups(SCHOOL)]
        shares = 100 * np.array([node["setting_share"] for node in nodes])
        found.append((shares[~others][:, None] - shares[others][None, :]).ravel())
    return np.concatenate(found)


def not_far_below_home(figures: Figures) -> Floats:
    """P-021: how far from the widest gap outside the G4."""
    nodes = product(OUTSIDE_G4, groups(SCHOOL))
    return np.array([gap(figures, SCHOOL, *node) + MOST_BELOW for node in nodes])


def flatter_within(figures: Figures) -> Floats:
    """P-027: flatter within clusters than nationwide."""
    nationwide = _lines(figures, SCHOOL, COUNTRY, "slope")
    within = [nationwide - _lines(figures, SCHOOL, place, "slope") for place in CLUSTERS]
    return np.concatenate(within)


def flattest_of_all(figures: Figures) -> Floats:
    """P-027: flatter than any other line is that of Turkish or Moroccan pupils in the G4."""
    slopes = np.array([_lines(figures, SCHOOL, place, "slope") for place in CLUSTERS])
    both = _among(SCHOOL, TURKISH_MOROCCAN)
    own = slopes[CLUSTERS.index(G4), both].min()
    return np.asarray((slopes[:, ~both] - own).ravel())


def school_intercepts(figures: Figures) -> Floats:
    """P-024, P-025: all between those of Moroccan pupils nationwide and western in the G28."""
    found = figures.lines(SCHOOL, "intercept")
    low, high = found.pop((COUNTRY, "moroccan")), found.pop((G28, "western"))
    others = 100 * np.array(list(found.values()))
    rough = np.array([TOLD_IN_STEPS_OF.get(group, 0.0) for _, group in found])
    return np.concatenate([others - 100 * low - rough, 100 * high - others - rough])


def intercepts_of_g28(figures: Figures) -> Floats:
    """P-028: higher in the G28."""
    mean = {place: _lines(figures, SCHOOL, place, "intercept").mean() for place in CLUSTERS}
    return np.array([mean[G28] - mean[G4], mean[G28] - mean[OTHER]])


def antillean_explained(figures: Figures) -> Floats:
    """P-029: most variance explained for Antillean pupils."""
    found = _lines(figures, SCHOOL, COUNTRY, "r_squared")
    own = _among(SCHOOL, ("antillean",))
    return np.asarray(found[own] - found[~own])


def signs_at_work(figures: Figures) -> Floats:
    """P-038: who has more at work than at home, and who less."""
    more = [(G4, group) for group in NON_WESTERN] + [(G28, group) for group in WEST_INDIAN_GROUPS]
    fewer = [(G28, group) for group in REST_GROUPS] + [(OTHER, group) for group in NON_WESTERN]
    return np.array(
        [gap(figures, WORK, *node) for node in more]
        + [-gap(figures, WORK, *node) for node in fewer]
    )


def work_intercepts(figures: Figures) -> Floats:
    """P-041: all between the lowest Turkish and those of Dutch employees in G4 and G28."""
    found = figures.lines(WORK, "intercept")
    native = min(found.pop((place, "dutch")) for place in (G4, G28))
    low = min(found.pop((place, "turkish")) for place in EVERYWHERE)
    others = np.array(list(found.values()))
    return 100 * np.concatenate([others - low, native - others])


def native_intercepts(figures: Figures) -> Floats:
    """P-042: higher for Dutch employees."""
    rest = _among(WORK, REST_GROUPS)
    lines = [_lines(figures, WORK, place, "intercept") for place in EVERYWHERE]
    return np.concatenate([each[0] - each[rest] for each in lines])


def explained_within(figures: Figures) -> Floats:
    """P-044: less explained within clusters than nationwide."""
    nationwide = _lines(figures, WORK, COUNTRY, "r_squared")
    within = [nationwide - _lines(figures, WORK, place, "r_squared") for place in CLUSTERS]
    return np.concatenate(within)


def sectors(figures: Figures) -> Floats:
    """P-053: public services and care first, retail last."""
    gains = {
        sector: figures.gaining(WORK, (G4,), True, origin="non_western", stratum=sector)
        for sector in SECTOR.leaves
    }
    best, last = [gains.pop("public_services"), gains.pop("health_care")], gains.pop("retail")
    rest = np.array(list(gains.values()))
    return np.concatenate([best[0] - rest, best[1] - rest, rest - last])


def outside_g4(figures: Figures) -> Floats:
    """P-067: Dutch before Surinamese and Antillean before other employees."""
    dutch, west_indian, rest = (
        figures.gaining(WORK, OUTSIDE_G4, True, origin=origin)
        for origin in ("dutch", WEST_INDIAN, REST)
    )
    return np.array([dutch - west_indian, west_indian - rest])


SCHOOL_ORDERS: tuple[tuple[Order, float], ...] = (
    (pupils_below_home, 0.15),
    (western_above_others, 0.2),
    (not_far_below_home, 0.5),
    (flatter_within, 1.0),
    (flattest_of_all, 1.0),
    (school_intercepts, 0.8),
    (intercepts_of_g28, 0.5),
    (antillean_explained, 1.0),
)
"""Each with the distance that is enough, so that protection doesn't undo it."""
WORK_ORDERS: tuple[tuple[Order, float], ...] = (
    (signs_at_work, 0.2),
    (work_intercepts, 0.3),
    (native_intercepts, 1.0),
    (explained_within, 0.5),
    (sectors, 0.5),
    (outside_g4, 1.0),
)
