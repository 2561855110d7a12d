"""The rule of each type: conditions that must all hold, with limits that can be seen and moved."""

from dataclasses import dataclass
from typing import Literal

from core.places.types import MUNICIPALITY_TYPES

Direction = Literal["at_least", "more_than", "at_most", "less_than"]
Whose = Literal["source", "words", "ours"]


@dataclass(frozen=True)
class Condition:
    """One figure of a municipality against one limit; its text is ``condition.<code>``."""

    code: str
    sign: str
    direction: Direction
    limit: float
    whose: Whose
    """Printed as a number, printed in words of which the number is ours, or all ours."""


@dataclass(frozen=True)
class Rule:
    """The conditions of one type."""

    municipality_type: str
    conditions: tuple[Condition, ...]


RULES: tuple[Rule, ...] = (
    Rule(
        "majority_minority",
        (Condition("majority_native", "native_share", "less_than", 0.50, "source"),),
    ),
    Rule(
        "suburb",
        (
            Condition("suburb_native", "native_share", "at_least", 0.50, "source"),
            Condition("suburb_difference", "difference", "at_least", 0.48, "words"),
            Condition("suburb_near", "near_large_city", "at_least", 1, "words"),
            Condition("suburb_growth", "growth_gap", "more_than", 0, "words"),
        ),
    ),
    Rule(
        "large_provincial",
        (
            Condition("provincial_people", "people", "at_least", 100_000, "words"),
            Condition("provincial_difference", "difference_gap", "at_least", 0, "words"),
            Condition("provincial_native", "native_share", "at_least", 0.65, "words"),
            Condition("provincial_near", "near_large_city", "less_than", 1, "ours"),
        ),
    ),
    Rule(
        "one_large_minority",
        (
            Condition("minority_people", "people", "less_than", 100_000, "words"),
            Condition("minority_share", "classic_share", "at_least", 0.03, "words"),
            Condition("minority_lead", "classic_lead", "at_least", 2, "words"),
        ),
    ),
    Rule(
        "expat",
        (
            Condition("expat_difference", "difference", "at_least", 0.35, "words"),
            Condition("expat_classic", "classic_part", "less_than", 0.13, "words"),
            Condition("expat_largest", "largest_part", "less_than", 0.25, "words"),
        ),
    ),
    Rule(
        "horticulture",
        (
            Condition("horticulture_share", "cee_share", "at_least", 0.03, "words"),
            Condition("horticulture_part", "cee_part", "at_least", 0.20, "ours"),
        ),
    ),
    Rule(
        "border",
        (
            Condition("border_share", "neighbours_share", "at_least", 0.05, "ours"),
            Condition("border_part", "neighbours_part", "at_least", 0.40, "words"),
        ),
    ),
    Rule(
        "homogeneous",
        (Condition("homogeneous_native", "native_share", "more_than", 0.90, "source"),),
    ),
    Rule(
        "average",
        (
            Condition("average_most", "difference_gap", "at_most", 0, "words"),
            Condition("average_least", "difference_gap", "at_least", -0.06, "words"),
            Condition("average_largest", "largest_part", "less_than", 0.25, "ours"),
        ),
    ),
)
"""In the order of the types."""

CONDITIONS = {one.code: one for rule in RULES for one in rule.conditions}

PRIMARY_ORDER = (
    "majority_minority",
    "homogeneous",
    "border",
    "horticulture",
    "expat",
    "suburb",
    "large_provincial",
    "one_large_minority",
    "average",
)
"""Which of several types comes first: the most particular one."""

if tuple(rule.municipality_type for rule in RULES) != MUNICIPALITY_TYPES:
    raise ValueError("a municipality type has no rule, or another order")
