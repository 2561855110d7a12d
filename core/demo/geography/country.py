"""The demo country in one piece: its places, where they lie, and who lives where in numbers."""

from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from core.demo.geography.arrays import Floats, Integers, Shapes, run_starts, summed
from core.demo.geography.cells import Neighbours, areas
from core.demo.geography.density import Density
from core.demo.geography.division import allotted
from core.demo.geography.gazetteer import localities_of
from core.demo.geography.hierarchy import Divider, Hierarchy
from core.demo.geography.joining import joined
from core.demo.geography.naming import Naming
from core.demo.geography.projection import to_degrees
from core.demo.geography.selection import Selection, selected
from core.demo.geography.settling import Settled, settled
from core.demo.geography.spots import Spots, scattered_spots
from core.demo.geography.territory import locality_of_spots
from core.errors import InputError
from core.places.levels import LEVELS
from core.places.place import Place

SEED = 20150101
_SIMPLIFIED_M = 60.0
_DEGREE_DECIMALS = 5
_REACH = 2.7
"""Spots of bordering squares lie within this many widths, the diagonal of two squares."""


@dataclass(frozen=True, eq=False)
class DemoGeography:
    """Where the demo population lives; boundaries are drawn when first asked for."""

    scale: float
    selection: Selection
    spots: Settled
    hierarchy: Hierarchy
    _neighbours: Neighbours

    @cached_property
    def naming(self) -> Naming:
        """The codes of all areas."""
        return Naming(self.hierarchy, self.selection.municipalities)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Every place at every level, from the country down."""
        return self.naming.places()

    @cached_property
    def neighbourhoods(self) -> pd.DataFrame:
        """One row per neighbourhood: codes around it, inhabitants, and a point within it.

        Columns neighbourhood_code, postcode_area_code, district_code, municipality_code,
        inhabitants, x_m and y_m (RD, EPSG:28992), lon and lat.
        """
        return _table(self.spots, self.hierarchy, self.naming, self.selection)

    @cached_property
    def postcode_areas(self) -> pd.DataFrame:
        """One row per postcode area, as for the neighbourhoods; its point is in the fullest one."""
        ordered = self.neighbourhoods.sort_values(
            ["postcode_area_code", "inhabitants"], ascending=[True, False], kind="stable"
        )
        totals = ordered.groupby("postcode_area_code")["inhabitants"].sum()
        first = ordered.drop_duplicates("postcode_area_code").drop(columns="neighbourhood_code")
        first["inhabitants"] = totals.loc[first["postcode_area_code"]].to_numpy()
        return first.reset_index(drop=True)

    @cached_property
    def hague_districts(self) -> dict[str, str]:
        """The look-alike districts of The Hague: name in the source → district code."""
        names = self.hierarchy.name_of_district
        pairs = zip(names, self.naming.districts, strict=True)
        return {name: code for name, code in pairs if name is not None}

    @cached_property
    def _cells(self) -> Shapes:
        """The area of each neighbourhood in degrees, every shared edge equal on both sides."""
        exact = areas(self._neighbours, self.spots.metres, self.hierarchy.neighbourhood)
        fewer = shapely.coverage_simplify(exact, _SIMPLIFIED_M, simplify_boundary=False)
        return np.asarray(shapely.transform(fewer, _rounded_degrees))

    def boundaries(self, level: str) -> gpd.GeoDataFrame:
        """The areas of one level in WGS84 with their codes, all made of the same edges."""
        codes = self._codes_at(level)
        order = np.argsort(codes, kind="stable")
        starts = np.flatnonzero(run_starts(codes[order]))
        groups = np.split(self._cells[order], starts[1:])
        shapes = [shapely.coverage_union_all(group) for group in groups]
        found = codes[order][starts]
        return gpd.GeoDataFrame({"code": found}, geometry=shapes, crs="EPSG:4326")

    def _codes_at(self, level: str) -> NDArray[np.str_]:
        """The code of the area of that level around each neighbourhood."""
        column = f"{level}_code"
        if column in self.neighbourhoods:
            return np.array(self.neighbourhoods[column].tolist())
        if level not in LEVELS:
            raise InputError(f"unknown level '{level}'; expected one of {', '.join(LEVELS)}")
        above = {place.code: place for place in self.places}
        place_of = {}
        for code in self.naming.municipalities:
            place = above[code]
            while place.level != level and place.parent is not None:
                place = above[place.parent]
            place_of[code] = place.code
        return np.array([place_of[code] for code in self.neighbourhoods["municipality_code"]])


def generated(scale: float) -> DemoGeography:
    """The demo country at a scale, the same for every run and every machine."""
    selection = selected(scale)
    localities = localities_of(selection.municipalities)
    spots = scattered_spots(Density(localities, SEED), selection.neighbourhoods, SEED + 10)
    neighbours = Neighbours(spots.metres)
    pairs = _pairs_by_land(neighbours, spots)
    locality = locality_of_spots(spots, localities, SEED + 20)
    locality = joined(locality, pairs, localities.municipality)
    locality = joined(locality, pairs, np.arange(len(localities.name)), localities.municipality)
    settled_spots = settled(spots, locality, localities, selection)
    hierarchy = Divider(settled_spots, localities, selection, SEED + 30).hierarchy()
    hierarchy = hierarchy.in_one_piece(pairs)
    return DemoGeography(scale, selection, settled_spots, hierarchy, neighbours)


def _pairs_by_land(neighbours: Neighbours, spots: Spots) -> tuple[Integers, Integers]:
    """Bordering spots without water in between."""
    first, second = neighbours.pairs()
    apart = spots.metres[first] - spots.metres[second]
    reach_m = _REACH * np.maximum(spots.width_m[first], spots.width_m[second])
    near = (apart**2).sum(axis=1) < reach_m**2
    dry = near & (spots.island[first] == spots.island[second])
    return first[dry], second[dry]


def _rounded_degrees(metres: Floats) -> Floats:
    return np.round(to_degrees(metres), _DEGREE_DECIMALS)


def _table(
    spots: Settled, hierarchy: Hierarchy, naming: Naming, selection: Selection
) -> pd.DataFrame:
    """The columns of ``DemoGeography.neighbourhoods``."""
    area = hierarchy.area_of_neighbourhood
    district = hierarchy.district_of_area[area]
    municipality = hierarchy.municipality_of_district[district]
    metres = spots.metres[_central_spots(spots, hierarchy.neighbourhood)]
    degrees = _rounded_degrees(metres)
    return pd.DataFrame(
        {
            "neighbourhood_code": naming.neighbourhoods,
            "postcode_area_code": np.array(naming.postcode_areas)[area],
            "district_code": np.array(naming.districts)[district],
            "municipality_code": np.array(naming.municipalities)[municipality],
            "inhabitants": _whole_people(spots, hierarchy, municipality, selection),
            "x_m": metres[:, 0],
            "y_m": metres[:, 1],
            "lon": degrees[:, 0],
            "lat": degrees[:, 1],
        }
    )


def _whole_people(
    spots: Settled, hierarchy: Hierarchy, municipality: Integers, selection: Selection
) -> Integers:
    """Inhabitants per neighbourhood that add up exactly to those of each municipality."""
    people = summed(hierarchy.neighbourhood, spots.people, len(municipality))
    result = np.zeros(len(people), dtype=np.int64)
    for i, total in enumerate(selection.inhabitants):
        own = np.flatnonzero(municipality == i)
        result[own] = allotted(people[own], int(total), least=0)
    return result


def _central_spots(spots: Settled, label: Integers) -> Integers:
    """For each neighbourhood the spot nearest to where its people live on average."""
    count = int(label.max()) + 1
    weight = summed(label, spots.people, count)
    middle = np.column_stack(
        [summed(label, spots.people * axis, count) / weight for axis in spots.metres.T]
    )
    away = np.round(((spots.metres - middle[label]) ** 2).sum(axis=1), 3)
    order = np.lexsort((away, label))
    return np.asarray(order[run_starts(label[order])])
