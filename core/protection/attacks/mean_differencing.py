"""A8, first half: subtract two nested means to learn the value of the one person more."""

import numpy as np

from core.protection.arrays import Real
from core.protection.attacks.evidence import Evidence, nested_pairs
from core.protection.attacks.finding import Control, Finding
from core.protection.counts import perturb_counts
from core.protection.means import noised_sums
from core.protection.profiles import PUBLIC


def mean_differencing(evidence: Evidence, pairs: int = 20_000) -> tuple[Finding, ...]:
    """How far off, and how related to the truth, the estimated value is."""
    luck = evidence.luck("mean differencing")
    crowd = evidence.crowd(luck)
    found = nested_pairs(crowd, luck, pairs, (1,))
    truth = crowd.values[found.start + found.people]
    seen, exact = [], []
    for people, keys in (
        (found.people + 1, found.outer_keys),
        (found.people, found.inner_keys),
    ):
        counts = perturb_counts(people, keys, evidence.seed, PUBLIC)
        steps = crowd.steps(found.start, people)
        seen.append(noised_sums(steps, counts, evidence.variable, evidence.seed).sums)
        exact.append(steps / evidence.variable.steps)
    guess = seen[0] - seen[1] + evidence.variable.centre
    off = float(np.sqrt(np.mean((guess - truth) ** 2)) / truth.std())
    control = Control(_related(exact[0] - exact[1], truth), 0.999)
    return (
        Finding("A8 error of a person's value", off, "prior sd", 2.0, must_exceed=True),
        Finding("A8 relation to a person's value", _related(guess, truth), "r", 0.35, control),
    )


def _related(guess: Real, truth: Real) -> float:
    return abs(float(np.corrcoef(guess, truth)[0, 1]))
