"""Do two years of a place, or two places, differ by who live there, or by how evenly they live?"""

from dataclasses import dataclass
from typing import Any, ClassVar

import pyarrow as pa

from core.errors import NotInReleaseError
from core.groups.origin import ORIGIN_18
from core.groups.scheme import ALL
from core.language import LANGUAGES, Language, points, text
from core.questions.answer import Answer, Column, Context
from core.questions.change import change_of
from core.questions.context import context_of, require_places
from core.questions.kept_indices import kept_rows, rows_by_place
from core.questions.nodes import YEARS
from core.questions.question import Question, parameter
from core.questions.segregation import CAVEATS, ONE, UNITS, largest
from core.questions.sentences import SHOWN, place_name
from core.questions.unmeasured import why_unmeasured
from core.release import Release, Value

INDEX = "theil_h"
"""The one index whose parts are kept both for years and for places."""
PARTS = ("composition", "unevenness")
COLUMNS = (
    Column("place", "code", "place"),
    Column("year", "year"),
    Column("other_place", "code", "place"),
    Column("other_year", "year"),
    Column("first_share", "share"),
    Column("second_share", "share"),
    Column("difference_points", "points"),
    Column("lower_points", "points"),
    Column("upper_points", "points"),
    *(Column(f"{part}_points", "points") for part in PARTS),
    Column("beyond", "code", "typology"),
    Column("state", "state"),
    Column("reason", "state"),
)
Row = dict[str, Any]


@dataclass(frozen=True)
class SegregationDifference(Question):
    """The difference in Theil's H, its interval, and its two parts."""

    name: ClassVar[str] = "segregation_difference"

    place: tuple[str, ...] = parameter(ONE, ())
    other: tuple[str, ...] = parameter(ONE, ())
    first: int | None = parameter(YEARS, None)
    last: int | None = parameter(YEARS, None)
    units: str = parameter(UNITS, "neighbourhood")

    def answer(self, release: Release) -> Answer:
        """One row; without figures where one end has none, or is the other."""
        require_places(release, (*self.place, *self.other), "place")
        own = self.place[0] if self.place else largest(release)
        first, last = self._years(release)
        other = self.other[0] if self.other else own
        found = [_row(release, self.units, (own, first), (other, last))]
        years = tuple(dict.fromkeys((first, last)))
        codes = (own, other)
        context = context_of(release, years, (ORIGIN_18.code,), (*CAVEATS, "C12"), codes)
        sentences = {one: _sentence(found, context, one) for one in LANGUAGES}
        frame = pa.Table.from_pylist(found, schema=_SCHEMA)
        return Answer(self, frame, COLUMNS, context, sentences)

    def _years(self, release: Release) -> tuple[int, int]:
        newest = max(release.years)
        if self.other:
            return newest, newest
        chosen = (self.first or min(release.years), self.last or newest)
        if missing := [year for year in chosen if year not in release.years]:
            raise NotInReleaseError(
                f"year: this release has no {missing[0]}; expected one of "
                f"{', '.join(map(str, release.years))}",
                "first" if missing[0] == self.first else "last",
            )
        return min(chosen), max(chosen)


End = tuple[str, int]


def _row(release: Release, units: str, first: End, second: End) -> Row:
    by_place = rows_by_place(release, INDEX, units, ALL)
    ends = [
        next((_shares(row) for row in by_place.get(code, ()) if row["year"] == year), None)
        for code, year in (first, second)
    ]
    parts = _parts(release, units, first, second)
    row: Row = {
        "place": first[0],
        "year": first[1],
        "other_place": second[0],
        "other_year": second[1],
        **dict.fromkeys(_FIGURES),
        "state": "missing",
        "reason": "no_data",
    }
    if first == second or None in ends or parts is None:
        return row
    row |= {"state": parts["state"], "reason": parts["reason"]}
    before, after = (end for end in ends if end is not None)
    unsure = any(end["corrected_share"] is None for end in (before, after))
    if unsure or parts["state"] not in SHOWN:
        return row
    change = change_of(before, after, rounded=release.has_noise)
    return row | {
        "first_share": before["corrected_share"],
        "second_share": after["corrected_share"],
        "difference_points": change.difference,
        "lower_points": change.lower,
        "upper_points": change.upper,
        **{f"{part}_points": parts[part] for part in PARTS},
        "beyond": "no" if change.direction == "same" else "yes",
    }


def _shares(row: Row) -> Row:
    shares = {f"{name}_share": row[name] for name in ("corrected", "lower", "upper")}
    return {"index": row["index"], **shares}


def _parts(release: Release, units: str, first: End, second: End) -> Row | None:
    """The two parts of a difference; pairs are kept in one order, so the other turns the sign."""
    for (code, year), (other, other_year), sign in ((first, second, 1), (second, first, -1)):
        where: dict[str, Value] = {
            "index": INDEX,
            "unit_level": units,
            "place": code,
            "other_place": other,
            "year": year,
            "other_year": other_year,
        }
        columns = (*PARTS, "state", "reason")
        rows = kept_rows(release, "segregation_difference", columns, where)
        if rows:
            turned = {part: rows[0][part] and sign * rows[0][part] for part in PARTS}
            return {**rows[0], **turned}
    return None


def _sentence(rows: list[Row], context: Context, language: Language) -> str:
    row = rows[0] if rows else None
    if row is None or row["difference_points"] is None:
        return why_unmeasured(rows, context, language)
    kind = "years" if row["place"] == row["other_place"] else "places"
    beyond = "beyond" if row["beyond"] == "yes" else "chance"
    return text(
        f"sentence.segregation_difference.{kind}.{beyond}",
        language,
        where=place_name(row["place"], context, language),
        other=place_name(row["other_place"], context, language),
        first=row["year"],
        last=row["other_year"],
        **{
            name: points(row[f"{name}_points"], language, 1)
            for name in ("difference", "lower", "upper", *PARTS)
        },
    )


_FIGURES = (
    *("first_share", "second_share", "difference_points", "lower_points", "upper_points"),
    *(f"{part}_points" for part in PARTS),
    "beyond",
)
_SCHEMA = pa.schema(
    {
        "place": pa.string(),
        "year": pa.int64(),
        "other_place": pa.string(),
        "other_year": pa.int64(),
        **{name: pa.float64() for name in _FIGURES if name != "beyond"},
        "beyond": pa.string(),
        "state": pa.string(),
        "reason": pa.string(),
    }
)
