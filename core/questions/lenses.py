"""Two ways of seeing the same population: a few classic groups and a rest, or many groups."""

from dataclasses import dataclass
from typing import Any, ClassVar

import pyarrow as pa

from core.groups.origin import NATIVE_18, ORIGIN_18
from core.language import LANGUAGES, Language, percent, text
from core.questions.answer import Answer, Column, Context
from core.questions.context import context_of, require_places, year_in
from core.questions.nodes import COUNTRY, YEARS
from core.questions.origins import ONE_PLACE, eighteen_of
from core.questions.question import Question, parameter
from core.questions.sentences import place_name
from core.questions.typology.signs import CLASSIC
from core.release import Release

REST = "rest"
COLUMNS = (
    Column("lens", "code", "lens"),
    Column("origin", "code", "origin_18"),
    Column("migrant_share", "share"),
    Column("share", "share"),
)
Row = dict[str, Any]

MOST_HIDDEN = 0.1
"""Where a larger part of those with a migration background is of hidden groups, nothing is said."""


@dataclass(frozen=True)
class Lenses(Question):
    """The residents with a migration background of one place, seen in two ways."""

    name: ClassVar[str] = "lenses"

    place: tuple[str, ...] = parameter(ONE_PLACE, (COUNTRY,))
    year: int | None = parameter(YEARS, None)

    def answer(self, release: Release) -> Answer:
        """Rows of the old way, then of the new one: parts of those with a migration background."""
        require_places(release, self.place, "place")
        year = year_in(release, self.year)
        rows = _rows(release, self.place[0], year)
        context = context_of(release, (year,), (ORIGIN_18.code,), ("C11", "C10"), self.place)
        sentences = {one: _sentence(rows, context, one) for one in LANGUAGES}
        return Answer(self, pa.Table.from_pylist(rows, schema=_SCHEMA), COLUMNS, context, sentences)


def _rows(release: Release, code: str, year: int) -> list[Row]:
    shares = {row["origin"]: row["share"] for row in eighteen_of(release, code, year)}
    if shares.get(NATIVE_18) is None or shares[NATIVE_18] >= 1:
        return []
    migrant = 1 - shares[NATIVE_18]
    others = {one: share for one, share in shares.items() if share and one != NATIVE_18}
    classic = {one: others.get(one, 0.0) for one in CLASSIC}
    # Groups that are withheld belong to the remainder, as everyone not named does.
    old = {**classic, REST: migrant - sum(classic.values())}
    new = dict(sorted(others.items(), key=lambda item: -item[1]))
    return [
        {"lens": lens, "origin": one, "migrant_share": share / migrant, "share": share}
        for lens, groups in (("old", old), ("new", new))
        for one, share in groups.items()
    ]


def _sentence(rows: list[Row], context: Context, language: Language) -> str:
    old = {row["origin"]: row["migrant_share"] for row in rows if row["lens"] == "old"}
    new = [row for row in rows if row["lens"] == "new"]
    if not old or not new:
        return text("sentence.nothing_shown", language)
    (code,) = context.places
    words = {"where": place_name(code, context, language), "year": context.years[0]}
    hidden = 1 - sum(row["migrant_share"] for row in new)
    if hidden > MOST_HIDDEN:
        return text("sentence.lenses.hidden", language, hidden=percent(hidden, language), **words)
    return text(
        "sentence.lenses.seen",
        language,
        **words,
        rest=percent(old[REST], language),
        groups=len(new),
        largest=percent(new[0]["migrant_share"], language),
    )


_SCHEMA = pa.schema(
    {
        "lens": pa.string(),
        "origin": pa.string(),
        "migrant_share": pa.float64(),
        "share": pa.float64(),
    }
)
