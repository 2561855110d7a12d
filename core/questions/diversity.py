"""How diverse are municipalities of each type, and the country?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from statistics import median
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa

from core.language import LANGUAGES, Language, number, text
from core.questions.answer import Answer, Column, Context
from core.questions.context import context_of, require_places, year_in
from core.questions.domain import Choice, Several
from core.questions.indicators.composition import probability_of_difference
from core.questions.nodes import COUNTRY, YEARS, grouping_name
from core.questions.question import Question, parameter
from core.questions.sentences import place_name
from core.questions.types import BY, ORDER, types_by
from core.questions.typology.signs import Floats, country_people, left_out, people_of
from core.release import Release

MUNICIPALITIES = Several(r"GM[0-9]{4}", 5, ("GM0363", "GM0034", "GM0362"))
COLUMNS = (
    Column("municipality_type", "code", "grouping"),
    Column("role", "code", "diversity_role"),
    Column("place", "code", "place"),
    Column("difference_share", "share"),
    Column("people", "people"),
)
ALL_TYPES = "all_types"
Row = dict[str, Any]


@dataclass(frozen=True)
class Diversity(Question):
    """The chance that two residents differ in origin, of municipalities by type."""

    name: ClassVar[str] = "diversity"

    year: int | None = parameter(YEARS, None)
    typed_by: str = parameter(Choice(BY), BY[0])
    places: tuple[str, ...] = parameter(MUNICIPALITIES, ())

    def answer(self, release: Release) -> Answer:
        """Rows by type: pooled, mean and median, then its municipalities; the country last."""
        require_places(release, self.places, "places")
        year = year_in(release, self.year)
        found = types_by(self.typed_by, release, year, {})
        of_type = {one.place: one.primary for one in found}
        rows = list(_rows(release, year, of_type))
        codes = [row["place"] for row in rows if row["place"] not in ORDER]
        context = context_of(release, (year,), ("origin_18",), ("C11", "C12", "C10"), codes)
        named = {code: grouping_name(code) for code in ORDER}
        places = {**context.places, **named}
        context = replace(context, places=places, remarks=left_out(release, year))
        sentences = {one: self._sentence(rows, context, one) for one in LANGUAGES}
        return Answer(self, pa.Table.from_pylist(rows, schema=_SCHEMA), COLUMNS, context, sentences)

    def _sentence(self, rows: list[Row], context: Context, language: Language) -> str:
        country = next((row for row in rows if row["role"] == "country"), None)
        own = {row["place"]: row for row in rows if row["role"] == "municipality"}
        if country is None or not own:
            return text("sentence.nothing_shown", language)
        words: Row = {
            "year": context.years[0],
            "country": number(country["difference_share"], language, 2),
        }
        row = own.get(self.places[0]) if self.places else None
        if row is None:
            middle = median(one["difference_share"] for one in own.values())
            shown = number(middle, language, 2)
            return text("sentence.diversity.country", language, middle=shown, **words)
        pooled = next(
            one["difference_share"]
            for one in rows
            if one["role"] == "pooled" and one["municipality_type"] == row["municipality_type"]
        )
        gap = round(row["difference_share"], 2) - round(country["difference_share"], 2)
        direction = "same" if not gap else "more" if gap > 0 else "less"
        return text(
            f"sentence.diversity.{direction}",
            language,
            where=place_name(row["place"], context, language),
            own=number(row["difference_share"], language, 2),
            times=number(10 * row["difference_share"], language),
            kind=text(f"grouping.{row['municipality_type']}", language).lower(),
            pooled=number(pooled, language, 2),
            rank=1 + sum(one["difference_share"] > row["difference_share"] for one in own.values()),
            all=number(len(own), language),
            **words,
        )


def _rows(release: Release, year: int, of_type: Mapping[str, str]) -> Iterator[Row]:
    codes, people = people_of(release, year)
    row_of = {code: row for row, code in enumerate(codes)}
    own = _told(release, year)
    for kind in ORDER:
        members = [code for code, one in of_type.items() if one == kind]
        if not members:
            continue
        counts = people[[row_of[code] for code in members]]
        computed = difference(counts).tolist()
        values = [own.get(code, value) for code, value in zip(members, computed, strict=True)]
        pooled = float(difference(counts.sum(axis=0, keepdims=True))[0])
        total = round(float(counts.sum()))
        yield _row(kind, "pooled", kind, pooled, total)
        yield _row(kind, "mean", kind, float(np.mean(values)), total)
        yield _row(kind, "median", kind, float(np.median(values)), total)
        for code, value, of_place in zip(members, values, counts.sum(axis=1), strict=True):
            yield _row(kind, "municipality", code, value, round(float(of_place)))
    country = country_people(release, year)
    if country.sum() > 0:
        whole = float(difference(country[None, :])[0])
        yield _row(ALL_TYPES, "country", COUNTRY, whole, round(float(country.sum())))


def _told(release: Release, year: int) -> dict[str, float]:
    """The chance as maps and profiles tell it, of municipalities where these tell one."""
    told = probability_of_difference(release, year, {"level": "municipality"})
    found = zip(told.places, told.value.tolist(), strict=True)
    return {code: value for code, value in found if not np.isnan(value)}


def difference(people: Floats) -> Floats:
    """1 − Σp² of each row of counts."""
    shares = people / np.maximum(people.sum(axis=1, keepdims=True), 1)
    return np.asarray(1 - (shares**2).sum(axis=1))


def _row(kind: str, role: str, code: str, value: float, people: int) -> Row:
    return {
        "municipality_type": kind,
        "role": role,
        "place": code,
        "difference_share": value,
        "people": people,
    }


_SCHEMA = pa.schema(
    {
        "municipality_type": pa.string(),
        "role": pa.string(),
        "place": pa.string(),
        "difference_share": pa.float64(),
        "people": pa.int64(),
    }
)
