"""What every index tells about itself."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf, log
from typing import Literal

from core.indices.units import Measure

Kind = Literal["diversity", "evenness", "information", "exposure", "local"]
Per = Literal["place", "group", "pair", "unit", "unit and group"]
Bounds = Callable[[int], tuple[float, float]]


@dataclass(frozen=True)
class Index:
    """An index: how it is called, computed, bounded, cited, and when it is undefined (NaN).

    ``kind`` says what it measures and so which properties it has: ``diversity`` looks at
    who live in a place, ``evenness`` runs from 0 (every unit has the mix of the place) to
    1 (no unit has two groups), ``information`` is evenness in nats, ``exposure`` is whom
    people find around them, ``local`` describes units. ``per`` is what one value is about.
    """

    code: str
    function: Measure
    kind: Kind
    per: Per
    bounds: Bounds
    citation: str
    undefined: str
    formula: str = ""
    """In symbols, of those that the page on methods explains."""


def unit_interval(_groups: int) -> tuple[float, float]:
    """From 0 to 1."""
    return 0.0, 1.0


def below_one_over_groups(groups: int) -> tuple[float, float]:
    """From 0 to 1 − 1/groups."""
    return 0.0, 1.0 - 1.0 / groups


def one_over_groups_to_one(groups: int) -> tuple[float, float]:
    """From 1/groups to 1."""
    return 1.0 / groups, 1.0


def number_of_groups(groups: int) -> tuple[float, float]:
    """From 1 to the number of groups."""
    return 1.0, float(groups)


def up_to_log_of_groups(groups: int) -> tuple[float, float]:
    """From 0 to the natural logarithm of the number of groups."""
    return 0.0, log(groups)


def from_zero(_groups: int) -> tuple[float, float]:
    """From 0 without an upper bound."""
    return 0.0, inf
