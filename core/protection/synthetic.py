"""Record keys of people who don't exist, from a seed that everyone may know.

The demo country is protected as a register is, so that it looks and behaves like one. Its
seed stands here for all to read: there is nobody to protect, and anyone can make the same
release again, byte for byte. A register's seed is a secret (core/protection/seed.py).
"""

import hashlib
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt

from core.protection.prf import siphash24
from core.protection.profiles import DEFAULT_PROFILE, Profile
from core.protection.protection import Protection
from core.protection.seed import Seed

PUBLIC_SEED: Final = Seed(hashlib.sha256(b"Contactatlas demo: this seed is public").digest())
RESIDENTS, SCHOOL, WORK = 1, 2, 3
"""What a key is of, so that a pupil's and a resident's are never the same."""

Keys = npt.NDArray[np.uint64]
Integers = npt.NDArray[np.integer]


def synthetic_protection(profile: Profile = DEFAULT_PROFILE) -> Protection:
    """How releases of synthetic records are protected."""
    return Protection(profile, None if profile.is_unprotected else PUBLIC_SEED)


def synthetic_keys(kind: int, *columns: Integers) -> Keys:
    """A key for each row of columns that tell it apart; without a year, so that it lasts.

    For a row of several people it is the sum of their keys, drawn at once: a sum of random
    numbers modulo 2^64 is as random as each of them.
    """
    words = [np.ascontiguousarray(column).astype(np.uint64) for column in columns]
    return siphash24(*_lookup(), (kind, *words))


@cache
def _lookup() -> tuple[int, int]:
    digest = PUBLIC_SEED.digests([b"synthetic record keys"], b"rkey-demo-v1", 16)
    return int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:], "little")
