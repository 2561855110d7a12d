"""A1, A1p: subtract two nested counts to learn how many people are in the difference."""

import numpy as np

from core.protection.arrays import Real, Whole
from core.protection.attacks.evidence import Evidence, NestedPairs, nested_pairs
from core.protection.attacks.finding import Control, Finding
from core.protection.counts import rounded, with_noise
from core.protection.prf import Purpose
from core.protection.profiles import PUBLIC, TRUSTED, Profile

DIFFERENCES = (1, 2, 3)
ALWAYS = 0.999


def differencing(evidence: Evidence, pairs: int = 10_000) -> tuple[Finding, ...]:
    """How well differences of one to three people are recovered, in both profiles."""
    luck = evidence.luck("differencing")
    found = nested_pairs(evidence.crowd(luck), luck, pairs, DIFFERENCES)
    return _trusted(found, _seen(found, evidence, TRUSTED)) + _public(
        found, _seen(found, evidence, PUBLIC)
    )


def _trusted(pairs: NestedPairs, seen: Whole) -> tuple[Finding, ...]:
    error = seen - pairs.more
    exact, guessed = _control(pairs, pairs.more), _guess_rate(pairs, seen, TRUSTED)
    return (
        Finding("A1 exact difference", _rate(error == 0), "share", 0.18, exact),
        Finding("A1 difference within one", _rate(np.abs(error) <= 1), "share", 0.50, exact),
        Finding("A1 best guess", guessed, "share", 0.46, exact),
        Finding("A1 bias of differences", abs(float(error.mean())), "people", 0.08),
    )


def _public(pairs: NestedPairs, seen: Whole) -> tuple[Finding, ...]:
    exact, guessed = _control(pairs, pairs.more), _guess_rate(pairs, seen, PUBLIC)
    return (
        Finding("A1p exact difference", _rate(seen == pairs.more), "share", 0.0, exact),
        Finding("A1p best guess", guessed, "share", 0.45, exact),
        Finding("A1p difference seen", _rate(seen > 0), "share", 0.50, exact),
    )


def _seen(pairs: NestedPairs, evidence: Evidence, profile: Profile) -> Whole:
    """The difference of the two figures, without the rule that withholds the inner one."""
    sets = ((pairs.people + pairs.more, pairs.outer_keys), (pairs.people, pairs.inner_keys))
    outer, inner = (
        rounded(with_noise(people, keys, evidence.seed, profile.table, Purpose.PEOPLE), profile)
        for people, keys in sets
    )
    return outer - inner


def _control(pairs: NestedPairs, undefended: Whole) -> Control:
    return Control(_rate(undefended == pairs.more), ALWAYS)


def _guess_rate(pairs: NestedPairs, seen: Whole, profile: Profile) -> float:
    """How often the likeliest difference, given what is seen, is the true one."""
    likelihood = _likelihood(profile)
    guesses = np.array(DIFFERENCES)[likelihood.argmax(axis=0)]
    return _rate(guesses[seen + likelihood.shape[1] // 2] == pairs.more)


def _likelihood(profile: Profile) -> Real:
    """The probability of each seen difference (columns, 0 in the middle) by the true one.

    The table is public, so the attacker knows this.
    """
    chances = profile.table.probabilities(MANY)
    noise, chance = np.array(list(chances)), np.array(list(chances.values()))
    reach = 2 * profile.table.max_noise + max(DIFFERENCES) + profile.rounding
    likelihood = np.zeros((len(DIFFERENCES), 2 * reach + 1))
    sizes = MANY + np.arange(profile.rounding)[:, None, None]
    for row, difference in zip(likelihood, DIFFERENCES, strict=True):
        outer = rounded(sizes + difference + noise[:, None], profile)
        seen = outer - rounded(sizes + noise[None, :], profile)
        weight = np.broadcast_to(np.outer(chance, chance) / profile.rounding, seen.shape)
        np.add.at(row, seen + reach, weight)
    return likelihood


MANY = 100  # beyond the last row of any table, where all counts get the same noise


def _rate(hits: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> float:
    return float(np.mean(hits))
