"""A second map shows what the address says, and says whether colours can be compared."""

from components.address import Address
from components.map.spec import spec
from components.map.wish import Wish, told_question
from components.views.country_map import COUNTRY_MAP, beside_wish, wish
from core.release import Release


def address(**values: object) -> Address:
    return Address(COUNTRY_MAP.path, COUNTRY_MAP.parameters).having(**values)


def both(release: Release, **values: object) -> tuple[Wish, Wish]:
    asked = address(**values)
    second = beside_wish(asked, release)
    assert second is not None
    return wish(asked, release), second


def test_without_a_wish_there_is_one_map_that_moves_alone(release: Release) -> None:
    assert beside_wish(address(), release) is None
    assert wish(address(), release).locked == ""


def test_the_same_figure_is_shown_in_its_oldest_other_year(release: Release) -> None:
    first, second = both(release, beside="same")
    assert (first.year, second.year) == (2006, 2005)
    assert second.indicator == first.indicator
    assert both(release, beside="same", year=2005)[1].year == 2006


def test_another_figure_is_shown_of_the_same_year_unless_one_is_named(release: Release) -> None:
    assert both(release, beside="native_share", year=2005)[1].year == 2005
    assert both(release, beside="native_share", beside_year=2005)[1].year == 2005


def test_both_move_together_within_the_same_place(release: Release) -> None:
    first, second = both(release, beside="same", within=("GM0363",), level="postcode_area")
    assert first.locked == second.locked != ""
    assert (first.within, first.level) == (second.within, second.level)


def test_one_figure_has_one_scale_and_two_figures_say_that_they_have_two(
    release: Release,
) -> None:
    def scales(**values: object) -> set[str]:
        return {one.scale for one in both(release, **values)}

    assert scales(beside="same") == {"map.scale.common"}
    assert scales(indicator="native_share", beside="school_share") == {"map.scale.common"}
    assert scales(indicator="native_share", beside="school_gap") == {"map.scale.own"}
    own = scales(indicator="native_share", beside="school_share", breaks=("20", "40"))
    assert own == {"map.scale.common"}


def test_the_classes_of_one_figure_are_the_same_in_both_years(release: Release) -> None:
    specs = []
    for one in both(release, beside="same", breaks=("20", "60")):
        answer = told_question(one, release).answer(release)
        specs.append(spec(one, answer, release, "light", "nl"))
    first, second = specs
    for part in ("edges", "labels", "breaks", "colours"):
        assert first[part] == second[part]
    assert first["values"] != second["values"]
