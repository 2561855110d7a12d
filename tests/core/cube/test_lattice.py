"""Which nodes are counted, and that no other is."""

from itertools import combinations

import pytest

from core.cube.geography import COUNTRY
from core.cube.lattice import DIMENSIONS, FULL, MOST_DIMENSIONS, PAPER, Lattice

Node = tuple[str, frozenset[str]]
every_lattice = pytest.mark.parametrize("lattice", [FULL, PAPER], ids=["full", "paper"])


def counted(lattice: Lattice) -> list[Node]:
    """The levels and dimensions of all nodes, as often as they are counted."""
    everywhere = [
        (level, frozenset(parts)) for level in lattice.levels for parts in lattice.breakdowns
    ]
    return everywhere + [(COUNTRY, frozenset(parts)) for parts in lattice.country_breakdowns]


def test_at_most_three_of_place_and_categories_are_told_apart_in_a_release() -> None:
    assert MOST_DIMENSIONS == 3
    assert all(len(parts) + (level != COUNTRY) <= 3 for level, parts in counted(FULL))


def test_every_node_of_a_release_is_counted_once() -> None:
    assert len(counted(FULL)) == len(set(counted(FULL)))


def test_a_release_leaves_out_nothing_of_three_dimensions() -> None:
    wanted = {
        (level, frozenset(parts))
        for level in FULL.levels
        for size in range(MOST_DIMENSIONS + 1 - (level != COUNTRY))
        for parts in combinations(DIMENSIONS, size)
    }
    assert set(counted(FULL)) == wanted


def test_the_paper_tells_apart_clusters_origins_generations_and_levels_or_sectors() -> None:
    """In one go: its one breakdown has the roots too, and so every breakdown of its parts."""
    assert PAPER.in_one_go
    assert counted(PAPER) == [
        (level, frozenset({"origin", "generation", "stratum"})) for level in (COUNTRY, "cluster")
    ]
    assert set(PAPER.thresholds) < set(FULL.thresholds)


@every_lattice
def test_dimensions_stand_in_one_order(lattice: Lattice) -> None:
    for parts in lattice.breakdowns + lattice.country_breakdowns:
        assert list(parts) == sorted(parts, key=DIMENSIONS.index)


def test_the_finest_cells_keep_apart_only_what_some_breakdown_splits() -> None:
    assert FULL.dimensions == DIMENSIONS
    assert PAPER.dimensions == ("origin", "generation", "stratum")


@every_lattice
def test_what_is_counted_for_the_country_alone_starts_from_clusters(lattice: Lattice) -> None:
    starts = [(lattice.breakdowns, lattice.cell_level, "everywhere")]
    if lattice.country_breakdowns:
        starts.append((lattice.country_breakdowns, "cluster", "nationwide"))
    assert list(lattice.starts()) == starts
