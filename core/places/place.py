"""One area of the country, and whether a set of areas fits together."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.errors import InputError
from core.places.levels import CODE_PATTERNS, LEVELS, ancestor_levels


@dataclass(frozen=True, slots=True)
class Place:
    """An area as it was on 1 January of its boundary year.

    ``parent`` is the code of the area around it at the next higher level present.
    """

    code: str
    level: str
    vintage: int
    name_nl: str
    name_en: str
    parent: str | None


def validated_places(places: Iterable[Place]) -> tuple[Place, ...]:
    """The same places, known to form one hierarchy; else every problem at once."""
    kept = tuple(places)
    by_code = {place.code: place for place in kept}
    present = {place.level for place in kept}
    problems = [*_doubles(kept), *_vintages(kept)]
    for place in kept:
        problems.extend(_own_problems(place))
        problems.extend(_parent_problems(place, by_code, present))
    if problems:
        raise InputError(problems)
    return kept


def _doubles(places: tuple[Place, ...]) -> list[str]:
    counts = Counter(place.code for place in places)
    return [
        f"place {code} occurs {count} times; expected once: keep one of them"
        for code, count in counts.items()
        if count > 1
    ]


def _vintages(places: tuple[Place, ...]) -> list[str]:
    years = sorted({place.vintage for place in places})
    if len(years) <= 1:
        return []
    found = ", ".join(map(str, years))
    return [f"places of boundary years {found} are mixed; expected one: carry them to one year"]


def _own_problems(place: Place) -> list[str]:
    if place.level not in LEVELS:
        expected = ", ".join(LEVELS)
        return [f"place {place.code} has the unknown level '{place.level}'; expected {expected}"]
    problems = []
    if not CODE_PATTERNS[place.level].fullmatch(place.code):
        form = CODE_PATTERNS[place.level].pattern
        problems.append(f"place {place.code} is a {place.level}; expected a code like {form}")
    if not (place.name_nl.strip() and place.name_en.strip()):
        problems.append(f"place {place.code} lacks a name; expected one in Dutch and in English")
    return problems


def _parent_problems(place: Place, by_code: Mapping[str, Place], present: set[str]) -> list[str]:
    if place.level not in LEVELS:
        return []
    above = [level for level in ancestor_levels(place.level) if level in present]
    where = f"place {place.code} ({place.level})"
    if place.parent is None:
        return [f"{where} has no parent; expected a {above[0]}"] if above else []
    parent = by_code.get(place.parent)
    if parent is None:
        return [f"{where} lies in {place.parent}, which is not among the places; add it"]
    if not above or parent.level != above[0]:
        expected = f"a {above[0]}" if above else "no parent"
        return [f"{where} lies in {parent.code}, a {parent.level}; expected {expected}"]
    return []
