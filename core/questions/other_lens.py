"""How unevenly do people live by income and housing, beside by origin?

By the same index over the same areas, from figures that were published for each of them. Such
figures are rounded and leave small areas out, so the outcome is an estimate.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.groups.origin import NATIVE_18
from core.groups.scheme import ALL
from core.language import LANGUAGES, Language, percent, text
from core.questions.answer import Answer, Column, Context
from core.questions.breaks import mark_breaks
from core.questions.context import context_of, published_caveats, require_places
from core.questions.gazetteer import place
from core.questions.indicators.composition import residents
from core.questions.nodes import COUNTRY
from core.questions.question import Question, parameter
from core.questions.schemes import scheme_at
from core.questions.segregation import CAVEATS, ONE
from core.questions.sentences import place_name
from core.release import Release

Floats = npt.NDArray[np.float64]
ORIGIN = "migration_background"
INCOME = ("low_income_percent", "benefit_percent", "low_education_percent", "social_rent_percent")
"""Figures from elsewhere that are percentages of an area's people or homes, by what they say of
income: the first of these that a release has is set against origin in the sentence."""
LENSES = (ORIGIN, *INCOME)
FEWEST_AREAS, FEWEST_PEOPLE = 10, 50
COLUMNS = (
    Column("place", "code", "place"),
    Column("lens", "code", "segregation_lens"),
    Column("year", "year"),
    Column("unit_level", "code", "place_level"),
    Column("dissimilarity_share", "share"),
    Column("mean_share", "share"),
    Column("series_break", "code", "series_break"),
    Column("area_count", "people"),
)
Row = dict[str, Any]


class Areas(NamedTuple):
    """Areas of one level within a municipality: people, and by lens the share it is about."""

    codes: tuple[str, ...]
    people: Floats
    shares: Mapping[str, Floats]

    def mean(self, lens: str) -> float:
        """The share of all people of these areas together."""
        return float(self.people @ self.shares[lens] / self.people.sum())


@dataclass(frozen=True)
class OtherLens(Question):
    """Segregation by income and housing beside segregation by origin, in all years with both."""

    name: ClassVar[str] = "other_lens"

    place: tuple[str, ...] = parameter(ONE, ())

    def answer(self, release: Release) -> Answer:
        """A row per lens and year, origin first, over the areas known in all; none without any."""
        require_places(release, self.place, "place")
        code, known = known_about(release, self.place)
        rows = list(_rows(release, code, known))
        for lens in LENSES:
            mark_breaks(release, code, [row for row in rows if row["lens"] == lens])
        years = sorted({row["year"] for row in rows}) or [max(release.years)]
        level = rows[0]["unit_level"] if rows else "neighbourhood"
        scheme = scheme_at(release, level, years[-1])
        caveats = (*CAVEATS, "C06", *published_caveats(release, "", level, years[-1]))
        context = context_of(release, years, (scheme,), caveats, (code,))
        sentences = {one: _sentence(rows, context, one) for one in LANGUAGES}
        return Answer(self, pa.Table.from_pylist(rows, schema=_SCHEMA), COLUMNS, context, sentences)


Known = Mapping[tuple[str, int, str], Mapping[str, float]]
"""By lens, year and level, the share of every area."""


def shares_known(release: Release) -> Mapping[str, Known]:
    """By municipality what is known of income in its areas."""
    columns = ("indicator", "year", "level", "place", "value", "state")
    rows = release.store.select("conditions", columns, {"indicator": INCOME}).to_pylist()
    found: dict[str, dict[tuple[str, int, str], dict[str, float]]] = {}
    for row in rows:
        inside = place(release, row["place"])
        around = inside["municipality"] if inside else None
        if row["value"] is None or not around or around == row["place"]:
            continue
        key = (row["indicator"], row["year"], row["level"])
        of_place = found.setdefault(around, defaultdict(dict))
        of_place[key][row["place"]] = row["value"] / 100
    return found


def known_about(release: Release, asked: Sequence[str]) -> tuple[str, Known]:
    """The municipality asked for, else the one with figures on most areas, and what is known."""
    known = shares_known(release)
    code = asked[0] if asked else best_known(known)
    return code, known.get(code, {})


def best_known(known: Mapping[str, Known]) -> str:
    """The municipality with figures on most areas; the country where there are none at all."""
    return max(known, key=lambda code: sum(map(len, known[code].values())), default=COUNTRY)


class Compared(NamedTuple):
    """Areas of which both lenses are known in one year."""

    year: int
    level: str
    areas: Areas


def compared(release: Release, known: Known) -> Iterator[Compared]:
    """The areas of the finest level that is known, in every year with enough of them."""
    for year in sorted({key[1] for key in known} & set(release.years)):
        sizes = {level: len(areas) for (_, of, level), areas in known.items() if of == year}
        finest = max(sizes, key=lambda level: sizes[level])
        shares = {
            lens: one for (lens, of, level), one in known.items() if (of, level) == (year, finest)
        }
        areas = _areas(release, year, shares)
        if len(areas.people) >= FEWEST_AREAS:
            yield Compared(year, finest, areas)


def _rows(release: Release, code: str, known: Known) -> Iterator[Row]:
    for year, level, areas in compared(release, known):
        for lens in (one for one in LENSES if one in areas.shares):
            where = {"place": code, "year": year, "unit_level": level, "series_break": "none"}
            yield {**where, "lens": lens, **_measured(areas, lens)}


def _areas(release: Release, year: int, shares: Mapping[str, Mapping[str, float]]) -> Areas:
    """The areas of which residents, origin and every lens are known."""
    common = sorted(set.intersection(*(set(one) for one in shares.values())))
    counted = residents(release, year, {"place": tuple(common)}, (ALL, NATIVE_18))
    kept = counted.shown.all(axis=1) & (counted.people[:, 0] >= FEWEST_PEOPLE)
    codes = [one for one, keep in zip(counted.places, kept.tolist(), strict=True) if keep]
    migrant = np.clip(1 - counted.shares[kept, 1], 0, 1)
    of_lens = {lens: np.array([one[code] for code in codes]) for lens, one in shares.items()}
    people = counted.people[kept, 0].astype(np.float64)
    return Areas(tuple(codes), people, {ORIGIN: migrant, **of_lens})


def _measured(areas: Areas, lens: str) -> Row:
    people, share, mean = areas.people, areas.shares[lens], areas.mean(lens)
    most = 2 * float(people.sum()) * mean * (1 - mean)
    return {
        "mean_share": mean,
        "dissimilarity_share": float(people @ np.abs(share - mean)) / most if most > 0 else None,
        "area_count": len(people),
    }


def _sentence(rows: Sequence[Row], context: Context, language: Language) -> str:
    if not rows:
        return text("lacks.income.why", language)
    year = rows[-1]["year"]
    newest = {row["lens"]: row for row in rows if row["year"] == year}
    lens = next(one for one in INCOME if one in newest)
    origin, other = (newest[one]["dissimilarity_share"] or 0.0 for one in (ORIGIN, lens))
    gap = round(100 * other) - round(100 * origin)
    return text(
        f"sentence.other_lens.{'same' if not gap else 'more' if gap > 0 else 'less'}",
        language,
        where=place_name(rows[0]["place"], context, language),
        year=year,
        lens=text(f"segregation_lens.{lens}", language).lower(),
        other=percent(other, language),
        origin=percent(origin, language),
    )


_SCHEMA = pa.schema(
    {
        "place": pa.string(),
        "lens": pa.string(),
        "year": pa.int64(),
        "unit_level": pa.string(),
        "dissimilarity_share": pa.float64(),
        "mean_share": pa.float64(),
        "series_break": pa.string(),
        "area_count": pa.int64(),
    }
)
