"""The map of types as plain values: a colour for the first type, stripes for a second one."""

from collections.abc import Mapping
from typing import Any

from components.charts.map import Area, MapDrawing, project, shapes_of
from components.map.kinds import LEVEL, KindsWish, kinds_spec
from core.language import Language, text
from core.questions import Answer
from core.questions.gazetteer import codes_of_level
from core.questions.kinds import types_of
from core.questions.types import ORDER
from core.release import Release

UNKNOWN = "missing"


def kinds_drawing(
    wish: KindsWish, told: Answer, release: Release, scheme: str, language: Language
) -> MapDrawing:
    """Every municipality by its types, on the boundaries of the year."""
    wanted = kinds_spec(wish, told, release, scheme, language)
    year = told.context.years[0]
    codes = codes_of_level(release, LEVEL, year)
    drawn, wide, high = project(shapes_of(release, LEVEL, year))
    kinds = {row["place"]: types_of(row) for row in told.rows()}
    painter = _Painter(told, wanted, language)
    rings = dict(zip(codes, drawn, strict=False))
    areas = [painter.area(code, kinds.get(code, []), own) for code, own in rings.items() if own]
    return MapDrawing(
        areas=tuple(areas),
        legend=_legend(areas, wanted, language),
        name=wanted["indicator"]["name"],
        note=wanted["note"],
        chosen=rings.get(wanted["selected"] or "", ()),
        wide=wide,
        high=high,
        border=wanted["colours"]["border"],
        strong=wanted["colours"]["selected"],
    )


class _Painter:
    """Gives each municipality its colours and what is said of it."""

    def __init__(self, told: Answer, wanted: Mapping[str, Any], language: Language) -> None:
        self._told = told
        self._colours = wanted["colours"]
        self._unknown = wanted["texts"][UNKNOWN]
        self._language = language

    def area(self, code: str, kinds: list[int], rings: Any) -> Area:
        """One area; without residents in the release it has no type to speak of."""
        nl, en = self._told.context.places.get(code, (code, code))
        name = nl if self._language == "nl" else en
        if not kinds:
            empty = self._colours["empty"]
            return Area(code, name, self._unknown, empty, UNKNOWN, rings)
        words = ", ".join(text(f"grouping.{ORDER[one]}", self._language) for one in kinds)
        classes = self._colours["classes"]
        second = classes[kinds[1]] if len(kinds) > 1 else ""
        return Area(code, name, words, classes[kinds[0]], "", rings, second)


def _legend(
    areas: list[Area], wanted: Mapping[str, Any], language: Language
) -> tuple[tuple[str, str, str], ...]:
    """The types in their order, in few words, and then what isn't known."""
    colours = wanted["colours"]
    short = [text(f"diversity.row.{one}", language).replace("-<br>", "-") for one in ORDER]
    lines = [
        (words.replace("<br>", " "), colour, "")
        for words, colour in zip(short, colours["classes"], strict=True)
    ]
    if any(area.pattern for area in areas):
        lines.append((wanted["texts"][UNKNOWN], colours["empty"], UNKNOWN))
    return tuple(lines)
