"""Relations between two variables of people, from a few sums with noise; pre-specified only.

Both variables are scaled to [−1, 1]. The noise of Σx and Σy is that of their means, so that
a relation never gives a second draw; Σxx, Σxy and Σyy have a draw each. No residuals, no
leverage, no perfect fit.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from core.errors import ProtectionError
from core.protection.arrays import Codes, Real, Whole, same_length, whole_numbers
from core.protection.estimates import Estimates, estimate
from core.protection.means import (
    NEIGHBOURHOOD_SHARE,
    SCHOOL_SHARE,
    WORK_SHARE,
    NoisedSums,
    Variable,
    refuse_mixed,
    step_at_least,
    sum_noise,
    to_step,
    whole_steps,
)
from core.protection.prf import Purpose
from core.protection.profiles import Treatment, require
from core.protection.protected import (
    SEAL,
    PerturbedCounts,
    ProtectedCells,
    ProtectedCounts,
    Sealed,
)
from core.protection.seed import Seed
from core.protection.states import CellState, Reason, is_shown

LEAST_PEOPLE = 100
FIGURES = 8  # what is told of a relation
LEAST_SPREAD = 4.0  # of Σ(x − mean)² on the scale [−1, 1], in standard deviations of its noise
MOST_NOISE = 0.05  # in the slope on that scale, before the relation counts as unreliable


@dataclass(frozen=True)
class Relation:
    """A relation decided on beforehand: y on x, and the purposes of its second moments."""

    name: str
    x: Variable
    y: Variable
    xx: Purpose
    xy: Purpose
    yy: Purpose

    def __post_init__(self) -> None:
        purposes = {self.x.purpose, self.y.purpose, self.xx, self.xy, self.yy}
        if len(purposes) != 5 or min(purposes) < Purpose.NEIGHBOURHOOD_SHARE:
            raise ProtectionError(f"{self.name}: every moment needs a purpose of its own")


SCHOOL_RELATION: Final = Relation(
    "school",
    NEIGHBOURHOOD_SHARE,
    SCHOOL_SHARE,
    Purpose.NEIGHBOURHOOD_SHARE_SQUARED,
    Purpose.NEIGHBOURHOOD_BY_SCHOOL_SHARE,
    Purpose.SCHOOL_SHARE_SQUARED,
)
WORK_RELATION: Final = Relation(
    "work",
    NEIGHBOURHOOD_SHARE,
    WORK_SHARE,
    Purpose.NEIGHBOURHOOD_SHARE_SQUARED,
    Purpose.NEIGHBOURHOOD_BY_WORK_SHARE,
    Purpose.WORK_SHARE_SQUARED,
)
RELATIONS: Final = (SCHOOL_RELATION, WORK_RELATION)


@dataclass(frozen=True)
class ProductSums:
    """Σ of products of two people's steps (see ``Variable``), exact, for each cell."""

    xx: Whole
    xy: Whole
    yy: Whole


def product_sums(
    relation: Relation,
    people: Whole,
    means: tuple[Real, Real],
    spreads: tuple[Real, Real, Real],
) -> ProductSums:
    """The products about the centres, from the means and the products about those.

    ``spreads`` are Σ(x − x̄)², Σ(x − x̄)(y − ȳ) and Σ(y − ȳ)², from exact sums.
    """
    x, y = relation.x, relation.y
    dx, dy = means[0] - x.centre, means[1] - y.centre
    found = []
    for (left, a), (right, b), spread in zip(
        ((x, dx), (x, dx), (y, dy)), ((x, dx), (y, dy), (y, dy)), spreads, strict=True
    ):
        about_centre = np.where(people > 0, spread + people * a * b, 0.0)
        found.append(whole_steps(about_centre * left.steps * right.steps, relation.name))
    return ProductSums(*found)


@dataclass(frozen=True, eq=False, repr=False)
class NoisedMoments(Sealed):
    """The moments of a relation with their noise, scaled to [−1, 1]; never shown."""

    relation: Relation
    people: Whole
    x: Real
    y: Real
    xx: Real
    xy: Real
    yy: Real


@dataclass(frozen=True, eq=False, repr=False)
class ProtectedRelations(ProtectedCells):
    """Slopes (``values``) and what belongs to them, of y on x in their own units.

    Standard errors hold both chance and noise. ``correlation`` and ``r_squared`` have two
    decimals; beyond ±0.95 the correlation is only known to be at least that strong.
    """

    intercept: Real
    slope_error: Real
    intercept_error: Real
    correlation: Real
    r_squared: Real
    slope_noise: Real
    """The part of the slope's standard error that is noise; and so for the intercept."""
    intercept_noise: Real

    def _figures(self) -> tuple[Real, ...]:
        errors = (self.slope_error, self.intercept_error, self.slope_noise, self.intercept_noise)
        return (self.values, self.intercept, *errors, self.correlation, self.r_squared)


def noised_moments(
    relation: Relation,
    sums: tuple[NoisedSums, NoisedSums],
    products: ProductSums,
    counts: PerturbedCounts,
    seed: Seed,
) -> NoisedMoments:
    """The moments of a relation with their noise.

    ``sums`` are those of x and y as for their means.
    """
    profile = require(counts.profile, Treatment.NOISE)
    refuse_mixed(*sums, counts)
    if (sums[0].variable, sums[1].variable) != (relation.x, relation.y):
        raise ProtectionError(f"{relation.name}: these are not the sums of its two variables")
    x, y = reach(relation.x), reach(relation.y)
    steps_x, steps_y = x * relation.x.steps, y * relation.y.steps
    second = []
    for name, scale in (("xx", steps_x**2), ("xy", steps_x * steps_y), ("yy", steps_y**2)):
        exact = whole_numbers(getattr(products, name), f"products {name}")
        same_length("products and counts", exact, counts.people)
        noise = profile.sum_noise * sum_noise(counts.key_sums, seed, getattr(relation, name))
        second.append(exact / scale + noise)
    first = (counts.people, sums[0].sums / x, sums[1].sums / y)
    return NoisedMoments(SEAL, profile, relation, *first, *second)


def reach(variable: Variable) -> float:
    """How far a value can lie from the centre; dividing by it scales to [−1, 1]."""
    return max(variable.upper - variable.centre, variable.centre - variable.lower)


def protect_relations(moments: NoisedMoments, published: ProtectedCounts) -> ProtectedRelations:
    """The relation in each cell with enough people and enough spread to have one."""
    refuse_mixed(moments, published)
    enough = np.flatnonzero(is_shown(published.states) & (published.values >= LEAST_PEOPLE))
    some = moments.take(enough)
    people = some.people.astype(np.float64)
    entries = (people, some.x, some.y, some.xx, some.xy, some.yy)
    found = estimate(entries, _noise_of_entries(moments))
    states, reasons = _judged(published, found, enough)
    hidden = ~is_shown(states)
    figures = np.full((FIGURES, len(states)), np.nan)
    figures[:, enough] = _in_own_units(moments.relation, found)
    figures[:, hidden] = np.nan
    return ProtectedRelations(SEAL, moments.profile, figures[0], states, reasons, *figures[1:])


def _noise_of_entries(moments: NoisedMoments) -> Real:
    relation, profile = moments.relation, moments.profile
    first = [v.half_range / reach(v) * profile.sum_noise for v in (relation.x, relation.y)]
    return np.array([np.sqrt(profile.table.variance), *first, *[profile.sum_noise] * 3])


def _judged(published: ProtectedCounts, found: Estimates, enough: Whole) -> tuple[Codes, Codes]:
    """States and reasons, where ``found`` is of those alone that have enough people."""
    states, reasons = published.states.copy(), published.reasons.copy()
    few = is_shown(states)
    few[enough] = False
    states[few], reasons[few] = CellState.WITHHELD, Reason.FEW_PEOPLE
    noisy = enough[found.errors_of_slope()[0] > MOST_NOISE]
    states[noisy], reasons[noisy] = CellState.LOW_RELIABILITY, Reason.NOISY
    flat = enough[~(found.spread_x >= LEAST_SPREAD)]
    states[flat], reasons[flat] = CellState.WITHHELD, Reason.NO_SPREAD
    return states, reasons


def _in_own_units(relation: Relation, found: Estimates) -> list[Real]:
    x, y = reach(relation.x), reach(relation.y)
    at_zero = relation.x.centre / x  # x = 0 lies this far below the centre, scaled
    intercept = relation.y.centre + y * (found.intercept - at_zero * found.slope)
    slope_noise, slope_error = found.errors_of_slope()
    intercept_noise, intercept_error = found.errors_at(-at_zero)
    correlation = np.round(found.correlation, 2)
    return [
        to_step(found.slope * y / x, step_at_least(slope_noise * y / x)),
        to_step(intercept, step_at_least(intercept_noise * y)),
        np.round(slope_error * y / x, 4),
        np.round(intercept_error * y, 4),
        correlation,
        np.round(correlation**2, 2),
        np.round(slope_noise * y / x, 4),
        np.round(intercept_noise * y, 4),
    ]
