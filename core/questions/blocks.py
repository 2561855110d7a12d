"""Are there homogeneous neighbourhoods in heterogeneous districts?"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any, ClassVar

import pyarrow as pa

from core.groups.origin import ORIGIN_18
from core.language import LANGUAGES, Language, number, text
from core.questions.answer import Answer, Column, Context
from core.questions.context import context_of, require_places, year_in
from core.questions.gazetteer import place, within
from core.questions.indicators.composition import probability_of_difference
from core.questions.nodes import COUNTRY, YEARS
from core.questions.question import Question, parameter
from core.questions.schemes import require_some_eighteen
from core.questions.segregation import CAVEATS, ONE, largest
from core.questions.sentences import SHOWN, place_name
from core.release import Release

COLUMNS = (
    Column("place", "code", "place"),
    Column("district_difference", "share"),
    Column("neighbourhood_difference", "share"),
    Column("gap_difference", "points"),
    Column("neighbourhoods", "people"),
    Column("people", "people"),
    Column("pattern", "code", "blocks_pattern"),
)
Row = dict[str, Any]


@dataclass(frozen=True)
class Blocks(Question):
    """Of every district its own diversity, and the mean diversity of its neighbourhoods."""

    name: ClassVar[str] = "blocks"

    place: tuple[str, ...] = parameter(ONE, ())
    year: int | None = parameter(YEARS, None)

    def answer(self, release: Release) -> Answer:
        """A row per district with at least two neighbourhoods, by code."""
        require_places(release, self.place, "place")
        year = year_in(release, self.year)
        own = self.place[0] if self.place else largest(release)
        rows = _rows(release, own, year)
        if not rows:
            require_some_eighteen(release)
        codes = (own, COUNTRY, *(row["place"] for row in rows))
        context = context_of(release, (year,), (ORIGIN_18.code,), (*CAVEATS, "C08"), codes)
        sentences = {one: _sentence(rows, own, context, one) for one in LANGUAGES}
        return Answer(self, pa.Table.from_pylist(rows, schema=_SCHEMA), COLUMNS, context, sentences)


def _rows(release: Release, own: str, year: int) -> list[Row]:
    districts = _values(release, year, within(release, "district", own))
    inside = _values(release, year, within(release, "neighbourhood", own))
    country = _values(release, year, (COUNTRY,)).get(COUNTRY, (1.0, 0))[0]
    of_district: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for code, figures in inside.items():
        row = place(release, code)
        of_district[str(row["parent"]) if row else ""].append(figures)
    return [
        _row(code, districts[code], of_district[code], country)
        for code in sorted(districts)
        if len(of_district[code]) > 1
    ]


def _row(code: str, own: tuple[float, int], inside: list[tuple[float, int]], country: float) -> Row:
    people = sum(count for _, count in inside)
    mean = sum(value * count for value, count in inside) / max(people, 1)
    diverse = ("district" if own[0] >= country else "", "inside" if mean >= country else "")
    return {
        "place": code,
        "district_difference": own[0],
        "neighbourhood_difference": mean,
        "gap_difference": own[0] - mean,
        "neighbourhoods": len(inside),
        "people": own[1],
        "pattern": _PATTERNS[diverse],
    }


_PATTERNS = {
    ("district", "inside"): "both",
    ("district", ""): "blocks",
    ("", "inside"): "neither",
    ("", ""): "neither",
}


def _values(release: Release, year: int, codes: tuple[str, ...]) -> dict[str, tuple[float, int]]:
    if not codes:
        return {}
    found = probability_of_difference(release, year, {"place": codes})
    return {
        code: (float(value), int(people))
        for code, value, people, state in zip(
            found.places, found.value, found.people, found.state, strict=True
        )
        if state in SHOWN
    }


def _sentence(rows: list[Row], own: str, context: Context, language: Language) -> str:
    if not rows:
        return text("sentence.nothing_shown", language)
    largest_gap = max(rows, key=lambda row: row["gap_difference"])
    return text(
        "sentence.blocks",
        language,
        where=place_name(own, context, language),
        year=context.years[0],
        all=number(len(rows), language),
        both=number(sum(row["pattern"] == "both" for row in rows), language),
        blocks=number(sum(row["pattern"] == "blocks" for row in rows), language),
        district=place_name(largest_gap["place"], context, language),
        outside=number(largest_gap["district_difference"], language, 2),
        inside=number(largest_gap["neighbourhood_difference"], language, 2),
    )


_SCHEMA = pa.schema(
    {
        "place": pa.string(),
        "district_difference": pa.float64(),
        "neighbourhood_difference": pa.float64(),
        "gap_difference": pa.float64(),
        "neighbourhoods": pa.int64(),
        "people": pa.int64(),
        "pattern": pa.string(),
    }
)
