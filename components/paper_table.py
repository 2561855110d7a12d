"""A table of the paper in its own layout: places in turn, groups below one another."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from components.attributes import aria, data, plain
from components.cells import SHOWN, heading, state_words, written
from components.figures.base import Row
from components.views.view import Answers
from core.groups.scheme import ALL
from core.language import Language, percent, text
from core.published import EXHIBITS, PAPER_YEAR, printed_cells, published
from core.questions import Answer, Column
from core.questions.printed import GROUP_SHARE
from core.questions.sentences import category_name, place_name

Node = tuple[str, ...]
"""Place, origin, generation, stratum and whom."""
SPLITS = ("generation", "stratum")
LEFT_OUT = {"migration_background", "native", "upper_years", "first_years"}
"""Sums of other rows, and levels that the paper's tables don't have."""


@dataclass(frozen=True)
class Layout:
    """Which figures a table has, in the order of print."""

    exhibit: str
    columns: tuple[str, ...]


def paper_table(layout: Layout) -> Callable[[Answers, Language], html.Div]:
    """What draws the answers of an exhibit as its table."""

    def words(answers: Answers, language: Language) -> html.Div:
        counted, printed = answers[:-1], answers[-1]
        parts = [_table(layout, one, printed, language) for one in _by_whom(counted)]
        year = printed.context.years[0]
        note = [] if year == PAPER_YEAR else [html.P(text("tables.year", language, year=year))]
        return html.Div([*note, *parts, *_other_facts(layout.exhibit, printed, language)])

    return words


def _by_whom(counted: Sequence[Answer]) -> list[tuple[Answer, ...]]:
    """Answers of which the rows stand in one table: those about the same residents."""
    found: dict[str, list[Answer]] = {}
    for one in counted:
        found.setdefault(_whom(one), []).append(one)
    return [tuple(answers) for answers in found.values()]


def _whom(answer: Answer) -> str:
    return str(getattr(answer.question, "residents", ""))


def _setting(answer: Answer) -> str:
    return str(getattr(answer.question, "setting", "school"))


def _table(
    layout: Layout, answers: tuple[Answer, ...], printed: Answer, language: Language
) -> html.Div:
    first = answers[0]
    columns = [_column(name, first) for name in layout.columns]
    heads = [html.Th(_head(one, first, language), scope="col") for one in columns]
    group = html.Th(text("tables.group", language), scope="col")
    caption = text(f"exhibit.{layout.exhibit}", language)
    if _whom(first):
        which = "everyone" if _whom(first) == ALL else "poor"
        caption = f"{caption}. {text(f'tables.{which}', language)}"
    drawn = Lines(columns, _facts(printed, language), first, language)
    rows = _rows(answers)
    bodies = []
    for place in dict.fromkeys(row["place"] for row in rows):
        own = [row for row in rows if row["place"] == place]
        name = html.Th(
            place_name(place, first.context, language), scope="rowgroup", colSpan=len(columns) + 1
        )
        lines = [drawn.line(row, own) for row in own]
        bodies.append(html.Tbody([html.Tr(name, className="place"), *lines]))
    grid = html.Table(
        [html.Caption(caption), html.Thead(html.Tr([group, *heads])), *bodies],
        className="rows plain-headings paper",
    )
    return html.Div(grid, className="scrolling", tabIndex=0, role="region", **aria(label=caption))


def _column(name: str, answer: Answer) -> Column:
    known = {column.name: column for column in answer.columns}
    return known.get(name, Column(name, "share"))


def _head(column: Column, answer: Answer, language: Language) -> str:
    return heading(column, answer, language)


def _rows(answers: tuple[Answer, ...]) -> list[Row]:
    """Each row once, in the order of places and groups, splits below their group."""
    found = {_node(row, ""): row for one in answers for row in one.rows() if _is_told(row)}
    places = dict.fromkeys(row["place"] for row in found.values())
    origins = dict.fromkeys(row["origin"] for row in found.values())
    place_at, origin_at = ({code: at for at, code in enumerate(of)} for of in (places, origins))
    splits = {node: at for at, node in enumerate(found)}
    return sorted(
        found.values(),
        key=lambda row: (
            place_at[row["place"]],
            origin_at[row["origin"]],
            any(row[name] != ALL for name in SPLITS),
            splits[_node(row, "")],
        ),
    )


def _is_told(row: Row) -> bool:
    return not LEFT_OUT & {row[name] for name in SPLITS}


def _node(row: Row, whom: str) -> Node:
    return (row["place"], row["origin"], row["generation"], row["stratum"], whom)


@dataclass(frozen=True)
class Lines:
    """What the rows of one table have in common."""

    columns: Sequence[Column]
    facts: Mapping[tuple[Node, str], tuple[str, str]]
    answer: Answer
    language: Language

    def line(self, row: Row, own: Sequence[Row]) -> Any:
        """One row, with what the paper prints below its figures; ``own`` are those of its place."""
        cells = []
        for column in self.columns:
            node = _node(row, _whom(self.answer) or ALL)
            code, words = self.facts.get((node, column.name), ("", ""))
            shown = self._shown(row, column, own)
            beside = text("tables.printed", self.language, words=words)
            children = [shown, plain("Small", beside)] if words else [shown]
            told = data(fact=code) if code else {}
            cells.append(plain("Td", children, className="figure", **told))
        split = [name for name in SPLITS if row[name] != ALL]
        named = split[0] if split else "origin"
        name = category_name(named, row[named], _setting(self.answer), self.language)
        head = plain("Th", name, scope="row", className="split" if split else "group")
        return plain("Tr", [head, *cells])

    def _shown(self, row: Row, column: Column, own: Sequence[Row]) -> str:
        """A figure as print has it: intercepts in percent; states in words."""
        if row["state"] not in SHOWN:
            return state_words(row, self.language)
        mark = "*" if row["state"] == "low_reliability" else ""
        if column.name == GROUP_SHARE:
            return _group_share(row, own, self.language) + mark
        value = row[column.name]
        if value is None and (words := state_words(row, self.language)):
            return words
        if column.name == "intercept":
            return percent(value, self.language, 1) + mark
        return written(value, column, self.answer, self.language) + mark


def _group_share(row: Row, own: Sequence[Row], language: Language) -> str:
    everyone = next((one["people"] for one in own if one["origin"] == ALL), None)
    known = everyone and row["people"] is not None
    return percent(row["people"] / everyone if known else None, language, 1)


def _facts(printed: Answer, language: Language) -> dict[tuple[Node, str], tuple[str, str]]:
    """By node and measure: the id of the printed figure, and its words."""
    words = {(one.fact.id, one.value): one.words[language] for one in printed_cells()}
    return {
        (_node(row, row["whom"]), row["measure"]): (
            f"{row['fact']} {row['item']}",
            words[row["fact"], row["item"]],
        )
        for row in printed.rows()
    }


def _other_facts(exhibit: str, printed: Answer, language: Language) -> list[Any]:
    """What the paper says of this exhibit that is no single figure of the rows above."""
    in_cells = {row["fact"] for row in printed.rows() if row["state"] != "missing"}
    facts = [published()[code] for code in EXHIBITS[exhibit] if code not in in_cells]
    if not facts:
        return []
    items: Any = [
        plain(
            "Li",
            text("tables.fact", language, statement=fact.statement[language], locus=fact.locus),
            **data(fact=fact.id),
        )
        for fact in facts
    ]
    return [html.H3(text("tables.others", language)), html.Ul(items, className="prose")]
