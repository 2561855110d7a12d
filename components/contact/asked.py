"""What each card of the page Contact asks, for an address."""

from components.address import Address
from components.contact.state import (
    AREAS,
    GROUPS,
    area,
    focus,
    groups,
    nodes_of,
    own_place,
    picked,
    points,
)
from components.years import year_of
from core.groups.scheme import ALL
from core.groups.setting import SCHOOL, SETTINGS
from core.questions.accumulation import Accumulation
from core.questions.cloud import Cloud
from core.questions.compensation import Compensation
from core.questions.contrast import Contrast
from core.questions.nodes import COUNTRY
from core.questions.opportunities import Opportunities
from core.questions.question import Question
from core.questions.relation import Relation
from core.questions.schools import Schools
from core.questions.together import TOGETHER
from core.release import Release

MOST_MARKED = 5


def ask_points(address: Address, release: Release) -> tuple[Question, ...]:
    """Groups in a few places, or one group in every municipality or postcode area."""
    if points(address, release) == GROUPS:
        return (_groups_in_places(address, release),)
    own = own_place(address, release)
    inside = points(address, release) == AREAS and own is not None
    code = address["setting"]
    asked = {
        "setting": code,
        "year": year_of(address, release, code),
        "level": "postcode_area" if inside else "municipality",
        "within": (own,) if inside else (),
        "origin": focus(address, code),
        "chosen": picked(address, release),
        "marked": _marked(address, release),
    }
    return (Cloud(**asked), Contrast(**asked))


def _marked(address: Address, release: Release) -> tuple[str, ...]:
    """The own place and those it is compared with, dropped onto the cloud."""
    named = (own_place(address, release), *address["compare"])
    return tuple(dict.fromkeys(code for code in named if code))[:MOST_MARKED]


def _groups_in_places(address: Address, release: Release) -> Question:
    """Shares at home and in the chosen setting; of the country only where it is asked for."""
    common = nodes_of(address, release, address["setting"])
    first = area(address, release)
    places = tuple(one for one in common["places"] if one != COUNTRY or one == first)
    return Opportunities(**common | {"places": places})


def ask_settings(address: Address, release: Release) -> tuple[Question, ...]:
    """Shares for pupils and for employees in one place; chosen setting first."""
    codes = sorted((one.code for one in SETTINGS), key=lambda code: code != address["setting"])
    return tuple(
        Opportunities(
            setting=code,
            year=year_of(address, release, *codes),
            places=(area(address, release),),
            origin=tuple(dict.fromkeys((*groups(address, code), ALL))),
            together=picked(address, release),
        )
        for code in codes
    )


def ask_relation(address: Address, release: Release) -> tuple[Question, ...]:
    """Lines per group and place; places taken as one have none."""
    common = nodes_of(address, release, address["setting"])
    places = tuple(one for one in common["places"] if one != TOGETHER)
    return (Relation(**common | {"places": places, "together": ()}),)


def ask_accumulation(address: Address, release: Release) -> tuple[Question, ...]:
    """Few opportunities twice, per group and subgroup; and where, in the own municipality."""
    code = address["setting"]
    common = nodes_of(address, release, code)
    where = {"places": (area(address, release, counted=True),)}
    how = {"by": address["by"], "threshold": address["threshold"]}
    counted = Accumulation(**common | where | how)
    own = own_place(address, release)
    if own in (None, COUNTRY):
        return (counted,)
    inside = Cloud(
        setting=code,
        year=year_of(address, release, code),
        level="postcode_area",
        within=(own,),
        origin=focus(address, code),
    )
    return (counted, inside)


def ask_compensation(address: Address, release: Release) -> tuple[Question, ...]:
    """The gap in bands, in one place, the people with a Dutch background always along."""
    common = nodes_of(address, release, address["setting"])
    where = {"places": (area(address, release, counted=True),)}
    return (Compensation(**common | where, residents=address["residents"]),)


def ask_verdict(address: Address, release: Release) -> tuple[Question, ...]:
    """Everyone's gap, and that of who lives where opportunities are few."""
    common = nodes_of(address, release, address["setting"])
    counted = common | {"places": (area(address, release, counted=True),)}
    here = common | {"places": (area(address, release),)}
    return (Opportunities(**here), Compensation(**counted, residents="contact_poor"))


def ask_schools(address: Address, release: Release) -> tuple[Question, ...]:
    """Schools against their neighbourhoods, in the whole country."""
    return (Schools(year=year_of(address, release, SCHOOL.code)),)
