"""How does one figure differ from place to place?"""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.errors import QuestionError
from core.language import LANGUAGES, Language, number, text
from core.places.levels import GROUPINGS, LEVELS
from core.questions.answer import Answer, Column, Context
from core.questions.context import context_of, names, require_places, year_in
from core.questions.domain import Choice, Several
from core.questions.gazetteer import codes_of_level
from core.questions.gazetteer import within as places_within
from core.questions.indicators import BY_CODE, INDICATORS, Indicator, Measured
from core.questions.nodes import COUNTRY, PLACE_PATTERN, YEARS
from core.questions.question import Question, parameter
from core.release import Release

WITHIN = Several(PLACE_PATTERN, 1, (COUNTRY, "GM0363", "PV27", "g4"))


@dataclass(frozen=True)
class Composition(Question):
    """One indicator for every place of a level, for the country or inside a place."""

    name: ClassVar[str] = "composition"
    about: ClassVar[str] = (
        "One figure for every place of a level: a share, the chance that two residents differ in "
        "origin, or opportunities at school or work"
    )

    indicator: str = parameter(
        Choice(tuple(BY_CODE)), INDICATORS[0].code, "Which figure; see the list of indicators"
    )
    level: str = parameter(Choice((*LEVELS, *GROUPINGS)), "municipality", "Level of the places")
    within: tuple[str, ...] = parameter(
        WITHIN, (), "Only places that lie in this one; without it the whole country"
    )
    year: int | None = parameter(YEARS, None, "Year; without it the newest of the release")

    def answer(self, release: Release) -> Answer:
        """A row per place, in the order of their codes."""
        indicator = BY_CODE[self.indicator]
        self._require(release, indicator)
        year = year_in(release, self.year)
        codes = self._codes(release)
        measured = indicator.measure(release, year, self._where(codes))
        rows = _rows(indicator, codes, measured)
        around = self.within or (COUNTRY,)
        context = context_of(release, (year,), ("origin_18",), indicator.caveats, (*codes, *around))
        sentences = {one: self._sentence(release, rows, context, one) for one in LANGUAGES}
        return Answer(self, rows, columns_of(indicator), context, sentences)

    def _require(self, release: Release, indicator: Indicator) -> None:
        require_places(release, self.within, "within")
        if self.level not in indicator.levels:
            raise QuestionError(
                f"level: '{self.indicator}' is not known by {self.level}; expected one of "
                f"{', '.join(indicator.levels)}",
                "level",
            )

    def _codes(self, release: Release) -> tuple[str, ...]:
        if self.within and self.within != (COUNTRY,):
            return places_within(release, self.level, self.within[0])
        return codes_of_level(release, self.level)

    def _where(self, codes: tuple[str, ...]) -> dict[str, str | tuple[str, ...]]:
        return {"place": codes} if self.within else {"level": self.level}

    def _sentence(
        self, release: Release, rows: pa.Table, context: Context, language: Language
    ) -> str:
        values = rows["value"].drop_null().to_numpy()
        indicator = BY_CODE[self.indicator]
        if not len(values):
            lacking = indicator.setting and not release.setting_years[indicator.setting]
            key = f"lacks.{indicator.setting}.why" if lacking else "sentence.nothing_shown"
            return text(key, language)
        name_nl, name_en = names(release, (self.within or (COUNTRY,))[0])
        return text(
            "sentence.composition.one" if len(values) == 1 else "sentence.composition.several",
            language,
            where=name_nl if language == "nl" else name_en,
            year=context.years[0],
            indicator=indicator.phrase(language),
            count=number(len(values), language),
            places=text(f"place_levels.{self.level}", language),
            lowest=indicator.told(values.min(), language),
            middle=indicator.told(float(np.median(values)), language),
            highest=indicator.told(values.max(), language),
        )


def columns_of(indicator: Indicator) -> tuple[Column, ...]:
    """The columns of an answer on this indicator."""
    return (
        Column("place", "code", "place"),
        Column("value", indicator.unit),
        Column("class", "code"),
        Column("people", "people"),
        Column("state", "state"),
        Column("reason", "state"),
    )


def classes(indicator: Indicator, values: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """The class of each value: a negative edge belongs to the class below, others above."""
    above = [values > edge if edge < 0 else values >= edge for edge in indicator.breaks]
    return np.asarray(np.sum(above, axis=0, dtype=np.int64))


def _rows(indicator: Indicator, codes: tuple[str, ...], measured: Measured) -> pa.Table:
    """The figures in the order of the codes; what was not measured is missing."""
    position = {code: row for row, code in enumerate(measured.places)}
    found = np.array([position.get(code, -1) for code in codes], np.int64)
    known = found >= 0

    def of(values: npt.NDArray[np.generic], otherwise: object) -> npt.NDArray[np.generic]:
        padded = np.append(values, np.array([otherwise], dtype=values.dtype))
        return padded[found]

    value = of(measured.value, np.nan)
    state = np.where(known, of(measured.state.astype("U24"), "missing"), "missing")
    return pa.table(
        {
            "place": pa.array(codes, pa.string()),
            "value": pa.array(value, pa.float64(), from_pandas=True),
            "class": pa.array(
                classes(indicator, np.asarray(value, np.float64)), mask=np.isnan(value)
            ),
            "people": pa.array(of(measured.people, 0), pa.int64(), mask=~known),
            "state": pa.array(state.tolist(), pa.string()),
            "reason": pa.array(of(measured.reason.astype("U24"), "no_data").tolist(), pa.string()),
        }
    )
