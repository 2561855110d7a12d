"""Figures on who lives where: shares of groups, and the chance that two residents differ."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from core.groups.origin import NATIVE_18, ORIGIN_18, ORIGIN_2005
from core.groups.scheme import ALL
from core.places.levels import GROUPINGS, LEVELS
from core.questions.absent import absent_state
from core.questions.indicators.indicator import Measured, Where
from core.questions.schemes import COLUMNS, has_eighteen, translated
from core.release import Release, Value

SHOWN = ("value", "low_reliability")
UNSURE, TOO_UNSURE = 0.005, 0.02
"""How far a chance may be off, through groups that are withheld, before it is marked as less
reliable, and before it is withheld too."""

NON_WESTERN_2005 = "non_western"
FEW = 10
NEARLY = 20
"""How many times ten people a share of nearly everyone must be of, to be known to 5%."""
MOST_YEARS = 64
"""Years of larger places kept at hand, of all releases together: a line over the years asks all."""
Absent = tuple[str, str]
NOBODY: Absent = ("value", "none")

SMALL = ("PC", "WK", "BU")
LARGE_LEVELS = (
    *(level for level in LEVELS if level not in ("postcode_area", "district", "neighbourhood")),
    *GROUPINGS,
)

Floats = npt.NDArray[np.float64]
Names = npt.NDArray[np.str_]
Places = npt.NDArray[np.int64]


def share_of(category: str, release: Release, year: int, where: Where) -> Measured:
    """Share of residents with this origin; as exact as its two counts."""
    return _share(residents(release, year, where, (ALL, category)))


def non_western_share(release: Release, year: int, where: Where) -> Measured:
    """Share of residents whom the grouping of 2005 calls non-western."""
    categories = (ALL, NON_WESTERN_2005)
    return _share(residents_in(release, year, where, categories, ORIGIN_2005.code))


def _share(counted: "Residents") -> Measured:
    """The second category as a part of the first."""
    total = counted.people[:, 0]
    both = counted.shown[:, 0] & counted.shown[:, 1]
    # Counts with noise can give a group more people than there are residents.
    value = np.where(both & (total > 0), np.minimum(counted.shares[:, 1], 1.0), np.nan)
    worst = np.where(counted.shown[:, 0], 1, 0)
    measured = counted.measured(value, worst)
    # nearly everyone: how many exactly isn't told, but the share is known well enough
    nearly = counted.nearly_all[:, 1] & (total >= NEARLY * FEW)
    return Measured(
        measured.places,
        np.where(nearly, 1 - FEW / 2 / np.maximum(total, 1), measured.value),
        measured.people,
        np.where(nearly, "low_reliability", measured.state),
        measured.reason,
    )


def native_share(release: Release, year: int, where: Where) -> Measured:
    """Share of residents with a Dutch background."""
    return share_of(NATIVE_18, release, year, where)


def probability_of_difference(release: Release, year: int, where: Where) -> Measured:
    """Chance that two residents differ in origin: 1 − Σp² over the eighteen groups.

    Groups that are withheld share what the others leave. However they divide it, the chance
    moves between two bounds: the middle of these is given, marked or withheld as they widen.
    """
    counted = residents(release, year, where, (ALL, *ORIGIN_18.leaves))
    total = np.maximum(counted.people[:, :1], 1)
    nearly = counted.nearly_all[:, 1:]
    shares = np.where(nearly, np.maximum(1 - FEW / 2 / total, 0), counted.shares[:, 1:])
    known = np.where(counted.shown[:, 1:] | nearly, shares, 0)
    hidden = (~(counted.shown[:, 1:] | nearly)).sum(axis=1)
    rest = np.clip(1 - known.sum(axis=1), 0, 1) * (hidden > 0)
    spread = rest**2 * (1 - 1 / np.maximum(hidden, 1)) / 2
    value = 1 - (known**2).sum(axis=1) - rest**2 + spread
    spread = spread + nearly.any(axis=1) * FEW / total[:, 0]
    defined = counted.shown[:, 0] & (counted.people[:, 0] > 0) & (spread <= TOO_UNSURE)
    measured = counted.measured(np.where(defined, value, np.nan), np.zeros(len(value), np.int64))
    unsure = defined & (spread > UNSURE)
    hidden_groups = counted.shown[:, 0] & (spread > TOO_UNSURE)
    state = np.where(unsure, "low_reliability", measured.state)
    state = np.where(hidden_groups, "withheld", state)
    reason = np.where(unsure, "noisy", measured.reason)
    reason = np.where(hidden_groups, "member_hidden", reason)
    return Measured(measured.places, measured.value, measured.people, state, reason)


class Residents:
    """Residents of some places by category: a row per place, a column per category."""

    def __init__(self, rows: pa.Table, categories: Sequence[str], absent: Absent = NOBODY) -> None:
        codes, row = _coded(rows["place"])
        order = np.argsort(np.array(codes, dtype=np.str_))
        row = np.argsort(order)[row]
        present, column = _coded(rows["category"])
        number = {category: position for position, category in enumerate(categories)}
        column = np.array([number[category] for category in present], np.int64)[column]
        shape = (len(codes), len(categories))
        self.places: tuple[str, ...] = tuple(codes[position] for position in order)
        self.people = np.zeros(shape, np.int64)
        self.people[row, column] = rows["people"].fill_null(0).to_numpy()
        self.is_count = np.zeros(shape, np.bool_)
        self.is_count[row, column] = rows["people"].is_valid().to_numpy()
        self.shares: Floats = self.people / np.maximum(self.people[:, :1], 1)
        if "share" in rows.column_names:
            self._take_shares(rows["share"], row, column)
        self.state = np.full(shape, absent[0], dtype="U16")
        self.state[row, column] = _strings(rows["state"], "U16")
        self.reason = np.full(shape, absent[1], dtype="U24")
        self.reason[row, column] = _strings(rows["reason"], "U24")
        # A category without a row has nobody, or with noise fewer than ten; a place without a
        # row for all has no figure.
        counted = np.zeros(len(codes), np.bool_)
        counted[row[column == 0]] = True
        if absent == NOBODY:
            self.state[~counted, 0] = "missing"
            self.reason[~counted, 0] = "no_data"
        self.shown = np.isin(self.state, SHOWN)
        self.nearly_all = (self.reason == "almost_all") & self.shown[:, :1]
        """Categories that leave fewer than ten of the place's people out, or seem to."""

    def _take_shares(self, share: pa.ChunkedArray, row: Places, column: Places) -> None:
        """Use shares where they were published instead of counts; people follow from them."""
        published = share.is_valid().to_numpy()
        if not published.any():
            return
        row, column = row[published], column[published]
        self.shares[row, column] = share.drop_null().to_numpy()
        counted = np.rint(self.shares * self.people[:, :1]).astype(np.int64)
        self.people = np.where(self.is_count, self.people, counted)

    def measured(self, value: Floats, deciding: npt.NDArray[np.int64]) -> Measured:
        """Values with the state and reason of the column that decides in each row."""
        rows = np.arange(len(value))
        state, reason = self.state[rows, deciding], self.reason[rows, deciding]
        nobody = self.shown[:, 0] & (self.people[:, 0] == 0)
        state = np.where(nobody, "not_applicable", state)
        reason = np.where(nobody, "impossible", reason)
        return Measured(self.places, value, self.people[:, 0], state, reason)


def residents(release: Release, year: int, where: Where, categories: Sequence[str]) -> Residents:
    """Residents of the places by category of the eighteen, all generations together.

    Where a release knows them in another scheme only, its categories that mean the same count.
    """
    if not has_eighteen(release, year):
        return Residents(translated(release, year, where, categories), categories)
    listed = where.get("place")
    codes = (listed,) if isinstance(listed, str) else tuple(map(str, listed or ()))  # type: ignore[arg-type] # codes, as Where says
    if not codes or any(code.startswith(SMALL) for code in codes):
        found = _rows(release, year, {"category": tuple(categories), **where})
        return Residents(found, categories, _absent(release))
    rows = _large_places(release, year).of(codes)
    kept = pc.is_in(rows["category"], pa.array(categories, pa.string()))
    return Residents(rows.filter(kept), categories, _absent(release))


def _absent(release: Release) -> Absent:
    return absent_state(release) if release.has_noise else NOBODY


def residents_in(
    release: Release, year: int, where: Where, categories: Sequence[str], scheme: str
) -> Residents:
    """Residents of the places by category of a scheme, all generations together."""
    if scheme == ORIGIN_18.code:
        return residents(release, year, where, categories)
    chosen: dict[str, Value] = {"category": tuple(categories), **where}
    return Residents(_rows(release, year, chosen, scheme), categories, _absent(release))


def _rows(release: Release, year: int, where: Where, scheme: str = ORIGIN_18.code) -> pa.Table:
    return release.store.select(
        "composition", COLUMNS, {"scheme": scheme, "year": year, "generation": ALL, **where}
    )


class _LargePlaces:
    """Municipalities and all that is larger: few rows, and every profile needs them."""

    def __init__(self, rows: pa.Table) -> None:
        codes, row = _coded(rows["place"])
        order = np.argsort(row, kind="stable")
        self._rows = rows.take(order).combine_chunks()
        self._number = {code: number for number, code in enumerate(codes)}
        self._starts = np.searchsorted(row[order], np.arange(len(codes) + 1)).tolist()

    def of(self, codes: Sequence[str]) -> pa.Table:
        """The rows of these places, as far as they have any."""
        numbers = sorted({self._number[code] for code in codes if code in self._number})
        starts = self._starts
        parts = (self._rows[starts[one] : starts[one + 1]] for one in numbers)
        return pa.concat_tables([self._rows[:0], *parts])


@lru_cache(maxsize=MOST_YEARS)
def _large_places(release: Release, year: int) -> _LargePlaces:
    return _LargePlaces(_rows(release, year, {"level": LARGE_LEVELS}))


def _coded(column: pa.ChunkedArray) -> tuple[list[str], npt.NDArray[np.int64]]:
    """The different texts of a column, and which of them each row has."""
    encoded = column.combine_chunks().dictionary_encode()
    return encoded.dictionary.to_pylist(), encoded.indices.to_numpy().astype(np.int64)


def _strings(column: pa.ChunkedArray, kind: str) -> Names:
    """A column of few different texts."""
    different, which = _coded(column)
    texts: Names = np.array(different, dtype=kind)[which]
    return texts
