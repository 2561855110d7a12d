"""What a table of the paper can't show of a place: how much, why, and what can be seen instead."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from dash import html

from components.attributes import data
from components.paper_rows import PaperCell, PaperRow, PaperTable
from components.views.view import Answers
from core.language import Language, number, text
from core.questions.sentences import place_name

MANY = 0.1
"""Where a larger part of a place's figures isn't shown, what can be seen instead is offered."""
MOST_REASONS = 4


def untold_note(
    tables: Sequence[PaperTable], answers: Answers, language: Language
) -> html.Aside | None:
    """Of the first place: how many figures aren't shown and why, with what shows more."""
    cells = [cell for table in tables for _, own in table.places[:1] for cell in figures(own)]
    hidden = [cell.shown for cell in cells if cell.is_untold]
    if not hidden:
        return None
    first = answers[0]
    codes = tuple(getattr(first.question, "places", ()))
    counts = {"hidden": len(hidden), "all": len(cells)}
    told = {name: number(count, language) for name, count in counts.items()}
    where = place_name(codes[0], first.context, language)
    reasons = [
        html.Li(text("tables.hidden_for", language, count=number(count, language), why=why))
        for why, count in Counter(hidden).most_common(MOST_REASONS)
    ]
    parts: list[Any] = [
        html.P(text("tables.hidden", language, where=where, **told)),
        html.Ul(reasons),
    ]
    if len(hidden) > MANY * len(cells):
        parts.append(_instead(codes, answers, language))
    return html.Aside(parts, className="untold-note")


def figures(rows: Iterable[PaperRow]) -> list[PaperCell]:
    """The cells of these rows that hold a figure, or say why they don't."""
    return [cell for row in rows for cell in row.cells if cell.shown]


def _instead(codes: Sequence[str], answers: Answers, language: Language) -> html.Div:
    """Ways to see more: without parts of groups, and beside a larger area."""
    context = answers[0].context
    is_split = any(getattr(one.question, "by", "none") != "none" for one in answers)
    coarser = [("split=none", text("tables.coarser", language))] if is_split else []
    larger = [
        (
            f"larger={code}",
            text("tables.beside", language, where=place_name(code, context, language)),
        )
        for code in codes[1:3]
        if code in context.places
    ]
    offered = [*coarser, *(larger if len(codes) > 2 else ())]
    buttons = [
        html.Button(words, type="button", className="plain", **data(set=what))
        for what, words in offered
    ]
    return html.Div([html.Span(text("tables.instead", language)), *buttons], className="instead")


def folded(rows: Sequence[PaperRow]) -> tuple[list[PaperRow], list[tuple[str, list[str]]]]:
    """The rows that tell anything; and by group those that don't, each by its name."""
    kept: list[PaperRow] = []
    hidden: dict[str, list[str]] = {}
    group = ""
    for at, row in enumerate(rows):
        group = group if row.is_split else row.name
        splits = _splits_after(rows, at) if not row.is_split else []
        if _tells(row) or any(map(_tells, splits)):
            kept.append(row)
        else:
            hidden.setdefault(group, []).extend([row.name] if row.is_split else [])
    return kept, list(hidden.items())


def _splits_after(rows: Sequence[PaperRow], at: int) -> list[PaperRow]:
    """The parts of a group, which stand below it."""
    found = []
    for row in rows[at + 1 :]:
        if not row.is_split:
            break
        found.append(row)
    return found


def _tells(row: PaperRow) -> bool:
    """Whether a row has any figure beside how many people it is about, or a printed one."""
    return any(cell.printed or (cell.shown and not cell.is_untold) for cell in row.cells[1:])
