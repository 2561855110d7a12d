"""Cards are of a year in which all that they show is known."""

from dataclasses import replace

import pytest

from components import years
from components.address import Address
from components.views.start import START
from components.years import year_of
from core.release import Release

PUPILS, EMPLOYEES = (2005, 2010, 2020), (2005, 2010)


@pytest.fixture
def uneven(release: Release, monkeypatch: pytest.MonkeyPatch) -> Release:
    """Pupils are known ten years longer than employees."""
    monkeypatch.setattr(years, "member_years", lambda _: PUPILS)
    return replace(release, setting_years={"school": PUPILS, "work": EMPLOYEES})


@pytest.mark.parametrize(
    ("asked", "settings", "found"),
    [
        (None, ("school",), 2020),
        (None, ("work",), 2010),
        (None, ("school", "work"), 2010),
        (2020, ("work",), 2010),
        (2020, ("school", "work"), 2010),
        (2005, ("school", "work"), 2005),
    ],
)
def test_the_year_is_one_that_every_setting_has(
    asked: int | None, settings: tuple[str, ...], found: int, uneven: Release
) -> None:
    address = Address("/", START.parameters).having(year=asked)
    assert year_of(address, uneven, *settings) == found
