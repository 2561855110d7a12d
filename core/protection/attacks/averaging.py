"""A3: ask for many unions with and without one cell, and average the differences.

After Asghar & Kaafar, "Averaging attacks on bounded noise-based disclosure control
algorithms" (PETS 2020). It fails on canonical cells, whose unions are sums of published
figures, and succeeds as soon as every union gets a draw of its own.
"""

from dataclasses import dataclass

import numpy as np

from core.protection.arrays import Keys, Whole
from core.protection.attacks.evidence import Crowd, Evidence
from core.protection.attacks.finding import Control, Finding
from core.protection.counts import rounded, with_noise
from core.protection.prf import Purpose
from core.protection.profiles import PUBLIC, TRUSTED, Profile

CLASSES = 20
SIZES = (10, 120)
FRESH_QUERIES = 200
FRESH_TRIALS = 200


@dataclass(frozen=True, eq=False)
class _Breakdowns:
    """Many breakdowns of people into classes (rows: breakdowns); the first class is attacked."""

    people: Whole
    keys: Keys


def averaging(evidence: Evidence, trials: int = 4_000, queries: int = 1_000) -> tuple[Finding, ...]:
    """How often averaging over unions recovers a count exactly."""
    luck = evidence.luck("averaging")
    classes = _breakdowns(evidence.crowd(luck), luck, trials)
    fewer = _Breakdowns(classes.people[:FRESH_TRIALS], classes.keys[:FRESH_TRIALS])
    plan = luck.integers(0, 2, (queries, CLASSES - 1))
    findings = []
    for profile, power in ((TRUSTED, 0.95), (PUBLIC, 0.90)):
        figure = _recovered(classes, _canonical(classes, plan, evidence, profile))
        fresh = _fresh(fewer, plan[:FRESH_QUERIES], evidence, profile)
        control = Control(_recovered(fewer, fresh), power)
        name = f"A3 averaging over unions, {profile.name}"
        findings.append(Finding(name, figure, "share", 0.27, control))
    return tuple(findings)


def _breakdowns(crowd: Crowd, luck: np.random.Generator, trials: int) -> _Breakdowns:
    people = luck.integers(*SIZES, (trials, CLASSES))
    ends = people.cumsum(axis=1)
    start = crowd.starts(luck, trials, CLASSES * SIZES[1])[:, None] + ends - people
    keys = crowd.key_sums(start.ravel(), people.ravel())
    return _Breakdowns(people, keys.reshape(people.shape))


def _canonical(classes: _Breakdowns, plan: Whole, evidence: Evidence, profile: Profile) -> Whole:
    """The answers with minus without the attacked class, as sums of published figures."""
    published = _published(classes.people, classes.keys, evidence, profile)
    with_it, without = _unions(plan)
    return published @ with_it - published @ without


def _fresh(classes: _Breakdowns, plan: Whole, evidence: Evidence, profile: Profile) -> Whole:
    """The same answers if each union were a set with noise of its own."""
    # the product of keys wraps modulo 2^64, as key sums do
    with_it, without = (
        _published(classes.people @ u, classes.keys @ u.astype(np.uint64), evidence, profile)
        for u in _unions(plan)
    )
    return with_it - without


def _unions(plan: Whole) -> tuple[Whole, Whole]:
    """Which classes (rows) are in each union (columns), with and without the first."""
    attacked = np.ones((1, len(plan)), np.int64)
    return np.concatenate([attacked, plan.T]), np.concatenate([0 * attacked, plan.T])


def _published(people: Whole, keys: Keys, evidence: Evidence, profile: Profile) -> Whole:
    flat = with_noise(people.ravel(), keys.ravel(), evidence.seed, profile.table, Purpose.PEOPLE)
    return rounded(flat, profile).reshape(people.shape)


def _recovered(classes: _Breakdowns, answers: Whole) -> float:
    estimates = np.rint(answers.mean(axis=1))
    return float(np.mean(estimates == classes.people[:, 0]))
