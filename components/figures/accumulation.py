"""Few opportunities in both, in one or in neither: a bar per group (Tables 2 and 5)."""

from components.figures.bars import Bars, bars_layout
from components.figures.base import Row, percent_axis, shown_rows
from components.palette import CELLS as COLOURS
from components.views.view import Answers, Figure
from core.groups.origin import NATIVE_2005
from core.groups.person import GENDER, GENERATION
from core.groups.setting import setting
from core.language import Language, has_text, text
from core.questions import Answer
from core.questions.accumulation import CELLS

MOST_BARS = 14
FEWEST_PEOPLE = 10
"""Subgroups of fewer are left to the table: their shares leap with every person."""


def accumulation(answers: Answers, language: Language) -> Figure:
    """The most exposed groups on top; the Dutch background always along."""
    answer = answers[0]
    bars = Bars(_chosen(answer), answer, language)
    code = str(getattr(answer.question, "setting", "school"))
    data = [
        bars.part(cell, text(f"columns.{_key(cell, code)}", language), COLOURS[cell])
        for cell in CELLS
    ]
    data += [*bars.untold(CELLS), *bars.doubts()]
    axis = percent_axis(text(f"contact.share_of.{code}", language))
    return {"data": data, "layout": bars_layout(bars.names()) | {"xaxis": axis}}


def _key(cell: str, setting_code: str) -> str:
    own = f"{setting_code}.{cell}"
    return own if has_text(f"columns.{own}") else cell


def ranked(answer: Answer) -> list[Row]:
    """The groups of some size, the most exposed first."""
    known = [row for row in shown_rows(answer) if row["both_share"] is not None]
    known = [row for row in known if _is_single(row, answer) and row["people"] >= FEWEST_PEOPLE]
    return sorted(known, key=lambda row: -row["both_share"])


def _chosen(answer: Answer) -> list[Row]:
    rows = ranked(answer)
    native = [row for row in rows[MOST_BARS:] if row["origin"] == NATIVE_2005]
    return rows[:MOST_BARS] + native[:1]


def _is_single(row: Row, answer: Answer) -> bool:
    """Whether a row isn't the sum of others; pooled groups stand where nothing is split."""
    chosen = setting(str(getattr(answer.question, "setting", "school")))
    by = str(getattr(answer.question, "by", "none"))
    schemes = {"generation": GENERATION, "gender": GENDER, "stratum": chosen.stratum}
    if by not in schemes:
        return True
    return row["origin"] in chosen.origin.leaves and row[by] in schemes[by].leaves
