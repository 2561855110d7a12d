"""Cards are of a year in which all that they show is known."""

from dataclasses import replace

import pytest

from components import years
from components.address import Address
from components.contact.controls import page_controls
from components.views.contact import CONTACT
from components.views.start import START
from components.views.view import Scene
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


@pytest.mark.parametrize(
    ("setting", "asked", "offered", "shown"),
    [
        ("school", None, ["2020", "2010", "2005"], ""),
        ("work", None, ["2010", "2005"], ""),
        ("work", 2020, ["2010", "2005"], "2010"),
    ],
)
def test_contact_offers_the_years_of_those_whom_it_is_about(
    setting: str, asked: int | None, offered: list[str], shown: str, uneven: Release
) -> None:
    """A list that says 2020 beside figures of 2010 would be believed."""
    address = Address(CONTACT.path, CONTACT.parameters).having(setting=setting, year=asked)
    controls = page_controls(Scene(address, uneven, "light", lambda card: None)).children
    (years_shown,) = (one for one in controls if "'year'" in str(getattr(one, "id", "")))
    assert [one["label"] for one in years_shown.data] == offered
    assert years_shown.value == shown
