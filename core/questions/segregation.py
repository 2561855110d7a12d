"""How unevenly do the groups of a municipality live, over the years and beside others?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import ClassVar

import numpy as np
import pyarrow as pa

from core.errors import NotInReleaseError
from core.groups.origin import ORIGIN_18
from core.groups.scheme import ALL
from core.language import LANGUAGES, Language, number, points, text
from core.questions.answer import Answer, Column, Context
from core.questions.breaks import mark_breaks
from core.questions.change import change_of
from core.questions.context import context_of, require_places
from core.questions.domain import Choice, Several
from core.questions.gazetteer import place, within
from core.questions.kept_indices import STORED, Row, rows_by_place
from core.questions.question import Question, parameter
from core.questions.sentences import SHOWN, place_name
from core.questions.typology import typed
from core.questions.typology.signs import signs_in
from core.questions.unmeasured import why_unmeasured
from core.release import Release

UNITS = Choice(("neighbourhood", "district", "postcode_area"))
INDEX = Choice(("dissimilarity", "theil_h", "isolation", "correlation_ratio"))
GROUP = Choice((ALL, *ORIGIN_18.leaves))
ONE = Several(r"GM[0-9]{4}", 1, ("GM0363", "GM0034"))
OTHERS = Several(r"GM[0-9]{4}", 4, ("GM0363", "GM0034", "GM0362"))
OF_ALL, OF_ONE = ("dissimilarity", "theil_h"), ("dissimilarity", "isolation", "correlation_ratio")
CAVEATS = ("C10", "C09", "C11", "C15")
FIGURES = ("counted", "corrected", "lower", "upper", "expected")
COLUMNS = (
    Column("place", "code", "place"),
    Column("role", "code", "role"),
    Column("year", "year"),
    Column("index", "code", "segregation_index"),
    Column("group", "code", "origin_18"),
    *(Column(f"{name}_share", "share") for name in FIGURES),
    Column("series_break", "code", "series_break"),
    Column("unit_count", "people"),
    Column("state", "state"),
    Column("reason", "state"),
)


@dataclass(frozen=True)
class SegregationQuestion(Question):
    """What questions on segregation share: the index, the groups and the units."""

    units: str = parameter(UNITS, "neighbourhood")
    index: str = parameter(
        INDEX,
        "dissimilarity",
    )
    group: str = parameter(GROUP, ALL)

    def measured(self) -> str:
        """The index that exists for the group."""
        known = OF_ALL if self.group == ALL else OF_ONE
        return self.index if self.index in known else "dissimilarity"


@dataclass(frozen=True)
class Segregation(SegregationQuestion):
    """An index of one municipality over the years, beside its cluster, its type and others."""

    name: ClassVar[str] = "segregation"

    place: tuple[str, ...] = parameter(ONE, ())
    compare: tuple[str, ...] = parameter(OTHERS, ())

    def answer(self, release: Release) -> Answer:
        """A row per place and year; medians are over the municipalities of a cluster or type."""
        require_places(release, (*self.place, *self.compare), "place")
        own = self.place[0] if self.place else largest(release)
        by_place = rows_by_place(release, self.measured(), self.units, self.group)
        others = [code for code in self.compare if code != own]
        rows = [_told(row, "place") for row in by_place.get(own) or self._missing(release, own)]
        mark_breaks(release, own, _known(rows))
        for role, code, members in groups_of(release, own):
            rows += _medians(by_place, members, code, role)
        for code in others:
            told = [_told(row, "other") for row in by_place.get(code, ())]
            mark_breaks(release, code, _known(told))
            rows += told
        years = sorted({row["year"] for row in rows}) or [max(release.years)]
        codes = (own, *(row["place"] for row in rows))
        context = context_of(release, years, (ORIGIN_18.code,), CAVEATS, codes)
        rounded = release.has_noise
        sentences = {one: self._sentence(rows, context, rounded, one) for one in LANGUAGES}
        return Answer(self, pa.Table.from_pylist(rows, schema=_SCHEMA), COLUMNS, context, sentences)

    def _missing(self, release: Release, own: str) -> Iterator[Row]:
        """Rows without figures, for a municipality that isn't divided into such units."""
        for year in sorted(release.years):
            figures = dict.fromkeys((*STORED, "units"))
            which = {"place": own, "year": year, "index": self.measured(), "group": self.group}
            yield {**which, **figures, "state": "missing", "reason": "no_data"}

    def _who(self, language: Language) -> str:
        if self.group == ALL:
            return text("segregation_of.all", language)
        group = text(f"origin_18.{self.group}", language)
        return text("segregation_of.one", language, group=group)

    def _sentence(
        self, rows: list[Row], context: Context, rounded: bool, language: Language
    ) -> str:
        own = _known([row for row in rows if row["role"] == "place"])
        if not own:
            of_place = [row for row in rows if row["role"] == "place"]
            return why_unmeasured(of_place, context, language)
        first, last = own[0], own[-1]
        words = {
            "where": place_name(last["place"], context, language),
            "index": _index_name(last["index"], language),
            "who": self._who(language),
            "year": last["year"],
            "value": _told_share(last, language),
        }
        if first is last:
            return text("sentence.segregation.one", language, **words)
        change = change_of(first, last, rounded=rounded)
        return text(
            f"sentence.segregation.{change.direction}",
            language,
            first=first["year"],
            before=_told_share(first, language),
            change=points(change.difference, language, 1),
            lower=points(change.lower, language, 1),
            upper=points(change.upper, language, 1),
            **words,
        )


def _known(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row["state"] in SHOWN and row["corrected_share"] is not None]


def _index_name(index: str, language: Language) -> str:
    """Within a sentence; someone's name keeps its capital."""
    name = text(f"segregation_index.{index}", language)
    return name if index == "theil_h" else name.lower()


def _told_share(row: Row, language: Language) -> str:
    """In percent; Theil's H, which is a tenth as large, with a decimal."""
    return number(100 * row["corrected_share"], language, 1 if row["index"] == "theil_h" else 0)


def by_size(release: Release) -> tuple[str, ...]:
    """The municipalities, those with the most residents first."""
    signs = signs_in(release, max(release.years))
    return tuple(signs.places[row] for row in np.argsort(signs.people, kind="stable")[::-1])


def largest(release: Release) -> str:
    """The municipality with the most residents."""
    found = by_size(release)
    if not found:
        raise NotInReleaseError("place: this release has no municipalities", "place")
    return found[0]


def groups_of(release: Release, code: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The cluster and the type of a municipality, each with the municipalities in it."""
    row = place(release, code)
    if row and row["cluster"]:
        yield "cluster", row["cluster"], within(release, "municipality", row["cluster"])
    types = {one.place: one for one in typed(signs_in(release, max(release.years)), {})}
    if code in types and types[code].types:
        kind = types[code].primary
        members = tuple(one.place for one in types.values() if kind in one.types)
        yield "municipality_type", kind, members


def _medians(
    by_place: Mapping[str, Sequence[Row]], members: Sequence[str], code: str, role: str
) -> Iterator[Row]:
    """The median of the shown values in each year; no interval, for it is no place's index."""
    values: dict[int, list[float]] = {}
    sample: Row = {}
    for row in (row for member in members for row in by_place.get(member, ())):
        sample = row
        if row["state"] in SHOWN and row["corrected"] is not None:
            values.setdefault(row["year"], []).append(row["corrected"])
    for year in sorted(values):
        middle = median(values[year])
        plain = {**dict.fromkeys(STORED), "value": middle, "corrected": middle, "units": None}
        shown = {"place": code, "year": year, "state": "value", "reason": "none"}
        yield _told({**sample, **plain, **shown}, role)


def _told(row: Row, role: str) -> Row:
    kept = {name: row[name] for name in ("place", "year", "index", "group")}
    figures = {f"{name}_share": row[one] for name, one in zip(FIGURES, STORED, strict=True)}
    return {
        **kept,
        "role": role,
        **figures,
        "series_break": "none",
        "unit_count": row["units"],
        "state": row["state"],
        "reason": row["reason"],
    }


_SCHEMA = pa.schema(
    {
        "place": pa.string(),
        "role": pa.string(),
        "year": pa.int64(),
        "index": pa.string(),
        "group": pa.string(),
        **{f"{name}_share": pa.float64() for name in FIGURES},
        "series_break": pa.string(),
        "unit_count": pa.int64(),
        "state": pa.string(),
        "reason": pa.string(),
    }
)
