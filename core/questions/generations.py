"""Where were residents with a migration background born: here, or abroad?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import pyarrow as pa

from core.errors import NotInReleaseError
from core.groups.origin import ORIGIN_2005, ORIGIN_2022
from core.groups.scheme import ALL, Scheme
from core.language import LANGUAGES, Language, text
from core.questions.absent import absent_state
from core.questions.answer import Answer, Column, Context
from core.questions.context import context_of, published_caveats, require_places, year_in
from core.questions.gazetteer import place_level
from core.questions.nodes import COUNTRY, YEARS
from core.questions.origins import ONE_PLACE
from core.questions.question import Question, parameter
from core.questions.sentences import SHOWN, place_name, told_share
from core.questions.shares import share_columns, with_share
from core.release import Release, Value

MIGRANTS, FIRST, SECOND = "migration_background", "first", "second"
BORN = {"abroad": FIRST, "here": SECOND}
"""Where someone was born, and which generation that makes of a migration background."""
SCHEMES = (ORIGIN_2005, ORIGIN_2022)
"""In which residents are counted by generation; the finest first."""
SPLIT = ("western", "non_western")
COLUMNS = (
    Column("place", "code", "place"),
    Column("origin", "code", ORIGIN_2005.code),
    Column("people", "people"),
    *share_columns("migrant_share"),
    *(Column(one, "people") for one in BORN),
    *share_columns(*(f"{one}_share" for one in BORN)),
    *(Column(f"{one}_reason", "state") for one in BORN),
    Column("state", "state"),
    Column("reason", "state"),
)
Row = dict[str, Any]
Counted = Mapping[tuple[str, str], Row]
"""Rows of a place by category and generation."""


@dataclass(frozen=True)
class Generations(Question):
    """Residents with a migration background of one place, by origin and by where they were born."""

    name: ClassVar[str] = "generations"

    place: tuple[str, ...] = parameter(ONE_PLACE, (COUNTRY,))
    year: int | None = parameter(YEARS, None)

    def answer(self, release: Release) -> Answer:
        """A row for everyone with a migration background, and for each group that is known."""
        require_places(release, self.place, "place")
        year, code = year_in(release, self.year), self.place[0]
        scheme, counted = _counted(release, code, year)
        found = list(_rows(release, code, scheme, counted))
        rows = _with_shares(found, coded=release.has_noise)
        caveats = ("C10", "C13", *published_caveats(release, "", place_level(release, code), year))
        context = context_of(release, (year,), (scheme.code,), caveats, (code,))
        sentences = {one: _sentence(rows.to_pylist(), context, one) for one in LANGUAGES}
        columns = tuple(
            replace(one, scheme=scheme.code) if one.name == "origin" else one for one in COLUMNS
        )
        return Answer(self, rows, columns, context, sentences)


def _counted(release: Release, code: str, year: int) -> tuple[Scheme, Counted]:
    """The counts by generation in the finest scheme that has them; refused where none has."""
    columns = ("category", "generation", "people", "state", "reason")
    for scheme in SCHEMES:
        where: dict[str, Value] = {"scheme": scheme.code, "year": year, "place": code}
        rows = release.store.select("composition", columns, where).to_pylist()
        found = {(row["category"], row["generation"]): row for row in rows}
        if any(generation == SECOND for _, generation in found):
            return scheme, found
    raise NotInReleaseError(
        f"year: this release doesn't say where the residents of {code} were born in {year}; ask "
        f"for a municipality or more, or for another year",
        "year",
        lacks="generations",
    )


def _rows(release: Release, code: str, scheme: Scheme, counted: Counted) -> Iterator[Row]:
    absent = _nobody(release)
    everyone = _everyone(counted)
    for origin in scheme.nodes:
        own = everyone if origin == ALL else counted.get((origin, ALL))
        known = any((origin, one) in counted for one in BORN.values())
        if own is None or not known:
            continue
        born = {one: counted.get((origin, of), absent) for one, of in BORN.items()}
        yield {
            "place": code,
            "origin": origin,
            "people": own["people"],
            "everyone": everyone["people"] if everyone and origin != ALL else None,
            **{one: row["people"] for one, row in born.items()},
            **{f"{one}_reason": row["reason"] for one, row in born.items()},
            "state": own["state"],
            "reason": own["reason"],
        }


def _nobody(release: Release) -> Row:
    """What a generation without a row is: nobody, where figures are neither noisy nor printed."""
    if release.basis != "published" and not release.has_noise:
        return {"people": 0, "state": "value", "reason": "none"}
    state, reason = absent_state(release)
    return {"people": None, "state": state, "reason": reason}


def _everyone(counted: Counted) -> Row | None:
    """All with a migration background: as counted, else both generations together."""
    if (ALL, MIGRANTS) in counted:
        return counted[ALL, MIGRANTS]
    both = [counted[ALL, one] for one in BORN.values() if (ALL, one) in counted]
    if len(both) < 2 or any(row["people"] is None for row in both):
        return None
    return {**both[0], "people": sum(row["people"] for row in both)}


def _with_shares(rows: list[Row], *, coded: bool) -> pa.Table:
    """Each group as a part of all, and each generation as a part of its group."""
    found = pa.Table.from_pylist(rows, schema=_SCHEMA)
    for one in BORN:
        found = with_share(found, one, (one,), coded=coded)
    parts = pa.table({"people": found["everyone"], "migrant": found["people"]})
    for column in share_columns("migrant_share"):
        part = with_share(parts, "migrant", ("migrant",), coded=coded)
        found = found.append_column(column.name, part[column.name])
    return found.select([column.name for column in COLUMNS])


def _sentence(rows: list[Row], context: Context, language: Language) -> str:
    born = {
        row["origin"]: told_share(row, "here_share", language)
        for row in rows
        if row["state"] in SHOWN
    }
    told = {origin: words for origin, words in born.items() if words is not None}
    if not told:
        return text("sentence.nothing_shown", language)
    (code,), (scheme,) = context.places, context.schemes
    words = {"where": place_name(code, context, language), "year": context.years[0]}
    if {ALL, *SPLIT} <= told.keys():
        parts = {f"{origin}_born": told[origin] for origin in (ALL, *SPLIT)}
        return text("sentence.generations.groups", language, **words, **parts)
    first = next(iter(told))
    group = text(f"generations_phrase.{scheme}.{first}", language)
    return text("sentence.generations.one", language, **words, group=group, born=told[first])


_SCHEMA = pa.schema(
    {
        "place": pa.string(),
        "origin": pa.string(),
        "people": pa.int64(),
        "everyone": pa.int64(),
        **{one: pa.int64() for one in BORN},
        **{f"{one}_reason": pa.string() for one in BORN},
        "state": pa.string(),
        "reason": pa.string(),
    }
)
