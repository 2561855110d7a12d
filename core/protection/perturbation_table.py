"""Perturbation tables: how much noise a count gets, solved once, frozen, and looked up.

For a count i ≥ 1 the noise reaches at most ``max_noise``, has mean 0 and the given variance,
and never leads to a target of 1…``forbidden``; 0 stays 0. Larger counts share the last row.
A table is solved once and committed: solving anew on another machine could flip a draw.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final

import numpy as np

from core.errors import ProtectionError
from core.protection.arrays import Keys, Real, Whole, key_numbers, same_length, whole_numbers
from core.protection.max_entropy import WHOLE, max_entropy, thresholds

FOLDER: Final = Path(__file__).parent / "tables"


@dataclass(frozen=True)
class Row:
    """The noise of one count, and below which draw each amount is taken."""

    count: int
    noise: tuple[int, ...]
    thresholds: tuple[int, ...]

    def __post_init__(self) -> None:
        rising = all(a <= b for a, b in zip(self.thresholds, self.thresholds[1:], strict=False))
        if len(self.noise) != len(self.thresholds) or not rising or self.thresholds[-1] != WHOLE:
            raise ProtectionError(f"row {self.count} of a table is damaged; restore the file")


@dataclass(frozen=True)
class PerturbationTable:
    """A frozen table; noise is in parts of one ``grid``th."""

    name: str
    grid: int
    variance: float
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        if [row.count for row in self.rows] != list(range(len(self.rows))) or not self.rows:
            raise ProtectionError(f"table {self.name} misses rows; restore the file")

    def noise(self, counts: Whole, draws: Keys) -> Whole:
        """The noise of each count by its draw: the first one whose threshold is above."""
        same_length("counts and their draws", counts, draws)
        if len(counts) and (whole_numbers(counts, "counts").min() < 0 or draws.max() >= WHOLE):
            raise ProtectionError("noise needs counts of 0 or more and draws below 2^32")
        row = np.minimum(counts, len(self.rows) - 1).astype(np.uint64)
        # rows lie end to end, each one 2^33 further, so that one search serves them all
        places, amounts = self._end_to_end
        sought = (row << np.uint64(33)) | key_numbers(draws, "draws")
        found: Whole = amounts[np.searchsorted(places, sought, side="right")]
        return found

    @cached_property
    def _end_to_end(self) -> tuple[Keys, Whole]:
        places = [np.array(r.thresholds, np.uint64) + np.uint64(r.count << 33) for r in self.rows]
        return np.concatenate(places), np.concatenate([np.array(r.noise) for r in self.rows])

    def probabilities(self, count: int) -> dict[int, float]:
        """The probability of each noise for a count, as frozen."""
        row = self.rows[min(count, len(self.rows) - 1)]
        parts = np.diff(np.array([0, *row.thresholds], np.float64)) / WHOLE
        return dict(zip(row.noise, parts.tolist(), strict=True))

    @property
    def max_noise(self) -> int:
        """The largest noise, in parts of one ``grid``th."""
        return max(abs(v) for row in self.rows for v in row.noise)

    def to_json(self) -> str:
        """The table as the text that is committed."""
        rows = ",\n  ".join(json.dumps(asdict(row)) for row in self.rows)
        head = json.dumps({"name": self.name, "grid": self.grid, "variance": self.variance})
        return f'{head[:-1]}, "rows": [\n  {rows}\n]}}\n'

    @property
    def sha256(self) -> str:
        """The hash by which a release names the table it was protected with."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()


@dataclass(frozen=True)
class Design:
    """What a table of counts must satisfy: reach, variance, and targets 1…forbidden left out."""

    max_noise: int
    variance: float
    forbidden: int

    @property
    def last_row(self) -> int:
        """The count from which on all counts share one symmetric row."""
        return self.max_noise + (self.forbidden + 1 if self.forbidden else 0)

    def variance_range(self, count: int) -> tuple[int, int]:
        """The smallest and largest variance that noise on this count can have."""
        least = count * (self.forbidden + 1 - count) if count <= self.forbidden else 0
        return least, min(count, self.max_noise) * self.max_noise

    def targets(self, count: int) -> list[int]:
        """What a count can become."""
        low, high = max(0, count - self.max_noise), count + self.max_noise
        return [j for j in range(low, high + 1) if not 1 <= j <= self.forbidden]


def solve(design: Design) -> list[tuple[list[int], Real]]:
    """The noise and its probabilities for each count, from 0 to the last row."""
    _refuse_infeasible(design)
    rows: list[tuple[list[int], Real]] = [([0], np.ones(1))]
    for count in range(1, design.last_row + 1):
        noise = [target - count for target in design.targets(count)]
        rows.append((noise, max_entropy(np.array(noise, np.float64), design.variance)))
    return rows


def freeze(name: str, design: Design) -> PerturbationTable:
    """The table of a design with its thresholds rounded for good."""
    solved = enumerate(solve(design))
    rows = tuple(Row(i, tuple(noise), tuple(thresholds(p).tolist())) for i, (noise, p) in solved)
    return PerturbationTable(name, 1, design.variance, rows)


def freeze_sum_noise(name: str, reach: int, grid: int) -> PerturbationTable:
    """The table of noise on sums: mean 0, variance 1, between −reach and reach."""
    noise = np.arange(-reach * grid, reach * grid + 1)
    frozen = thresholds(max_entropy(noise / grid, 1.0))
    return PerturbationTable(
        name, grid, 1.0, (Row(0, tuple(noise.tolist()), tuple(frozen.tolist())),)
    )


COUNT_TABLE: Final = "counts-d5-v3-js2"
SUM_TABLE: Final = "sums-reach4-grid16"
SHIPPED: Final = (
    (COUNT_TABLE, "ff2c153646729808237ad6541bc638afc2c7efcb048b4ba3f98f9312d19ec176"),
    (SUM_TABLE, "5e68883c8f69ca39cbcf9cd034b635566e75db97e3240c87135c01a5327b7f00"),
)


@cache
def shipped_table(name: str) -> PerturbationTable:
    """A committed table, if it is still the one that was committed."""
    wanted = dict(SHIPPED).get(name)
    path = FOLDER / f"{name}.json"
    if wanted is None or not path.is_file():
        raise ProtectionError(f"{path}: no such table; expected one of {sorted(dict(SHIPPED))}")
    text = path.read_bytes()
    if hashlib.sha256(text).hexdigest() != wanted:
        raise ProtectionError(
            f"{path}: not the table that was frozen (sha256 {wanted[:12]}…); restore the file, "
            "for other thresholds would draw all noise anew"
        )
    read = json.loads(text)
    rows = tuple(Row(r["count"], tuple(r["noise"]), tuple(r["thresholds"])) for r in read["rows"])
    return PerturbationTable(read["name"], read["grid"], read["variance"], rows)


def _refuse_infeasible(design: Design) -> None:
    wrong = []
    for count in range(1, design.last_row + 1):
        low, high = design.variance_range(count)
        reachable = max(design.targets(count), default=0) >= count
        if not (reachable and low < design.variance < high):
            wrong.append(f"count {count} allows variances strictly between {low} and {high}")
    if wrong:
        raise ProtectionError(
            f"no table has noise up to {design.max_noise}, variance {design.variance} and targets "
            f"1…{design.forbidden} left out: {'; '.join(wrong)}. Change one of the three"
        )
