"""Where are both lenses high: in which areas do a low income and a migration background meet?

High is more than the mean of the areas of the municipality that are known in both. The concern
of the synthesis (KIS 2022) is with involuntary concentration of low incomes; a migration
background alone is no reason for it.
"""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa

from core.language import LANGUAGES, Language, number, percent, text
from core.questions.answer import Answer, Column, Context
from core.questions.context import context_of, published_caveats, require_places
from core.questions.nodes import COUNTRY
from core.questions.other_lens import (
    INCOME,
    ORIGIN,
    Compared,
    compared,
    known_about,
)
from core.questions.question import Question, parameter
from core.questions.schemes import scheme_at
from core.questions.segregation import ONE
from core.questions.sentences import place_name
from core.release import Release

BOTH, INCOME_ALONE, ORIGIN_ALONE, NEITHER = "both", "income", "origin", "neither"
PATTERNS = (BOTH, INCOME_ALONE, ORIGIN_ALONE, NEITHER)
CAVEATS = ("C10", "C09", "C06", "C08", "C15")
COLUMNS = (
    Column("place", "code", "place"),
    Column("overlap", "code", "overlap"),
    Column("lens", "code", "segregation_lens"),
    Column("lens_share", "share"),
    Column("migrant_part", "share"),
    Column("people", "people"),
    Column("unit_level", "code", "place_level"),
)
Row = dict[str, Any]


@dataclass(frozen=True)
class Overlap(Question):
    """The areas of a municipality by whether income, origin, both or neither stand out."""

    name: ClassVar[str] = "overlap"

    place: tuple[str, ...] = parameter(ONE, ())

    def answer(self, release: Release) -> Answer:
        """A row per area that is known in both, of the newest year with figures; none without."""
        require_places(release, self.place, "place")
        code, known = known_about(release, self.place)
        found = list(compared(release, known))
        newest = found[-1] if found else None
        rows = _rows(newest) if newest else []
        year, level = (newest.year, newest.level) if newest else (max(release.years), "district")
        scheme = scheme_at(release, level, year)
        caveats = (*CAVEATS, *published_caveats(release, "", level, year))
        places = (code, COUNTRY, *(row["place"] for row in rows))
        context = context_of(release, (year,), (scheme,), caveats, places)
        sentences = {
            one: _sentence(newest, rows, code, context, one)
            if newest
            else text("lacks.income.why", one)
            for one in LANGUAGES
        }
        return Answer(self, pa.Table.from_pylist(rows, schema=_SCHEMA), COLUMNS, context, sentences)


def _lens(found: Compared) -> str:
    return next(one for one in INCOME if one in found.areas.shares)


def _rows(found: Compared) -> list[Row]:
    areas, lens = found.areas, _lens(found)
    income, origin = areas.shares[lens], areas.shares[ORIGIN]
    high = zip(income > areas.mean(lens), origin > areas.mean(ORIGIN), strict=True)
    names = {
        (True, True): BOTH,
        (True, False): INCOME_ALONE,
        (False, True): ORIGIN_ALONE,
        (False, False): NEITHER,
    }
    patterns = [names[bool(one), bool(other)] for one, other in high]
    return [
        {
            "place": code,
            "overlap": pattern,
            "lens": lens,
            "lens_share": float(income[at]),
            "migrant_part": float(origin[at]),
            "people": int(areas.people[at]),
            "unit_level": found.level,
        }
        for at, (code, pattern) in enumerate(zip(areas.codes, patterns, strict=True))
    ]


def _sentence(
    found: Compared, rows: list[Row], code: str, context: Context, language: Language
) -> str:
    people = np.array([row["people"] for row in rows], np.float64)
    both = np.array([row["overlap"] == BOTH for row in rows])
    return text(
        "sentence.overlap",
        language,
        where=place_name(code, context, language),
        year=found.year,
        count=number(int(both.sum()), language),
        all=number(len(rows), language),
        places=text(f"place_levels.{found.level}", language),
        lens=text(f"segregation_lens.{_lens(found)}", language).lower(),
        income=percent(found.areas.mean(_lens(found)), language),
        origin=percent(found.areas.mean(ORIGIN), language),
        share=percent(float(people[both].sum() / people.sum()), language),
    )


_SCHEMA = pa.schema(
    {
        "place": pa.string(),
        "overlap": pa.string(),
        "lens": pa.string(),
        "lens_share": pa.float64(),
        "migrant_part": pa.float64(),
        "people": pa.int64(),
        "unit_level": pa.string(),
    }
)
