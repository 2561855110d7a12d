"""The sources name municipalities that have since been merged: their type goes along."""

import pytest

from components.place_words import types
from core.questions.gazetteer import place
from core.questions.profile import Profile
from core.release import Release
from core.sources.publishers.findings import Findings, PlaceName, Shape
from tests.published import figure, published_release, square

NOW = {
    "GM1961": "one_large_minority",  # Vijfheerenlanden: Leerdam, and Zederik after it
    "GM1969": "homogeneous",  # Westerkwartier: Grootegast
    "GM1952": "average",  # Midden-Groningen: Hoogezand-Sappemeer
    "GM1979": "one_large_minority",  # Eemsdelta: Delfzijl
    "GM1980": "average",  # Dijk en Waard: Heerhugowaard
    "GM0363": "majority_minority",  # Amsterdam, itself
    "GM0518": "majority_minority",
    "GM0106": None,  # Assen, which nobody names
}


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """Municipalities of 2025."""
    found = Findings()
    for row, code in enumerate(NOW):
        found.places.append(PlaceName(code, 2025, code))
        found.shapes.append(Shape(code, 2025, square(0.1 * row, 0)))
        parts = {"all": 1_000, "netherlands": 700, "europe": 100, "outside_europe": 200}
        found.figures += [figure(2025, code, one, people) for one, people in parts.items()]
    return published_release(tmp_path_factory.mktemp("today"), found)


@pytest.mark.parametrize("code", NOW)
def test_a_merged_municipality_has_the_type_of_the_one_that_is_named(
    today: Release, code: str
) -> None:
    row = place(today, code)
    assert row is not None
    assert row["municipality_type"] == NOW[code]


def test_the_page_says_of_which_former_municipality_the_type_is(today: Release) -> None:
    told = str(types((Profile(place=("GM1961",)).answer(today),), "nl"))
    assert "Leerdam, dat in deze gemeente is opgegaan" in told
    assert "Zederik, dat in deze gemeente is opgegaan" in told
    own = str(types((Profile(place=("GM0363",)).answer(today),), "nl"))
    assert "opgegaan" not in own
