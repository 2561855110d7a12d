"""The map of a page as plain values: the same classes, colours and words as in the browser."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from components.charts.map import HATCHED, Area, MapDrawing, legend_lines, project, shapes_of
from components.map.spec import spec
from components.map.wish import Wish, told_question
from core.language import Language
from core.questions import Answer
from core.questions.gazetteer import codes_of_level
from core.questions.indicators import BY_CODE, DECIMALS, Indicator
from core.release import Release


def told_by(wish: Wish, release: Release) -> Answer:
    """The answer whose values the map shows."""
    return told_question(wish, release).answer(release)


def map_drawing(
    wish: Wish, told: Answer, release: Release, scheme: str, language: Language
) -> MapDrawing:
    """The map that an address asks for."""
    wanted = spec(wish, told, release, scheme, language)
    level = str(getattr(told.question, "level", wish.level))
    year = told.context.years[0]
    drawn_then = (codes_of_level(release, level, year), shapes_of(release, level, year))
    shapes = dict(zip(*drawn_then, strict=False))
    rows = [row for row in told.rows() if shapes.get(row["place"])]
    around = wanted["around"] or wanted["selected"]
    outer = shapes.get(around) or _outline(release, around)
    drawn, wide, high = project([*(shapes[row["place"]] for row in rows), outer])
    painter = _Painter(told, BY_CODE[wish.indicator], wanted, language)
    areas = [painter.area(row, rings) for row, rings in zip(rows, drawn, strict=False)]
    return MapDrawing(
        areas=tuple(areas),
        legend=legend_lines(wanted, [area.pattern for area in areas]),
        name=wanted["indicator"]["name"],
        note=wanted["note"],
        chosen=drawn[-1],
        wide=wide,
        high=high,
        border=wanted["colours"]["border"],
        strong=wanted["colours"]["selected"],
    )


def _outline(release: Release, code: str | None) -> Any:
    """The rings of a municipality around smaller areas."""
    if code is None:
        return ()
    level = "municipality"
    known = dict(zip(codes_of_level(release, level), shapes_of(release, level), strict=False))
    return known.get(code, ())


@dataclass(frozen=True)
class _Painter:
    """Gives each area its name, its value in words and its colour."""

    told: Answer
    indicator: Indicator
    wanted: Mapping[str, Any]
    language: Language

    def area(self, row: Mapping[str, Any], rings: Any) -> Area:
        """One area; in the pattern of its state where it has no value."""
        code = row["place"]
        nl, en = self.told.context.places.get(code, (code, code))
        name = nl if self.language == "nl" else en
        colours, states = self.wanted["colours"], self.wanted["texts"]
        if row["value"] is None or row["state"] in HATCHED:
            state = row["state"] if row["state"] in HATCHED else "missing"
            return Area(code, name, states[state], colours["empty"], state, rings)
        shown = self.indicator.shown(row["value"], self.language)
        return Area(code, name, shown, colours["classes"][self._class(row)], "", rings)

    def _class(self, row: Mapping[str, Any]) -> int:
        """The class of a value: of the fixed ones, or of those that a reader chose."""
        if self.wanted["breaks"] is None:
            return int(row["class"])
        steps = round(row["value"] * 10 ** DECIMALS[self.indicator.unit])
        return sum(steps > edge if edge < 0 else steps >= edge for edge in self.wanted["edges"])
