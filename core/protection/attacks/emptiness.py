"""A5: tell from two equal nested figures that nobody is in the difference."""

import numpy as np

from core.protection.arrays import Marks
from core.protection.attacks.ancestry import with_ancestors
from core.protection.attacks.evidence import Cells, Evidence, NestedPairs, nested_pairs
from core.protection.attacks.finding import Control, Finding
from core.protection.counts import perturb_counts, protect_counts, rounded, with_noise
from core.protection.nesting import Nesting
from core.protection.prf import Purpose
from core.protection.profiles import PUBLIC, TRUSTED, Profile
from core.protection.protected import PerturbedCounts
from core.protection.states import is_shown

SMALL = 3
LEAST_ACCURACY = ((TRUSTED, 0.90), (PUBLIC, 0.65))


def emptiness(evidence: Evidence, pairs: int = 10_000) -> tuple[Finding, ...]:
    """Which nearly equal nested cells are still both shown."""
    luck = evidence.luck("emptiness")
    random = nested_pairs(evidence.crowd(luck), luck, pairs, (0, 1))
    findings: list[Finding] = []
    for profile, least in LEAST_ACCURACY:
        counts = perturb_counts(
            evidence.cells.people, evidence.cells.key_sums, evidence.seed, profile
        )
        published = _on_cells(evidence.cells, counts)
        control = Control(_accuracy(random, evidence, profile), least)
        name = f"A5 nearly equal cells both shown, {profile.name}"
        findings.append(Finding(name, published, "share", 0.005, control))
    return tuple(findings)


def cost(cells: Cells, counts: PerturbedCounts) -> float:
    """The share of figures of ten or more that the rule withholds."""
    seen_without_rule = _seen_without_rule(cells, counts)
    seen = is_shown(protect_counts(counts, cells.nesting).states)
    return _share_of(seen_without_rule & ~seen, seen_without_rule)


def _on_cells(cells: Cells, counts: PerturbedCounts) -> float:
    """The share of nearly equal pairs still shown; any cell and anything above it is a pair."""
    seen = is_shown(protect_counts(counts, cells.nesting).states)
    pairs = with_ancestors(cells.nesting)
    left_out = cells.people[pairs.parent] - cells.people[pairs.child]
    nearly = ~pairs.identical & (left_out <= SMALL)
    both = nearly & _both(_seen_without_rule(cells, counts), pairs)
    return _share_of(both & _both(seen, pairs), both)


def _seen_without_rule(cells: Cells, counts: PerturbedCounts) -> Marks:
    few = counts.people < counts.profile.threshold
    return ~few & ~cells.nesting.below(few)


def _share_of(part: Marks, whole: Marks) -> float:
    return int(part.sum()) / max(int(whole.sum()), 1)


def _both(seen: Marks, pairs: Nesting) -> Marks:
    both: Marks = seen[pairs.child] & seen[pairs.parent]
    return both


def _accuracy(pairs: NestedPairs, evidence: Evidence, profile: Profile) -> float:
    """How often "equal figures, so empty" is right, if no rule withheld either."""
    sets = ((pairs.people + pairs.more, pairs.outer_keys), (pairs.people, pairs.inner_keys))
    outer, inner = (
        rounded(with_noise(people, keys, evidence.seed, profile.table, Purpose.PEOPLE), profile)
        for people, keys in sets
    )
    return float(np.mean((outer == inner) == (pairs.more == 0)))
