"""How does the diversity of a place change over the years, beside others?"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa

from core.groups.origin import ORIGIN_18
from core.language import LANGUAGES, Language, number, text
from core.questions.answer import Answer, Column, Context
from core.questions.breaks import mark_breaks
from core.questions.context import context_of, require_places
from core.questions.domain import Several
from core.questions.indicators.composition import probability_of_difference
from core.questions.nodes import COUNTRY, PLACE_PATTERN
from core.questions.question import Question, parameter
from core.questions.schemes import require_some_eighteen
from core.questions.sentences import SHOWN, place_name
from core.release import Release

PLACES = Several(PLACE_PATTERN, 8, (COUNTRY, "GM0363", "g4", "GM0034"), least=1)
COLUMNS = (
    Column("place", "code", "place"),
    Column("year", "year"),
    Column("difference_share", "share"),
    Column("series_break", "code", "series_break"),
    Column("people", "people"),
    Column("state", "state"),
    Column("reason", "state"),
)
Row = dict[str, Any]


@dataclass(frozen=True)
class DiversityYears(Question):
    """The chance that two residents differ, in every year of the release."""

    name: ClassVar[str] = "diversity_years"

    places: tuple[str, ...] = parameter(PLACES, (COUNTRY,))

    def answer(self, release: Release) -> Answer:
        """A row per place and year, places in the order asked."""
        require_places(release, self.places, "places")
        years = sorted(release.years)
        rows = [row for year in years for row in _rows(release, year, self.places)]
        if all(row["difference_share"] is None for row in rows):
            require_some_eighteen(release)
        rows.sort(key=lambda row: (self.places.index(row["place"]), row["year"]))
        for code in self.places:
            own = (row for row in rows if row["place"] == code)
            known = [row for row in own if row["difference_share"] is not None]
            mark_breaks(release, code, known)
        context = context_of(release, years, (ORIGIN_18.code,), ("C11", "C10"), self.places)
        sentences = {one: self._sentence(rows, context, one) for one in LANGUAGES}
        return Answer(self, pa.Table.from_pylist(rows, schema=_SCHEMA), COLUMNS, context, sentences)

    def _sentence(self, rows: list[Row], context: Context, language: Language) -> str:
        own = [
            row
            for row in rows
            if row["place"] == self.places[0] and row["difference_share"] is not None
        ]
        if not own:
            return text("sentence.nothing_shown", language)
        first, last = own[0], own[-1]
        if first == last:
            before = number(first["difference_share"], language, 2)
            where = place_name(self.places[0], context, language)
            return text(
                "sentence.diversity_years.one",
                language,
                where=where,
                year=first["year"],
                before=before,
            )
        change = round(last["difference_share"], 2) - round(first["difference_share"], 2)
        direction = "same" if not change else "more" if change > 0 else "less"
        return text(
            f"sentence.diversity_years.{direction}",
            language,
            where=place_name(self.places[0], context, language),
            first=first["year"],
            last=last["year"],
            before=number(first["difference_share"], language, 2),
            after=number(last["difference_share"], language, 2),
        )


def _rows(release: Release, year: int, places: tuple[str, ...]) -> list[Row]:
    found = probability_of_difference(release, year, {"place": places})
    return [
        {
            "place": code,
            "year": year,
            "series_break": "none",
            "difference_share": float(value) if state in SHOWN and np.isfinite(value) else None,
            "people": int(people),
            "state": str(state),
            "reason": str(reason),
        }
        for code, value, people, state, reason in zip(
            found.places, found.value, found.people, found.state, found.reason, strict=True
        )
    ]


_SCHEMA = pa.schema(
    {
        "place": pa.string(),
        "year": pa.int64(),
        "difference_share": pa.float64(),
        "series_break": pa.string(),
        "people": pa.int64(),
        "state": pa.string(),
        "reason": pa.string(),
    }
)
