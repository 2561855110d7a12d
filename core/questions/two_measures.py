"""Do two measures rank the districts of a city alike? Diversity beside one group of origins."""

from dataclasses import dataclass
from typing import Any, ClassVar

import pyarrow as pa

from core.groups.origin import ORIGIN_18
from core.language import LANGUAGES, Language, number, percent, text
from core.questions.answer import Answer, Column, Context
from core.questions.context import context_of, require_places, year_in
from core.questions.domain import Choice
from core.questions.gazetteer import within
from core.questions.indicators.composition import native_share, probability_of_difference
from core.questions.indicators.indicator import Measure
from core.questions.indicators.mixture import non_european_share
from core.questions.nodes import YEARS
from core.questions.question import Question, parameter
from core.questions.schemes import require_some_eighteen
from core.questions.segregation import ONE, largest
from core.questions.sentences import SHOWN, place_name
from core.release import Release

LEVELS = Choice(("district", "neighbourhood", "postcode_area"))
MEASURES: dict[str, Measure] = {
    "difference_share": probability_of_difference,
    "beyond_share": non_european_share,
    "native_share": native_share,
}
COLUMNS = (
    Column("place", "code", "place"),
    *(Column(name, "share") for name in MEASURES),
    Column("people", "people"),
)
FEWEST = 500
"""Residents of an area that the sentence may name."""
Row = dict[str, Any]


@dataclass(frozen=True)
class TwoMeasures(Question):
    """Each area of a municipality: its diversity, and its share from outside Europe."""

    name: ClassVar[str] = "two_measures"

    place: tuple[str, ...] = parameter(ONE, ())
    level: str = parameter(LEVELS, "district")
    year: int | None = parameter(YEARS, None)

    def answer(self, release: Release) -> Answer:
        """A row per area of which all three are shown, by code."""
        require_places(release, self.place, "place")
        year = year_in(release, self.year)
        own = self.place[0] if self.place else largest(release)
        rows = _rows(release, year, within(release, self.level, own))
        if not rows:
            require_some_eighteen(release)
        codes = (own, *(row["place"] for row in rows))
        context = context_of(release, (year,), (ORIGIN_18.code,), ("C11", "C09", "C08"), codes)
        sentences = {one: _sentence(rows, own, context, one) for one in LANGUAGES}
        return Answer(self, pa.Table.from_pylist(rows, schema=_SCHEMA), COLUMNS, context, sentences)


def _rows(release: Release, year: int, codes: tuple[str, ...]) -> list[Row]:
    found: dict[str, Row] = {code: {"place": code} for code in codes}
    for name, measure in MEASURES.items() if codes else ():
        measured = measure(release, year, {"place": codes})
        for row, code in enumerate(measured.places):
            if measured.state[row] in SHOWN:
                found[code] |= {
                    name: float(measured.value[row]),
                    "people": int(measured.people[row]),
                }
    return [row for row in found.values() if row.keys() >= MEASURES.keys()]


def _sentence(rows: list[Row], own: str, context: Context, language: Language) -> str:
    large = [row for row in rows if row["people"] >= FEWEST and row["beyond_share"] > 0]
    if len(large) < 2:
        return text("sentence.nothing_shown", language)
    low, high = (end(large, key=lambda row: row["beyond_share"]) for end in (min, max))
    by_share = high["beyond_share"] / low["beyond_share"]
    by_difference = high["difference_share"] / low["difference_share"]
    return text(
        f"sentence.two_measures.{'less' if by_difference < by_share else 'more'}",
        language,
        where=place_name(own, context, language),
        year=context.years[0],
        low=place_name(low["place"], context, language),
        high=place_name(high["place"], context, language),
        low_share=percent(low["beyond_share"], language),
        high_share=percent(high["beyond_share"], language),
        by_share=number(by_share, language),
        by_difference=number(by_difference, language, 1),
    )


_SCHEMA = pa.schema(
    {"place": pa.string(), **dict.fromkeys(MEASURES, pa.float64()), "people": pa.int64()}
)
