"""The attacks find what isn't defended, and read a release as an attacker would."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from scipy import sparse

from core.audit.lattice import _least_squares, _whole
from core.audit.leaks import _found_if_there, _keys_in

PARTS = np.array([[120.0], [35.0], [48.0]])
CITY = sparse.csr_matrix(np.array([[1.0, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]]))
"""A city of three neighbourhoods: one equation for all, and one for each."""
FIGURES = np.concatenate([[PARTS.sum(axis=0)], PARTS])


def test_exact_figures_give_every_neighbourhood_away() -> None:
    shown = np.ones(FIGURES.shape, np.bool_)
    assert (_least_squares(CITY, FIGURES, shown) == PARTS).all()
    assert (_whole(CITY, FIGURES[:, 0], shown[:, 0]) == PARTS[:, 0]).all()


def test_a_neighbourhood_that_is_withheld_follows_from_exact_totals() -> None:
    """That is why totals have noise too."""
    shown = np.array([[True], [True], [True], [False]])
    assert _whole(CITY, FIGURES[:, 0], shown[:, 0])[2] == PARTS[2, 0]


def test_a_key_in_a_table_is_found(tmp_path: Path) -> None:
    keys = np.array([2**63 + 12_345, 77], np.uint64)
    assert _found_if_there(keys)
    clean = tmp_path / "clean.parquet"
    pq.write_table(pa.table({"people": [10, 15]}), clean)
    assert not _keys_in(clean, keys)
