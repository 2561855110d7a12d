"""What stands below every figure: what it rests on, and what to mind."""

from dash import html

from components.views.view import Answers
from components.year_words import year_words
from core.groups.origin import ORIGIN_2005_EMPLOYEES, ORIGIN_2005_PUPILS
from core.language import Language, has_text, text
from core.questions.answer import Context
from core.questions.sentences import remark_words

SYNTHETIC = "C17"
REMARK = "O05"
"""The id of what holds for some figures alone, where caveats are listed by id."""
WORKBENCH = "workbench"
POOLED = (ORIGIN_2005_PUPILS.code, ORIGIN_2005_EMPLOYEES.code)


def source_line(context: Context, language: Language) -> str:
    """Basis, year, grouping and release in one line; goes along with every picture."""
    parts = [
        text(f"basis.{context.basis}", language),
        ", ".join(year_words(context.years)),
        *(source.publisher for source in context.sources[:3]),
        text("source.release", language, release=context.release),
    ]
    if context.protection == WORKBENCH:
        parts.append(text("protection.workbench", language))
    return " · ".join(dict.fromkeys(part for part in parts if part))


def caveat_ids(answers: Answers, extra: tuple[str, ...]) -> tuple[str, ...]:
    """The caveats of all answers, each once; those of synthetic data first."""
    first = (SYNTHETIC,) if answers[0].context.basis == "synthetic" else ()
    own = (code for answer in answers for code in answer.context.caveats)
    return tuple(dict.fromkeys((*first, *own, *extra)))


def caveat_words(
    answers: Answers, extra: tuple[str, ...], language: Language
) -> tuple[tuple[str, str], ...]:
    """What to mind, each with its id: first what holds for these figures alone."""
    remarks = dict.fromkeys(
        remark_words(one, answer.context, language)
        for answer in answers
        for one in answer.context.remarks
    )
    codes = caveat_ids(answers, extra)
    first = [(code, text(f"caveats.{code}", language)) for code in codes[:1] if code == SYNTHETIC]
    others = [(code, text(f"caveats.{code}", language)) for code in codes if code != SYNTHETIC]
    return (*first, *((REMARK, words) for words in remarks), *others)


def notes(answers: Answers, extra: tuple[str, ...], language: Language) -> html.Div:
    """The source line, with the caveats to be unfolded."""
    items = [html.Li(words) for _, words in caveat_words(answers, extra, language)]
    title = text("card.caveats", language, count=len(items))
    return html.Div(
        [
            html.P(source_line(answers[0].context, language), className="source"),
            *_protection_note(answers[0].context, language),
            html.Details([html.Summary(title), html.Ul(items)], className="caveats"),
        ],
        className="notes",
    )


def _protection_note(context: Context, language: Language) -> list[html.P]:
    """Why parts don't add up, where figures have noise."""
    key = f"protection.note.{context.protection}"
    return [html.P(text(key, language), className="quiet")] if has_text(key) else []


def schemes_line(answers: Answers, language: Language) -> str:
    """Which grouping of origins the figures use."""
    codes = dict.fromkeys(code for answer in answers for code in answer.context.schemes)
    return "; ".join(text(f"scheme.{code}", language) for code in codes)
