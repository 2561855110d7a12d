"""Every cell with all that it lies within, for an attacker compares whichever two figures."""

import numpy as np
from scipy import sparse

from core.protection.arrays import Marks
from core.protection.nesting import Nesting


def with_ancestors(nesting: Nesting) -> Nesting:
    """The pairs of cells and everything above them, however far.

    Such a pair is identical if every step of some way between the two is.
    """
    pairs = _reached(_steps(nesting, np.ones(len(nesting.child), np.bool_))).tocoo()
    alike = _reached(_steps(nesting, nesting.identical))
    same = np.asarray(alike[pairs.row, pairs.col]).ravel() > 0
    return Nesting(nesting.cells, pairs.row.astype(np.int64), pairs.col.astype(np.int64), same)


def _steps(nesting: Nesting, pairs: Marks) -> sparse.csr_matrix:
    ones = np.ones(int(pairs.sum()), np.bool_)
    shape = (nesting.cells, nesting.cells)
    return sparse.csr_matrix((ones, (nesting.child[pairs], nesting.parent[pairs])), shape)


def _reached(steps: sparse.csr_matrix) -> sparse.csr_matrix:
    """Where one step or more lead."""
    reached, further = steps, steps
    while further.nnz:
        further = further @ steps
        reached = reached + further
    return reached
