"""Record keys: a fixed random number per person, job, school or employer, and their sums.

Neither a year nor a table enters the key: an unchanged group keeps its noise. Keys, and
sums over few records, are pseudonymised personal data and stay where the records are.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import islice
from typing import Any, Never

import numpy as np
from numpy.typing import NDArray

from core.errors import ProtectionError
from core.protection.arrays import Keys, Whole, key_numbers, same_length, whole_numbers
from core.protection.seed import Seed

Identifier = str | bytes | int
CHUNK = 250_000


class KeyDomain(Enum):
    """What a record key is of: count what you key."""

    PERSON = b"rkey-person-v1"
    JOB = b"rkey-job-v1"
    SCHOOL = b"rkey-school-v1"
    EMPLOYER = b"rkey-employer-v1"


def record_keys(ids: Sequence[Identifier] | NDArray[Any], seed: Seed, domain: KeyDomain) -> Keys:
    """The record key of each id; a number and its decimal text are the same id.

    One process does a million a second; handing ids to further processes costs what it gains.
    """
    keys = np.empty(len(ids), np.uint64)
    done = 0
    for part in stream_record_keys(ids, seed, domain):
        keys[done : done + len(part)] = part
        done += len(part)
    return keys


def stream_record_keys(
    ids: Iterable[Identifier] | NDArray[Any], seed: Seed, domain: KeyDomain, chunk: int = CHUNK
) -> Iterator[Keys]:
    """Yield record keys chunk by chunk, in the order of the ids, holding few ids at a time."""
    if not isinstance(seed, Seed) or not isinstance(domain, KeyDomain):
        raise ProtectionError("record keys need a Seed and a KeyDomain; without them no key")
    remaining = iter(ids)
    while part := list(islice(remaining, chunk)):
        digests = seed.digests(map(_id_bytes, part), domain.value, 8)
        yield np.frombuffer(digests, "<u8").astype(np.uint64, copy=False)


def key_sum(keys: Keys) -> np.uint64:
    """The key of a set of records: the sum of their keys modulo 2^64."""
    return np.uint64(np.add.reduce(key_numbers(keys, "record keys")))


def grouped_key_sums(keys: Keys, group: Whole, groups: int) -> Keys:
    """The key of each group, exact whatever the order of the records.

    Not with ``np.bincount(weights=…)``: that adds in floating point and loses digits.
    """
    same_length("record keys and their groups", keys, group)
    sums = np.zeros(groups, np.uint64)
    np.add.at(sums, whole_numbers(group, "groups"), key_numbers(keys, "record keys"))
    return sums


def _id_bytes(identifier: object) -> bytes:
    found = b""
    if isinstance(identifier, str):
        # an id that isn't text would otherwise show itself in the error about its encoding
        found = identifier.encode(errors="ignore")
        found = found if found.decode() == identifier else b""
    elif isinstance(identifier, bytes):
        found = identifier
    elif isinstance(identifier, int | np.integer) and not isinstance(identifier, bool):
        found = b"%d" % int(identifier)
    return found or _refuse_id()


def _refuse_id() -> Never:
    raise ProtectionError(
        "an id is empty, missing or of a type that has no single spelling; expected text, bytes "
        "or whole numbers for every record. Fill in or drop such records first"
    )
