"""The fit moves the levers towards the facts."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.demo import fit as fitting
from core.demo.fit import STAGES, START, Fit, Stage, fitted
from core.demo.fit.levers import SCHOOL_LEVERS, WORK_LEVERS
from core.demo.fit.wishes import Found, Wish, Wishes, wishes
from core.demo.geography.arrays import Floats
from core.demo.people.parameters import Parameters, read_parameters, write_parameters

NOTHING = Wishes((), (), ())
THREE = Stage("school", SCHOOL_LEVERS[:3], ((0.0, 80),), 40)


class Straight(Fit):
    """Values that answer to the levers along straight lines, the last two contradicting."""

    def found(self, moved: Floats, blur: float = 0.0) -> Found:
        """Two values that can be met and two that can't together, each wished between -1 and 1."""
        self.trials += 1
        numbers = [3 * moved[0] - 6, moved[1] + moved[0] - 1, moved[2] - 2, moved[2] + 2]
        return Found([(Wish(f"{i}", -1.0, 1.0), np.array([n])) for i, n in enumerate(numbers)])


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_levers_exist_and_move_once(stage: Stage) -> None:
    names = [name for lever in stage.levers for name in lever.names]
    assert len(names) == len(set(names))
    for name in names:
        assert np.isfinite(read_parameters().value(name))


def test_levers_that_are_not_turned_are_as_at_the_start() -> None:
    turned = {name for stage in STAGES for lever in stage.levers for name in lever.names}
    start, outcome = read_parameters(START), read_parameters()
    assert outcome.replaced({name: start.value(name) for name in turned}) == start


def test_what_can_be_met_is_and_what_contradicts_shares_the_miss() -> None:
    fit = Straight(THREE, NOTHING, read_parameters())
    found = fitted(fit)
    steps = [
        (found.value(lever.names[0]) - fit.start.value(lever.names[0])) / lever.step
        for lever in THREE.levers
    ]
    np.testing.assert_allclose(steps[:2], [2, -1], atol=0.35)
    assert abs(steps[2]) < 1.5


def test_what_is_met_from_the_start_on_is_left_as_it_is() -> None:
    class Met(Straight):
        def found(self, moved: Floats, blur: float = 0.0) -> Found:
            """One value in the middle of its interval, wherever the levers are."""
            self.trials += 1
            return Found([(Wish("0", -1.0, 1.0), np.zeros(1))])

    fit = Met(THREE, NOTHING, read_parameters())
    assert fitted(fit) == fit.start
    assert fit.trials == 1


def test_no_more_countries_are_tried_than_allowed() -> None:
    fit = Straight(replace(THREE, searches=((0.0, 20),), nearby=10), NOTHING, read_parameters())
    fitted(fit)
    assert fit.trials <= fit.stage.trials + len(fit.stage.levers) + 1


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_every_wish_has_room(stage: Stage) -> None:
    for wish in wishes(stage.name).values:
        assert wish.low < wish.high
    for _, enough in wishes(stage.name).orders:
        assert enough > 0


def test_a_wish_costs_nothing_much_inside_and_more_the_farther_outside() -> None:
    wish = Wish("share", 10.0, 12.0)
    cost, slope = wish.cost(np.array([8.0, 9.5, 11.0, 12.5, 14.0]))
    assert cost[2] == 0
    assert cost[0] > cost[1] > 0.2
    assert cost[4] > cost[3] > 0.2
    assert (slope[:2] < 0).all()
    assert (slope[3:] > 0).all()


def test_the_slope_of_a_cost_is_how_it_changes() -> None:
    for wish in (Wish("share", 10.0, 12.0), Wish("order", 0.5)):
        at, little = np.array([9.2, 11.1, 12.9, 0.1, -2.0]), 1e-6
        ahead, behind = wish.cost(at + little)[0], wish.cost(at - little)[0]
        np.testing.assert_allclose(wish.cost(at)[1], (ahead - behind) / (2 * little), atol=1e-5)


def test_an_order_holds_above_nought_and_costs_until_there_is_enough() -> None:
    order = Wish("order", 0.5)
    assert order.is_met(np.array([0.1, 3.0]))
    assert not order.is_met(np.array([-0.1, 3.0]))
    cost = order.cost(np.array([-1.0, 0.1, 0.5, 9.0]))[0]
    assert cost[0] > cost[1] > 0
    assert cost[2:].tolist() == [0, 0]


def _few(stage: Stage) -> Stage:
    searches = tuple((blur, 9) for blur, _ in stage.searches[:1])
    return replace(stage, levers=stage.levers[:3], searches=searches, nearby=2)


def _astray(stage: Stage, file: Path) -> Parameters:
    """The start with the first levers so far from where they belong that something is missed."""
    fit = Fit(_few(stage), wishes(stage.name), read_parameters(START), 0.05)
    steps = 3.0
    while not fit.found(np.full(len(fit.stage.levers), steps)).missed:
        steps += 3
    write_parameters(fit.parameters(np.full(len(fit.stage.levers), steps)), file)
    return read_parameters(file)


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_a_small_country_comes_nearer_the_same_way_every_time(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = _astray(stage, tmp_path / "start.json")
    monkeypatch.setattr(fitting, "START", tmp_path / "start.json")
    told: tuple[list[str], list[str]] = [], []
    first, second = (
        fitting.fit(0.05, tmp_path / f"{number}.json", told[number].append, (_few(stage),))
        for number in range(2)
    )
    assert told[0] == told[1]
    assert first == second == read_parameters(tmp_path / "0.json")
    cost = [
        Fit(_few(stage), wishes(stage.name), parameters, 0.05).found(np.zeros(3)).rank
        for parameters in (start, first)
    ]
    assert cost[1] < cost[0]


def test_each_stage_goes_on_from_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def only_moved(fit: Fit, *_: object) -> object:
        return fit.start.replaced({fit.stage.levers[0].names[0]: 1.25})

    monkeypatch.setattr(fitting, "fitted", only_moved)
    file = tmp_path / "levers.json"
    fitting.fit(file=file)
    changed = read_parameters(file)
    assert changed.value(SCHOOL_LEVERS[0].names[0]) == 1.25
    assert changed.value(WORK_LEVERS[0].names[0]) == 1.25
