"""A map of kinds as plain values: a colour for the first kind, stripes for a second one."""

from collections.abc import Mapping, Sequence
from typing import Any

from components.charts.map import Area, MapDrawing, project, shapes_of
from components.map.kinds import KindsWish
from components.map.overlap import OverlapWish
from core.language import Language
from core.questions import Answer
from core.questions.gazetteer import codes_of_level, within
from core.release import Release

KindMap = KindsWish | OverlapWish
UNKNOWN = "missing"


def kinds_drawing(
    wish: KindMap, told: Answer, release: Release, scheme: str, language: Language
) -> MapDrawing:
    """Every area by its kinds, on the boundaries of the year."""
    wanted = wish.spec(told, release, scheme, language)
    level, year = wish.level(told), told.context.years[0]
    kinds = wish.kinds(told)
    every = zip(codes_of_level(release, level, year), shapes_of(release, level, year), strict=False)
    around = wanted["within"]
    inside = set(within(release, level, around, year)) if around else None
    shapes = {code: own for code, own in every if inside is None or code in inside}
    drawn, wide, high = project(list(shapes.values()))
    painter = _Painter(told, wanted, language)
    rings = dict(zip(shapes, drawn, strict=True))
    areas = [painter.area(code, kinds.get(code, []), own) for code, own in rings.items() if own]
    return MapDrawing(
        areas=tuple(areas),
        legend=_legend(areas, wanted, wish.names(language)),
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
        self._colours, self._labels = wanted["colours"], wanted["labels"]
        self._unknown = wanted["texts"][UNKNOWN]
        self._language = language

    def area(self, code: str, kinds: list[int], rings: Any) -> Area:
        """One area; of one that isn't known there is no kind to speak of."""
        nl, en = self._told.context.places.get(code, (code, code))
        name = nl if self._language == "nl" else en
        if not kinds:
            empty = self._colours["empty"]
            return Area(code, name, self._unknown, empty, UNKNOWN, rings)
        words = ", ".join(self._labels[one] for one in kinds)
        classes = self._colours["classes"]
        second = classes[kinds[1]] if len(kinds) > 1 else ""
        return Area(code, name, words, classes[kinds[0]], "", rings, second)


def _legend(
    areas: list[Area], wanted: Mapping[str, Any], names: Sequence[str]
) -> tuple[tuple[str, str, str], ...]:
    """The kinds in their order, in few words, and then what isn't known."""
    colours = wanted["colours"]
    lines = [(words, colour, "") for words, colour in zip(names, colours["classes"], strict=True)]
    if any(area.pattern for area in areas):
        lines.append((wanted["texts"][UNKNOWN], colours["empty"], UNKNOWN))
    return tuple(lines)
