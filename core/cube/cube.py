"""A bundle counted: every node of the lattice, one setting, year and breakdown at a time."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from core.bundle import Bundle
from core.cube.composition import SCHEMES, Composition, Inside, compositions, inside
from core.cube.count import Counts, counted_breakdowns, prepare
from core.cube.engine import Engine
from core.cube.expansion import Expansion
from core.cube.geography import Geography, geography
from core.cube.grid import Grid, grid
from core.cube.home_areas import home_area_means, home_cells
from core.cube.journeys import journeys
from core.cube.lattice import FULL, Breakdown, Lattice
from core.cube.relations import clusters, relations
from core.cube.rollup import schemes
from core.cube.unit_cells import UNIT_BREAKDOWN, UnitCells, unit_cells
from core.cube.variance import Clusters
from core.groups.scheme import Scheme
from core.groups.setting import SETTINGS, Setting

AHEAD = 4
"""How many breakdowns may be counted before their lines are fitted."""
Later = Callable[[Callable[[], Any]], Callable[[], Any]]
"""Makes of work that is to be done what has its outcome when that is asked for."""


@dataclass(frozen=True)
class Part:
    """One breakdown of one setting and year; raw counts, so never to leave the core as it is."""

    setting: Setting
    year: int
    breakdown: Breakdown
    counts: Counts
    home_areas: pa.Table | None
    """Counts and means of home areas; None for what is counted nationwide alone."""
    relation: pa.Table
    excluded: int
    """People left out because their home area has no residents that year."""
    units: UnitCells | None = None
    """Who goes to which unit, of the breakdown that is judged by them; only with keys."""


@dataclass(frozen=True)
class Cube:
    """Everything there is to know of a bundle, ready to be protected."""

    bundle: Bundle
    engine: Engine
    geography: Geography
    lattice: Lattice
    places: tuple[tuple[str, str, str | None], ...]
    with_keys: bool = False
    """Whether every count comes with the sum of its people's record keys."""
    beside: bool = True
    """Whether lines are fitted on one processor while another counts on, or in turn."""

    def parts(self) -> Iterator[Part]:
        """The parts in a fixed order."""
        for setting in SETTINGS:
            for year in self.years_of(setting):
                yield from self.parts_of(setting, year)

    def parts_of(self, setting: Setting, year: int) -> Iterator[Part]:
        """The parts of one setting and year, the larger breakdowns after those they refine."""
        prepare(self.engine, setting, year, self.geography, self.lattice)
        excluded, found = self._excluded(setting, year), journeys(self.engine, setting, year)
        waiting: list[tuple[Counts, Callable[[], pa.Table]]] = []
        with _doing_later(self.beside) as later:
            people = later(clusters(found, self.grid))
            homes = home_cells(found)
            units = unit_cells(found, setting, self.geography) if self.with_keys else None
            del found  # and with it millions of rows, once they are summed up

            def part(counts: Counts, fitted: Callable[[], pa.Table]) -> Part:
                nationwide = counts.breakdown in self.lattice.country_breakdowns
                home = None if nationwide else home_area_means(homes, setting, counts.breakdown)
                asked = units if counts.breakdown == UNIT_BREAKDOWN else None
                return Part(
                    setting, year, counts.breakdown, counts, home, fitted(), excluded, asked
                )

            for counts in counted_breakdowns(self.engine, self.lattice, self.with_keys):
                fit = partial(_fit, setting, counts, people, self.grid, self.lattice)
                waiting.append((counts, later(fit)))
                if len(waiting) > (AHEAD if self.beside else 0):
                    yield part(*waiting.pop(0))
            yield from (part(*one) for one in waiting)

    def years_of(self, setting: Setting) -> list[int]:
        """The years in which anyone is a member; residents may be known of more years."""
        found = self.engine.rows(f"SELECT DISTINCT year FROM {setting.code} ORDER BY year")
        return [int(year) for year in found["year"].to_pylist()]

    def _excluded(self, setting: Setting, year: int) -> int:
        """The people whose home area has no residents, so that no share can be held beside."""
        found = self.engine.rows(
            f"""SELECT COUNT(*) AS people
                FROM (SELECT home_area FROM {setting.code} WHERE year = {year}) AS member
                ANTI JOIN area_shares USING (home_area)"""
        )
        return int(found["people"][0].as_py())

    def compositions(self) -> Iterator[Composition]:
        """The residents of every place, year by year."""
        for year in self.bundle.years:
            yield from self.compositions_of(year)

    def compositions_of(
        self, year: int, schemes: Sequence[Scheme] = SCHEMES
    ) -> Iterator[Composition]:
        """The residents of every place in one year, by each scheme."""
        yield from compositions(self.engine, year, self.inside, schemes)

    @cached_property
    def grid(self) -> Grid:
        """The places at which relations are fitted."""
        return grid(self.geography)

    @cached_property
    def inside(self) -> Inside:
        """Which larger places every small one counts for."""
        return inside(self.places, self.geography)


@contextmanager
def _doing_later(beside: bool) -> Iterator[Later]:
    """Work is done in the background from now on, or when its outcome is first asked for."""
    if not beside:
        yield cache
        return
    with ThreadPoolExecutor(max_workers=1) as pool:
        yield lambda work: pool.submit(work).result


def _fit(
    setting: Setting,
    counts: Counts,
    people: Callable[[], Clusters],
    numbered: Grid,
    lattice: Lattice,
) -> pa.Table:
    nationwide = counts.breakdown in lattice.country_breakdowns
    expansion = Expansion(counts.breakdown, schemes(setting))
    return relations(counts, expansion, people(), numbered, nationwide)


def cube(
    bundle: Bundle,
    engine: Engine,
    lattice: Lattice = FULL,
    *,
    with_keys: bool = False,
    beside: bool = True,
) -> Cube:
    """The cube of a bundle; nothing is counted until its parts are asked for."""
    # Not pq.read_table, which imports pandas: a second of every cold start.
    table = pq.ParquetFile(bundle.file("places")).read(columns=["code", "level", "parent"])
    rows = zip(*(table[name].to_pylist() for name in table.column_names), strict=True)
    places = tuple((code, level, parent) for code, level, parent in rows)
    for name in ("residents", *(setting.code for setting in SETTINGS)):
        engine.parquet(name, bundle.file(name))
    return Cube(bundle, engine, geography(places), lattice, places, with_keys, beside)
