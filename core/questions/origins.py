"""Where do the residents of a place come from, and how did that change?"""

from dataclasses import dataclass, replace
from typing import Any, ClassVar

import pyarrow as pa

from core.errors import NotInReleaseError
from core.groups.origin import NATIVE_18, ORIGIN_18, ORIGIN_2022
from core.groups.scheme import ALL, Scheme
from core.language import LANGUAGES, Language, percent, text
from core.questions.answer import Answer, Column, Context
from core.questions.context import context_of, published_caveats, require_places, with_breaks
from core.questions.domain import Choice, Several
from core.questions.gazetteer import place_level
from core.questions.indicators.composition import residents_in
from core.questions.nodes import COUNTRY, PLACE_PATTERN
from core.questions.question import Question, parameter
from core.questions.schemes import SAME, SCHEMES, scheme_at, schemes_at
from core.questions.sentences import SHOWN, place_name
from core.release import Release

BEST = "newest"
"""Which scheme is shown unless one is asked for."""
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

    place: tuple[str, ...] = parameter(ONE_PLACE, (COUNTRY,))
    scheme: str = parameter(
        Choice((BEST, *SCHEMES)),
        BEST,
    )

    def answer(self, release: Release) -> Answer:
        """A row per year and group; a group's contribution is p·(1 − p), and they add up."""
        require_places(release, self.place, "place")
        level = place_level(release, self.place[0])
        scheme, years = shown_scheme(release, level, self.scheme)
        (code,) = self.place
        rows = [row for year in years for row in rows_of_year(release, code, year, scheme)]
        frame = pa.Table.from_pylist(rows, schema=_SCHEMA)
        caveats = ("C11", "C10", "C13", *published_caveats(release, "", level, max(years)))
        context = context_of(release, years, (scheme.code,), caveats, self.place)
        context = with_breaks(context, release, self.place)
        columns = tuple(
            replace(one, scheme=scheme.code) if one.name == "origin" else one for one in COLUMNS
        )
        sentences = {one: self._sentence(rows, context, one) for one in LANGUAGES}
        return Answer(self, frame, columns, context, sentences)

    def _sentence(self, rows: list[dict[str, Any]], context: Context, language: Language) -> str:
        first, last = context.years[0], context.years[-1]
        shares = {
            (row["year"], row["origin"]): row["share"]
            for row in rows
            if row["state"] in SHOWN and row["share"] is not None
        }
        scheme = context.schemes[0]
        native = native_of(scheme)
        others = {o: s for (year, o), s in shares.items() if year == last and o != native}
        if not others or (last, native) not in shares:
            return text("sentence.nothing_shown", language)
        largest = max(others, key=lambda origin: others[origin])
        words = {
            "where": place_name(self.place[0], context, language),
            "year": last,
            "native": percent(shares[last, native], language, 1),
            "group": _in_words(scheme, largest, language),
            "share": percent(others[largest], language, 1),
        }
        if first == last or (first, native) not in shares:
            return text("sentence.origins.one_year", language, **words)
        before = percent(shares[first, native], language, 1)
        return text("sentence.origins.years", language, **words, first=first, before=before)


def rows_of_year(release: Release, code: str, year: int, scheme: Scheme) -> list[dict[str, Any]]:
    """A row per group of a scheme, for one place in one year."""
    categories = (ALL, *scheme.leaves)
    counted = residents_in(release, year, {"place": (code,)}, categories, scheme.code)
    if not counted.places:
        return []
    has_total = counted.shown[0, 0] and counted.people[0, 0]
    rows = []
    for column, origin in enumerate(scheme.leaves, 1):
        shown = bool(counted.shown[0, column])
        share = min(float(counted.shares[0, column]), 1.0) if shown and has_total else None
        is_count = shown and bool(counted.is_count[0, column])
        rows.append(
            {
                "place": code,
                "year": year,
                "origin": origin,
                "people": int(counted.people[0, column]) if is_count else None,
                "share": share,
                "contribution": None if share is None else share * (1 - share),
                "state": str(counted.state[0, column]),
                "reason": str(counted.reason[0, column]),
            }
        )
    return rows


def shown_scheme(release: Release, level: str, wanted: str) -> tuple[Scheme, list[int]]:
    """The scheme asked for, or the best of the newest year, and the years that are known in it."""
    known = release.schemes.get(level) or dict.fromkeys(release.years, (ORIGIN_18.code,))
    chosen = scheme_at(release, level, max(known)) if wanted == BEST else wanted
    years = sorted(year for year, schemes in known.items() if chosen in schemes)
    if not years:
        raise NotInReleaseError(
            f"scheme: this release has no {chosen} for a {level}; expected one of "
            f"{', '.join(sorted({one for schemes in known.values() for one in schemes}))}",
            "scheme",
        )
    return SCHEMES[chosen], years


def eighteen_of(release: Release, code: str, year: int) -> list[dict[str, Any]]:
    """The rows of a place and year by the eighteen groups; refused where it has others."""
    level = place_level(release, code)
    if release.schemes.get(level) and ORIGIN_18.code not in schemes_at(release, level, year):
        raise NotInReleaseError(
            f"year: this release doesn't have the eighteen origin groups for a {level} in {year}; "
            f"expected residents by country of origin: import them, or ask for 'origins'",
            "year",
            lacks="eighteen",
        )
    return rows_of_year(release, code, year, ORIGIN_18)


def _in_words(scheme: str, origin: str, language: Language) -> str:
    """What a group is called within a sentence: countries keep their capital."""
    name = text(f"{scheme}.{origin}", language)
    return name[:1].lower() + name[1:] if scheme == ORIGIN_2022.code else name


def native_of(scheme: str) -> str:
    """The category of residents with a Dutch background."""
    return SAME.get(scheme, {}).get(NATIVE_18, NATIVE_18)


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
