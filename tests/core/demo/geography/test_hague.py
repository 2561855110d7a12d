"""The Laan van Meerdervoort parts sand from peat in The Hague."""

import numpy as np
import pytest

from core.demo.geography import demo_geography
from core.demo.geography.hague import DISTRICTS, is_on_sand


@pytest.mark.parametrize(
    ("name", "on_sand"),
    [
        ("Zorgvliet", True),
        ("Vogelwijk", True),
        ("Schilderswijk", False),
        ("Transvaal", False),
        ("Laak en Spoorwijk", False),
    ],
)
def test_districts_lie_on_the_side_they_really_lie_on(name: str, on_sand: bool) -> None:
    country = demo_geography(0.05)
    table = country.neighbourhoods
    own = table[table["district_code"] == country.hague_districts[name]]
    assert is_on_sand(own[["lon", "lat"]].to_numpy()).tolist() == [on_sand] * len(own)


def test_both_sides_of_the_city_are_inhabited() -> None:
    table = demo_geography(0.05).neighbourhoods
    city = table[table["municipality_code"] == "GM0518"]
    share = np.average(is_on_sand(city[["lon", "lat"]].to_numpy()), weights=city["inhabitants"])
    assert 0.1 < share < 0.6
    assert len(DISTRICTS) == 5
