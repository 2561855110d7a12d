"""How does one figure differ from place to place?"""

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.errors import QuestionError
from core.groups.origin import ORIGIN_18
from core.language import LANGUAGES, Language, number, text
from core.places.levels import GROUPINGS, LEVELS
from core.questions.absent import absent_state
from core.questions.answer import Answer, Column, Context
from core.questions.context import (
    context_of,
    estimated_from,
    names,
    published_caveats,
    require_places,
    year_in,
)
from core.questions.domain import Choice, Several
from core.questions.gazetteer import codes_of_level
from core.questions.gazetteer import within as places_within
from core.questions.indicators import BY_CODE, INDICATORS, Indicator, Measured
from core.questions.indicators.years import nearest_year, years_of
from core.questions.nodes import COUNTRY, PLACE_PATTERN, YEARS
from core.questions.question import Question, parameter
from core.questions.schemes import scheme_at
from core.release import Release

WITHIN = Several(PLACE_PATTERN, 1, (COUNTRY, "GM0363", "PV27", "g4"))


@dataclass(frozen=True)
class Composition(Question):
    """One indicator for every place of a level, for the country or inside a place."""

    name: ClassVar[str] = "composition"

    indicator: str = parameter(Choice(tuple(BY_CODE)), INDICATORS[0].code)
    level: str = parameter(Choice((*LEVELS, *GROUPINGS)), "municipality")
    within: tuple[str, ...] = parameter(WITHIN, ())
    year: int | None = parameter(YEARS, None)

    def answer(self, release: Release) -> Answer:
        """A row per place, in the order of their codes."""
        indicator = BY_CODE[self.indicator]
        self._require(release, indicator)
        year = self._year(release, indicator)
        codes = self._codes(release, year)
        measured = indicator.measure(release, year, self._where(codes))
        rows = _rows(indicator, codes, measured, absent_state(release))
        around = self.within or (COUNTRY,)
        context = self._context(release, year, indicator, (*codes, *around))
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

    def lacking(self, release: Release) -> str:
        """What a release lacks where no place has a figure; empty where it is something else."""
        indicator = BY_CODE[self.indicator]
        if indicator.setting and not release.setting_years[indicator.setting]:
            return indicator.setting
        known = years_of(indicator, release, self.level, next(iter(self.within), None))
        lacks_groups = not known and not indicator.setting and not indicator.category
        return "eighteen" if lacks_groups else ""

    def _year(self, release: Release, indicator: Indicator) -> int:
        """The year asked for, or the newest in which the figure is known there."""
        if self.year is not None:
            # Pupils or employees may be known of years of which residents aren't.
            of_setting = release.setting_years.get(indicator.setting, ())
            return self.year if self.year in of_setting else year_in(release, self.year)
        inside = self.within[0] if self.within else None
        return nearest_year(indicator, release, max(release.years), self.level, inside)

    def _context(
        self, release: Release, year: int, indicator: Indicator, places: tuple[str, ...]
    ) -> Context:
        level = indicator.counts_at or ("postcode_area" if indicator.setting else self.level)
        by_eighteen = not indicator.category and not indicator.setting
        known = ORIGIN_18.code if by_eighteen else scheme_at(release, level, year)
        scheme = indicator.scheme or known
        caveats = (*indicator.caveats, *published_caveats(release, indicator.setting, level, year))
        context = context_of(release, (year,), (scheme,), caveats, places)
        if not indicator.setting:
            return context
        remarks = (*context.remarks, *estimated_from(release, indicator.setting, year))
        return replace(context, basis=release.basis_of(indicator.setting), remarks=remarks)

    def _codes(self, release: Release, year: int) -> tuple[str, ...]:
        if self.within and self.within != (COUNTRY,):
            return places_within(release, self.level, self.within[0], year)
        return codes_of_level(release, self.level, year)

    def _where(self, codes: tuple[str, ...]) -> dict[str, str | tuple[str, ...]]:
        return {"place": codes} if self.within else {"level": self.level}

    def _sentence(
        self, release: Release, rows: pa.Table, context: Context, language: Language
    ) -> str:
        values = rows["value"].drop_null().to_numpy()
        indicator = BY_CODE[self.indicator]
        if not len(values):
            lacks = self.lacking(release)
            return text(f"lacks.{lacks}.why" if lacks else "sentence.nothing_shown", language)
        name_nl, name_en = names(release, (self.within or (COUNTRY,))[0])
        told = text(
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
        is_estimate = context.basis == "estimated"
        return text("sentence.estimate", language, sentence=told) if is_estimate else told


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


def _rows(
    indicator: Indicator, codes: tuple[str, ...], measured: Measured, absent: tuple[str, str]
) -> pa.Table:
    """The figures in the order of the codes, and for what was not measured why."""
    position = {code: row for row, code in enumerate(measured.places)}
    found = np.array([position.get(code, -1) for code in codes], np.int64)
    known = found >= 0

    def of(values: npt.NDArray[np.generic], otherwise: object) -> npt.NDArray[np.generic]:
        padded = np.append(values, np.array([otherwise], dtype=values.dtype))
        return padded[found]

    value = of(measured.value, np.nan)
    state = of(measured.state.astype("U24"), absent[0])
    return pa.table(
        {
            "place": pa.array(codes, pa.string()),
            "value": pa.array(value, pa.float64(), from_pandas=True),
            "class": pa.array(
                classes(indicator, np.asarray(value, np.float64)), mask=np.isnan(value)
            ),
            "people": pa.array(of(measured.people, 0), pa.int64(), mask=~known),
            "state": pa.array(state.tolist(), pa.string()),
            "reason": pa.array(of(measured.reason.astype("U24"), absent[1]).tolist(), pa.string()),
        }
    )
