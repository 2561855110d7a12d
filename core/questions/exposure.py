"""Who lives around whom: the surroundings of an average member of each group."""

from dataclasses import dataclass
from typing import Any, ClassVar

import pyarrow as pa

from core.groups.origin import NATIVE_18, ORIGIN_18
from core.language import LANGUAGES, Language, percent, text
from core.questions.answer import Answer, Column, Context
from core.questions.context import context_of, require_places, year_in
from core.questions.kept_indices import kept_rows
from core.questions.nodes import COUNTRY, YEARS
from core.questions.question import Question, parameter
from core.questions.segregation import CAVEATS, GROUP, ONE
from core.questions.sentences import SHOWN, place_name
from core.questions.unmeasured import why_unmeasured
from core.release import Release, Value

COLUMNS = (
    Column("place", "code", "place"),
    Column("group", "code", "origin_18"),
    Column("other", "code", "origin_18"),
    Column("met_share", "share"),
    Column("state", "state"),
    Column("reason", "state"),
)


@dataclass(frozen=True)
class Exposure(Question):
    """The share of every group in the neighbourhood of an average member of every group."""

    name: ClassVar[str] = "exposure"

    place: tuple[str, ...] = parameter(ONE, ())
    year: int | None = parameter(YEARS, None)
    group: str = parameter(GROUP, NATIVE_18)

    def answer(self, release: Release) -> Answer:
        """A row per pair of groups, in the order of the groups."""
        require_places(release, self.place, "place")
        year = year_in(release, self.year)
        code = self.place[0] if self.place else COUNTRY
        where: dict[str, Value] = {"index": "exposure", "place": code, "year": year}
        columns = ("place", "group", "other", "value", "state", "reason")
        rows = kept_rows(release, "segregation", columns, where)
        order = ORIGIN_18.leaves.index
        rows.sort(key=lambda row: (order(row["group"]), order(row["other"])))
        told = [{**row, "met_share": row["value"]} for row in rows]
        context = context_of(release, (year,), (ORIGIN_18.code,), CAVEATS, (code,))
        sentences = {one: self._sentence(told, context, one) for one in LANGUAGES}
        frame = pa.Table.from_pylist(told, schema=_SCHEMA)
        return Answer(self, frame, COLUMNS, context, sentences)

    def _sentence(self, rows: list[dict[str, Any]], context: Context, language: Language) -> str:
        met = {(r["group"], r["other"]): r["met_share"] for r in rows if r["state"] in SHOWN}
        groups = ORIGIN_18.leaves
        group = self.group if self.group in groups else NATIVE_18
        others = [one for one in groups if one != NATIVE_18 and (one, NATIVE_18) in met]
        if (group, NATIVE_18) not in met or (group == NATIVE_18 and not others):
            return why_unmeasured(rows, context, language)
        where = place_name(rows[0]["place"], context, language)
        words = {"where": where, "year": context.years[0]}
        if group != NATIVE_18:
            return text(
                "sentence.exposure.group",
                language,
                group=text(f"origin_18.{group}", language),
                native=percent(met[group, NATIVE_18], language),
                own=percent(met.get((group, group)), language),
                **words,
            )
        least = min(others, key=lambda one: met[one, NATIVE_18])
        return text(
            "sentence.exposure.all",
            language,
            native=percent(met[NATIVE_18, NATIVE_18], language),
            group=text(f"origin_18.{least}", language),
            least=percent(met[least, NATIVE_18], language),
            **words,
        )


_SCHEMA = pa.schema(
    {
        "place": pa.string(),
        "group": pa.string(),
        "other": pa.string(),
        "met_share": pa.float64(),
        "state": pa.string(),
        "reason": pa.string(),
    }
)
