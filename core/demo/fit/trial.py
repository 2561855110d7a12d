"""What the paper's figures come to in a country that is only tried, counted in memory.

Of the year of the paper alone, without a bundle and without an engine: seconds instead of a
minute, so that the fit can try hundreds of countries. It works out what the product's own count
works out; a test holds the two against each other.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from core.cube.moments import Relation, relation
from core.demo.fit.employees import Expected, Staff
from core.demo.geography.arrays import Floats, Integers, Truths, summed
from core.demo.people.country import DemoCountry
from core.demo.people.pupils import FIRST_YEARS_SHARE
from core.demo.people.residents import NATIVE
from core.demo.people.schools import TRACKS
from core.demo.people.town import Town
from core.demo.targets.figures import CLUSTERS, YEAR, Figures, Values, percent
from core.demo.targets.tables import InMemory
from core.groups.bands import CONTACT_POOR_PERCENT, GAP_EDGES
from core.groups.origin import ORIGIN_2005
from core.groups.person import GENDER, GENERATION
from core.groups.scheme import ALL, Scheme
from core.groups.setting import LEVEL, Setting, setting

_LEVELS = [LEVEL.leaves.index(track) for track in TRACKS]
FIRST_YEARS = LEVEL.leaves.index("first_years")
_POOR, _MORE = CONTACT_POOR_PERCENT / 100, float(GAP_EDGES[2])
_HALF = 0.5
_NON_WESTERN = [ORIGIN_2005.leaves.index(leaf) for leaf in ORIGIN_2005.leaves_under("non_western")]
_SUMS = ("people", "same", "x", "y", "xx", "xy", "yy", "both", "gained", "poor", "poor_gained")
_NAMES = (
    "people",
    "same_municipality",
    "neighbourhood_share",
    "setting_share",
    "both",
    "more",
    "much_more",
)
"""What a node tells; those who gain much more are counted with those who gain more."""
_EDGE = 1e-9
"""A share that sits on the edge of a band belongs to the band above."""


@dataclass(frozen=True, eq=False)
class Cells:
    """Sums over the people of one setting, by cluster, origin, generation, gender, stratum."""

    setting: Setting
    sums: Mapping[str, Floats]
    mostly_non_western: float
    """P-062: of schools and workplaces, the part where at least half of the people are."""

    def of(self, place: str, parts: Mapping[str, str]) -> dict[str, Floats]:
        """The sums of a node, by cluster."""
        places = [CLUSTERS.index(place)] if place in CLUSTERS else list(range(len(CLUSTERS)))
        leaves = [
            [scheme.leaves.index(leaf) for leaf in scheme.leaves_under(parts.get(name, ALL))]
            for name, scheme in self._schemes.items()
        ]
        cut = np.ix_(places, *leaves)
        return {name: sums[cut].sum(axis=(1, 2, 3, 4)) for name, sums in self.sums.items()}

    @cached_property
    def _schemes(self) -> dict[str, Scheme]:
        return {
            "origin": self.setting.origin,
            "generation": GENERATION,
            "gender": GENDER,
            "stratum": self.setting.stratum,
        }


@dataclass(frozen=True)
class TrialFigures(Figures):
    """The figures that cells in memory give; others are not known."""

    cells: Mapping[str, Cells] = field(default_factory=dict)

    @property
    def schools(self) -> Values:
        """P-062: the part of the schools of which at least half of the pupils are non-western."""
        return {"share_of_schools": percent(self.cells["school"].mostly_non_western)}

    def _node(
        self, table: str, setting: str, place: str, parts: Mapping[str, str]
    ) -> dict[str, float]:
        if setting not in self.cells:
            return dict.fromkeys((*_NAMES, *Relation.__dataclass_fields__), float("nan"))
        sums = self.cells[setting].of(place, parts)
        if table == "relation":
            return _line(sums)
        whole = {name: float(parted.sum()) for name, parted in sums.items()}
        return _counts(whole, parts.get("residents", ALL) != ALL)


def _counts(whole: Mapping[str, float], poor: bool) -> dict[str, float]:
    people = whole["people"]
    found = (
        whole["poor"] if poor else people,
        whole["same"],
        whole["x"] / people,
        whole["y"] / people,
        whole["both"],
        whole["poor_gained"] if poor else whole["gained"],
        0.0,
    )
    return dict(zip(_NAMES, found, strict=True))


def _line(sums: Mapping[str, Floats]) -> dict[str, float]:
    whole = {name: np.array([parted.sum()]) for name, parted in sums.items()}
    inside = _centred(sums)
    within = tuple(moment.sum(keepdims=True) for moment in inside)
    means = whole["x"] / whole["people"], whole["y"] / whole["people"]
    found = relation(means, _centred(whole), (within[0], within[1], within[2]))
    return {name: float(getattr(found, name)[0]) for name in type(found).__dataclass_fields__}


def _centred(sums: Mapping[str, Floats]) -> tuple[Floats, Floats, Floats]:
    people = np.maximum(sums["people"], 1)
    x, y = sums["x"], sums["y"]
    return (
        sums["xx"] - x * x / people,
        sums["xy"] - x * y / people,
        sums["yy"] - y * y / people,
    )


def cells(country: DemoCountry, code: str, homes: Town) -> Cells:
    """The people of a country in one setting, summed by cell."""
    choices = country.choices(code, homes, YEAR)
    people, unit = choices.people, choices.unit
    shape = _shape(code)
    of_person = (homes.cluster[people.area], people.origin, people.generation, people.gender)
    cell = np.ravel_multi_index((*of_person, choices.stratum), shape)
    everyone = np.bincount(unit)
    y = (np.bincount(unit, people.origin == NATIVE) / np.maximum(everyone, 1))[unit]
    same = country.municipality_of_units(code)[unit] == homes.municipality[people.area]
    columns = _columns(homes.native_share[people.area], y, same)
    size = int(np.prod(shape))
    sums = {name: summed(cell, column, size) for name, column in columns.items()}
    by_cell = {name: found.reshape(shape) for name, found in sums.items()}
    non_western = np.isin(people.origin, _NON_WESTERN).astype(np.float64)
    half = _mostly(summed(unit, non_western, len(everyone)), everyone)
    return Cells(setting(code), by_cell, half)


def _mostly(part: Floats, everyone: Floats | Integers, blur: float = 0.0) -> float:
    """The part of the units with people at which they are at least half."""
    there = everyone > 0
    return float(_part(part[there] / everyone[there] - _HALF, blur).mean())


def expected_cells(country: DemoCountry, homes: Town, blur: float) -> Cells:
    """Pupils as they are expected to choose, summed by cell: a smooth answer to every lever.

    Generations and genders are taken together, and who lies no farther than the blur from the
    edge of a band counts in part.
    """
    shares, near, parts = country.school_choice(homes, YEAR).expected()
    x, y = homes.native_share, shares[near]
    same = country.municipality_of_units("school")[near] == homes.municipality[:, None]
    gained = _part(y - x[:, None] - _MORE + _EDGE, blur)
    each = np.stack([np.ones(y.shape), same, y, y * y, _part(_POOR - _EDGE - y, blur), gained])
    shape = _shape("school")
    sums = {name: np.zeros(shape) for name in _SUMS}
    pupils = np.zeros((2, len(shares)))
    for group, track, people in parts:
        pupils[int(group in _NON_WESTERN)] += summed(near.ravel(), people.ravel(), len(shares))
        for name, by_area in _of_area(x, np.einsum("kij,ij->ki", each, people)).items():
            found = summed(homes.cluster, by_area, len(CLUSTERS))
            sums[name][:, group, 0, 0, _LEVELS[track]] += found * (1 - FIRST_YEARS_SHARE)
            sums[name][:, group, 0, 0, FIRST_YEARS] += found * FIRST_YEARS_SHARE
    return Cells(setting("school"), sums, _mostly(pupils[1], pupils.sum(axis=0), blur))


def _of_area(x: Floats, sums: Floats) -> dict[str, Floats]:
    """What is added up, by area, from the area's share and the sums over its schools."""
    people, same, y, yy, low, gained = sums
    poor = x < _POOR - _EDGE
    found = (
        *(people, same, x * people, y, x * x * people, x * y, yy),
        *(poor * low, gained, poor * people, poor * gained),
    )
    return dict(zip(_SUMS, found, strict=True))


def _shape(code: str) -> tuple[int, ...]:
    schemes = setting(code).origin, GENERATION, GENDER, setting(code).stratum
    return (len(CLUSTERS), *(len(scheme.leaves) for scheme in schemes))


def _columns(x: Floats, y: Floats, same: Truths) -> dict[str, Floats]:
    """What is added up of every person, from the two shares and whether in the own town."""
    each = np.stack(
        [np.ones(x.shape), same, y, y * y, _part(_POOR - _EDGE - y), _part(y - x - _MORE + _EDGE)]
    )
    return _of_area(x, each)


def _part(beyond: Floats, blur: float = 0.0) -> Floats:
    """1 for those beyond an edge, 0 for others; in between within the blur."""
    if not blur:
        return (beyond >= 0).astype(np.float64)
    return np.clip(0.5 + beyond / (2 * blur), 0.0, 1.0)


def trial_figures(country: DemoCountry, settings: tuple[str, ...]) -> TrialFigures:
    """The figures of some settings of a country, in the year of the paper."""
    homes = country.town(YEAR)
    found = {code: cells(country, code, homes) for code in settings}
    return TrialFigures(InMemory({}), {}, (YEAR,), cells=found)


def expected_figures(country: DemoCountry, blur: float) -> TrialFigures:
    """The figures of pupils as they are expected to choose."""
    found = {"school": expected_cells(country, country.town(YEAR), blur)}
    return TrialFigures(InMemory({}), {}, (YEAR,), cells=found)


def expected_employees(country: DemoCountry, drawn: tuple[Staff, Staff]) -> TrialFigures:
    """The figures of employees as they are expected to choose, with the luck of a country drawn.

    Genders are taken together; of the drawn country it is told who works where, and who was
    expected to.
    """
    homes = country.town(YEAR)
    expected = Expected(homes, country.market(homes, YEAR))
    staff, before = drawn
    shape = _shape("work")
    sums = {name: np.zeros(shape) for name in _SUMS}
    for group, generation, found in expected.sums(staff.moved(before, expected.staff)):
        for name, by_sector in found.items():
            sums[name][:, group, generation, 0] += by_sector
    for group, generation in np.ndindex(*shape[1:3]):
        sums["same"][:, group, generation, 0] += expected.at_home(group, generation)
    return TrialFigures(
        InMemory({}), {}, (YEAR,), cells={"work": Cells(setting("work"), sums, np.nan)}
    )
