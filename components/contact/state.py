"""What the address of the page Contact says: place, groups, points and selection."""

from typing import Any

from components.address import PLACE, Address
from components.years import year_of
from core.groups.setting import SETTINGS, setting
from core.places.clusters import CLUSTERS
from core.questions.accumulation import Accumulation
from core.questions.compensation import Compensation
from core.questions.domain import Choice, Several
from core.questions.gazetteer import around, place
from core.questions.nodes import COUNTRY, MOST_TOGETHER, ORIGINS, place_names
from core.questions.question import Parameter
from core.questions.together import TOGETHER
from core.release import Release

FOCUS = "non_western"
"""The group in the sentences until another is chosen: the pooled one of the paper."""
GROUPS, MUNICIPALITIES, AREAS = "groups", "municipalities", "areas"
POINTS = (GROUPS, MUNICIPALITIES, AREAS)
PICKED = Several(r"(GM|PC)[0-9]{4}", MOST_TOGETHER, ("GM0363", "GM0034", "GM0599"))
PARAMETERS = (
    Parameter("setting", Choice(tuple(one.code for one in SETTINGS)), "school"),
    Parameter("area", PLACE, ()),
    Parameter("group", Choice(ORIGINS.examples), FOCUS),
    Parameter("points", Choice(POINTS), GROUPS),
    Parameter("picked", PICKED, ()),
    *(one for one in Accumulation.parameters() if one.name in ("by", "threshold")),
    *(one for one in Compensation.parameters() if one.name == "residents"),
)


def points(address: Address, release: Release) -> str:
    """What the points are; postcode areas only where a place is chosen."""
    wanted: str = address["points"]
    if wanted == AREAS and own_place(address, release) in (None, COUNTRY):
        return MUNICIPALITIES
    return wanted


def picked(address: Address, release: Release) -> tuple[str, ...]:
    """The chosen points, of the kind that is shown."""
    own = own_place(address, release)
    areas = points(address, release) == AREAS
    return tuple(
        code
        for code in address["picked"]
        if code.startswith("PC" if areas else "GM") and (not areas or own in around(release, code))
    )


def area(address: Address, release: Release, *, counted: bool = False) -> str:
    """The place that the sentences are about; ``counted`` where postcode areas have no figures."""
    chosen: tuple[str, ...] = address["area"]
    if chosen and chosen[0] in place_names(release, chosen):
        return chosen[0]
    selection = picked(address, release)
    if selection and not (counted and selection[0].startswith("PC")):
        return TOGETHER
    return own_place(address, release) or COUNTRY


def own_place(address: Address, release: Release) -> str | None:
    """The chosen place, or the municipality that it lies in."""
    if address.place is None:
        return None
    row = place(release, address.place)
    inside = row and row["level"] in ("district", "neighbourhood", "postcode_area")
    return row["municipality"] if row and inside else address.place


def compared(address: Address, release: Release) -> tuple[str, ...]:
    """The places on the page: the one in the sentences first."""
    own = own_place(address, release)
    named = (area(address, release), own, *address["compare"], COUNTRY, *CLUSTERS)
    return tuple(dict.fromkeys(code for code in named if code))


def focus(address: Address, setting_code: str) -> str:
    """The chosen group, or the pooled one where this setting doesn't know it."""
    nodes = setting(setting_code).origin.nodes
    return address["group"] if address["group"] in nodes else FOCUS


def groups(address: Address, setting_code: str) -> tuple[str, ...]:
    """The groups of a setting: the one in the sentences first, then the single ones."""
    leaves = setting(setting_code).origin.leaves
    return tuple(dict.fromkeys((focus(address, setting_code), *leaves)))


def nodes_of(address: Address, release: Release, setting_code: str) -> dict[str, Any]:
    """What all questions of the page have in common."""
    return {
        "setting": setting_code,
        "year": year_of(address, release, setting_code),
        "places": compared(address, release),
        "origin": groups(address, setting_code),
        "together": picked(address, release),
    }
