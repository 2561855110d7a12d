"""What attacks are run on: the people's keys, one value of each, and the canonical cells."""

import zlib
from dataclasses import dataclass

import numpy as np

from core.errors import ProtectionError
from core.protection.arrays import Keys, Real, Whole, same_length
from core.protection.means import Variable, centred_steps
from core.protection.nesting import Nesting
from core.protection.seed import Seed

MOST_PEOPLE_IN_SET = 200
LEAST_PEOPLE_IN_SET = 10


@dataclass(frozen=True, eq=False)
class Cells:
    """Canonical cells as they are before protection, and how they nest."""

    people: Whole
    key_sums: Keys
    nesting: Nesting


@dataclass(frozen=True, eq=False)
class Evidence:
    """Everything the audit knows; the attacker is given figures, never this."""

    seed: Seed
    record_keys: Keys
    values: Real
    variable: Variable
    cells: Cells
    chance: int = 1

    def __post_init__(self) -> None:
        if same_length("record keys and values", self.record_keys, self.values) < 5_000:
            raise ProtectionError("attacks need 5,000 people or more to draw sets from")

    def luck(self, attack: str) -> np.random.Generator:
        """The random choices of one attack, the same in every run."""
        return np.random.default_rng([self.chance, zlib.crc32(attack.encode())])

    def crowd(self, luck: np.random.Generator) -> "Crowd":
        """The people in a random order, from which sets of any size can be cut."""
        order = luck.permutation(len(self.record_keys))
        steps = centred_steps(self.values[order], self.variable)
        keys = np.concatenate([np.zeros(1, np.uint64), np.cumsum(self.record_keys[order])])
        running_steps = np.concatenate([np.zeros(1, np.int64), np.cumsum(steps)])
        return Crowd(keys, running_steps, self.values[order])


@dataclass(frozen=True, eq=False)
class Crowd:
    """People in a row with running sums, so that any stretch of them is a set with its sums."""

    running_keys: Keys
    running_steps: Whole
    values: Real

    def key_sums(self, start: Whole, people: Whole) -> Keys:
        """The key of each stretch of people."""
        # the subtraction wraps modulo 2^64, as the sum did
        keys: Keys = self.running_keys[start + people] - self.running_keys[start]
        return keys

    def steps(self, start: Whole, people: Whole) -> Whole:
        """The sum over each stretch of people."""
        sums: Whole = self.running_steps[start + people] - self.running_steps[start]
        return sums

    def starts(self, luck: np.random.Generator, sets: int, longest: int) -> Whole:
        """Random places where stretches of at most this length can start."""
        return luck.integers(0, len(self.values) - longest, sets)


@dataclass(frozen=True, eq=False)
class NestedPairs:
    """Random sets of people, and the same sets with a few people more."""

    start: Whole
    people: Whole
    more: Whole
    inner_keys: Keys
    outer_keys: Keys


def nested_pairs(
    crowd: Crowd, luck: np.random.Generator, pairs: int, differences: tuple[int, ...]
) -> NestedPairs:
    """Random nested pairs that differ by one of these numbers of people."""
    people = luck.integers(LEAST_PEOPLE_IN_SET, MOST_PEOPLE_IN_SET, pairs)
    more = luck.choice(np.array(differences), pairs)
    start = crowd.starts(luck, pairs, MOST_PEOPLE_IN_SET + max(differences))
    inner, outer = crowd.key_sums(start, people), crowd.key_sums(start, people + more)
    return NestedPairs(start, people, more, inner, outer)
