"""Sets of people for the tests of protection: the seed of the oracles, and random keys."""

import numpy as np

from core.protection.arrays import Keys, Whole
from core.protection.counts import perturb_counts
from core.protection.nesting import Nesting
from core.protection.profiles import PUBLIC, Profile
from core.protection.protected import PerturbedCounts
from core.protection.seed import Seed

SEED = Seed(bytes(range(32)))


def random_keys(cells: int, chance: int = 7) -> Keys:
    """The keys of random sets: sums of uniform keys are uniform themselves."""
    return np.random.default_rng(chance).integers(1, 2**64, cells, dtype=np.uint64)


def key_of_each(people: Whole, chance: int = 7) -> Keys:
    """A random key for each set, and none for an empty one."""
    return np.where(people > 0, random_keys(len(people), chance), np.uint64(0))


def perturbed(people: Whole, profile: Profile = PUBLIC, chance: int = 7) -> PerturbedCounts:
    """Counts with the noise of random sets of these sizes."""
    return perturb_counts(people, key_of_each(people, chance), SEED, profile)


def with_counts(people: list[int], profile: Profile = PUBLIC) -> PerturbedCounts:
    """Counts that happen to be these after noise, by trying keys until they are."""
    wanted = np.array(people)
    found = np.zeros(len(wanted), np.uint64)
    for chance in range(2_000):
        tried = perturbed(wanted, profile, chance)
        # a count from 3 on can keep its size; smaller ones are reached from 0 or 3
        hit = (tried.people == wanted) & (found == 0)
        found[hit] = tried.key_sums[hit]
        if np.all(found[wanted > 0] > 0):
            return perturb_counts(wanted, found, SEED, profile)
    raise AssertionError("no keys found; a count of 1 or 2 is never the outcome")


def nested(cells: int, *pairs: tuple[int, int], identical: tuple[int, ...] = ()) -> Nesting:
    """Cells nested by pairs of a child and its parent; ``identical`` by pair."""
    child = np.array([c for c, _ in pairs], dtype=np.int64)
    parent = np.array([p for _, p in pairs], dtype=np.int64)
    same = np.array([position in identical for position in range(len(pairs))], dtype=np.bool_)
    return Nesting(cells, child, parent, same)
