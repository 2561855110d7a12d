"""Segregation indices of places: worked out inside the build, let through here.

They are computed from counts of units that have their noise but are not rounded, because
counts that are rounded and withheld give an index a bias of up to 0.36. What is let through
of such counts has two decimals, or three for indices on a scale that is a tenth as wide, which
noise moves by about one in the third; which indices are reliable is judged where they are made
(core/release/segregation).
"""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from core.cube.composition import Composition
from core.errors import ProtectionError
from core.groups.person import GENERATION
from core.groups.scheme import ALL
from core.protection.arrays import Whole
from core.protection.counts import refuse_mismatch, with_noise
from core.protection.prf import Purpose
from core.protection.protected import SEAL
from core.protection.protection import Protection
from core.protection.release_table import ReleaseTable

DECIMALS = 2
FINER = {"theil_h": 3, "mutual_information": 3}
"""Indices with more: 0.01 is a fifth of what they come to in cities."""
EVERY_GENERATION = GENERATION.nodes.index(ALL)
ROUNDING = 1e-9


def residents_with_noise(found: Composition, protection: Protection) -> Whole:
    """The people of each place and category with their noise, not rounded: never shown."""
    people = found.people[:, :, EVERY_GENERATION]
    if not protection.draws_noise:
        return people
    flat, keys = people.ravel(), found.keys[:, :, EVERY_GENERATION].ravel()
    refuse_mismatch(flat, keys)
    table = protection.profile.table
    noisy = with_noise(flat, keys, protection.secret, table, Purpose.PEOPLE)
    return noisy.reshape(people.shape)


def index_rows(name: str, rows: pa.Table, protection: Protection) -> ReleaseTable:
    """Indices as rows of a release; of counts with noise, no finer than their decimals."""
    if protection.draws_noise:
        figures = [one.name for one in rows.schema if pa.types.is_floating(one.type)]
        indices = rows["index"].unique().to_pylist()
        for index in indices:
            alone = len(indices) == 1
            of_index = rows if alone else rows.filter(pc.equal(rows["index"], index))
            decimals = decimals_of(index)
            if finer := [one for one in figures if _is_finer(of_index[one], decimals)]:
                raise ProtectionError(
                    f"{name}: {', '.join(finer)} of {index} have more than {decimals} decimals; "
                    f"round them first"
                )
    return ReleaseTable(SEAL, protection.profile, name, rows)


def decimals_of(index: str) -> int:
    """How many decimals of an index of counts with noise may be known."""
    return FINER.get(index, DECIMALS)


def _is_finer(column: pa.ChunkedArray, decimals: int) -> bool:
    values = column.drop_null().to_numpy().astype(np.float64)
    return bool(np.any(np.abs(values - np.round(values, decimals)) > ROUNDING))
