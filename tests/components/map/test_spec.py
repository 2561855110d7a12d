"""What a browser is told to draw is what was asked, in words and in places."""

from dataclasses import replace

import pytest

from components.map.classes import labels, own_edges, steps
from components.map.spec import spec
from components.map.wish import Wish, fitting_level, told_question
from core.questions.indicators import BY_CODE
from core.release import Release


def told(release: Release, **wishes: object) -> dict[str, object]:
    wish = Wish(**{"id": "map", "indicator": "native_share", "level": "municipality"} | wishes)  # type: ignore[arg-type]
    answer = told_question(wish, release).answer(release)
    return spec(wish, answer, release, "light", "nl")


def test_a_figure_that_a_level_lacks_is_shown_at_the_nearest(release: Release) -> None:
    assert fitting_level(BY_CODE["school_gap"], "neighbourhood", release) == "postcode_area"
    assert fitting_level(BY_CODE["contact_poor_share"], "neighbourhood", release) == "municipality"
    found = told(release, indicator="school_gap", level="neighbourhood", year=2006)
    assert "/school_gap/postcode_area/2006" in str(found["values"])
    assert "de kaart toont postcodegebieden" in str(found["note"])


def test_a_year_without_figures_is_said_not_mixed(release: Release) -> None:
    found = told(release, year=2020)
    assert str(found["values"]).endswith("/2006")
    assert "Van 2020 zijn er geen cijfers; de kaart toont 2006." in str(found["note"])


def test_a_chosen_place_is_marked_at_the_level_that_is_drawn(release: Release) -> None:
    assert told(release, year=2006, selected="BU03630000")["selected"] == "GM0363"
    smaller = told(release, year=2006, level="postcode_area", selected="GM0363")
    assert (smaller["selected"], smaller["around"]) == (None, "GM0363")


def test_inside_a_place_its_municipalities_keep_their_colour(release: Release) -> None:
    assert told(release, year=2006, within="PV24")["inside"] == ("GM0034",)
    assert told(release, year=2006, within="GM0363", level="postcode_area")["inside"] == ("GM0363",)
    assert told(release, year=2006)["inside"] is None


def test_a_map_of_one_municipality_tells_its_areas_apart(release: Release) -> None:
    """The classes of the country would leave nearly every area of a large city in one."""
    figure = {"indicator": "probability_of_difference", "year": 2006}
    country = told(release, **figure)
    city = told(release, within="GM0363", level="postcode_area", **figure)
    assert (country["edges"], country["breaks"]) == ([17, 26, 35, 48], None)
    assert city["edges"] == city["breaks"] == [35, 48, 60, 70, 80]
    assert "Klassen voor kaarten van één gemeente" in str(city["note"])
    province = told(release, within="PV24", **figure)
    assert province["edges"] == country["edges"]
    chosen = told(release, within="GM0363", level="postcode_area", breaks=("20", "40"), **figure)
    assert chosen["edges"] == [20, 40]


def test_boundaries_that_are_approximate_say_so(release: Release) -> None:
    assert "benaderd" in str(told(release, year=2006)["note"])


def test_the_words_of_classes_follow_their_edges() -> None:
    shares = BY_CODE["native_share"]
    assert labels(shares, shares.breaks, "nl") == [
        "minder dan 30%",
        "30% tot 50%",
        "50% tot 80%",
        "80% of meer",
    ]
    gap = BY_CODE["school_gap"]
    assert labels(gap, gap.breaks, "en")[0] == "−25 or less"


def test_own_edges_come_in_order_and_as_whole_steps() -> None:
    edges = own_edges(BY_CODE["native_share"], ("60", "35"))
    assert edges == (0.35, 0.6)
    assert steps(BY_CODE["native_share"], edges) == [350, 600]
    assert steps(BY_CODE["probability_of_difference"], (0.17,)) == [17]


@pytest.mark.parametrize("breaks", [(), ("20", "40", "60", "80")])
def test_there_is_a_colour_and_a_word_for_every_class(
    release: Release, breaks: tuple[str, ...]
) -> None:
    found = told(release, year=2006, breaks=breaks)
    colours = found["colours"]
    assert isinstance(colours, dict)
    assert len(colours["classes"]) == len(found["labels"]) == len(found["edges"]) + 1  # type: ignore[arg-type]


def test_figures_that_an_address_names_otherwise_are_known_ahead(release: Release) -> None:
    offers = (("local_divergence", "local_divergence"), ("location_quotient", "quotient_turkey"))
    ahead = told(
        release, year=2006, indicator="local_divergence", level="neighbourhood", offers=offers
    )["ahead"]
    assert isinstance(ahead, dict)
    assert list(ahead) == ["local_divergence", "location_quotient"]
    assert "/quotient_turkey/neighbourhood/2006" in ahead["location_quotient"]


def test_a_figure_that_is_known_nowhere_stays_at_a_level_at_which_it_exists(
    release: Release,
) -> None:
    """Figures against the municipality don't exist of municipalities."""
    coarser = replace(release, schemes={"municipality": {2006: ("origin_2022",)}})
    for level in ("neighbourhood", "district", "postcode_area"):
        found = fitting_level(BY_CODE["local_divergence"], level, coarser, "GM0363")
        assert found == "postcode_area"
