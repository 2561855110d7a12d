"""Cuts a set of spots into compact parts of about equal weight."""

import numpy as np

from core.demo.geography.arrays import Floats, Integers
from core.demo.geography.draws import uniform

_TURN = 0.5
_UNEVEN = 0.16


class Division:
    """Repeated cuts across the long side of a set of spots."""

    def __init__(self, metres: Floats, weight: Floats, seed: int) -> None:
        self._metres = metres
        self._weight = weight
        self._seed = seed

    def parts(self, spots: Integers, count: int) -> list[Integers]:
        """The spots in ``count`` parts, or in as many as there are spots."""
        count = min(count, len(spots))
        if count <= 1:
            return [spots]
        first = count // 2
        low, high = self._cut(spots, first, count)
        return self.parts(low, first) + self.parts(high, count - first)

    def _cut(self, spots: Integers, first: int, count: int) -> tuple[Integers, Integers]:
        """Two sets with weights as ``first`` to the rest, give or take a little."""
        key = np.array([spots[0], spots[-1], count], dtype=np.int64)
        draw = uniform(self._seed, key, key[::-1])
        share = first / count * (1 + _UNEVEN * (2 * draw[0] - 1))
        along = np.round(self._along(spots, draw[1:]), 2)
        order = spots[np.argsort(along, kind="stable")]
        filled = np.cumsum(self._weight[order])
        place = int(np.searchsorted(filled, share * filled[-1])) + 1
        place = min(max(place, first), len(spots) - (count - first))
        return np.sort(order[:place]), np.sort(order[place:])

    def _along(self, spots: Integers, draw: Floats) -> Floats:
        """Positions along the longest axis of the set, turned a little."""
        x, y = (self._metres[spots] - self._metres[spots].mean(axis=0)).T
        spread = float((x * x).sum() - (y * y).sum())
        both = 2 * float((x * y).sum())
        size = np.sqrt(spread * spread + both * both) or 1.0
        cosine = np.sqrt(max((1 + spread / size) / 2, 0.0))
        sine = np.sqrt(max((1 - spread / size) / 2, 0.0)) * (1 if both >= 0 else -1)
        turn = _TURN * (2 * draw[0] - 1)
        along = x * (cosine - turn * sine) + y * (sine + turn * cosine)
        return np.asarray(along)


def allotted(weights: Floats, total: int, least: int) -> Integers:
    """``total`` units over parts by weight (largest remainder), each at least ``least``.

    More than ``total`` only if the least amounts alone come to more.
    """
    ideal = weights / weights.sum() * total
    counts = np.maximum(np.floor(ideal).astype(np.int64), least)
    short = total - int(counts.sum())
    most_due = np.argsort(counts - ideal, kind="stable")
    counts[most_due[: max(short, 0)]] += 1
    while short < 0 and counts.max() > least:
        over = np.where(counts > least, counts - ideal, -np.inf)
        counts[np.argmax(over)] -= 1
        short += 1
    return np.asarray(counts)
