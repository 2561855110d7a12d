"""A8, second half: try all counts that two parts and their total could have.

With exact means only the true counts make the parts' sums add up to the total's: Handbook
on Statistical Disclosure Control, section 5.7.
"""

import numpy as np

from core.protection.arrays import Real, Whole
from core.protection.attacks.evidence import Evidence
from core.protection.attacks.finding import Control, Finding
from core.protection.counts import perturb_counts
from core.protection.means import noised_sums
from core.protection.profiles import PUBLIC

SIZES = (12, 80)


def mean_candidates(evidence: Evidence, tables: int = 1_000) -> tuple[Finding, ...]:
    """How often the triple of counts that balances best is the true one."""
    luck = evidence.luck("mean candidates")
    crowd = evidence.crowd(luck)
    parts = luck.integers(*SIZES, (2, tables))
    start = crowd.starts(luck, tables, 2 * SIZES[1])
    sets = ((start, parts[0]), (start + parts[0], parts[1]), (start, parts[0] + parts[1]))
    noisy, exact_means, means = [], [], []
    for first, people in sets:
        counts = perturb_counts(people, crowd.key_sums(first, people), evidence.seed, PUBLIC)
        steps = crowd.steps(first, people)
        sums = noised_sums(steps, counts, evidence.variable, evidence.seed)
        noisy.append(counts.people)
        exact_means.append(steps / people)
        means.append(sums.sums / counts.people)
    true = np.stack([people for _, people in sets])
    reach = PUBLIC.table.max_noise
    figure = found_rate(true, np.stack(noisy), np.stack(means), reach)
    control = Control(found_rate(true, np.stack(noisy), np.stack(exact_means), reach), 0.90)
    return (Finding("A8 candidate counts", figure, "share", 0.03, control),)


def found_rate(true: Whole, noisy: Whole, means: Real, reach: int) -> float:
    """How often the best-balancing candidates are the true counts (rows: a, b, total)."""
    best = best_balancing(noisy, means, reach)
    return float(np.mean(np.all(best == true[:2], axis=0)))


def best_balancing(noisy: Whole, means: Real, reach: int) -> Whole:
    """For each table, the two parts' counts that make the sums balance best."""
    first, second = (part.ravel() for part in np.mgrid[-reach : reach + 1, -reach : reach + 1])
    a, b = noisy[0][:, None] + first, noisy[1][:, None] + second
    possible = (np.abs(a + b - noisy[2][:, None]) <= reach) & (a > 0) & (b > 0)
    gap = np.abs(a * means[0][:, None] + b * means[1][:, None] - (a + b) * means[2][:, None])
    best = np.where(possible, gap, np.inf).argmin(axis=1)[:, None]
    return np.stack([np.take_along_axis(counts, best, axis=1)[:, 0] for counts in (a, b)])
