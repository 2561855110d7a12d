"""A second map beside the first: another figure, or the same in another year, moving along."""

from dataclasses import replace

from components.address import Address
from components.controls import Options, choice
from components.map.wish import Wish, fitting_level
from core.language import Language, text
from core.questions.domain import Choice
from core.questions.indicators import BY_CODE, INDICATORS, Indicator
from core.questions.indicators.years import offered, years_of
from core.questions.nodes import YEARS
from core.questions.question import Parameter
from core.release import Release

CODE = "beside"
NONE, SAME = "none", "same"
PARAMETERS = (
    Parameter(
        "beside",
        Choice((NONE, SAME, *(one.code for one in INDICATORS))),
        NONE,
    ),
    Parameter(
        "beside_year",
        YEARS,
        None,
    ),
)


def pair(first: Wish, address: Address, release: Release) -> tuple[Wish, ...]:
    """The maps that the address asks for: the first, and the one beside it if there is one."""
    if not is_wanted(address):
        return (first,)
    second = _second(first, address, release)
    scale = f"map.scale.{'common' if _have_common_scale(first, second) else 'own'}"
    return tuple(replace(one, locked=first.id, scale=scale) for one in (first, second))


def is_wanted(address: Address) -> bool:
    """Whether there is a second map."""
    return bool(address["beside"] != NONE)


def _second(first: Wish, address: Address, release: Release) -> Wish:
    indicator = _figure(first, address["beside"], release)
    is_same = indicator.code == first.indicator
    other = _oldest_other(first, release) if is_same else first.year
    own_breaks = first.breaks if indicator.unit == BY_CODE[first.indicator].unit else ()
    return replace(
        first,
        id=f"map-{CODE}",
        indicator=indicator.code,
        year=address["beside_year"] or other,
        breaks=own_breaks,
        shows="beside",
    )


def _figure(first: Wish, asked: str, release: Release) -> Indicator:
    """The figure asked for; the first map's own where the release hasn't that one."""
    is_other = asked in BY_CODE and offered(BY_CODE[asked], release)
    return BY_CODE[asked if is_other else first.indicator]


def _oldest_other(first: Wish, release: Release) -> int:
    """The oldest year with this figure that the first map doesn't show."""
    indicator = BY_CODE[first.indicator]
    level = fitting_level(indicator, first.level, release, first.within)
    known = years_of(indicator, release, level, first.within)
    return min((year for year in known if year != first.year), default=first.year)


def _have_common_scale(one: Wish, other: Wish) -> bool:
    """Whether a colour means the same on both maps."""
    first, second = BY_CODE[one.indicator], BY_CODE[other.indicator]
    edges = [wish.breaks or BY_CODE[wish.indicator].breaks for wish in (one, other)]
    return (first.unit, first.palette) == (second.unit, second.palette) and edges[0] == edges[1]


def beside_controls(address: Address, release: Release, figures: Options) -> list[object]:
    """What to show beside the map; the year of it only where there is a second map."""
    language = address.language
    options = [(code, text(f"map.beside.{code}", language)) for code in (NONE, SAME)]
    found = [
        choice(address, "beside", text("map.control.beside", language), (*options, *figures)),
    ]
    if is_wanted(address):
        label = text("map.control.beside_year", language)
        years = [("", _unnamed_year(address, language))]
        years += [(str(year), str(year)) for year in sorted(release.years, reverse=True)]
        found.append(choice(address, "beside_year", label, years))
    return found


def _unnamed_year(address: Address, language: Language) -> str:
    """What it means not to choose a year for the second map."""
    kind = "oldest" if address["beside"] == SAME else "same"
    return text(f"map.beside.year.{kind}", language)
