"""Numbers are written as each language writes them."""

import math

import pytest

from core.language import coefficient, number, percent, points


@pytest.mark.parametrize(
    ("value", "decimals", "nl", "en"),
    [
        (7186183, 0, "7.186.183", "7,186,183"),
        (1234.5, 1, "1.234,5", "1,234.5"),
        (-0.25, 2, "−0,25", "−0.25"),
        (-0.001, 2, "0,00", "0.00"),
        (0, 0, "0", "0"),
    ],
)
def test_separators_follow_the_language(value: float, decimals: int, nl: str, en: str) -> None:
    assert number(value, "nl", decimals) == nl
    assert number(value, "en", decimals) == en


@pytest.mark.parametrize("value", [None, math.nan])
def test_what_is_undefined_is_a_dash(value: float | None) -> None:
    assert number(value, "nl") == percent(value, "en") == points(value, "nl") == "–"


def test_a_share_is_shown_in_percent() -> None:
    assert percent(0.415, "nl", 1) == "41,5%"


@pytest.mark.parametrize(
    ("difference", "shown"), [(0.2, "+20"), (-0.2, "−20"), (0.0, "0"), (0.001, "0")]
)
def test_a_difference_shows_its_direction(difference: float, shown: str) -> None:
    assert points(difference, "nl") == shown


def test_a_coefficient_keeps_its_decimals() -> None:
    assert coefficient(0.7345, "nl") == "0,73"
