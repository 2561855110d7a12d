"""Who lives where, protected: residents by place, origin and generation.

A year and scheme at a time, as a block of place × category × generation, judged from the
country downwards. A row is written where ten or more seem to live; what has no row has fewer
than ten, nobody included, or is part of what has fewer.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from core.cube.arrays import column
from core.cube.composition import Composition, reading_order
from core.cube.geography import Geography
from core.cube.labelled import constant, labels, place_columns
from core.groups.origin import NATIVE_18, NATIVE_2005
from core.groups.person import GENERATION
from core.groups.scheme import Scheme
from core.protection.arrays import Codes, Keys, Marks, Real, Whole
from core.protection.columns import counts_where, named
from core.protection.counts import refuse_mismatch, rounded, with_noise
from core.protection.floors import FAR, FEW, Floors, verdict
from core.protection.nesting import NOWHERE
from core.protection.node_rows import depths_of, parents_of
from core.protection.place_tree import PlaceTree
from core.protection.prf import Purpose
from core.protection.profiles import Profile
from core.protection.protected import SEAL
from core.protection.protection import Protection
from core.protection.release_table import ReleaseTable
from core.protection.states import CellState, Reason, states_of


@dataclass(frozen=True, eq=False)
class Residents:
    """Blocks of place × category × generation: people with noise, keys, and what may be shown."""

    people: npt.NDArray[np.int32]
    keys: Keys
    reasons: Codes

    @property
    def shown(self) -> Marks:
        """Which cells a reader may have."""
        return np.asarray(self.reasons == Reason.NONE)


def residents_of(found: Composition, protection: Protection) -> npt.NDArray[np.int32]:
    """People with their noise, as a block."""
    people, keys = found.people.ravel(), found.keys.ravel()
    refuse_mismatch(people, keys)
    table = protection.profile.table
    noisy = with_noise(people, keys, protection.secret, table, Purpose.PEOPLE)
    return noisy.astype(np.int32).reshape(found.people.shape)


def judged(
    people: npt.NDArray[np.int32], keys: Keys, tree: PlaceTree, scheme: Scheme, profile: Profile
) -> Residents:
    """The blocks with the reason why a count isn't shown; 0 where it is.

    Where nobody is counted by category and generation both, as below municipalities, all such
    cells are below ten, and only the others are gone through. A block may be of all generations
    together alone.
    """
    reasons = np.full(people.shape, Reason.BELOW_TEN, np.uint8)
    floors = np.full(people.shape, FEW, np.int32)
    residents = Residents(people, keys, reasons)
    categories, generations = depths_of(scheme), depths_of(GENERATION)[: people.shape[2]]
    crossed: Marks = np.asarray(people[:, 1:, 1:].any(axis=(1, 2)))
    for depth in np.unique(tree.depth):
        everywhere = np.flatnonzero(tree.depth == depth)
        for category in np.unique(categories):
            for generation in np.unique(generations):
                places = everywhere[crossed[everywhere]] if category and generation else everywhere
                if not len(places):
                    continue
                chosen = (
                    places,
                    np.flatnonzero(categories == category),
                    np.flatnonzero(generations == generation),
                )
                own = np.ix_(*chosen)
                around, beside = _above(residents, floors, chosen, tree, scheme)
                reasons[own], floors[own] = verdict(people[own], beside, around, profile)
    return residents


def _above(
    residents: Residents,
    floors: Floors,
    chosen: tuple[Whole, Whole, Whole],
    tree: PlaceTree,
    scheme: Scheme,
) -> tuple[Floors, Floors]:
    """The least floor above each cell: in larger places, and among larger groups."""
    own = np.ix_(*chosen)
    shape = tuple(map(len, chosen))
    around, beside = (np.full(shape, FAR, np.int32) for _ in range(2))
    for above, there, same in _parents(chosen, tree, scheme):
        at = np.ix_(*above)
        other = there
        if same.any():
            # what is said to be the same people is the same only if their keys agree
            shown = residents.reasons[at] == Reason.NONE
            other = there & ~(same & (residents.keys[at] == residents.keys[own]) & shown)
        least = beside if np.array_equal(above[0], chosen[0]) else around
        np.minimum(least, floors[at], out=least, where=other)
    return around, beside


def _parents(
    chosen: tuple[Whole, Whole, Whole], tree: PlaceTree, scheme: Scheme
) -> Iterator[tuple[tuple[Whole, Whole, Whole], Marks, Marks]]:
    """The cells one level up in each dimension, whether they exist, and are the same people."""
    places, categories, generations = chosen
    everywhere = np.ones((1, 1, 1), np.bool_)
    for above, alone in zip(tree.parents[places].T, tree.identical[places].T, strict=True):
        there = (above != NOWHERE)[:, None, None]
        if not there.any():
            continue
        yield (np.maximum(above, 0), categories, generations), there, alone[:, None, None]
    native = np.isin(np.array(scheme.nodes)[categories], (NATIVE_2005, NATIVE_18))[None, :, None]
    born = np.array(GENERATION.nodes)[generations][None, None, :]
    both_native = native & (born == "native")
    if categories[0]:
        yield (places, parents_of(scheme)[categories], generations), everywhere, both_native
    if generations[0]:
        foreign = ~native & (categories > 0)[None, :, None] & (born == "migration_background")
        yield (
            (places, categories, parents_of(GENERATION)[generations]),
            everywhere,
            both_native | foreign,
        )


def composition_rows(
    found: Composition, residents: Residents, geography: Geography, profile: Profile
) -> ReleaseTable:
    """The release's rows of one year and scheme."""
    place, category, generation = np.nonzero(residents.reasons != Reason.BELOW_TEN)
    order = reading_order(place, category, generation, geography)
    place, category, generation = at = (place[order], category[order], generation[order])
    reasons = residents.reasons[at]
    values = rounded(residents.people[at].astype(np.int64), profile)
    rows = len(place)
    table = pa.table(
        {
            "year": column(np.full(rows, found.year, np.int16)),
            "scheme": constant(found.scheme.code, rows),
            "category": labels(category, found.scheme.nodes),
            "generation": labels(generation, GENERATION.nodes),
        }
        | place_columns(place, geography)
        | {
            "people": counts_where(values, reasons == Reason.NONE),
            "state": named(states_of(reasons), CellState),
            "reason": named(reasons, Reason),
        }
    )
    return ReleaseTable(SEAL, profile, "composition", table)


def shown_shares(residents: Residents, scheme: Scheme, native: str, profile: Profile) -> Real:
    """Each place's share of one category among its residents, as far as both are published."""
    own = scheme.nodes.index(native)
    shown = residents.shown[:, own, 0] & residents.shown[:, 0, 0]
    part, whole = (
        rounded(residents.people[:, one, 0].astype(np.int64), profile) for one in (own, 0)
    )
    share = np.minimum(part / np.maximum(whole, 1), 1.0)
    return np.where(shown & (whole > 0), np.round(share, 3), np.nan)


def narrowed(found: Composition, category: str) -> Composition:
    """One category, all that it is part of, and nothing of generations."""
    path = found.scheme.path(category)[::-1]
    at = [found.scheme.nodes.index(code) for code in path]
    scheme = Scheme(found.scheme.code, tuple(zip(path[1:], path, strict=False)))
    return Composition(found.year, scheme, found.people[:, at, :1], found.keys[:, at, :1])
