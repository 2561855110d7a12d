"""Means of people: centre and clip first, add noise to the sum, divide by the count with noise.

Dividing an exact sum by a noisy count would wreck the mean, and exact means next to noisy
counts give both away. Median, minimum, maximum and percentiles are not offered.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from core.errors import ProtectionError
from core.protection.arrays import Codes, Keys, Real, Whole, same_length, whole_numbers
from core.protection.counts import fewest_people
from core.protection.perturbation_table import SUM_TABLE, shipped_table
from core.protection.prf import Purpose, draws
from core.protection.profiles import Treatment, require
from core.protection.protected import (
    SEAL,
    PerturbedCounts,
    ProtectedCounts,
    ProtectedMeans,
    Sealed,
)
from core.protection.seed import Seed
from core.protection.states import CellState, Reason

RECOMMENDED_PEOPLE = 25
MOST_STEPS = 2**62


@dataclass(frozen=True)
class Variable:
    """What is averaged: its public bounds and centre, and how finely its sums are counted.

    A sum is delivered as a whole number of steps: per person ``(clip(x) − centre) · steps``,
    rounded, so that sums are exact whatever their order.
    """

    name: str
    lower: float
    upper: float
    centre: float
    steps: int
    purpose: Purpose

    def __post_init__(self) -> None:
        if not self.lower <= self.centre <= self.upper or self.lower == self.upper:
            raise ProtectionError(f"{self.name}: the centre lies between two different bounds")
        if self.steps < 1 or self.purpose < Purpose.NEIGHBOURHOOD_SHARE:
            raise ProtectionError(f"{self.name}: needs steps, and a purpose that is no count's")

    @property
    def half_range(self) -> float:
        """The scale of the noise: public, for the data's own maximum would tell on it."""
        return (self.upper - self.lower) / 2


NEIGHBOURHOOD_SHARE: Final = Variable(
    "neighbourhood_share", 0.0, 1.0, 0.8, 10_000, Purpose.NEIGHBOURHOOD_SHARE
)
SCHOOL_SHARE: Final = Variable("school_share", 0.0, 1.0, 0.8, 10_000, Purpose.SCHOOL_SHARE)
WORK_SHARE: Final = Variable("work_share", 0.0, 1.0, 0.8, 10_000, Purpose.WORK_SHARE)


@dataclass(frozen=True, eq=False, repr=False)
class NoisedSums(Sealed):
    """Centred sums with noise, in the unit of the variable; not yet divided, never shown."""

    variable: Variable
    sums: Real


def centred_steps(values: Real, variable: Variable) -> Whole:
    """Each person's contribution to the sum, in whole steps from the centre."""
    if np.any(np.isnan(values)):
        raise ProtectionError(
            f"{variable.name}: people without a value can't be averaged; drop them"
        )
    clipped = np.clip(values, variable.lower, variable.upper)
    return whole_steps((clipped - variable.centre) * variable.steps, variable.name)


def steps_of_mean(people: Whole, means: Real, variable: Variable) -> Whole:
    """The sums, in whole steps from the centre, of people of whom the exact mean is known.

    For a cube that keeps means; they must come from exact sums, so that the same people
    give the same steps by every route, and lie within the bounds without clipping.
    """
    same_length("people and means", whole_numbers(people, "people"), means)
    outside = (people > 0) & ~((means >= variable.lower) & (means <= variable.upper))
    if np.any(outside):
        raise ProtectionError(f"{variable.name}: means outside the bounds; clip before summing")
    sums: Real = np.where(people > 0, people * (means - variable.centre), 0.0)
    return whole_steps(sums * variable.steps, variable.name)


def whole_steps(sums: Real, what: str) -> Whole:
    """Sums as whole numbers of steps; undefined or too large ones are refused."""
    if not np.all(np.abs(sums) < MOST_STEPS):
        raise ProtectionError(
            f"{what}: a sum is undefined or near the end of int64; check the cube"
        )
    steps: Whole = np.rint(sums).astype(np.int64)
    return steps


def sum_noise(key_sums: Keys, seed: Seed, purpose: Purpose) -> Real:
    """Noise of mean 0 and variance 1 that belongs to each set and this purpose."""
    table = shipped_table(SUM_TABLE)
    noise = table.noise(np.zeros(len(key_sums), np.int64), draws(key_sums, seed, purpose))
    scaled: Real = noise / table.grid
    return scaled


def noised_sums(sums: Whole, counts: PerturbedCounts, variable: Variable, seed: Seed) -> NoisedSums:
    """The sums (in whole steps from the centre) with their noise, in the variable's unit."""
    profile = require(counts.profile, Treatment.NOISE)
    exact = whole_numbers(sums, f"sums of {variable.name}")
    same_length("sums and counts", exact, counts.key_sums)
    if np.any(np.abs(exact) > MOST_STEPS):
        raise ProtectionError(f"{variable.name}: a sum is near the end of int64; use fewer steps")
    scale = variable.half_range * profile.sum_noise
    noised = exact / variable.steps + scale * sum_noise(counts.key_sums, seed, variable.purpose)
    return NoisedSums(SEAL, profile, variable, noised)


def protect_means(
    sums: NoisedSums, counts: PerturbedCounts, published: ProtectedCounts
) -> ProtectedMeans:
    """The means of the cells whose count is shown, no finer than their noise."""
    refuse_mixed(sums, counts, published)
    variable, people = sums.variable, counts.people
    with np.errstate(invalid="ignore", divide="ignore"):
        means = variable.centre + sums.sums / people
        noise = variable.half_range * counts.profile.sum_noise / fewest_people(published)
    step = step_at_least(noise)  # undefined where the count is hidden, and so is the mean
    values = np.clip(to_step(means, step), variable.lower, variable.upper)
    states, reasons = _few_people(published)
    return ProtectedMeans(SEAL, counts.profile, values, states, reasons, step)


def step_at_least(noise: Real) -> Real:
    """The smallest of …0.1, 0.2, 0.5, 1… that is not below the noise."""
    power = 10.0 ** np.floor(np.log10(noise))
    steps = np.stack([power, 2 * power, 5 * power, 10 * power])
    enough = steps >= noise * (1 - 1e-12)
    found = np.take_along_axis(steps, enough.argmax(axis=0)[None], axis=0)[0]
    return np.where(np.isnan(noise), np.nan, found)


def to_step(values: Real, step: Real) -> Real:
    """The values at the nearest multiple of their step."""
    # twelve decimals take away what binary fractions leave behind: 0.8300000000000001
    rounded: Real = np.round(np.round(values / step) * step, 12)
    return rounded


def refuse_mixed(*figures: Sealed) -> None:
    """Refuse figures of different cells or profiles."""
    if len({(f.profile, len(f)) for f in figures}) != 1:
        raise ProtectionError("figures of different profiles or cells don't combine; align them")


def _few_people(published: ProtectedCounts) -> tuple[Codes, Codes]:
    states, reasons = published.states.copy(), published.reasons.copy()
    few = published.values < RECOMMENDED_PEOPLE
    states[few], reasons[few] = CellState.LOW_RELIABILITY, Reason.FEW_PEOPLE
    return states, reasons
