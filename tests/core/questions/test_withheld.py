"""What is withheld stays withheld, and makes figures on the whole less sure, not wrong."""

import numpy as np
import pyarrow as pa
import pytest

from core.groups.origin import ORIGIN_18
from core.questions.indicators import composition
from core.questions.indicators.composition import Residents, probability_of_difference, share_of
from core.release import Release


def counted(people: dict[str, int | None], total: int) -> Residents:
    """Residents of one place; None is withheld."""
    rows = [("all", total), *people.items()]
    table = pa.table(
        {
            "place": ["GM0001"] * len(rows),
            "category": [category for category, _ in rows],
            "people": pa.array([count for _, count in rows], pa.int64()),
            "state": ["withheld" if count is None else "value" for _, count in rows],
            "reason": ["below_ten" if count is None else "none" for _, count in rows],
        }
    )
    return Residents(table, ("all", *ORIGIN_18.leaves))


def diversity(
    monkeypatch: pytest.MonkeyPatch, release: Release, people: dict[str, int | None], total: int
) -> tuple[float, str, str]:
    monkeypatch.setattr(composition, "residents", lambda *_: counted(people, total))
    found = probability_of_difference(release, 2005, {"place": "GM0001"})
    return float(found.value[0]), str(found.state[0]), str(found.reason[0])


def test_one_small_hidden_group_is_what_the_others_leave(
    monkeypatch: pytest.MonkeyPatch, small: Release
) -> None:
    people = {"netherlands": 900, "turkey": 92, "arab": None}
    value, state, _ = diversity(monkeypatch, small, people, 1000)
    assert value == pytest.approx(1 - 0.9**2 - 0.092**2 - 0.008**2)
    assert state == "value"


def test_large_hidden_groups_withhold_the_whole(
    monkeypatch: pytest.MonkeyPatch, small: Release
) -> None:
    people = {"netherlands": 10, "turkey": None, "arab": None}
    value, state, reason = diversity(monkeypatch, small, people, 30)
    assert np.isnan(value)
    assert (state, reason) == ("withheld", "member_hidden")


def test_a_hidden_group_lies_between_its_bounds(
    monkeypatch: pytest.MonkeyPatch, small: Release
) -> None:
    people = {"netherlands": 85, "turkey": None, "arab": None}
    value, state, reason = diversity(monkeypatch, small, people, 100)
    bounds = (1 - 0.85**2 - 0.15**2, 1 - 0.85**2 - 2 * 0.075**2)
    assert bounds[0] < value < bounds[1]
    assert (state, reason) == ("low_reliability", "noisy")


def test_the_share_of_a_hidden_group_is_withheld(
    monkeypatch: pytest.MonkeyPatch, small: Release
) -> None:
    table = counted({"turkey": None}, 100)
    narrow = Residents(
        pa.table(
            {
                "place": ["GM0001", "GM0001"],
                "category": ["all", "turkey"],
                "people": pa.array([100, None], pa.int64()),
                "state": ["value", "withheld"],
                "reason": ["none", "below_ten"],
            }
        ),
        ("all", "turkey"),
    )
    assert not table.shown[0, 2]
    monkeypatch.setattr(composition, "residents", lambda *_: narrow)
    found = share_of("turkey", small, 2005, {"place": "GM0001"})
    assert np.isnan(found.value[0])
    assert (found.state[0], found.reason[0]) == ("withheld", "below_ten")
