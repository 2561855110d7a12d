"""At which scale do the groups live apart: between municipalities, districts, neighbourhoods?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import pyarrow as pa

from core.groups.origin import ORIGIN_18
from core.language import LANGUAGES, Language, percent, text
from core.questions.answer import Answer, Column, Context
from core.questions.context import context_of, require_places, year_in
from core.questions.kept_indices import kept_rows
from core.questions.nodes import COUNTRY, YEARS
from core.questions.question import Question, parameter
from core.questions.segregation import CAVEATS, ONE
from core.questions.sentences import SHOWN, place_name
from core.questions.unmeasured import why_unmeasured
from core.release import Release, Value

NESTED = ("municipality", "district", "neighbourhood")
COLUMNS = (
    Column("place", "code", "place"),
    Column("unit_level", "code", "place_level"),
    Column("dissimilarity_share", "share"),
    Column("theil_share", "share"),
    Column("information", "coefficient"),
    Column("added", "coefficient"),
    Column("part_share", "share"),
    Column("state", "state"),
    Column("reason", "state"),
)
Row = dict[str, Any]


@dataclass(frozen=True)
class Scale(Question):
    """The same indices over ever smaller units, and what each step adds."""

    name: ClassVar[str] = "scale"

    place: tuple[str, ...] = parameter(ONE, ())
    year: int | None = parameter(YEARS, None)

    def answer(self, release: Release) -> Answer:
        """A row per level of units, from large to small; the parts add up to the last one."""
        require_places(release, self.place, "place")
        year = year_in(release, self.year)
        code = self.place[0] if self.place else COUNTRY
        rows = list(_rows(release, code, year))
        context = context_of(release, (year,), (ORIGIN_18.code,), CAVEATS, (code,))
        sentences = {one: _sentence(rows, context, one) for one in LANGUAGES}
        return Answer(self, pa.Table.from_pylist(rows, schema=_SCHEMA), COLUMNS, context, sentences)


def _rows(release: Release, code: str, year: int) -> Iterator[Row]:
    columns = ("unit_level", "index", "value", "state", "reason")
    where: dict[str, Value] = {
        "index": ("dissimilarity", "theil_h", "mutual_information"),
        "unit_level": NESTED,
        "place": code,
        "group": "all",
        "year": year,
    }
    rows = kept_rows(release, "segregation", columns, where)
    found = {(row["unit_level"], row["index"]): row for row in rows}
    finest = next((level for level in reversed(NESTED) if (level, "theil_h") in found), None)
    whole = found[finest, "mutual_information"] if finest else None
    # What a level adds is known only beside the one above it.
    before: float | None = 0.0
    for level in NESTED:
        row = found.get((level, "mutual_information"))
        if row is None or whole is None:
            continue
        value = row["value"] if row["state"] in SHOWN else None
        # Counts with noise can make a finer division seem a little more even.
        part = None if value is None or before is None else max(value - before, 0.0)
        total = whole["value"] if whole["state"] in SHOWN else None
        yield {
            "place": code,
            "unit_level": level,
            "dissimilarity_share": found[level, "dissimilarity"]["value"],
            "theil_share": found[level, "theil_h"]["value"],
            "information": value,
            "added": part,
            "part_share": None if part is None or not total else min(part / total, 1.0),
            "state": row["state"],
            "reason": row["reason"],
        }
        before = value


def _sentence(rows: list[Row], context: Context, language: Language) -> str:
    told = [row for row in rows if row["part_share"] is not None]
    known = [row for row in rows if row["dissimilarity_share"] is not None]
    if not known:
        return why_unmeasured(rows, context, language)
    where = place_name(rows[0]["place"], context, language)
    words = {"where": where, "year": context.years[0]}
    if len(told) < 2:
        level = text(f"place_levels.{known[-1]['unit_level']}", language)
        value = percent(known[-1]["dissimilarity_share"], language)
        return text("sentence.scale.one", language, **words, level=level, value=value)
    shares = {row["unit_level"]: percent(row["part_share"], language) for row in told}
    kind = "country" if "municipality" in shares else "municipality"
    return text(f"sentence.scale.{kind}", language, **words, **shares)


_SCHEMA = pa.schema(
    {
        "place": pa.string(),
        "unit_level": pa.string(),
        **{
            name: pa.float64()
            for name in ("dissimilarity_share", "theil_share", "information", "added", "part_share")
        },
        "state": pa.string(),
        "reason": pa.string(),
    }
)
