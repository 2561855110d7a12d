"""Where do the residents of a place come from, and how did that change?"""

from dataclasses import dataclass
from typing import Any, ClassVar

import pyarrow as pa

from core.groups.origin import NATIVE_18, ORIGIN_18
from core.groups.scheme import ALL
from core.language import LANGUAGES, Language, percent, text
from core.questions.answer import Answer, Column, Context
from core.questions.context import context_of, require_places
from core.questions.domain import Several
from core.questions.indicators.composition import residents
from core.questions.nodes import COUNTRY, PLACE_PATTERN
from core.questions.question import Question, parameter
from core.questions.sentences import SHOWN, place_name
from core.release import Release

ONE_PLACE = Several(PLACE_PATTERN, 1, (COUNTRY, "GM0363", "g4"), least=1)
COLUMNS = (
    Column("place", "code", "place"),
    Column("year", "year"),
    Column("origin", "code", "origin_18"),
    Column("people", "people"),
    Column("share", "share"),
    Column("contribution", "coefficient"),
    Column("state", "state"),
    Column("reason", "state"),
)


@dataclass(frozen=True)
class Origins(Question):
    """The eighteen origin groups of one place, in every year of the release."""

    name: ClassVar[str] = "origins"
    about: ClassVar[str] = (
        "Residents of a place by origin in eighteen groups, over the years, with what each group "
        "adds to the chance that two residents differ in origin"
    )

    place: tuple[str, ...] = parameter(ONE_PLACE, (COUNTRY,), "The place")

    def answer(self, release: Release) -> Answer:
        """A row per year and group; a group's contribution is p·(1 − p), and they add up."""
        require_places(release, self.place, "place")
        rows = [row for year in sorted(release.years) for row in self._of_year(release, year)]
        frame = pa.Table.from_pylist(rows, schema=_SCHEMA)
        context = context_of(
            release, sorted(release.years), (ORIGIN_18.code,), ("C11", "C10", "C13"), self.place
        )
        sentences = {one: self._sentence(rows, context, one) for one in LANGUAGES}
        return Answer(self, frame, COLUMNS, context, sentences)

    def _of_year(self, release: Release, year: int) -> list[dict[str, Any]]:
        counted = residents(release, year, {"place": self.place}, (ALL, *ORIGIN_18.leaves))
        if not counted.places:
            return []
        people, state, reason = counted.people[0], counted.state[0], counted.reason[0]
        total = people[0] if counted.shown[0, 0] else 0
        rows = []
        for column, origin in enumerate(ORIGIN_18.leaves, 1):
            shown = bool(counted.shown[0, column])
            share = min(people[column] / total, 1.0) if shown and total else None
            rows.append(
                {
                    "place": self.place[0],
                    "year": year,
                    "origin": origin,
                    "people": int(people[column]) if shown else None,
                    "share": share,
                    "contribution": None if share is None else share * (1 - share),
                    "state": str(state[column]),
                    "reason": str(reason[column]),
                }
            )
        return rows

    def _sentence(self, rows: list[dict[str, Any]], context: Context, language: Language) -> str:
        first, last = context.years[0], context.years[-1]
        shares = {
            (row["year"], row["origin"]): row["share"]
            for row in rows
            if row["state"] in SHOWN and row["share"] is not None
        }
        others = {o: s for (year, o), s in shares.items() if year == last and o != NATIVE_18}
        if not others or (last, NATIVE_18) not in shares:
            return text("sentence.nothing_shown", language)
        largest = max(others, key=lambda origin: others[origin])
        words = {
            "where": place_name(self.place[0], context, language),
            "year": last,
            "native": percent(shares[last, NATIVE_18], language, 1),
            "group": text(f"origin_18.{largest}", language),
            "share": percent(others[largest], language, 1),
        }
        if first == last or (first, NATIVE_18) not in shares:
            return text("sentence.origins.one_year", language, **words)
        before = percent(shares[first, NATIVE_18], language, 1)
        return text("sentence.origins.years", language, **words, first=first, before=before)


_SCHEMA = pa.schema(
    {
        "place": pa.string(),
        "year": pa.int64(),
        "origin": pa.string(),
        "people": pa.int64(),
        "share": pa.float64(),
        "contribution": pa.float64(),
        "state": pa.string(),
        "reason": pa.string(),
    }
)
