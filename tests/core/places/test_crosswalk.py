"""Municipal codes are carried to another boundary year."""

import csv

import pytest

from core.errors import InputError
from core.places.crosswalk import CHANGES, carried, is_carried_whole
from tests.shared import shared

# Number of municipalities on 1 January, as Statistics Netherlands counts them.
MUNICIPALITIES = {
    2008: 443,
    2009: 441,
    2010: 431,
    2011: 418,
    2012: 415,
    2013: 408,
    2014: 403,
    2015: 393,
    2016: 390,
    2017: 388,
    2018: 380,
    2019: 355,
    2020: 355,
    2021: 352,
    2022: 345,
    2023: 342,
    2025: 342,
}


def official_codes_2017() -> list[str]:
    path = shared("data", "gemeenten-2017", "gem_2017.csv")
    with path.open(encoding="utf-8") as lines:
        return [row["gm_code"] for row in csv.DictReader(lines)]


@pytest.mark.parametrize(
    ("code", "successor"),
    [
        ("GM0545", "GM1961"),
        ("GM0707", "GM1961"),
        ("GM0015", "GM1969"),
        ("GM0018", "GM1952"),
        ("GM0010", "GM1979"),
        ("GM0398", "GM1980"),
        ("GM0457", "GM0363"),
        ("GM0363", "GM0363"),
    ],
)
def test_an_abolished_municipality_is_found_in_its_successor(code: str, successor: str) -> None:
    assert carried(code, 2015, 2023) == (successor,)
    assert code in carried(successor, 2023, 2015)


def test_chains_of_changes_are_followed() -> None:
    assert carried("GM0083", 2010, 2018) == ("GM1949",)
    assert carried("GM0051", 2013, 2016) == ("GM1940",)


def test_a_divided_municipality_has_several_successors_and_is_not_whole() -> None:
    assert carried("GM0140", 2017, 2018) == ("GM0080", "GM1900", "GM1949")
    assert not is_carried_whole("GM0140", 2017, 2018)
    assert is_carried_whole("GM0018", 2017, 2018)


def test_going_back_a_municipality_that_took_in_others_is_still_there() -> None:
    assert carried("GM0363", 2023, 2022) == ("GM0363", "GM0457")
    assert carried("GM1980", 2022, 2021) == ("GM0398", "GM0416")


def test_nothing_is_carried_to_a_year_without_knowledge() -> None:
    with pytest.raises(InputError, match="1995"):
        carried("GM0363", 1995, 2015)


def test_a_code_is_abolished_once() -> None:
    whole = [change.from_code for change in CHANGES if change.whole]
    assert len(whole) == len(set(whole))
    assert not {c.from_code for c in CHANGES if not c.whole} & set(whole)


@pytest.mark.parametrize("year", MUNICIPALITIES)
def test_the_municipalities_of_2017_carry_to_as_many_as_there_were(year: int) -> None:
    codes = {there for code in official_codes_2017() for there in carried(code, 2017, year)}
    assert len(codes) == MUNICIPALITIES[year]


def test_the_municipalities_of_2017_carry_to_exactly_those_of_2025() -> None:
    path = shared("data", "gemeenten-2022-2025", "gemeente_herkomst_2022_2025.csv")
    with path.open(encoding="utf-8") as lines:
        official = {row["gm_code"] for row in csv.DictReader(lines) if row["jaar"] == "2025"}
    carried_codes = {new for code in official_codes_2017() for new in carried(code, 2017, 2025)}
    assert carried_codes == official
