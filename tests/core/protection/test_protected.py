"""That a figure can't leave by mistake."""

import ast
import copy
import json
import operator
import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.errors import ProtectionError
from core.protection.counts import protect_counts
from core.protection.profiles import PUBLIC, WORKBENCH
from core.protection.protected import (
    SEAL,
    PerturbedCounts,
    ProtectedCells,
    ProtectedCounts,
    ProtectedMeans,
    ProtectedShares,
)
from core.protection.states import CellState, Reason
from tests.core.protection.samples import nested, with_counts

ROOT = Path(__file__).parents[3]
ROOM = ROOT / "core" / "protection"


def counts() -> ProtectedCounts:
    return protect_counts(with_counts([40, 20, 8]), nested(3, (1, 0), (2, 0)))


@pytest.mark.parametrize("seal", [None, object(), "SEAL", PUBLIC])
@pytest.mark.parametrize("kind", [ProtectedCounts, ProtectedCells])
def test_no_protected_figure_without_the_seal(kind: type[ProtectedCells], seal: object) -> None:
    one = np.ones(1, np.uint8)
    with pytest.raises(ProtectionError, match=r"core\.protection only"):
        kind(seal, PUBLIC, np.array([12.0]), one, 0 * one)


def test_no_perturbed_or_derived_figure_without_the_seal() -> None:
    row = np.array([12.0])
    with pytest.raises(ProtectionError):
        PerturbedCounts(None, PUBLIC, np.array([12]), np.array([1], np.uint64))
    with pytest.raises(ProtectionError):
        ProtectedMeans(None, PUBLIC, row, row, row, row)
    with pytest.raises(ProtectionError):
        ProtectedShares(None, PUBLIC, row, row, row, row, row)


def test_a_figure_is_not_replaced_copied_or_pickled() -> None:
    figures = counts()
    with pytest.raises((TypeError, ValueError)):
        replace(figures, values=np.ones(3))  # type: ignore[call-arg]
    for take_along in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(ProtectionError, match="neither copied nor pickled"):
            take_along(figures)
    with pytest.raises(TypeError):
        json.dumps(figures)


def test_the_arrays_can_not_be_written_to() -> None:
    figures = counts()
    with pytest.raises(ValueError, match="read-only"):
        figures.values[0] = 1.0
    with pytest.raises(ValueError, match="WRITEABLE"):
        figures.values.setflags(write=True)
    with pytest.raises(AttributeError):
        figures.values = np.ones(3)  # type: ignore[misc]


def test_what_was_protected_does_not_change_with_the_array_it_came_from() -> None:
    people, keys = np.array([12]), np.array([5], np.uint64)
    kept = PerturbedCounts(SEAL, PUBLIC, people, keys)
    people[0] = 99
    assert kept.people.tolist() == [12]


@pytest.mark.parametrize("operation", [operator.sub, operator.add, operator.truediv, operator.lt])
@pytest.mark.parametrize("other", [1, np.ones(3)])
def test_figures_have_no_arithmetic(
    operation: Callable[[object, object], object], other: object
) -> None:
    for left, right in ((counts(), other), (other, counts()), (counts(), counts())):
        with pytest.raises(TypeError):
            operation(left, right)


def test_a_figure_in_text_shows_no_number() -> None:
    assert repr(counts()) == "ProtectedCounts(3 cells, profile public)"
    assert repr(with_counts([40])) == "PerturbedCounts(1 cells, profile public)"


@pytest.mark.parametrize(
    ("value", "state", "reason"),
    [
        (12.0, CellState.WITHHELD, Reason.BELOW_TEN),
        (np.nan, CellState.VALUE, Reason.NONE),
        (0.0, CellState.MISSING, Reason.NO_DATA),
        (12.0, 0, 0),
        (12.0, CellState.VALUE, Reason.BELOW_TEN),
    ],
)
def test_a_cell_that_contradicts_itself_is_refused(value: float, state: int, reason: int) -> None:
    cell = (np.array([state], np.uint8), np.array([reason], np.uint8))
    with pytest.raises(ProtectionError):
        ProtectedCounts(SEAL, PUBLIC, np.array([value]), *cell)


def test_cells_of_another_type_or_length_are_refused() -> None:
    one = np.ones(1, np.uint8)
    with pytest.raises(ProtectionError, match="float64 figures"):
        ProtectedCounts(SEAL, PUBLIC, np.array([12]), one, 0 * one)
    with pytest.raises(ProtectionError, match="uint8 states"):
        ProtectedCounts(SEAL, PUBLIC, np.ones(1), np.array([1]), 0 * one)
    with pytest.raises(ProtectionError, match="lengths"):
        ProtectedCounts(SEAL, PUBLIC, np.ones(2), one, 0 * one)


def test_figures_need_a_known_profile() -> None:
    one = np.ones(1, np.uint8)
    for profile in (None, replace(WORKBENCH, loopback_only=False)):
        with pytest.raises(ProtectionError, match="without a known profile"):
            ProtectedCounts(SEAL, profile, np.ones(1), one, 0 * one)  # type: ignore[arg-type]


def test_taking_cells_keeps_their_states_and_reasons() -> None:
    taken = counts().take(np.array([2, 0, 0]))
    assert taken.states.tolist() == [CellState.WITHHELD, CellState.VALUE, CellState.VALUE]
    assert taken.reasons.tolist() == [Reason.BELOW_TEN, Reason.NONE, Reason.NONE]
    assert np.isnan(taken.values[0])
    assert taken.values[1] == taken.values[2] == 40


def test_only_this_room_holds_the_seal() -> None:
    outside = [p for p in (ROOT / "core").rglob("*.py") if ROOM not in p.parents]
    for folder in ("components", "callbacks"):
        outside += (ROOT / folder).rglob("*.py")
    assert outside
    assert [p for p in outside if {"SEAL", "_Seal"} & _names(p)] == []
    assert {"SEAL"} <= _names(ROOM / "counts.py")


def test_nothing_here_hangs_on_an_assert() -> None:
    """An assert is gone under python -O, and the protection with it."""
    for path in ROOM.rglob("*.py"):
        tree = ast.parse(path.read_text())
        assert not any(isinstance(node, ast.Assert) for node in ast.walk(tree)), path


def _names(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.ImportFrom):
            found.update(alias.name for alias in node.names)
    return found
