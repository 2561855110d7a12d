"""The fit moves the levers towards the facts."""

from pathlib import Path

import numpy as np
import pytest

from core.demo import fit as fitting
from core.demo.fit import SCHOOL_FACTS, SCHOOL_LEVERS, WORK_FACTS, WORK_LEVERS, Fit, fitted
from core.demo.geography.arrays import Floats
from core.demo.people.parameters import read_parameters, write_parameters
from core.groups.setting import setting
from core.published import published


class Straight(Fit):
    """Facts that answer to the levers along straight lines, two of them contradicting."""

    def misses(self, moved: Floats) -> Floats:
        return np.array([3 * moved[0] - 6, moved[1] + moved[0] - 1, moved[2] - 2, moved[2] + 2])


@pytest.mark.parametrize(
    ("levers", "facts"), [(SCHOOL_LEVERS, SCHOOL_FACTS), (WORK_LEVERS, WORK_FACTS)]
)
def test_levers_and_facts_exist(levers: tuple[fitting.Lever, ...], facts: tuple[str, ...]) -> None:
    names = [name for lever in levers for name in lever.names]
    assert len(names) == len(set(names))
    for name in names:
        assert np.isfinite(read_parameters().value(name))
    assert set(facts) <= published().keys()


def test_facts_that_can_be_met_are_and_contradicting_ones_share_the_miss() -> None:
    fit = Straight(setting("school"), SCHOOL_LEVERS[:3], (), read_parameters())
    found = fitted(fit, 30, lambda _: None)
    steps = [
        (found.value(lever.names[0]) - fit.start.value(lever.names[0])) / lever.step
        for lever in fit.levers
    ]
    np.testing.assert_allclose(steps, [2, -1, 0], atol=1e-3)


def test_the_outcome_is_kept_in_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "levers.json"
    write_parameters(read_parameters(), file)

    def only_moved(fit: Fit, *_: object) -> object:
        return fit.start.replaced({fit.levers[0].names[0]: 1.25})

    monkeypatch.setattr(fitting, "fitted", only_moved)
    fitting.fit(file=file)
    changed = read_parameters(file)
    assert changed.value(SCHOOL_LEVERS[0].names[0]) == 1.25
    assert changed.value(WORK_LEVERS[0].names[0]) == 1.25
