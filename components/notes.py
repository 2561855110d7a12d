"""What stands below every figure: what it rests on, and what to mind."""

from dash import html

from components.views.view import Answers
from core.groups.origin import ORIGIN_2005_EMPLOYEES, ORIGIN_2005_PUPILS
from core.language import Language, has_text, text
from core.questions.answer import Context

SYNTHETIC = "C17"
WORKBENCH = "workbench"
POOLED = (ORIGIN_2005_PUPILS.code, ORIGIN_2005_EMPLOYEES.code)


def source_line(context: Context, language: Language) -> str:
    """Basis, year, grouping and release in one line; goes along with every picture."""
    parts = [
        text(f"basis.{context.basis}", language),
        ", ".join(map(str, context.years)),
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


def notes(answers: Answers, extra: tuple[str, ...], language: Language) -> html.Div:
    """The source line, with the caveats to be unfolded."""
    codes = caveat_ids(answers, extra)
    items = [html.Li(text(f"caveats.{code}", language)) for code in codes]
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
