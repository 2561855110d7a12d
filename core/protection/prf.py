"""From the key of a set to a uniform number: SipHash-2-4 with keys derived from the seed.

The sum of record keys can't be used as it is: sums are linear, so the noise of related
sets would be related. Aumasson & Bernstein, "SipHash: a fast short-input PRF" (2012).
"""

from collections.abc import Sequence
from enum import IntEnum

import numpy as np

from core.errors import ProtectionError
from core.protection.arrays import Keys, key_numbers
from core.protection.seed import Seed

BLOCK = 1 << 14  # cells at a time, so that the four words of state stay in the processor's cache
_SHIFTS = {n: (np.array(n, np.uint64), np.array(64 - n, np.uint64)) for n in (13, 16, 17, 21, 32)}
_START = (0x736F6D6570736575, 0x646F72616E646F6D, 0x6C7967656E657261, 0x7465646279746573)


class Purpose(IntEnum):
    """What a draw is for; a number is never changed or used again for something else.

    A quantity has one purpose whatever its role, route, year or level: two purposes for
    one quantity would give two draws of it, and two draws can be averaged.
    """

    PEOPLE = 0
    JOBS = 1
    BRANCHES = 2
    EMPLOYERS = 3
    NEIGHBOURHOOD_SHARE = 7
    SCHOOL_SHARE = 8
    WORK_SHARE = 9
    NEIGHBOURHOOD_SHARE_SQUARED = 10
    SCHOOL_SHARE_SQUARED = 11
    WORK_SHARE_SQUARED = 12
    NEIGHBOURHOOD_BY_SCHOOL_SHARE = 13
    NEIGHBOURHOOD_BY_WORK_SHARE = 14
    SCHOOL_SLOPE_ERROR = 15
    SCHOOL_INTERCEPT_ERROR = 16
    WORK_SLOPE_ERROR = 17
    WORK_INTERCEPT_ERROR = 18


def draws(key_sums: Keys, seed: Seed, purpose: Purpose) -> Keys:
    """A uniform number below 2^32 for each set, the same whenever it is asked."""
    if not isinstance(seed, Seed) or not isinstance(purpose, Purpose):
        raise ProtectionError("noise needs a Seed and a Purpose; without them nothing is answered")
    hashed = siphash24(*lookup_keys(seed), (key_numbers(key_sums, "key sums"), int(purpose)))
    return hashed >> np.uint64(32)


def lookup_keys(seed: Seed) -> tuple[int, int]:
    """The two keys of the lookup that belong to the seed."""
    digest = seed.digests([b"ptable-lookup"], b"prf-count-v1", 16)
    return int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:], "little")


def siphash24(k0: int, k1: int, words: Sequence[Keys | int]) -> Keys:
    """SipHash-2-4 of messages of 8-byte words; a plain number is the same word for all."""
    rows = max((len(word) for word in words if not isinstance(word, int)), default=1)
    hashed = np.empty(rows, np.uint64)
    for start in range(0, rows, BLOCK):
        part = slice(start, min(start + BLOCK, rows))
        block = [np.uint64(w) if isinstance(w, int) else w[part] for w in words]
        hashed[part] = _hash_block(k0, k1, block, part.stop - part.start)
    return hashed


def _hash_block(k0: int, k1: int, words: Sequence[Keys | np.uint64], rows: int) -> Keys:
    keys = (k0, k1, k0, k1)
    state = [np.full(rows, start ^ key, np.uint64) for start, key in zip(_START, keys, strict=True)]
    spare = np.empty(rows, np.uint64)
    for word in (*words, np.uint64(8 * len(words) << 56)):
        state[3] ^= word
        _rounds(2, state, spare)
        state[0] ^= word
    state[2] ^= np.uint64(0xFF)
    _rounds(4, state, spare)
    return state[0] ^ state[1] ^ state[2] ^ state[3]


def _rounds(times: int, state: list[Keys], spare: Keys) -> None:
    a, b, c, d = state
    for _ in range(times):
        _mix(a, b, 13, spare)
        _rotate(a, 32, spare)
        _mix(c, d, 16, spare)
        _mix(a, d, 21, spare)
        _mix(c, b, 17, spare)
        _rotate(c, 32, spare)


def _mix(into: Keys, other: Keys, bits: int, spare: Keys) -> None:
    into += other
    _rotate(other, bits, spare)
    other ^= into


def _rotate(word: Keys, bits: int, spare: Keys) -> None:
    up, down = _SHIFTS[bits]
    np.left_shift(word, up, spare)
    np.right_shift(word, down, word)
    np.bitwise_or(word, spare, word)
