"""The people of a finest cell count for each node their categories lie under, once."""

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.cube.expansion import Expansion
from core.cube.lattice import DIMENSIONS, Breakdown
from core.cube.rollup import schemes
from core.groups.scheme import ALL
from core.groups.setting import SETTINGS, Setting

Leaves = dict[str, npt.NDArray[np.integer]]

quickly = settings(max_examples=25, deadline=None, derandomize=True)
every_setting = pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.code)
BREAKDOWNS = [
    parts for size in range(len(DIMENSIONS) + 1) for parts in combinations(DIMENSIONS, size)
]
every_breakdown = pytest.mark.parametrize("parts", BREAKDOWNS, ids="-".join)


@st.composite
def cells(draw: st.DrawFn) -> list[tuple[float, ...]]:
    """Cells as numbers between 0 and 1 for each dimension, to be scaled to its leaves."""
    share = st.floats(0, 1, exclude_max=True)
    return draw(st.lists(st.tuples(*[share] * len(DIMENSIONS)), max_size=12))


def leaves_of(setting: Setting, drawn: list[tuple[float, ...]]) -> Leaves:
    columns = np.array(drawn).reshape(-1, len(DIMENSIONS)).T
    return {
        name: (column * len(scheme.leaves)).astype(np.int8)
        for (name, scheme), column in zip(schemes(setting).items(), columns, strict=True)
    }


def counts_for(expansion: Expansion, node: npt.NDArray[np.integer], cell: dict[str, int]) -> bool:
    """Whether a cell's people belong to a node, category by category."""
    for name, position in zip(DIMENSIONS, node, strict=True):
        scheme = expansion.schemes[name]
        category = scheme.nodes[position]
        if category != ALL and scheme.leaves[cell[name]] not in scheme.leaves_under(category):
            return False
    return True


@every_setting
@quickly
@given(parts=st.sampled_from(BREAKDOWNS), drawn=cells())
def test_a_cell_counts_once_for_every_node_it_lies_under(
    setting: Setting, parts: Breakdown, drawn: list[tuple[float, ...]]
) -> None:
    expansion = Expansion(parts, schemes(setting))
    leaves = leaves_of(setting, drawn)
    rows, nodes = expansion.expand(leaves)
    expected = [
        (row, number)
        for row in range(len(drawn))
        for number, node in enumerate(expansion.nodes)
        if counts_for(expansion, node, {name: int(leaves[name][row]) for name in DIMENSIONS})
    ]
    assert sorted(zip(rows.tolist(), nodes.tolist(), strict=True)) == expected


@every_setting
@every_breakdown
def test_a_node_splits_what_is_broken_down_and_takes_all_of_the_rest(
    setting: Setting, parts: Breakdown
) -> None:
    expansion = Expansion(parts, schemes(setting))
    for column, name in enumerate(DIMENSIONS):
        at_root = expansion.nodes[:, column] == 0
        assert not at_root.any() if name in parts else at_root.all()
    assert len(np.unique(expansion.nodes, axis=0)) == len(expansion.nodes)


@every_setting
@every_breakdown
def test_a_node_is_found_again_by_its_categories(setting: Setting, parts: Breakdown) -> None:
    expansion = Expansion(parts, schemes(setting))
    numbers = expansion.numbers(list(expansion.nodes.T))
    assert numbers.tolist() == list(range(len(expansion.nodes)))
