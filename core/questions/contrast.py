"""Do chosen places follow another line than the rest?"""

from dataclasses import dataclass
from math import isnan
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.language import LANGUAGES, Language, coefficient, number, text
from core.questions.answer import Answer, Column, Context
from core.questions.cloud import Cloud
from core.questions.lines import Chow, Line, chow, line_through
from core.questions.sentences import SHOWN
from core.release import Release

PARTS = ("every", "chosen", "rest")
LINE = ("intercept", "slope", "r_squared")
TEST = ("chow_f", "chow_p")
COLUMNS = (
    Column("part", "code", "part"),
    Column("points", "people"),
    Column("people", "people"),
    Column("neighbourhood_share", "share"),
    Column("setting_share", "share"),
    Column("gap", "points"),
    Column("intercept", "share"),
    Column("slope", "coefficient"),
    Column("r_squared", "correlation"),
    *(Column(name, "coefficient") for name in TEST),
    Column("state", "state"),
    Column("reason", "state"),
)
_KINDS = {"code": pa.string(), "state": pa.string(), "people": pa.int64()}
_SCHEMA = pa.schema([pa.field(one.name, _KINDS.get(one.unit, pa.float64())) for one in COLUMNS])
DIFFERENT_BELOW = 0.05
"""Chances below this are called a clear difference."""
SMALLEST_CHANCE = 0.001


@dataclass(frozen=True)
class Contrast(Cloud):
    """Lines through the points of all places, of the chosen ones and of the rest."""

    name: ClassVar[str] = "contrast"

    def answer(self, release: Release) -> Answer:
        """A row for all places, and one for each part where there are two."""
        points = self.points(release)
        points = points.filter(pc.is_in(points["state"], pa.array(SHOWN)))
        lines = {part: _line(points, part) for part in PARTS}
        test = chow(lines["every"], (lines["chosen"], lines["rest"]))
        kept = PARTS if lines["chosen"].points else PARTS[:1]
        rows = [_row(part, lines[part], test if part == "chosen" else None) for part in kept]
        frame = pa.Table.from_pylist(rows, schema=_SCHEMA)
        context = self.context(release, ())
        sentences = {one: self._told(lines, test, context, one) for one in LANGUAGES}
        return Answer(self, frame, COLUMNS, context, sentences)

    def _told(
        self, lines: dict[str, Line], test: Chow, context: Context, language: Language
    ) -> str:
        every, chosen, rest = (lines[part] for part in PARTS)
        if isnan(every.slope):
            return text("sentence.nothing_shown", language)
        words = self.words(context, language)
        if not chosen.points:
            told = {"count": number(every.points, language), "slope": _slope(every, language)}
            return text(f"sentence.contrast.{self.setting}.every", language, **words, **told)
        counts = {
            "chosen_count": number(chosen.points, language),
            "rest_count": number(rest.points, language),
        }
        if isnan(test.p) or isnan(chosen.slope) or isnan(rest.slope):
            return text("sentence.contrast.too_few", language, **words, **counts)
        outcome = "apart" if test.p < DIFFERENT_BELOW else "alike"
        return text(
            f"sentence.contrast.{self.setting}.{outcome}",
            language,
            **words,
            **counts,
            chosen=_slope(chosen, language),
            rest=_slope(rest, language),
            p=chance(test.p, language),
        )


def chance(p: float, language: Language) -> str:
    """A chance as it stands behind 'p': never smaller than a reader can use."""
    if p < SMALLEST_CHANCE:
        return f"< {number(SMALLEST_CHANCE, language, 3)}"
    return f"= {number(p, language, 3)}"


def _slope(line: Line, language: Language) -> str:
    return coefficient(10 * line.slope, language, 1)


def _line(points: pa.Table, part: str) -> Line:
    own = points if part == "every" else points.filter(pc.equal(points["part"], part))
    x, y, people = (
        np.asarray(own[name].cast("double").to_numpy(), np.float64)
        for name in ("neighbourhood_share", "setting_share", "people")
    )
    return line_through(x, y, people)


def _row(part: str, line: Line, test: Chow | None) -> dict[str, Any]:
    return {
        "part": part,
        "points": line.points,
        "people": round(line.people),
        "neighbourhood_share": _known(line.x_mean),
        "setting_share": _known(line.y_mean),
        "gap": _known(line.y_mean - line.x_mean),
        **{name: _known(getattr(line, name)) for name in LINE},
        "chow_f": _known(test.f) if test else None,
        "chow_p": _known(test.p) if test else None,
        "state": "value",
        "reason": "none",
    }


def _known(value: float) -> float | None:
    return None if isnan(value) else value
