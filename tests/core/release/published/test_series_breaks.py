"""A series says where it can't be followed: other land, figures added up, other groups."""

import pytest

from components.map.spec import notes
from components.map.wish import Wish, told_question
from components.notes import caveat_words
from components.slides.map_sheet import map_drawing
from core.questions.breaks import breaks_of
from core.questions.composition import Composition
from core.questions.origins import Origins
from core.release import Release
from core.sources.publishers.findings import Figure, Findings, PlaceName, Shape
from tests.published import figure, published_release, square

OLDER = {"netherlands": "dutch", "europe": "western", "outside_europe": "non_western"}
YEARS = (2018, 2022, 2023)


def residents(year: int, place: str, people: int) -> list[Figure]:
    """Half of the residents Dutch, and in 2018 in the groups of before."""
    parts = {"all": 1.0, "netherlands": 0.5, "europe": 0.25, "outside_europe": 0.25}
    scheme = {"scheme": "origin_2005"} if year == 2018 else {}
    return [
        figure(year, place, OLDER.get(one, one) if scheme else one, people * share, **scheme)
        for one, share in parts.items()
    ]


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """By 2023 Weesp is part of Amsterdam, Voorne aan Zee (GM1992) came of three, Urk stayed."""
    found = Findings()
    codes = {
        2018: ("GM0363", "GM0457", "GM0184", "GM0501", "GM0530", "GM0614"),
        2022: ("GM0363", "GM0457", "GM0184", "GM0501", "GM0530", "GM0614"),
        2023: ("GM0363", "GM0184", "GM1992"),
    }
    for year, there in codes.items():
        for row, code in enumerate(there):
            found.places.append(PlaceName(code, year, code))
            found.shapes.append(Shape(code, year, square(0.1 * row, 0)))
            found.figures += residents(year, code, 1_000)
    return published_release(tmp_path_factory.mktemp("merged"), found)


def test_a_municipality_that_took_in_another_counts_other_land(merged: Release) -> None:
    assert merged.series_breaks["GM0363"] == {2023: ("boundaries",)}


def test_one_that_came_of_others_has_figures_that_were_added_up(merged: Release) -> None:
    assert merged.series_breaks["GM1992"] == {2023: ("carried",)}


def test_one_that_stayed_as_it_was_has_none_of_its_own(merged: Release) -> None:
    assert "GM0184" not in merged.series_breaks


def test_other_groups_break_a_series_of_every_place(merged: Release) -> None:
    assert breaks_of(merged, "GM0184", YEARS) == ("none", "scheme", "none")
    assert breaks_of(merged, "NL01", YEARS) == ("none", "scheme", "none")
    assert breaks_of(merged, "GM0363", YEARS) == ("none", "scheme", "boundaries")


def test_years_that_are_left_out_leave_their_break_to_the_next(merged: Release) -> None:
    assert breaks_of(merged, "GM0363", (2018, 2023)) == ("none", "boundaries")
    assert breaks_of(merged, "GM1992", (2022, 2023)) == ("none", "carried")
    assert breaks_of(merged, "GM0363", (2023,)) == ("none",)


def test_a_series_tells_its_breaks_in_both_languages(merged: Release) -> None:
    answer = Origins(place=("GM0363",)).answer(merged)
    assert [(one.about, one.year) for one in answer.context.remarks] == [("break_boundaries", 2023)]
    words = dict(caveat_words((answer,), (), "nl"))
    assert words["O05"].startswith("Breuk in 2023: GM0363 kreeg er toen grondgebied bij")
    assert "took in land" in dict(caveat_words((answer,), (), "en"))["O05"]
    assert answer.as_json("nl")["context"]["remarks"][0]["about"] == "break_boundaries"


def test_one_year_is_no_series(merged: Release) -> None:
    assert Composition(indicator="native_share", year=2023).answer(merged).context.remarks == ()


def test_an_estimate_says_of_which_years_it_is_made(open_release: Release) -> None:
    """Pupils of 2023 in neighbourhoods as they were in 2024."""
    answer = Composition(indicator="school_share", level="postcode_area").answer(open_release)
    (remark,) = answer.context.remarks
    assert (remark.about, remark.year, remark.other_year) == ("estimate_school", 2023, 2024)
    assert "leerlingen zijn van 2023" in dict(caveat_words((answer,), (), "nl"))["O05"]


def test_a_map_on_a_slide_is_drawn_on_the_boundaries_of_its_year(merged: Release) -> None:
    """Six municipalities in 2018, three in 2023: each has its shape."""
    for year, count in ((2018, 6), (2023, 3)):
        wish = Wish("map-country", "native_share", "municipality", year)
        told = told_question(wish, merged).answer(merged)
        drawing = map_drawing(wish, told, merged, "light", "nl")
        drawn = [area for area in drawing.areas if len(area.rings)]
        assert len(drawn) == count
        assert len({area.code for area in drawn}) == count


def test_the_map_of_an_estimate_says_so_beside_it(open_release: Release) -> None:
    wish = Wish("map-country", "school_share", "postcode_area", 2024)
    told = told_question(wish, open_release).answer(open_release)
    said = " ".join(notes(wish, told, open_release, "nl"))
    assert "De leerlingen zijn van 2023, de inwoners van hun buurten van 2024" in said
