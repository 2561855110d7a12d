"""Types of municipalities in words: why a municipality has its type, and how many there are."""

from collections import Counter
from typing import Any

from dash import html

from components.address import Address
from components.attributes import aria
from components.views.view import Answers
from core.language import Language, number, percent, text
from core.questions.reasons import held_types
from core.questions.sentences import remark_words
from core.questions.types import MOVABLE, ORDER, UNMOVED, source_types
from core.questions.typology import CONDITIONS, RULES, SIGNS
from core.questions.typology.words import STEPS, limit_words, told

MARKS = {"yes": "✓", "no": "✗"}
NAMED = 6


def reasons(answers: Answers, language: Language) -> html.Div:
    """The conditions of the types that fit, then those of the others, unfolded by who wants."""
    rows = answers[0].rows()
    types = held_types(rows)
    fitting = [_type(kind, rows, language) for kind in types]
    others = [
        _type(kind, rows, language) for kind in ORDER if kind not in types and _has(kind, rows)
    ]
    (code,) = tuple(answers[0].context.places)[:1]
    named = source_types(code, 2015)
    said = (
        text(
            "types.sources",
            language,
            types=", ".join(text(f"grouping.{one}", language) for one in named),
        )
        if named
        else text("types.no_source", language)
    )
    return html.Div(
        [
            *fitting,
            html.P(said),
            html.Details([html.Summary(text("types.others", language)), *others]),
        ],
        className="prose reasons",
    )


def _has(kind: str, rows: list[dict[str, Any]]) -> bool:
    return any(row["municipality_type"] == kind for row in rows)


def _type(kind: str, rows: list[dict[str, Any]], language: Language) -> html.Section:
    own = [row for row in rows if row["municipality_type"] == kind]
    held = sum(row["holds"] == "yes" for row in own)
    title = text("types.held", language, held=held, all=len(own))
    return html.Section(
        [
            html.H3(
                [text(f"grouping.{kind}", language), html.Span(f" {title}", className="quiet")]
            ),
            html.P(text(f"type_rule.{kind}", language), className="quiet"),
            html.Ul([_condition(row, language) for row in own], className="conditions"),
        ]
    )


def _condition(row: dict[str, Any], language: Language) -> html.Li:
    condition = CONDITIONS[row["condition"]]
    unit = SIGNS[condition.sign]
    value = row["value_share"] if unit == "share" else row["value_number"]
    limit = row["limit_share"] if unit == "share" else row["limit_number"]
    holds = text(f"typology.{row['holds']}", language)
    if unit == "truth":
        shown = text(f"typology.{'yes' if value else 'no'}", language)
        wanted = text(f"typology.{'yes' if condition.direction == 'at_least' else 'no'}", language)
    else:
        shown = "–" if value is None else told(value, unit, language)
        wanted = limit_words(condition, limit, language)
    words = text(
        "types.condition",
        language,
        condition=text(f"condition.{condition.code}", language),
        sign=text(f"sign.{condition.sign}", language).rstrip(":"),
        value=shown,
        limit=wanted,
    )
    whose = text(f"whose.{condition.whose}", language)
    mark = html.Span(f"{MARKS[row['holds']]} ", title=holds, role="img", **aria(label=holds))
    return html.Li([mark, words, html.Span(f" ({whose})", className="quiet")])


def remarked(answers: Answers, language: Language) -> html.Div:
    """What holds for these figures alone, unfolded: whom they leave out."""
    context = answers[0].context
    said = [html.P(remark_words(one, context, language)) for one in context.remarks]
    return html.Div(said, className="reading" if said else "")


FIGURES = ("primary", "any", "people")


def counts(answers: Answers, language: Language) -> html.Div:
    """A row per type: how many municipalities, how many residents, and the largest of them."""
    answer = answers[0]
    rows = answer.rows()
    everyone = sum(row["people"] for row in rows)
    labels = ("municipality_type", "second_type", "third_type")
    all_types = Counter(row[name] for row in rows for name in labels)
    body = []
    for kind in ORDER:
        own = sorted(
            (row for row in rows if row["municipality_type"] == kind), key=lambda r: -r["people"]
        )
        names = ", ".join(_name(row["place"], answers, language) for row in own[:NAMED])
        people = sum(row["people"] for row in own)
        several = all_types[kind] if kind != ORDER[-1] else len(own)
        body.append(
            html.Tr(
                [
                    html.Th(text(f"grouping.{kind}", language), scope="row"),
                    html.Td(number(len(own), language), className="figure"),
                    html.Td(number(several, language), className="figure"),
                    html.Td(
                        percent(people / everyone if everyone else None, language),
                        className="figure",
                    ),
                    html.Td(names + (", …" if len(own) > NAMED else ""), className="text"),
                ]
            )
        )
    label = text("types.heading.type", language)
    heading = html.Thead(html.Tr(_headings(language)))
    grid = html.Table([heading, html.Tbody(body)], className="rows")
    scrolls = html.Div(grid, className="scrolling", tabIndex=0, role="region", **aria(label=label))
    return html.Div([scrolls, remarked(answers, language)])


def _headings(language: Language) -> list[html.Th]:
    """Those of figures stand above them, on the right."""
    return [
        html.Th(
            text(f"types.heading.{one}", language),
            scope="col",
            className="figure" if one in FIGURES else None,
        )
        for one in ("type", *FIGURES, "largest")
    ]


def _name(code: str, answers: Answers, language: Language) -> str:
    nl, en = answers[0].context.places.get(code, (code, code))
    return nl if language == "nl" else en


def options_of(rule: str, language: Language) -> list[tuple[str, str]]:
    """The limits that a condition can be moved to, around its own."""
    if rule not in CONDITIONS:
        return [("", text("types.unmoved", language))]
    condition = CONDITIONS[rule]
    steps = STEPS[SIGNS[condition.sign]]
    own = round(condition.limit * steps)
    wide = 5 if abs(own) >= 20 else 1
    moved = [own + wide * step for step in range(-6, 7) if step]
    listed = [("", limit_words(condition, condition.limit, language))]
    return listed + [
        (str(one), limit_words(condition, one / steps, language))
        for one in moved
        if one >= 0 or own < 0 or condition.sign.endswith("_gap")
    ]


def rule_options(address: Address) -> list[tuple[str, str]]:
    """Every limit that can be moved, by its type."""
    language = address.language
    listed = [(UNMOVED, text("types.unmoved", language))]
    for rule in RULES:
        kind = text(f"grouping.{rule.municipality_type}", language)
        listed += [
            (one.code, f"{kind}: {text(f'condition.{one.code}', language).lower()}")
            for one in rule.conditions
            if one.code in MOVABLE
        ]
    return listed
