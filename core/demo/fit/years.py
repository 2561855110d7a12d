"""How residents change over the years in a country that is only tried, counted in memory."""

import numpy as np
import pyarrow as pa

from core.demo.people.country import DemoCountry
from core.demo.targets.figures import Figures
from core.demo.targets.segregation import FIRST, LAST
from core.demo.targets.tables import InMemory
from core.groups.origin import ORIGIN_2005
from core.groups.scheme import ALL


def figures_of_years(country: DemoCountry) -> Figures:
    """The residents of postcode areas by the groups of the paper, in the years of a change."""
    together = pa.concat_tables([_residents(country, year) for year in (FIRST, LAST)])
    places = [(place.code, place.level, place.parent) for place in country.geography.places]
    columns = dict(zip(("code", "level", "parent"), zip(*places, strict=True), strict=True))
    return Figures(InMemory({"composition": together, "places": pa.table(columns)}), {}, ())


def _residents(country: DemoCountry, year: int) -> pa.Table:
    by_group = country.town(year).residents.sum(axis=2)
    people = np.column_stack([by_group.sum(axis=1), by_group])
    categories = (ALL, *ORIGIN_2005.leaves)
    size = people.size
    return pa.table(
        {
            "place": np.repeat(country.settled.areas, len(categories)),
            "category": np.tile(categories, len(people)),
            "people": people.ravel(),
            "scheme": [ORIGIN_2005.code] * size,
            "year": np.full(size, year),
            "level": ["postcode_area"] * size,
            "generation": [ALL] * size,
        }
    )
