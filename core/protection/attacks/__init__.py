"""Attacks that a release must withstand, each with a control that must succeed.

The attacker knows the code, the tables and everything published; only the seed is secret.
"""

from collections.abc import Callable
from typing import Final

from core.protection.attacks.averaging import averaging
from core.protection.attacks.differencing import differencing
from core.protection.attacks.emptiness import emptiness
from core.protection.attacks.evidence import Evidence
from core.protection.attacks.finding import Finding
from core.protection.attacks.mean_candidates import mean_candidates
from core.protection.attacks.mean_differencing import mean_differencing
from core.protection.attacks.repetition import repetition
from core.protection.attacks.threshold_slider import threshold_slider

Attack = Callable[[Evidence], tuple[Finding, ...]]

ATTACKS: Final[tuple[Attack, ...]] = (
    differencing,
    threshold_slider,
    averaging,
    emptiness,
    mean_differencing,
    mean_candidates,
    repetition,
)
