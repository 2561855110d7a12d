"""A change is told from chance, and rounding counts as what it may cost."""

import pytest

from core.questions.change import change_of


def row(index: str, value: float, half: float) -> dict[str, object]:
    return {
        "index": index,
        "corrected_share": value,
        "lower_share": value - half,
        "upper_share": value + half,
    }


@pytest.mark.parametrize(
    ("index", "ends", "half", "rounded", "direction"),
    [
        ("dissimilarity", (0.33, 0.30), 0.01, False, "less"),
        ("dissimilarity", (0.33, 0.31), 0.01, True, "same"),
        # Theil's H of a city of 150 neighbourhoods, as its three decimals tell it
        ("theil_h", (0.071, 0.068), 0.001, True, "less"),
        ("theil_h", (0.068, 0.071), 0.001, True, "more"),
        ("theil_h", (0.070, 0.069), 0.001, True, "same"),
    ],
)
def test_a_change_is_beyond_chance_where_its_interval_leaves_out_nought(
    index: str, ends: tuple[float, float], half: float, rounded: bool, direction: str
) -> None:
    first, second = (row(index, end, half) for end in ends)
    change = change_of(first, second, rounded=rounded)
    assert change.difference == pytest.approx(ends[1] - ends[0])
    assert change.direction == direction
