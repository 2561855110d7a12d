"""The only types in which a figure may leave the core, and the seal without which none exists.

A constructor demands the seal, which only modules of this package hold; copying, pickling
and arithmetic on the whole are refused, and the arrays can't be written to. What is still
perturbed but unrounded (``PerturbedCounts``, ``NoisedSums``) is another type, with no way
into a release.
"""

from dataclasses import InitVar, dataclass, fields
from typing import Any, Final, Never, Self

import numpy as np
from numpy.typing import NDArray

from core.errors import ProtectionError
from core.protection.arrays import Codes, Keys, Real, Whole, immutable, same_length
from core.protection.profiles import PROFILES, Profile
from core.protection.states import is_shown, refuse_unknown


class _Seal:
    """Proof that a value was made inside this package."""


SEAL: Final = _Seal()


@dataclass(frozen=True, eq=False, repr=False)
class Sealed:
    """Rows of figures that only this package can make, under one profile."""

    seal: InitVar[object]
    profile: Profile

    def __post_init__(self, seal: object) -> None:
        if seal is not SEAL:
            raise ProtectionError(
                f"{type(self).__name__} is made by core.protection only; protect the figures there"
            )
        if self.profile not in PROFILES:
            raise ProtectionError("figures without a known profile; nothing is answered")
        same_length(type(self).__name__, *self._rows().values())
        for name, row in self._rows().items():
            object.__setattr__(self, name, immutable(row, row.dtype.type))

    def take(self, cells: Whole) -> Self:
        """The figures of these cells, in this order, repeated if asked."""
        rest = {f.name: getattr(self, f.name) for f in fields(self)}
        taken = {name: row[cells] for name, row in self._rows().items()}
        return type(self)(SEAL, **{**rest, **taken})

    def _rows(self) -> dict[str, NDArray[Any]]:
        found = {f.name: getattr(self, f.name) for f in fields(self)}
        return {name: row for name, row in found.items() if isinstance(row, np.ndarray)}

    def __len__(self) -> int:
        return len(next(iter(self._rows().values())))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({len(self)} cells, profile {self.profile.name})"

    def __reduce_ex__(self, _protocol: object) -> Never:
        raise ProtectionError(
            f"{type(self).__name__} is neither copied nor pickled; figures leave through a release"
        )


@dataclass(frozen=True, eq=False, repr=False)
class PerturbedCounts(Sealed):
    """Counts with noise, not yet rounded or judged: for rules inside the build, never shown."""

    people: Whole
    key_sums: Keys


@dataclass(frozen=True, eq=False, repr=False)
class ProtectedCells(Sealed):
    """Figures a reader may have, each with its state and, where not a plain value, the reason."""

    values: Real
    states: Codes
    reasons: Codes

    def __post_init__(self, seal: object) -> None:
        super().__post_init__(seal)
        kinds = (self.states.dtype, self.reasons.dtype, *(f.dtype for f in self._figures()))
        if kinds[:2] != (np.uint8, np.uint8) or any(kind != np.float64 for kind in kinds[2:]):
            raise ProtectionError("cells need uint8 states and reasons, and float64 figures")
        refuse_unknown(self.states, self.reasons)
        shown = is_shown(self.states)
        for figures in self._figures():
            if np.any(np.isnan(figures) == shown):
                raise ProtectionError(
                    "a withheld cell holds a number, or a shown one none; nothing is answered"
                )

    def _figures(self) -> tuple[Real, ...]:
        return (self.values,)


@dataclass(frozen=True, eq=False, repr=False)
class ProtectedCounts(ProtectedCells):
    """Numbers of people, jobs or units."""


@dataclass(frozen=True, eq=False, repr=False)
class ProtectedShares(ProtectedCells):
    """Shares from 0 to 1 in whole percents, each with the interval it stands for.

    The interval is wider than the value at the ends (at most 5 %, at least 95 %), and is
    there without a value where only the numerator is withheld for being below ten.
    """

    lower: Real
    upper: Real


@dataclass(frozen=True, eq=False, repr=False)
class ProtectedMeans(ProtectedCells):
    """Means, each rounded to a step that is no finer than its noise."""

    step: Real
