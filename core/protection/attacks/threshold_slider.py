"""A2: let people enter a cell one by one and watch when its figure first appears."""

import numpy as np

from core.protection.arrays import Marks
from core.protection.attacks.evidence import Evidence
from core.protection.attacks.finding import Control, Finding
from core.protection.counts import with_noise
from core.protection.prf import Purpose
from core.protection.profiles import PUBLIC

LONGEST = 40


def threshold_slider(evidence: Evidence, trials: int = 10_000) -> tuple[Finding, ...]:
    """How often a figure first appears when there really are ten people."""
    luck = evidence.luck("threshold slider")
    crowd = evidence.crowd(luck)
    start = np.repeat(crowd.starts(luck, trials, LONGEST), LONGEST)
    people = np.tile(np.arange(1, LONGEST + 1), trials)
    keys = crowd.key_sums(start, people)
    noisy = with_noise(people, keys, evidence.seed, PUBLIC.table, Purpose.PEOPLE)
    figure = _first_at_threshold(noisy >= PUBLIC.threshold)
    undefended = _first_at_threshold(people >= PUBLIC.threshold)
    control = Control(undefended, 0.999)
    return (Finding("A2 threshold crossing", figure, "share", 0.35, control),)


def _first_at_threshold(visible: Marks) -> float:
    first = visible.reshape(-1, LONGEST).argmax(axis=1) + 1
    return float(np.mean(first == PUBLIC.threshold))
