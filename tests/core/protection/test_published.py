import ast
import operator
from pathlib import Path

import numpy as np
import pytest

from core.errors import ProtectionError
from core.protection import published
from core.protection.profiles import OPEN
from core.protection.published import (
    Mask,
    PublishedFigures,
    Publisher,
    low_quality,
    pass_through,
    sum_intervals,
)
from core.protection.states import CellState, Reason

ROOM = Path(published.__file__).parent


def figures(values: list[float], masks: list[int]) -> PublishedFigures:
    codes = np.array(masks, np.uint8)
    return pass_through(np.array(values, np.float64), codes, Publisher.BELOW_FIVE_MASKED)


def test_published_figures_pass_bit_for_bit() -> None:
    luck = np.random.default_rng(4)
    values = np.concatenate([luck.normal(0, 1e6, 1_000), [0.1 + 0.2, -0.0, 5e-324, 0.0, 3.0]])
    passed = pass_through(
        values, np.full(len(values), Mask.FIGURE, np.uint8), Publisher.ROUNDED_TO_FIVE
    )
    assert passed.values.tobytes() == values.tobytes()
    assert passed.profile is OPEN
    assert set(passed.states.tolist()) == {CellState.VALUE}


@pytest.mark.parametrize(
    ("mask", "state", "ends"),
    [
        (Mask.ZERO_TO_FOUR, CellState.WITHHELD, (0, 4)),
        (Mask.ONE_TO_FOUR, CellState.WITHHELD, (1, 4)),
        (Mask.SECRET, CellState.WITHHELD, (0, np.inf)),
        (Mask.IMPOSSIBLE, CellState.NOT_APPLICABLE, (0, 0)),
        (Mask.NO_DATA, CellState.MISSING, (0, np.inf)),
    ],
)
def test_a_masked_figure_is_an_interval_and_never_a_point(
    mask: Mask, state: CellState, ends: tuple[float, float]
) -> None:
    found = figures([-99997.0], [mask])
    assert np.isnan(found.values[0])
    assert found.states.tolist() == [state]
    assert (found.lower[0], found.upper[0]) == ends


def test_sums_with_masked_members_are_intervals() -> None:
    found = figures([10, 20, 0, 7], [Mask.FIGURE, Mask.FIGURE, Mask.ONE_TO_FOUR, Mask.FIGURE])
    lower, upper = sum_intervals(found, np.array([0, 0, 0, 1]), 2)
    assert (lower.tolist(), upper.tolist()) == ([31, 7], [34, 7])


@pytest.mark.parametrize("operation", [operator.sub, operator.add])
def test_a_masked_figure_is_not_what_remains_of_a_total(operation: object) -> None:
    total, part = figures([30], [Mask.FIGURE]), figures([28], [Mask.FIGURE])
    for left, right in ((total, part), (total, 28.0), (np.array([30.0]), part)):
        with pytest.raises(TypeError):
            operation(left, right)  # type: ignore[operator]


def test_poor_quality_is_a_remark_and_changes_no_figure() -> None:
    found = figures([0.4, 0.5, 0.6], [Mask.FIGURE, Mask.FIGURE, Mask.SECRET])
    marked = low_quality(found, np.array([49.0, 50.0, 10.0]), 50)
    assert marked.states.tolist() == [
        CellState.LOW_RELIABILITY,
        CellState.VALUE,
        CellState.WITHHELD,
    ]
    assert marked.reasons.tolist()[0] == Reason.SMALL_BASE
    assert marked.values.tobytes() == found.values.tobytes()


@pytest.mark.parametrize("mask", [0, 7, 255])
def test_a_forgotten_or_unknown_mask_is_refused(mask: int) -> None:
    with pytest.raises(ProtectionError, match="not one of Mask"):
        figures([5.0], [mask])


def test_an_empty_figure_without_a_mask_is_refused() -> None:
    with pytest.raises(ProtectionError, match="not masked"):
        figures([np.nan], [Mask.FIGURE])


def test_figures_come_with_their_publisher_and_in_float64() -> None:
    code = np.array([Mask.FIGURE], np.uint8)
    with pytest.raises(ProtectionError):
        pass_through(np.ones(1), code, "cbs")  # type: ignore[arg-type]
    with pytest.raises(ProtectionError):
        pass_through(np.ones(1, np.float32), code, Publisher.NOT_PROTECTED)


def test_open_data_knows_nothing_of_seeds_keys_and_noise() -> None:
    reached = _reached("published", set())
    assert {"published", "protected", "states"} <= reached
    assert not reached & {"seed", "keys", "prf", "counts", "means", "moments", "units"}


def _reached(module: str, seen: set[str]) -> set[str]:
    seen.add(module)
    for node in ast.walk(ast.parse((ROOM / f"{module}.py").read_text())):
        named = node.module if isinstance(node, ast.ImportFrom) and node.module else ""
        room, _, name = named.rpartition(".")
        if room == "core.protection" and name not in seen:
            _reached(name, seen)
    return seen
