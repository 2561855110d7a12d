"""Makes areas whole: a stray group of spots goes to the area around it."""

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from core.demo.geography.arrays import Integers, Truths, run_starts

Pairs = tuple[Integers, Integers]
_ROUNDS = 4


def joined(label: Integers, pairs: Pairs, whole: Integers, *around: Integers) -> Integers:
    """The labels of the spots, changed so that areas are in one piece.

    ``whole`` tells for each label the area that is to be in one piece; the spots outside its
    main piece take the label of a bordering spot, by preference one that agrees on ``around``
    (larger areas for each label, the most telling first). A piece that borders on nothing,
    such as an island, stays what it is.
    """
    for _ in range(_ROUNDS):
        stray = _stray(whole[label], pairs)
        if not stray.any():
            break
        label = _given_away(label, stray, pairs, (whole, *around))
    return label


def _stray(area: Integers, pairs: Pairs) -> Truths:
    """Whether each spot lies outside the largest piece of its area."""
    first, second = pairs
    same = area[first] == area[second]
    ones = np.ones(int(same.sum()), dtype=np.int8)
    graph = coo_array((ones, (first[same], second[same])), shape=(len(area), len(area)))
    piece = connected_components(graph, directed=False)[1]
    size = np.bincount(piece)[piece]
    order = np.lexsort((piece, -size, area))
    leads = run_starts(area[order])
    main = np.zeros(int(area.max()) + 1, dtype=np.int64)
    main[area[order][leads]] = piece[order][leads]
    return np.asarray(piece != main[area])


def _given_away(
    label: Integers, stray: Truths, pairs: Pairs, around: tuple[Integers, ...]
) -> Integers:
    """Each stray spot that borders on the main piece of another area takes its label."""
    spot, other = np.concatenate(pairs), np.concatenate(pairs[::-1])
    whole = around[0]
    useful = stray[spot] & ~stray[other] & (whole[label[spot]] != whole[label[other]])
    spot, other = spot[useful], other[useful]
    likeness = np.zeros(len(spot), dtype=np.int64)
    for rank, larger in enumerate(around[1:]):
        agrees = larger[label[spot]] == larger[label[other]]
        likeness += agrees.astype(np.int64) << (len(around) - rank)
    order = np.lexsort((other, -likeness, spot))
    spot, other = spot[order], other[order]
    first = run_starts(spot)
    result = label.copy()
    result[spot[first]] = label[other[first]]
    return result
