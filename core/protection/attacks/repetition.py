"""A9: ask the same again, in another order, session or partition, hoping for another draw."""

import numpy as np

from core.protection.arrays import Keys, Whole
from core.protection.attacks.evidence import Evidence
from core.protection.attacks.finding import Control, Finding
from core.protection.counts import with_noise
from core.protection.keys import grouped_key_sums
from core.protection.prf import Purpose
from core.protection.profiles import TRUSTED

LEAST_DIFFERENT = 0.5


def repetition(evidence: Evidence, sets: int = 500, times: int = 10) -> tuple[Finding, ...]:
    """The share of answers that differ when the same sets are counted again."""
    luck = evidence.luck("repetition")
    group = luck.integers(0, sets, len(evidence.record_keys))
    first = _answers(evidence, evidence.record_keys, group, sets)
    different, undefended = [], []
    for _ in range(times):
        order = luck.permutation(len(group))
        again = _answers(evidence, evidence.record_keys[order], group[order], sets)
        different.append(np.mean(again != first))
        undefended.append(np.mean(_drawn_anew(luck, first) != first))
    control = Control(float(np.mean(undefended)), LEAST_DIFFERENT)
    return (
        Finding("A9 other answer to the same", float(np.mean(different)), "share", 0.0, control),
    )


def _answers(evidence: Evidence, keys: Keys, group: Whole, sets: int) -> Whole:
    people = np.bincount(group, minlength=sets)
    key_sums = grouped_key_sums(keys, group, sets)
    return with_noise(people, key_sums, evidence.seed, TRUSTED.table, Purpose.PEOPLE)


def _drawn_anew(luck: np.random.Generator, answers: Whole) -> Whole:
    """Answers as a tool without keys would give them: with noise from a dice."""
    draws = luck.integers(0, 2**32, len(answers), dtype=np.uint64)
    return answers + TRUSTED.table.noise(answers, draws)
