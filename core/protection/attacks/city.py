"""A generated city to attack when there is no bundle: people, their values, and every cell.

Nobody in it is real. Some districts have one neighbourhood, and one origin class has one
group, so that cells occur that are identical to their parent by definition.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from core.protection.arrays import Keys, Marks, Real, Whole
from core.protection.attacks.evidence import Cells, Evidence
from core.protection.keys import KeyDomain, grouped_key_sums, record_keys
from core.protection.means import NEIGHBOURHOOD_SHARE
from core.protection.nesting import Nesting
from core.protection.seed import Seed

MOST_DIMENSIONS = 3
NEIGHBOURHOODS_BY_DISTRICT = (1, 4, 5, 5, 7, 8)
GROUPS_BY_CLASS = (1, 6, 11)
AGES = 5
SEXES = 2


@dataclass(frozen=True, eq=False)
class Tree:
    """A dimension: for each level below the root, the parent of each code."""

    parents: tuple[Whole, ...]

    @property
    def levels(self) -> range:
        """The levels, from 0 (everyone) to the leaves."""
        return range(len(self.parents) + 1)

    def size(self, level: int) -> int:
        """How many codes a level has."""
        return len(self.parents[level - 1]) if level else 1

    def at(self, leaves: Whole, level: int) -> Whole:
        """The code at a level of each leaf."""
        for parents in self.parents[: level - 1 if level else None : -1]:
            leaves = parents[leaves]
        return leaves


def city(seed: Seed, people: int = 120_000, chance: int = 1) -> Evidence:
    """A generated city of this many people as evidence to attack."""
    luck = np.random.default_rng(chance)
    codes, values = _people(luck, people)
    keys = record_keys(np.arange(people), seed, KeyDomain.PERSON)
    return Evidence(seed, keys, values, NEIGHBOURHOOD_SHARE, _cells(codes, keys), chance)


def _trees() -> tuple[Tree, ...]:
    districts = _spread_out(NEIGHBOURHOODS_BY_DISTRICT)
    classes = _spread_out(GROUPS_BY_CLASS)
    return (
        Tree((np.zeros(len(NEIGHBOURHOODS_BY_DISTRICT), np.int64), districts)),
        Tree((np.zeros(len(GROUPS_BY_CLASS), np.int64), classes)),
        Tree((np.zeros(AGES, np.int64),)),
        Tree((np.zeros(SEXES, np.int64),)),
    )


def _people(luck: np.random.Generator, people: int) -> tuple[list[Whole], Real]:
    """For each person the leaf in each tree, and the share of the first group at home."""
    areas, groups = sum(NEIGHBOURHOODS_BY_DISTRICT), sum(GROUPS_BY_CLASS)
    common = np.array([0.6] + [0.4 / (groups - 1)] * (groups - 1)) * 12
    home = luck.choice(areas, people, p=luck.dirichlet(np.full(areas, 6.0)))
    mixes = luck.dirichlet(common, areas).cumsum(axis=1)
    group = np.minimum((luck.random(people)[:, None] > mixes[home]).sum(axis=1), groups - 1)
    age, sex = luck.integers(0, AGES, people), luck.integers(0, SEXES, people)
    residents = np.bincount(home, minlength=areas)
    share = np.bincount(home[group == 0], minlength=areas) / np.maximum(residents, 1)
    # as for pupils, what is averaged differs between people of one neighbourhood
    values = np.clip(share[home] + luck.normal(0.0, 0.1, people), 0.0, 1.0)
    return [home, group, age, sex], values


def _cells(codes: Sequence[Whole], keys: Keys) -> Cells:
    trees = _trees()
    cuboids = [
        levels
        for levels in product(*(tree.levels for tree in trees))
        if np.count_nonzero(levels) <= MOST_DIMENSIONS
    ]
    sizes = [np.prod(_shape(trees, levels)) for levels in cuboids]
    offsets = dict(zip(cuboids, np.cumsum([0, *sizes]).tolist(), strict=False))
    people, key_sums = [], []
    for levels, size in zip(cuboids, sizes, strict=True):
        at_levels = [t.at(c, level) for t, c, level in zip(trees, codes, levels, strict=True)]
        cell = np.ravel_multi_index(at_levels, _shape(trees, levels))
        people.append(np.bincount(cell, minlength=size))
        key_sums.append(grouped_key_sums(keys, cell, int(size)))
    child, parent, identical = (
        np.concatenate(parts) for parts in zip(*_pairs(trees, offsets), strict=True)
    )
    nesting = Nesting(int(sum(sizes)), child, parent, identical)
    return Cells(np.concatenate(people), np.concatenate(key_sums), nesting)


def _pairs(
    trees: Sequence[Tree], offsets: dict[tuple[int, ...], int]
) -> Iterator[tuple[Whole, Whole, Marks]]:
    """Yield, for each cuboid and dimension, the cells with their parents one level up."""
    for levels, offset in offsets.items():
        shape = _shape(trees, levels)
        grid = np.indices(shape).reshape(len(shape), -1)
        for dimension, level in enumerate(levels):
            if not level:
                continue
            up = (*levels[:dimension], level - 1, *levels[dimension + 1 :])
            parents = trees[dimension].parents[level - 1]
            above = grid.copy()
            above[dimension] = parents[grid[dimension]]
            only_child = np.bincount(parents)[above[dimension]] == 1
            there = np.asarray(np.ravel_multi_index(tuple(above), _shape(trees, up)), np.int64)
            yield offset + np.arange(len(there)), offsets[up] + there, only_child


def _shape(trees: Sequence[Tree], levels: Sequence[int]) -> tuple[int, ...]:
    return tuple(tree.size(level) for tree, level in zip(trees, levels, strict=True))


def _spread_out(children: Sequence[int]) -> Whole:
    return np.repeat(np.arange(len(children)), children)
