"""The reason of a type in words and numbers."""

from collections.abc import Iterator
from typing import NamedTuple

from core.language import Language, number, percent, text
from core.questions.typology.rules import PRIMARY_ORDER, RULES, Condition, Rule
from core.questions.typology.signs import SIGNS, Signs
from core.questions.typology.typing import Limits, holds, limit_of

STEPS = {"share": 100.0, "coefficient": 100.0, "people": 0.001, "times": 1.0}
"""How many steps of an address one unit of a limit has; a limit without steps can't be moved."""


class Held(NamedTuple):
    """One condition of one municipality: its figure, its limit, and whether it holds."""

    municipality_type: str
    condition: Condition
    value: float
    limit: float
    holds: bool


def conditions_of(signs: Signs, row: int, limits: Limits) -> Iterator[Held]:
    """Every condition of every type for one municipality."""
    for rule in RULES:
        for one in rule.conditions:
            yield Held(
                rule.municipality_type,
                one,
                float(signs.figures[one.sign][row]),
                limit_of(one, limits),
                bool(holds(one, signs, limits)[row]),
            )


def reason(held: Held, language: Language) -> str:
    """'share of … 5.2% (limit: at least 3%)'."""
    sign = held.condition.sign
    unit = SIGNS[sign]
    if unit == "truth":
        wanted = "yes" if held.condition.direction == "at_least" else "no"
        found = "yes" if held.value else "no"
        return text(
            "typology.truth",
            language,
            sign=text(f"sign.{sign}", language),
            value=text(f"typology.{found}", language),
            limit=text(f"typology.{wanted}", language),
        )
    return text(
        "typology.reason",
        language,
        sign=text(f"sign.{sign}", language),
        value=told(held.value, unit, language),
        limit=limit_words(held.condition, held.limit, language),
    )


def limit_words(condition: Condition, limit: float, language: Language) -> str:
    """'at least 3%'."""
    shown = told(limit, SIGNS[condition.sign], language, short=True)
    return text(f"direction.{condition.direction}", language, limit=shown)


def told(value: float, unit: str, language: Language, *, short: bool = False) -> str:
    """A figure with its unit; limits without needless decimals."""
    if unit == "share":
        return percent(value, language, 0 if short else 1)
    decimals = {"coefficient": 2 if short else 3, "times": 0 if short else 1}.get(unit, 0)
    return number(value, language, decimals)


def nearest_rule(conditions: tuple[Held, ...]) -> Rule:
    """The type of which the smallest part of the conditions fails."""

    def failing(rule: Rule) -> float:
        own = [one for one in conditions if one.municipality_type == rule.municipality_type]
        return sum(not one.holds for one in own) / len(own)

    in_order = sorted(RULES, key=lambda rule: PRIMARY_ORDER.index(rule.municipality_type))
    return min(in_order, key=failing)
