"""One part of the cube with its noise: everyone and whoever stays, then every class of people."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from core.cube.arrays import column, floats, integers, table_of, values_of
from core.cube.classes import Classes
from core.cube.cube import Cube, Part
from core.cube.labelled import in_order
from core.cube.lattice import NODE
from core.cube.rollup import schemes
from core.errors import ProtectionError
from core.groups.setting import WORK, Setting
from core.protection.arrays import Codes, Keys, Real, Whole
from core.protection.counts import perturb_counts, refuse_mismatch, with_noise_that_matters
from core.protection.judgement import EVERYONE, Ledger
from core.protection.node_columns import MEAN_COLUMNS, NodeColumns, class_columns
from core.protection.node_rows import NodeRows
from core.protection.place_tree import PlaceTree
from core.protection.prf import Purpose
from core.protection.protected import SEAL, PerturbedCounts, ProtectedCounts
from core.protection.protection import Protection
from core.protection.states import CellState, Reason, states_of
from core.protection.unit_refusals import unit_refusals

MEANS = ("people", "key_sum", "same_municipality", "same_municipality_keys", "x_mean", "y_mean")


def purpose_of(setting: Setting) -> Purpose:
    """Pupils are counted as people and employees as jobs, by the keys that they have."""
    return Purpose.JOBS if setting == WORK else Purpose.PEOPLE


@dataclass(frozen=True, eq=False)
class Counted:
    """Counts of some nodes with their noise (rows by columns), and why one isn't shown."""

    nodes: pa.Table
    """The nodes by number, with what was counted of them."""
    columns: NodeColumns
    people: Whole
    reasons: Codes
    everyone: PerturbedCounts
    exact: Whole
    """The counts of everyone as they are, for sums to which noise is added."""
    spreads: Mapping[str, Real]
    """Σ(x − x̄)², Σ(x − x̄)(y − ȳ) and Σ(y − ȳ)² of the nodes that have a line."""

    @cached_property
    def written(self) -> Whole:
        """The rows that are written at all: those of fewer than ten people are not."""
        return np.flatnonzero(self.reasons[:, EVERYONE] != Reason.BELOW_TEN)

    @cached_property
    def published(self) -> ProtectedCounts:
        """What a reader may have of everyone in each node."""
        reasons = self.reasons[:, EVERYONE]
        states = states_of(reasons)
        profile = self.everyone.profile
        shown = (self.everyone.people + profile.slack) // profile.rounding * profile.rounding
        values = np.where(states == CellState.VALUE, shown, np.nan)
        return ProtectedCounts(SEAL, profile, values, states, reasons)

    def floats(self, name: str) -> Real:
        """A column of the nodes."""
        return floats(self.nodes, name)


@dataclass(frozen=True, eq=False)
class _Kind:
    """Columns that are judged together, and what was judged of them so far."""

    columns: NodeColumns
    rows: NodeRows
    ledger: Ledger


class CountedYear:
    """The parts of one setting and year, in the order in which the cube gives them."""

    def __init__(
        self, setting: Setting, counted: Cube, protection: Protection, tree: PlaceTree
    ) -> None:
        self._setting = setting
        self._thresholds = tuple(sorted(counted.lattice.thresholds))
        self._protection, self._purpose = protection, purpose_of(setting)
        self._of_units: Codes = np.zeros(0, np.uint8)
        self._means, self._classes = (
            _Kind(
                columns, NodeRows(tree, schemes(setting)), Ledger(protection.profile, columns.steps)
            )
            for columns in (MEAN_COLUMNS, class_columns(self._thresholds))
        )

    def means(self, part: Part) -> Counted:
        """Everyone and whoever stays in the municipality, of nodes and then of home areas."""
        tables = [part.counts.moments]
        if part.home_areas is not None:
            tables.append(in_order(part.home_areas))
        nodes = table_of(
            {
                name: np.concatenate([values_of(table, name) for table in tables])
                for name in (*NODE, *MEANS)
            }
        )
        people = np.stack([integers(nodes, name) for name in MEAN_COLUMNS.names])
        keys = np.stack([_keys(nodes, "key_sum"), _keys(nodes, "same_municipality_keys")])
        refusals = None
        if part.units is not None:
            refusals = unit_refusals(part.units, self._setting, nodes, self._protection)
            self._of_units = refusals
        return self._counted(part, nodes, self._means, (people, keys), refusals)

    def classes(self, part: Part, written: Whole) -> Counted:
        """Everyone in each class of people, of those nodes alone that are written.

        All that lies within other nodes isn't written either.
        """
        if "key_sum" not in part.counts.binned:
            raise ProtectionError("a part was counted without key sums; count it with keys")
        rows = written[written < part.counts.moments.num_rows]
        nodes = part.counts.moments.take(column(rows))
        people, keys = (
            Classes(part.counts.binned[counted][:, rows], self._thresholds)
            for counted in ("people", "key_sum")
        )
        names = self._classes.columns.names
        found, sums = (np.stack([one.of(name) for name in names]) for one in (people, keys))
        if not np.array_equal(people.everyone, integers(nodes, "people")):
            raise ProtectionError("classes and moments of one breakdown differ; count again")
        counts, hashes = found.astype(np.int64, copy=False), sums.astype(np.uint64, copy=False)
        refusals = None if part.units is None else self._of_units[rows]
        return self._counted(part, nodes, self._classes, (counts, hashes), refusals)

    def _counted(
        self,
        part: Part,
        nodes: pa.Table,
        kind: "_Kind",
        sums: tuple[Whole, Keys],
        refusals: Codes | None,
    ) -> Counted:
        """``sums`` of people and keys have a row for each column, which keeps a column together."""
        people, keys = sums
        refuse_mismatch(people.ravel(), keys.ravel())
        seed, profile = self._protection.secret, self._protection.profile
        exact, first = people[EVERYONE], keys[EVERYONE]
        everyone = perturb_counts(exact, first, seed, profile, self._purpose)
        flat = with_noise_that_matters(
            people[EVERYONE + 1 :].ravel(),
            keys[EVERYONE + 1 :].ravel(),
            seed,
            profile,
            self._purpose,
        )
        noisy = np.concatenate([everyone.people, flat]).reshape(people.shape).T
        reasons = kind.ledger.judge(noisy, first, kind.rows.add(part.breakdown, nodes), refusals)
        spreads = {name: floats(part.counts.moments, name) for name in ("xx", "xy", "yy")}
        return Counted(nodes, kind.columns, noisy, reasons, everyone, exact, spreads)


def _keys(table: pa.Table, name: str) -> Keys:
    return values_of(table, name).astype(np.uint64)
