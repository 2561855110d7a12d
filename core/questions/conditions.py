"""What do other sources say of a place and of the areas in it?"""

from dataclasses import dataclass
from typing import Any, ClassVar

import pyarrow as pa

from core.language import LANGUAGES, Language, has_text, number, text
from core.questions.answer import Answer, Column, Context
from core.questions.context import context_of, require_places
from core.questions.gazetteer import around
from core.questions.nodes import COUNTRY
from core.questions.origins import ONE_PLACE
from core.questions.question import Question, parameter
from core.questions.sentences import place_name
from core.release import Release

COLUMNS = (
    Column("place", "code", "place"),
    Column("subject", "code", "elsewhere"),
    Column("year", "year"),
    Column("figure", "figure"),
    Column("state", "state"),
    Column("reason", "state"),
)


@dataclass(frozen=True)
class Conditions(Question):
    """Figures from elsewhere on a place and the areas within it, each of its newest year."""

    name: ClassVar[str] = "conditions"

    place: tuple[str, ...] = parameter(ONE_PLACE, (COUNTRY,))

    def answer(self, release: Release) -> Answer:
        """A row per figure and area, in the order of their names and codes."""
        require_places(release, self.place, "place")
        rows = _newest(release, self.place[0])
        years = sorted({row["year"] for row in rows}) or release.years[-1:]
        places = dict.fromkeys((*self.place, *(row["place"] for row in rows)))
        context = context_of(release, years, (), ("C06", "C08", "C09"), places)
        sentences = {one: _sentence(self.place[0], rows, context, one) for one in LANGUAGES}
        return Answer(self, pa.Table.from_pylist(rows, schema=_SCHEMA), COLUMNS, context, sentences)


def _newest(release: Release, code: str) -> list[dict[str, Any]]:
    columns = ("indicator", "year", "place", "value", "state", "reason")
    rows = release.store.select("conditions", columns, {}).to_pylist()
    inside = [row for row in rows if row["place"] == code or code in around(release, row["place"])]
    last: dict[str, int] = {}
    for row in inside:
        last[row["indicator"]] = max(last.get(row["indicator"], 0), row["year"])
    kept = [
        {"subject": row.pop("indicator"), "figure": row.pop("value"), **row}
        for row in inside
        if row["year"] == last[row["indicator"]]
    ]
    return sorted(kept, key=lambda row: (row["subject"], row["place"]))


def condition_name(code: str, language: Language) -> str:
    """What a figure from elsewhere is called; one of an office's own as its mapping names it."""
    key = f"elsewhere.{code}"
    return text(key, language) if has_text(key) else code.replace("_", " ")


def _sentence(code: str, rows: list[dict[str, Any]], context: Context, language: Language) -> str:
    if not rows:
        return text("sentence.no_conditions", language, where=place_name(code, context, language))
    names = list(dict.fromkeys(row["subject"] for row in rows))
    return text(
        "sentence.conditions",
        language,
        where=place_name(code, context, language),
        count=number(len(names), language),
        places=number(len({row["place"] for row in rows}), language),
        first=condition_name(names[0], language),
    )


_SCHEMA = pa.schema(
    {
        "place": pa.string(),
        "subject": pa.string(),
        "year": pa.int64(),
        "figure": pa.float64(),
        "state": pa.string(),
        "reason": pa.string(),
    }
)
