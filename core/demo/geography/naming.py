"""Codes and neutral names for the areas of the demo country."""

from itertools import chain, islice

import numpy as np

from core.demo.geography.arrays import Integers, run_starts
from core.demo.geography.gazetteer import VINTAGE, Municipality
from core.demo.geography.hierarchy import Hierarchy
from core.places.place import Place
from core.places.regions import (
    COUNTRY,
    LANDSDEEL_OF_PROVINCE,
    PROVINCE_OF_COROP,
    REGION_NAMES,
)

ENGLISH_NAMES = {"GM0518": "The Hague"}


class Naming:
    """The codes of districts, postcode areas and neighbourhoods, in the hierarchy's order."""

    def __init__(self, hierarchy: Hierarchy, municipalities: tuple[Municipality, ...]) -> None:
        self._hierarchy = hierarchy
        self._municipalities = municipalities
        district_of_area = hierarchy.district_of_area
        municipality_of_area = hierarchy.municipality_of_district[district_of_area]
        district_of_neighbourhood = district_of_area[hierarchy.area_of_neighbourhood]
        self._district_number = _numbers_within(hierarchy.municipality_of_district)
        self._area_number = _numbers_within(municipality_of_area)
        self._number_in_district = _numbers_within(district_of_neighbourhood)
        self._number_in_area = _numbers_within(hierarchy.area_of_neighbourhood)
        self.municipalities = [each.code for each in municipalities]
        self.districts = [
            f"WK{self.municipalities[of][2:]}{number:02d}"
            for of, number in zip(
                hierarchy.municipality_of_district, self._district_number, strict=True
            )
        ]
        self.neighbourhoods = [
            f"BU{self.districts[of][2:]}{number:02d}"
            for of, number in zip(district_of_neighbourhood, self._number_in_district, strict=True)
        ]
        self.postcode_areas = _postcodes(municipality_of_area, municipalities)

    def places(self) -> tuple[Place, ...]:
        """Every place, from the country down."""
        return (
            *_regions(self._municipalities),
            *self._municipality_places(),
            *self._district_places(),
            *self._neighbourhood_places(),
            *self._area_places(),
        )

    def _municipality_places(self) -> list[Place]:
        return [
            Place(each.code, "municipality", VINTAGE, *_names(each), each.corop)
            for each in self._municipalities
        ]

    def _district_places(self) -> list[Place]:
        h = self._hierarchy
        rows = zip(
            self.districts,
            h.municipality_of_district,
            self._district_number,
            h.name_of_district,
            strict=True,
        )
        places = []
        for code, of, number, own_name in rows:
            dutch, english = _names(self._municipalities[of])
            if own_name is None:
                names = (f"{dutch}, wijk {number:02d}", f"{english}, district {number:02d}")
            else:
                names = (f"{own_name} (nagebootst)", f"{own_name} (simulated)")
            places.append(Place(code, "district", VINTAGE, *names, self.municipalities[of]))
        return places

    def _area_names(self, area: int) -> tuple[str, str]:
        h = self._hierarchy
        of = h.municipality_of_district[h.district_of_area[area]]
        dutch, english = _names(self._municipalities[of])
        number = self._area_number[area]
        return f"{dutch}, zone {number:02d}", f"{english}, zone {number:02d}"

    def _neighbourhood_places(self) -> list[Place]:
        places = []
        district_of_area = self._hierarchy.district_of_area
        for i, area in enumerate(self._hierarchy.area_of_neighbourhood):
            dutch, english = self._area_names(area)
            number = self._number_in_area[i]
            names = (f"{dutch}, buurt {number}", f"{english}, neighbourhood {number}")
            parent = self.districts[district_of_area[area]]
            places.append(Place(self.neighbourhoods[i], "neighbourhood", VINTAGE, *names, parent))
        return places

    def _area_places(self) -> list[Place]:
        h = self._hierarchy
        return [
            Place(
                code,
                "postcode_area",
                VINTAGE,
                *self._area_names(area),
                self.municipalities[h.municipality_of_district[h.district_of_area[area]]],
            )
            for area, code in enumerate(self.postcode_areas)
        ]


def _names(municipality: Municipality) -> tuple[str, str]:
    return municipality.name, ENGLISH_NAMES.get(municipality.code, municipality.name)


def _numbers_within(parent: Integers) -> Integers:
    """1, 2, 3, … within each run of equal parents."""
    position = np.arange(len(parent))
    starts = run_starts(parent)
    return np.asarray(position - np.maximum.accumulate(np.where(starts, position, 0)) + 1)


def _postcodes(
    municipality_of_area: Integers, municipalities: tuple[Municipality, ...]
) -> list[str]:
    """Each municipality counts up from its real first code to the next one that is free."""
    counts = np.bincount(municipality_of_area, minlength=len(municipalities))
    taken: set[int] = set()
    codes: list[list[str]] = [[] for _ in municipalities]
    for of in sorted(range(len(municipalities)), key=lambda i: municipalities[i].first_postcode):
        first = municipalities[of].first_postcode
        nearest = chain(range(first, 10_000), range(first - 1, 999, -1))
        free = list(islice((code for code in nearest if code not in taken), int(counts[of])))
        taken.update(free)
        codes[of] = [f"PC{code}" for code in free]
    return [code for each in codes for code in each]


def _regions(municipalities: tuple[Municipality, ...]) -> list[Place]:
    corops = {each.corop for each in municipalities}
    provinces = {PROVINCE_OF_COROP[corop] for corop in corops}
    landsdelen = {LANDSDEEL_OF_PROVINCE[province] for province in provinces}
    rows: list[tuple[str, str, str | None]] = [(COUNTRY, "country", None)]
    rows += [(code, "landsdeel", COUNTRY) for code in sorted(landsdelen)]
    rows += [(code, "province", LANDSDEEL_OF_PROVINCE[code]) for code in sorted(provinces)]
    rows += [(code, "corop", PROVINCE_OF_COROP[code]) for code in sorted(corops)]
    return [
        Place(code, level, VINTAGE, *REGION_NAMES[code], parent) for code, level, parent in rows
    ]
