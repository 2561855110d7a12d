"""The record keys of a register: pupils by their person, jobs by person and workplace."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.protection.arrays import Keys
from core.protection.keys import KeyDomain, record_keys
from core.protection.seed import Seed

ID_SEPARATOR = "\x1f"
"""Stands in the ids of jobs, between the person and the workplace, and in no other."""


def register_keys(seed: Seed) -> Callable[[pa.Array], Keys]:
    """Gives each id its key: an id with a workplace is a job's, any other a person's."""

    def keys_of(ids: pa.Array) -> Keys:
        of_jobs = np.asarray(pc.match_substring(ids, ID_SEPARATOR).to_numpy(zero_copy_only=False))
        keys = np.empty(len(ids), np.uint64)
        for domain, chosen in ((KeyDomain.JOB, of_jobs), (KeyDomain.PERSON, ~of_jobs)):
            own = ids.filter(pa.array(chosen)).to_pylist()
            keys[chosen] = record_keys(own, seed, domain)
        return keys

    return keys_of
