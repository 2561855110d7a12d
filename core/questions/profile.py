"""How does a place compare with its cluster, its type, its province and the country?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa

from core.language import LANGUAGES, Language, text
from core.questions.absent import IMPOSSIBLE, absent_state
from core.questions.answer import Answer, Column, Context
from core.questions.context import context_of, published_caveats, require_places, year_in
from core.questions.domain import Several
from core.questions.gazetteer import around, place_level
from core.questions.indicators import BY_CODE, Indicator
from core.questions.indicators.years import nearest_year
from core.questions.nodes import COUNTRY, PLACE_PATTERN, YEARS
from core.questions.origins import ONE_PLACE
from core.questions.question import Question, parameter
from core.questions.schemes import scheme_at
from core.questions.sentences import place_name
from core.release import Release

PROFILED = (
    "probability_of_difference",
    "native_share",
    "contact_poor_share",
    "school_share",
    "school_gap",
    "work_share",
    "work_gap",
)
COMPARED = Several(PLACE_PATTERN, 4, ("GM0363", "GM0034", "GM0362", "GM0439"))
COMPARED_LEVELS = ("cluster", "municipality_type", "province", "country")
COLUMNS = (
    Column("place", "code", "place"),
    Column("role", "code", "role"),
    Column("indicator", "code", "indicator"),
    Column("year", "year"),
    Column("value", "share"),
    Column("gap", "points"),
    Column("people", "people"),
    Column("state", "state"),
    Column("reason", "state"),
)


@dataclass(frozen=True)
class Profile(Question):
    """The figures of one place beside those of the places it is measured against."""

    name: ClassVar[str] = "profile"

    place: tuple[str, ...] = parameter(ONE_PLACE, (COUNTRY,))
    compare: tuple[str, ...] = parameter(COMPARED, ())
    year: int | None = parameter(YEARS, None)

    def answer(self, release: Release) -> Answer:
        """A row per figure and place: the place itself, what it is part of, and others."""
        require_places(release, self.place, "place")
        require_places(release, self.compare, "compare")
        year = year_in(release, self.year)
        roles = self._roles(release)
        rows = [row for code in PROFILED for row in _rows(release, year, BY_CODE[code], roles)]
        caveats = dict.fromkeys(c for code in PROFILED for c in BY_CODE[code].caveats)
        level = place_level(release, self.place[0])
        for one in ("", *(setting for setting, years in release.setting_years.items() if years)):
            caveats |= dict.fromkeys(published_caveats(release, one, level, year))
        scheme = scheme_at(release, level, year)
        context = context_of(release, (year,), (scheme,), ("C12", *caveats), roles)
        frame = pa.Table.from_pylist(rows, schema=_SCHEMA)
        sentences = {one: self._sentence(rows, roles, context, one) for one in LANGUAGES}
        return Answer(self, frame, COLUMNS, context, sentences)

    def _roles(self, release: Release) -> dict[str, str]:
        """Each place in the comparison with what it is to the place asked about."""
        roles = {self.place[0]: "place"}
        for code in around(release, self.place[0]):
            level = place_level(release, code)
            if level in COMPARED_LEVELS:
                roles.setdefault(code, level)
        ordered = sorted(roles.items(), key=lambda item: _ROLE_ORDER.index(item[1]))
        return dict(ordered) | {code: "other" for code in self.compare if code not in roles}

    def _sentence(
        self,
        rows: list[dict[str, Any]],
        roles: dict[str, str],
        context: Context,
        language: Language,
    ) -> str:
        told = next((code for code in TOLD if _value(rows, code, self.place[0]) is not None), "")
        if not told:
            return text("sentence.nothing_shown", language)
        indicator = BY_CODE[told]
        own, country = (_value(rows, told, code) for code in (self.place[0], COUNTRY))
        of_indicator = next(row for row in rows if row["indicator"] == told)
        words = {
            "where": place_name(self.place[0], context, language),
            "year": of_indicator["year"],
            "own": indicator.shown(own, language),
        }
        if country is None or roles.get(COUNTRY) != "country":
            return text(f"sentence.profile.{told}.alone", language, **words)
        own, country = indicator.rounded(np.array([own, country])).tolist()
        direction = "same" if own == country else "more" if own > country else "less"
        words["country"] = indicator.shown(country, language)
        return text(f"sentence.profile.{told}.{direction}", language, **words)


TOLD = PROFILED[:2]
"""Figures that the sentence may tell, the first that is known."""


def _value(rows: list[dict[str, Any]], indicator: str, place_code: str) -> float | None:
    """A figure of a place in the rows."""
    found = (row for row in rows if (row["indicator"], row["place"]) == (indicator, place_code))
    return next((row["value"] for row in found), None)


_ROLE_ORDER = ("place", *COMPARED_LEVELS)


def _rows(
    release: Release, year: int, indicator: Indicator, roles: dict[str, str]
) -> Iterator[dict[str, Any]]:
    """One figure for each place, of the nearest year that has it.

    Where a figure isn't known at the level of a place, it can't exist.
    """
    level = place_level(release, next(iter(roles)))
    year = nearest_year(indicator, release, year, level)
    known = {
        code: role for code, role in roles.items() if place_level(release, code) in indicator.levels
    }
    measured = indicator.measure(release, year, {"place": tuple(known)})
    position = {code: row for row, code in enumerate(measured.places)}
    for code, role in roles.items():
        row = position.get(code)
        value = None if row is None or np.isnan(measured.value[row]) else measured.value[row]
        absent = absent_state(release) if code in known else IMPOSSIBLE
        state, reason = absent if row is None else (measured.state[row], measured.reason[row])
        yield {
            "place": code,
            "role": role,
            "indicator": indicator.code,
            "year": year,
            "value": None if indicator.unit == "points" else value,
            "gap": value if indicator.unit == "points" else None,
            "people": None if row is None else int(measured.people[row]),
            "state": str(state),
            "reason": str(reason),
        }


_SCHEMA = pa.schema(
    {
        "place": pa.string(),
        "role": pa.string(),
        "indicator": pa.string(),
        "year": pa.int64(),
        "value": pa.float64(),
        "gap": pa.float64(),
        "people": pa.int64(),
        "state": pa.string(),
        "reason": pa.string(),
    }
)
