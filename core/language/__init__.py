"""Everything a reader reads, in Dutch and English, from one catalogue."""

from core.language.catalogue import LANGUAGES, Language, has_text, keys, text
from core.language.numbers import coefficient, number, percent, points, with_unit

__all__ = [
    "LANGUAGES",
    "Language",
    "coefficient",
    "has_text",
    "keys",
    "number",
    "percent",
    "points",
    "text",
    "with_unit",
]
