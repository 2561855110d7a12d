"""What attacks are run on: the people of a bundle, and every cell of one of its cities."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.audit.cells import nested_cells
from core.cube.arrays import floats, values_of
from core.cube.composition import Composition
from core.cube.cube import Cube
from core.errors import ProtectionError
from core.groups.origin import NATIVE_2005, ORIGIN_18, ORIGIN_2005
from core.groups.setting import SETTINGS
from core.protection.arrays import Real, Whole
from core.protection.attacks.evidence import Evidence
from core.protection.composition_tables import Residents, judged, residents_of
from core.protection.means import NEIGHBOURHOOD_SHARE
from core.protection.noisy_tables import small_places
from core.protection.place_tree import PlaceTree, place_tree
from core.protection.protection import Protection

MOST_PEOPLE = 300_000
CITY_SIZE = (40, 400)
"""Neighbourhoods of the city that is attacked: enough to be a city, few enough to solve."""


@dataclass(frozen=True, eq=False)
class City:
    """Every cell of a city in one year: as counted, and as it is before anything is written."""

    places: Whole
    """Numbers of the city and of all that lies in it."""
    codes: tuple[str, ...]
    levels: tuple[str, ...]
    year: int
    tree: PlaceTree
    exact: npt.NDArray[np.int64]
    residents: Residents
    protection: Protection


def city_of(counted: Cube, protection: Protection) -> City:
    """The city of a middling size, with every cell of its newest year."""
    tree = place_tree(counted.geography, small_places(counted))
    places = _places_of_city(counted, tree)
    found = _newest(counted)
    people = residents_of(found, protection)
    residents = judged(people, found.keys, tree, found.scheme, protection.profile)
    levels, codes = zip(*(counted.geography.nodes[place] for place in places), strict=True)
    return City(places, codes, levels, found.year, tree, found.people, residents, protection)


def _newest(counted: Cube) -> Composition:
    found = [
        one
        for one in counted.compositions()
        if one.scheme.code == ORIGIN_18.code and one.year == max(counted.bundle.years)
    ]
    return found[0]


def _places_of_city(counted: Cube, tree: PlaceTree) -> Whole:
    """The municipality whose number of neighbourhoods is the first of a city, with its parts."""
    levels = [level for level, _ in counted.geography.nodes]
    inside: dict[int, list[int]] = {}
    for place in np.argsort(tree.depth, kind="stable").tolist():
        for parent in tree.parents[place].tolist():
            around = _municipality(parent, levels, tree)
            if around is not None and levels[place] not in ("municipality",):
                inside.setdefault(around, []).append(place)
                break
    sizes = {
        city: sum(levels[part] == "neighbourhood" for part in parts)
        for city, parts in inside.items()
    }
    fitting = [city for city, size in sizes.items() if CITY_SIZE[0] <= size <= CITY_SIZE[1]]
    if not fitting:
        fitting = [max(sizes, key=lambda city: sizes[city])] if sizes else []
    if not fitting:
        raise ProtectionError("this bundle has no municipality with neighbourhoods to attack")
    city = min(fitting, key=lambda one: (sizes[one], one))
    return np.array([city, *inside[city]], np.int64)


def _municipality(place: int, levels: list[str], tree: PlaceTree) -> int | None:
    while place >= 0 and levels[place] != "municipality":
        if tree.depth[place] == 0 or levels[place] in ("cluster", "municipality_type"):
            return None
        place = int(tree.parents[place][0])
    return place if place >= 0 else None


def evidence_of(counted: Cube, city: City, protection: Protection) -> Evidence:
    """The pupils and employees of a bundle, with the share at home, and the cells of a city."""
    years = {one.code: counted.years_of(one) for one in SETTINGS}
    setting = max(years, key=lambda code: (len(years[code]), code))
    year = max(years[setting], default=0)
    native = ORIGIN_2005.leaves.index(NATIVE_2005)
    rows: pa.Table = counted.engine.rows(
        f"""SELECT record_key, share FROM {setting}
            JOIN (SELECT home_area, CAST(SUM(CASE WHEN origin_2005 = {native} THEN people ELSE 0
                  END) AS DOUBLE) / SUM(people) AS share
                  FROM residents WHERE year = {year} GROUP BY home_area) AS area
            USING (home_area) WHERE year = {year}
            ORDER BY record_key LIMIT {MOST_PEOPLE}"""
    )
    values: Real = floats(rows, "share")
    keys = values_of(rows, "record_key").astype(np.uint64)
    cells = nested_cells(city.places, city.tree, city.exact, city.residents)
    return Evidence(protection.secret, keys, values, NEIGHBOURHOOD_SHARE, cells)
