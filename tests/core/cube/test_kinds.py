"""How many clusters a node has is told by the leaves in each, whichever way it is worked out."""

import numpy as np
import pytest
from scipy import sparse

from core.cube import kinds as counting
from core.cube.couples import Cells
from core.cube.kinds import kinds, kinds_of_level

PLACES, UNITS, LEAVES, NODES = 3, 40, 6, 4


@pytest.mark.parametrize("most_sets", [1 << 20, 0], ids=["in a table", "set by set"])
def test_a_node_has_a_cluster_where_anybody_of_it_counts(
    monkeypatch: pytest.MonkeyPatch, most_sets: int
) -> None:
    monkeypatch.setattr(counting, "MOST_SETS", most_sets)
    chance = np.random.Generator(np.random.PCG64(7))
    taken = np.sort(chance.choice(PLACES * UNITS * LEAVES, 200, replace=False))
    place, unit, leaf = np.unravel_index(taken, (PLACES, UNITS, LEAVES))
    # the last two leaves are alike, and the third counts for no node
    counts_for = np.array(
        [[1, 0, 0, 1], [0, 1, 0, 1], [0, 0, 0, 0], [1, 1, 0, 0], *[[0, 0, 1, 1]] * 2]
    )
    cells = Cells(unit, place, leaf, np.ones((3, len(leaf))))
    nodes = sparse.csr_array(counts_for.astype(np.float64))
    there = np.array([0, 2])
    found = kinds([kinds_of_level(cells, LEAVES)], LEAVES).counts(nodes, PLACES, there)
    for node in range(NODES):
        inside = counts_for[leaf, node] > 0
        for one in there:
            assert found[one, node] == len(set(unit[inside & (place == one)].tolist()))
    assert not found[1].any()
