"""What is said of a municipality in words: its types, their tasks, areas with few chances."""

from typing import Any

from dash import html

from components.attributes import aria
from components.views.view import Answers
from core.language import Language, number, percent, points, text
from core.language.numbers import MINUS
from core.places.crosswalk import LAST_YEAR
from core.places.types import TypeLabel, labels_at
from core.questions import Answer
from core.questions.indicators import BY_CODE
from core.questions.indicators.contact_poor import below_half
from core.questions.sentences import place_name


def _asked(answer: Answer) -> str:
    places: tuple[str, ...] = answer.question.place  # type: ignore[attr-defined] # Profile has it
    return places[0]


def _labels(answer: Answer) -> tuple[TypeLabel, ...]:
    return labels_at(_asked(answer), LAST_YEAR)


def say_types(answers: Answers, language: Language) -> str:
    """Of which types the municipality is an example."""
    labels = _labels(answers[0])
    where = place_name(_asked(answers[0]), answers[0].context, language)
    if not labels:
        return text("municipality.no_type", language, where=where)
    named = "; ".join(text(f"grouping.{label.municipality_type}", language) for label in labels)
    return text("municipality.types", language, where=where, types=named)


def say_tasks(answers: Answers, language: Language) -> str:
    """How many types' tasks are listed."""
    where = place_name(_asked(answers[0]), answers[0].context, language)
    count = len(_labels(answers[0]))
    if not count:
        return text("municipality.tasks.none", language, where=where)
    return text("municipality.tasks.some", language, where=where)


def types(answers: Answers, language: Language) -> html.Div:
    """Each type with the reason why the municipality has it."""
    labels = _labels(answers[0])
    items = [
        html.Li(
            [
                html.Strong(text(f"grouping.{label.municipality_type}", language)),
                html.P(text(f"type_rule.{label.municipality_type}", language)),
                html.P(_reason(label, _asked(answers[0]), language), className="quiet"),
            ]
        )
        for label in labels
    ]
    words: list[Any] = [html.Ul(items, className="type-list")] if items else []
    if not items:
        words = [html.P(text("municipality.by_rules", language))]
    return html.Div([*words, html.P(text("municipality.ideal", language))], className="prose")


def _reason(label: TypeLabel, code: str, language: Language) -> str:
    """Why a municipality has a type: it is named itself, or one that went into it."""
    reason = text(f"type_reason.{label.strength}", language)
    if label.municipality_code == code:
        return reason
    return f"{text('type_reason.merged', language, name=label.name)} {reason}"


def tasks(answers: Answers, language: Language) -> html.Div:
    """What the sources ask of municipalities of these types, and of all."""
    parts: list[Any] = []
    for label in _labels(answers[0]):
        kind = label.municipality_type
        parts.append(html.H3(text(f"grouping.{kind}", language)))
        parts.append(html.P(text(f"tasks.{kind}", language)))
        parts.append(html.P(text(f"tasks_look.{kind}", language), className="quiet"))
    parts.append(html.H3(text("tasks.everywhere.title", language)))
    parts.append(html.P(text("tasks.everywhere.text", language)))
    return html.Div(parts, className="prose")


def say_opportunities(answers: Answers, language: Language) -> str:
    """The gap at school and at work, with that of the cluster."""
    answer = answers[0]
    rows = answer.rows()
    asked = _asked(answer)
    own = {row["indicator"]: row for row in rows if row["place"] == asked}
    clusters = [row for row in rows if row["role"] == "cluster"]
    around = {row["indicator"]: row["gap"] for row in clusters}
    gaps = {code: own[code]["gap"] for code in ("school_gap", "work_gap")}
    if None in gaps.values() or None in (around.get(code) for code in gaps):
        return text("sentence.nothing_shown", language)
    return text(
        "municipality.chances",
        language,
        where=place_name(asked, answer.context, language),
        year=own["school_gap"]["year"],
        cluster=place_name(clusters[0]["place"], answer.context, language),
        school=_gap_words(gaps["school_gap"], language),
        work=_gap_words(gaps["work_gap"], language),
        cluster_school=points(around["school_gap"], language),
        cluster_work=points(around["work_gap"], language),
    )


def _gap_words(gap: float, language: Language) -> str:
    shown = points(gap, language)
    direction = {"+": "more", MINUS: "less"}.get(shown[0], "same")
    return text(f"municipality.gap.{direction}", language, gap=shown.lstrip(f"+{MINUS}"))


def _few(answer: Answer) -> list[dict[str, Any]]:
    """The areas with few opportunities, in the order of their codes: no ranking."""
    return [row for row in answer.rows() if row["value"] is not None and below_half(row["value"])]


def say_contact_poor(answers: Answers, language: Language) -> str:
    """In how many postcode areas opportunities are few, and for how many residents."""
    answer = answers[0]
    known = [row for row in answer.rows() if row["value"] is not None]
    few = _few(answer)
    everyone = sum(row["people"] for row in known)
    within: tuple[str, ...] = answer.question.within  # type: ignore[attr-defined] # Composition
    shape = ("only_" if len(known) == 1 else "") + ("some" if few else "none")
    return text(
        f"municipality.contact_poor.{shape}",
        language,
        where=place_name(within[0], answer.context, language),
        year=answer.context.years[0],
        count=len(few),
        all=len(known),
        share=percent(sum(row["people"] for row in few) / everyone if everyone else None, language),
    )


def contact_poor_areas(answers: Answers, language: Language) -> html.Div:
    """A list of these areas, by code."""
    few = _few(answers[0])
    indicator = BY_CODE["native_share"]
    body = [
        html.Tr(
            [
                html.Th(place_name(row["place"], answers[0].context, language), scope="row"),
                html.Td(indicator.shown(row["value"], language), className="figure"),
                html.Td(number(row["people"], language), className="figure"),
            ]
        )
        for row in few
    ]
    heads = [
        html.Th(text("columns.place", language), scope="col"),
        html.Th(indicator.name(language), scope="col", className="figure"),
        html.Th(text("columns.residents", language), scope="col", className="figure"),
    ]
    grid = html.Table([html.Thead(html.Tr(heads)), html.Tbody(body)], className="rows")
    label = aria(label=text("municipality.list", language))
    listed = [html.Div(grid, className="scrolling", tabIndex=0, role="region", **label)]
    return html.Div([*(listed if few else []), html.P(text("caveats.C09", language))])


def hidden_groups(answers: Answers, language: Language) -> html.Div:
    """The origin groups that have no bar because their numbers aren't shown."""
    rows, context = answers[0].rows(), answers[0].context
    newest = [row for row in rows if row.get("year", context.years[-1]) == context.years[-1]]
    named = [
        text(f"{context.schemes[0]}.{row['origin']}", language)
        for row in newest
        if row["state"] == "withheld"
    ]
    words = text("origins.hidden", language, groups=", ".join(named))
    return html.Div(html.P(words) if named else None, className="reading" if named else "")
