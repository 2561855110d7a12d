"""Types of municipalities by rules that anyone can check: figures against limits, nothing else.

The sources give two rules in numbers and the others in words; what the words leave open is ours,
and each limit says whose it is. Limits are set so that the examples of the sources come out.
"""

from core.questions.typology.rules import CONDITIONS, PRIMARY_ORDER, RULES, Condition, Rule
from core.questions.typology.signs import SIGNS, Signs, signs_of
from core.questions.typology.typing import Limits, Typed, typed

__all__ = [
    "CONDITIONS",
    "PRIMARY_ORDER",
    "RULES",
    "SIGNS",
    "Condition",
    "Limits",
    "Rule",
    "Signs",
    "Typed",
    "signs_of",
    "typed",
]
