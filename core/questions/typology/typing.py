"""Which types a municipality has: every type whose conditions all hold."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from core.questions.typology.rules import PRIMARY_ORDER, RULES, Condition, Rule
from core.questions.typology.signs import Signs

Truths = npt.NDArray[np.bool_]
Limits = Mapping[str, float]
"""Limits that were moved, by the code of their condition."""
NONE = "no_type"

_TESTS = {
    "at_least": np.greater_equal,
    "more_than": np.greater,
    "at_most": np.less_equal,
    "less_than": np.less,
}


class Typed(NamedTuple):
    """Types of one municipality, the primary one first; none where no rule fits."""

    place: str
    types: tuple[str, ...]

    @property
    def primary(self) -> str:
        """The first type, or ``no_type``."""
        return self.types[0] if self.types else NONE


def holds(condition: Condition, signs: Signs, limits: Limits) -> Truths:
    """Per municipality whether a condition holds; what can't be known doesn't stand in the way.

    Growth is unknown in a release of one year. Any other unknown figure fails.
    """
    figure = signs.figures[condition.sign]
    unknown = np.isnan(figure) & (condition.sign == "growth_gap")
    # A limit is met by what is printed as the limit: twelve decimals are beyond any figure.
    fits = _TESTS[condition.direction](np.round(figure, 12), limit_of(condition, limits))
    return np.asarray(fits | unknown)


def limit_of(condition: Condition, limits: Limits) -> float:
    """The limit, or where it was moved to."""
    return limits.get(condition.code, condition.limit)


def fits(rule: Rule, signs: Signs, limits: Limits) -> Truths:
    """Per municipality whether all conditions of a type hold."""
    held: Truths = np.all([holds(one, signs, limits) for one in rule.conditions], axis=0)
    return held


def typed(signs: Signs, limits: Limits) -> tuple[Typed, ...]:
    """Every municipality with people, with its types."""
    found = {rule.municipality_type: fits(rule, signs, limits) for rule in RULES}
    return tuple(
        Typed(code, tuple(one for one in PRIMARY_ORDER if found[one][row]))
        for row, code in enumerate(signs.places)
        if signs.people[row] > 0
    )
