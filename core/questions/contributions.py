"""Why is a place as diverse as it is? What each group adds to the chance that two differ."""

from dataclasses import dataclass
from typing import Any, ClassVar

import pyarrow as pa

from core.groups.origin import NATIVE_18, ORIGIN_18
from core.language import LANGUAGES, Language, number, percent, text
from core.questions.answer import Answer, Column, Context
from core.questions.context import context_of, require_places, year_in
from core.questions.gazetteer import place
from core.questions.indicators.composition import probability_of_difference
from core.questions.indicators.indicator import Measure
from core.questions.indicators.mixture import non_european_share
from core.questions.nodes import COUNTRY, YEARS
from core.questions.origins import ONE_PLACE, eighteen_of
from core.questions.question import Question, parameter
from core.questions.sentences import place_name
from core.release import Release

COLUMNS = (
    Column("place", "code", "place"),
    Column("origin", "code", "origin_18"),
    Column("people", "people"),
    Column("share", "share"),
    Column("contribution", "coefficient"),
    Column("part_share", "share"),
    Column("around_share", "share"),
    Column("state", "state"),
    Column("reason", "state"),
)
ONE = 0.01
"""Shares below one percent are told with a decimal."""
NAMED = 3
"""Groups that the sentence names."""
Row = dict[str, Any]


@dataclass(frozen=True)
class Contributions(Question):
    """The eighteen groups of one place, with what each adds to its diversity."""

    name: ClassVar[str] = "contributions"

    place: tuple[str, ...] = parameter(ONE_PLACE, (COUNTRY,))
    year: int | None = parameter(YEARS, None)

    def answer(self, release: Release) -> Answer:
        """A row per group, the largest contribution first."""
        require_places(release, self.place, "place")
        year = year_in(release, self.year)
        around = _around(release, self.place[0])
        beside = {row["origin"]: row["share"] for row in _shares(release, around, year)}
        rows = _shares(release, self.place[0], year)
        total = _whole(rows, _figure(probability_of_difference, release, year, self.place[0]))
        for row in rows:
            known = row["contribution"] is not None and total > 0
            row["part_share"] = row["contribution"] / total if known else None
            row["around_share"] = beside.get(row["origin"])
        rows.sort(key=lambda row: -(row["contribution"] or 0.0))
        context = context_of(
            release, (year,), (ORIGIN_18.code,), ("C11", "C10", "C13", "C08"), (*self.place, around)
        )
        sentences = {one: self._sentence(release, rows, context, one) for one in LANGUAGES}
        frame = pa.Table.from_pylist(rows, schema=_SCHEMA)
        return Answer(self, frame, COLUMNS, context, sentences)

    def _sentence(
        self, release: Release, rows: list[Row], context: Context, language: Language
    ) -> str:
        year, code = context.years[0], self.place[0]
        difference = _figure(probability_of_difference, release, year, code)
        beyond = _figure(non_european_share, release, year, code)
        shares = {row["origin"]: row["share"] for row in rows if row["share"] is not None}
        others = sorted((one for one in shares if one != NATIVE_18), key=lambda one: -shares[one])
        if difference is None or beyond is None or NATIVE_18 not in shares or not others:
            return text("sentence.nothing_shown", language)
        groups = ", ".join(
            f"{text(f'origin_18.{one}', language)} {_told(shares[one], language)}"
            for one in others[:NAMED]
        )
        kind = "european" if _is_mostly_european(shares[NATIVE_18], beyond) else "mixed"
        return text(
            f"sentence.contributions.{kind}",
            language,
            where=place_name(code, context, language),
            year=year,
            own=number(difference, language, 2),
            native=percent(shares[NATIVE_18], language),
            groups=groups,
            beyond=percent(beyond, language),
        )


def _told(share: float, language: Language) -> str:
    return percent(share, language, 1 if share < ONE else 0)


def _whole(rows: list[Row], difference: float | None) -> float:
    """What the contributions are parts of: their sum, or the HHI where some aren't shown."""
    known: list[float] = [row["contribution"] for row in rows if row["contribution"] is not None]
    hidden = len(known) < len(rows)
    return max(sum(known), difference if hidden and difference is not None else 0.0)


def _is_mostly_european(native: float, beyond: float) -> bool:
    """Whether most residents with a migration background have a European or Anglo-Saxon one.

    Groups that are withheld count in both shares, so few that are shown can't decide it.
    """
    return 1 - native - beyond > beyond


def _figure(measure: Measure, release: Release, year: int, code: str) -> float | None:
    found = measure(release, year, {"place": (code,)})
    known = len(found.value) and found.value[0] == found.value[0]
    return float(found.value[0]) if known else None


def _around(release: Release, code: str) -> str:
    row = place(release, code)
    around = row["municipality"] if row else None
    return str(around) if around and around != code else COUNTRY


def _shares(release: Release, code: str, year: int) -> list[Row]:
    return eighteen_of(release, code, year)


_SCHEMA = pa.schema(
    {
        "place": pa.string(),
        "origin": pa.string(),
        "people": pa.int64(),
        "share": pa.float64(),
        "contribution": pa.float64(),
        "part_share": pa.float64(),
        "around_share": pa.float64(),
        "state": pa.string(),
        "reason": pa.string(),
    }
)
