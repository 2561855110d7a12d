"""Residents of a protected release, as far as they are known, for what is held against them."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pytest

from core.demo.targets.figures import Between, Figures
from core.demo.targets.segregation import zorgvliet
from core.demo.targets.tables import InMemory
from core.groups.origin import ORIGIN_18, ORIGIN_2005
from core.protection.profiles import PUBLIC, WORKBENCH
from core.protection.utility import most_off

NODE = {"year": 2014, "level": "district", "place": "WK051807", "generation": "all"}


def _figures(scheme: str, people: Mapping[str, int | None], most_off: int = 7) -> Figures:
    rows = [
        {
            **NODE,
            "scheme": scheme,
            "category": category,
            "people": count,
            "reason": "almost_all" if count is None else "none",
        }
        for category, count in people.items()
    ]
    places = [
        {"code": "WK051807", "level": "district", "parent": "GM0518", "name_nl": "Zorgvliet (nep)"}
    ]
    tables = {"composition": pa.Table.from_pylist(rows), "places": pa.Table.from_pylist(places)}
    return Figures(InMemory(tables), {}, (2014,), most_off)


def test_groups_that_are_not_shown_share_what_the_others_leave() -> None:
    figures = _figures(ORIGIN_2005.code, {"all": 100, "dutch": 70, "western": 20})
    found = figures.composition(ORIGIN_2005, 2014, "district")
    assert found.people.tolist() == [[70, 20, 2, 2, 2, 2, 2]]
    assert found.hidden is not None
    assert found.hidden[0].tolist() == [False, False, True, True, True, True, True]


def test_a_group_withheld_because_it_is_nearly_everyone_is_that() -> None:
    figures = _figures(ORIGIN_2005.code, {"all": 100, "dutch": None})
    found = figures.composition(ORIGIN_2005, 2014, "district")
    assert found.people[0, 0] == 95
    assert found.total[0] == pytest.approx(100)


def test_exact_counts_are_taken_as_they_are() -> None:
    figures = _figures(ORIGIN_2005.code, {"all": 90, "dutch": 70, "western": 20}, most_off=0)
    found = figures.composition(ORIGIN_2005, 2014, "district")
    np.testing.assert_array_equal(found.people, [[70, 20, 0, 0, 0, 0, 0]])


def test_a_share_is_known_as_far_as_small_groups_are_shown() -> None:
    shown = {"all": 600, "netherlands": 400, "german_speaking": 150, "south_asia": 20}
    found = zorgvliet(_figures(ORIGIN_18.code, shown))
    share = found["non_European_Anglo_share"]
    assert isinstance(share, Between)
    assert [share.low, share.high] == pytest.approx([100 * 20 / 600, 100 * 50 / 600])
    assert share.low < share < share.high
    assert not isinstance(found["HHI"], Between)


def test_no_count_is_farther_off_than_noise_and_rounding_allow() -> None:
    assert most_off(PUBLIC) == 5 + 2
    assert most_off(WORKBENCH) == 0
