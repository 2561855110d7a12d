"""How a value of an answer is written for a reader: figures, names, and states in words."""

from typing import Any

from core.groups.scheme import ALL
from core.language import Language, coefficient, has_text, number, percent, points, text
from core.published import printed_words
from core.questions import Answer, Column
from core.questions.answer import DECIMALS
from core.questions.sentences import told_share
from core.questions.shares import decimals_of

SHOWN = ("value", "low_reliability")
FIGURE_DECIMALS = 3
"""Of figures from elsewhere, which have units of their own."""
BESIDE = ("state", "bound", "key")
"""Units of columns that don't stand in a table by themselves: cells tell them in words."""


def is_shown(row: dict[str, Any]) -> bool:
    """Whether a reader may have the figures of a row."""
    return row.get("state", "value") in SHOWN


def heading(column: Column, answer: Answer, language: Language) -> str:
    """The heading of a column, in the words of its setting where it has those."""
    setting = getattr(answer.question, "setting", "")
    own = f"columns.{setting}.{column.name}"
    return text(own if has_text(own) else f"columns.{column.name}", language)


def written(value: Any, column: Column, answer: Answer, language: Language) -> str:
    """One value as a reader reads it."""
    decimals = DECIMALS.get(column.unit, 0)
    if column.unit == "code":
        return code_name(str(value), column, answer, language)
    if column.unit == "share":
        return percent(value, language, decimals)
    if column.unit == "points":
        return points(value, language, decimals)
    if column.unit in ("coefficient", "correlation"):
        return coefficient(value, language, decimals)
    if column.unit in ("people", "percent", "figure"):
        return number(value, language, _decimals_of(value))
    return "" if value is None else str(value)


def _decimals_of(value: float | None) -> int:
    """As many decimals as a figure from elsewhere has, and no more than are told."""
    told = 0.0 if value is None else round(value, FIGURE_DECIMALS)
    return next((n for n in range(FIGURE_DECIMALS) if round(told, n) == told), FIGURE_DECIMALS)


def code_name(code: str, column: Column, answer: Answer, language: Language) -> str:
    """The name of a place or category."""
    if column.scheme == "place":
        nl, en = answer.context.places.get(code, (code, code))
        return nl if language == "nl" else en
    if column.scheme == "printed":
        return printed_words()[code][language]
    for key in _keys(code, column, answer):
        if has_text(key):
            return text(key, language)
    return code


def _keys(code: str, column: Column, answer: Answer) -> tuple[str, ...]:
    if column.scheme == "stratum":
        return tuple(f"{scheme}.{code}" for scheme in _strata(answer))
    if column.scheme == "indicator":
        return (f"indicator.{code}.name",)
    return (f"{column.scheme}.{code}",)


def _strata(answer: Answer) -> tuple[str, ...]:
    return ("sector",) if getattr(answer.question, "setting", "") == "work" else ("level",)


def told_columns(answer: Answer) -> tuple[Column, ...]:
    """The columns that tell something: without states, and without what is 'all' in every row."""
    rows = answer.rows()
    return tuple(
        column
        for column in answer.columns
        if column.unit not in BESIDE
        and not (column.scheme not in ("", "place") and all(r[column.name] == ALL for r in rows))
    )


def state_words(row: dict[str, Any], language: Language) -> str:
    """Why a figure isn't there, or isn't firm; empty for an ordinary value."""
    state = row.get("state", "value")
    if state == "value":
        return ""
    kind = "doubt" if state in SHOWN else "reason"
    return _words(kind, row.get("reason", "none"), language) or text(f"state.{state}", language)


def cell_words(row: dict[str, Any], column: Column, answer: Answer, language: Language) -> str:
    """What stands in a cell that has no exact figure; empty where it has one, or never could."""
    if row.get("state", "value") not in SHOWN:
        return state_words(row, language)
    ends = (row.get(f"{column.name}_low"), row.get(f"{column.name}_high"))
    if column.unit == "share" and None not in ends:
        return share_words(row, column.name, answer, language)
    if row[column.name] is not None:
        return ""
    own = row.get(f"{column.name.removesuffix('_share')}_reason", "none")
    return _words("reason", own, language) or state_words(row, language)


def share_words(row: dict[str, Any], name: str, answer: Answer, language: Language) -> str:
    """A share as sentence and table tell it: a figure, or between what it lies; or nothing."""
    return told_share(row, name, language, decimals_of(row, answer.context.protection)) or ""


def _words(kind: str, reason: str, language: Language) -> str:
    """The words of a reason or a doubt; empty where the state says it all."""
    return text(f"{kind}.{reason}", language) if has_text(f"{kind}.{reason}") else ""
