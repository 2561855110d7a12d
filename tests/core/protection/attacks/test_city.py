import numpy as np
import pytest

from core.protection.attacks.city import MOST_DIMENSIONS, Tree, city
from core.protection.attacks.evidence import Evidence
from tests.core.protection.samples import SEED


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return city(SEED, people=6_000)


def test_the_first_cell_is_everyone(evidence: Evidence) -> None:
    assert evidence.cells.people[0] == 6_000
    assert int(evidence.cells.key_sums[0]) == sum(evidence.record_keys.tolist()) % 2**64


def test_children_in_one_dimension_add_up_to_their_parent(evidence: Evidence) -> None:
    """A cell with k dimensions below the root has, in each, siblings that make up its parent."""
    cells, nesting = evidence.cells, evidence.cells.nesting
    of_everyone = nesting.child[nesting.parent == 0]
    # six districts, three origin classes, five ages and two sexes
    assert len(of_everyone) == 6 + 3 + 5 + 2
    assert cells.people[of_everyone].sum() == 4 * 6_000


def test_a_parent_holds_its_child(evidence: Evidence) -> None:
    cells, nesting = evidence.cells, evidence.cells.nesting
    assert np.all(cells.people[nesting.parent] >= cells.people[nesting.child])


def test_identical_cells_have_the_same_key(evidence: Evidence) -> None:
    cells, nesting = evidence.cells, evidence.cells.nesting
    assert nesting.identical.any()
    same = cells.key_sums[nesting.parent] == cells.key_sums[nesting.child]
    assert same[nesting.identical].all()


def test_at_most_three_dimensions_are_combined(evidence: Evidence) -> None:
    parents = np.bincount(evidence.cells.nesting.child)
    assert parents.max() == MOST_DIMENSIONS


def test_a_tree_says_where_a_leaf_lies_at_each_level() -> None:
    tree = Tree((np.array([0, 0]), np.array([0, 0, 1])))
    leaves = np.array([0, 1, 2])
    assert [tree.at(leaves, level).tolist() for level in tree.levels] == [
        [0, 0, 0],
        [0, 0, 1],
        [0, 1, 2],
    ]
    assert [tree.size(level) for level in tree.levels] == [1, 2, 3]
