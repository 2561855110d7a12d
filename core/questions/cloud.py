"""A point for every municipality, or for every postcode area of one, and one group of people."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

import pyarrow as pa
import pyarrow.compute as pc

from core.errors import QuestionError
from core.groups.scheme import ALL
from core.groups.setting import SCHOOL, SETTINGS, setting
from core.language import LANGUAGES, Language, number, percent, text
from core.questions.answer import Answer, Column, Context
from core.questions.context import context_of, published_caveats, require_places
from core.questions.domain import Choice, Several
from core.questions.gazetteer import codes_of_level, place
from core.questions.gazetteer import within as places_within
from core.questions.nodes import COUNTRY, MEMBERS, ORIGINS, PLACE_PATTERN, YEARS, year_of_setting
from core.questions.question import Question, parameter
from core.questions.sentences import SHOWN
from core.release import Release, Value

LEVELS = ("municipality", "postcode_area")
PARTS = ("chosen", "rest")
COLUMNS = (
    Column("place", "code", "place"),
    Column("part", "code", "part"),
    Column("cluster", "code", "grouping"),
    Column("people", "people"),
    Column("neighbourhood_share", "share"),
    Column("setting_share", "share"),
    Column("gap", "points"),
    Column("state", "state"),
    Column("reason", "state"),
)
CAVEATS = {"school": ("C01", "C03", "C04", "C08"), "work": ("C01", "C03", "C05", "C08")}
FIGURES = ("people", "neighbourhood_share", "setting_share")


@dataclass(frozen=True)
class Cloud(Question):
    """Mean shares at home and in the setting, of one group, place by place."""

    name: ClassVar[str] = "cloud"

    setting: str = parameter(
        Choice(tuple(one.code for one in SETTINGS)),
        SCHOOL.code,
    )
    year: int | None = parameter(YEARS, None)
    level: str = parameter(Choice(LEVELS), LEVELS[0])
    within: tuple[str, ...] = parameter(
        Several(PLACE_PATTERN, 1, (COUNTRY, "GM0363", "g4")),
        (),
    )
    origin: str = parameter(Choice(ORIGINS.examples), ALL)
    chosen: tuple[str, ...] = parameter(MEMBERS, ())
    marked: tuple[str, ...] = parameter(
        Several(PLACE_PATTERN, 5, (COUNTRY, "GM0363", "GM0034")),
        (),
    )

    def answer(self, release: Release) -> Answer:
        """A row per place, in the order of their codes."""
        rows = self.points(release)
        context = self.context(release, rows["place"].to_pylist())
        sentences = {one: self._sentence(rows, context, one) for one in LANGUAGES}
        return Answer(self, rows, COLUMNS, context, sentences)

    def points(self, release: Release) -> pa.Table:
        """The points, with the part that each belongs to."""
        self._require(release)
        where: dict[str, Value] = {
            "setting": self.setting,
            "year": year_of_setting(release, self.setting, self.year),
            "breakdown": "none" if self.origin == ALL else "origin",
            "level": self.level,
            "origin": self.origin,
        }
        codes = self._codes(release)
        selected = ("place", *FIGURES, "state", "reason")
        rows = release.store.select("opportunity", selected, where, order="place")
        rows = rows.filter(pc.is_in(rows["place"], pa.array(codes, pa.string())))
        found = rows["place"].to_pylist()
        of_chosen = set(self.chosen)
        parts = [PARTS[0] if code in of_chosen else PARTS[1] for code in found]
        clusters = [(place(release, code) or {}).get("cluster") for code in found]
        rows = rows.append_column("part", pa.array(parts, pa.string()))
        rows = rows.append_column("cluster", pa.array(clusters, pa.string()))
        gap = pc.subtract(rows["setting_share"], rows["neighbourhood_share"])
        return rows.append_column("gap", gap).select([column.name for column in COLUMNS])

    def _codes(self, release: Release) -> tuple[str, ...]:
        if self.within and self.within != (COUNTRY,):
            return places_within(release, self.level, self.within[0])
        return codes_of_level(release, self.level)

    def _require(self, release: Release) -> None:
        require_places(release, (*self.within, *self.chosen), "within")
        nodes = setting(self.setting).origin.nodes
        if self.origin not in nodes:
            raise QuestionError(
                f"origin: '{self.origin}' is no group of {self.setting}; expected one of "
                f"{', '.join(nodes)}",
                "origin",
            )

    def context(self, release: Release, places: Sequence[str]) -> Context:
        """What travels with the answer."""
        year = year_of_setting(release, self.setting, self.year)
        scheme = setting(self.setting).origin.code
        around = self.within or (COUNTRY,)
        caveats = (
            *published_caveats(release, self.setting, self.level, year),
            *CAVEATS[self.setting],
        )
        found = context_of(release, (year,), (scheme,), caveats, (*places, *around))
        return replace(found, basis=release.basis_of(self.setting))

    def words(self, context: Context, language: Language) -> dict[str, str]:
        """Whom and where the points are about, as words in a sentence."""
        who = text(f"people_of.{self.setting}", language)
        if self.origin != ALL:
            who = f"{who} {text(f'origin_phrase.{self.origin}', language)}"
        nl, en = context.places[(self.within or (COUNTRY,))[0]]
        return {
            "who": who,
            "where": nl if language == "nl" else en,
            "year": str(context.years[0]),
            "places": text(f"place_levels.{self.level}", language),
        }

    def _sentence(self, rows: pa.Table, context: Context, language: Language) -> str:
        shown = rows.filter(pc.is_in(rows["state"], pa.array(SHOWN)))
        if not shown.num_rows:
            return text("sentence.nothing_shown", language)
        if context.basis == "estimated":
            shares = shown["setting_share"].to_pylist()
            return text(
                f"sentence.cloud_estimated.{self.setting}",
                language,
                **self.words(context, language),
                count=number(len(shares), language),
                lowest=percent(min(shares), language),
                highest=percent(max(shares), language),
            )
        fewer = sum(gap < 0 for gap in shown["gap"].to_pylist())
        return text(
            f"sentence.cloud.{self.setting}",
            language,
            **self.words(context, language),
            fewer=number(fewer, language),
            count=number(shown.num_rows, language),
        )
