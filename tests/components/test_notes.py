"""What stands below a figure is short enough to be read."""

import pytest

from components.year_words import year_words


@pytest.mark.parametrize(
    ("years", "words"),
    [
        ((2005,), ["2005"]),
        ((2005, 2006), ["2005", "2006"]),
        ((2000, 2001, 2002, 2003), ["2000–2003"]),
        ((2005, 2010, 2011, 2012, 2020), ["2005", "2010–2012", "2020"]),
        ((), []),
    ],
)
def test_years_in_a_row_are_told_by_their_ends(years: tuple[int, ...], words: list[str]) -> None:
    assert year_words(years) == words
