"""A bundle counted whole on one engine, for tests that hold the outcomes against something."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from core.bundle import Bundle
from core.cube.composition import Composition
from core.cube.count import Counts, counted_breakdowns, prepare
from core.cube.cube import cube
from core.cube.engine import Engine
from core.cube.geography import Geography, geography
from core.cube.lattice import NODE, Lattice
from core.groups.setting import SETTINGS, Setting

YEAR = 2005


def geography_of(bundle: Path) -> Geography:
    """The geography of a bundle's places."""
    places = pq.read_table(bundle / "places.parquet").sort_by("place_id")
    columns = [places[name].to_pylist() for name in ("code", "level", "parent")]
    return geography(list(zip(*columns, strict=True)))


def make_known(engine: Engine, bundle: Path) -> None:
    """The people of a bundle as tables of an engine."""
    for name in ("residents", "school", "work"):
        engine.parquet(name, bundle / f"{name}.parquet")


def counted(
    engine: Engine, bundle: Path, lattice: Lattice, settings: Sequence[Setting] = SETTINGS
) -> dict[str, pa.Table]:
    """What each breakdown of a lattice counts to, its rows in order."""
    make_known(engine, bundle)
    found: dict[str, pa.Table] = {}
    for setting in settings:
        prepare(engine, setting, YEAR, geography_of(bundle), lattice)
        for counts in counted_breakdowns(engine, lattice, with_keys=lattice.home_areas):
            found |= {f"{setting.code} {name}": rows for name, rows in _tables(counts)}
    return found


def whole_cube(engine: Engine, bundle: Bundle, lattice: Lattice) -> dict[str, pa.Table]:
    """Everything a release is made of, its rows in order."""
    found: dict[str, pa.Table] = {}
    counting = cube(bundle, engine, lattice)
    for part in counting.parts():
        name = f"{part.setting.code} {part.year}"
        found |= {f"{name} {kind}": rows for kind, rows in _tables(part.counts)}
        found[f"{name} relation by {part.breakdown}"] = in_order(part.relation)
        found[f"{name} excluded"] = pa.table({"people": [part.excluded]})
        if part.home_areas is not None:
            found[f"{name} home areas by {part.breakdown}"] = in_order(part.home_areas)
    for one in counting.compositions():
        found[f"composition {one.year} {one.scheme.code}"] = _cells_of(one)
    return found


def _tables(counts: Counts) -> Iterator[tuple[str, pa.Table]]:
    yield f"moments by {counts.breakdown}", in_order(counts.moments)
    if counts.by_cluster is not None:
        yield f"by_cluster by {counts.breakdown}", in_order(counts.by_cluster)
    for counted, sums in counts.binned.items():
        bins = {f"bin {number}": one for number, one in enumerate(sums)}
        yield f"{counted} in bins by {counts.breakdown}", pa.table(bins)


def _cells_of(found: Composition) -> pa.Table:
    cells = found.cells()
    columns = dict(zip(("place", "category", "generation"), cells, strict=True))
    return pa.table(columns | {"people": found.people[cells], "key_sum": found.keys[cells]})


def in_order(rows: pa.Table) -> pa.Table:
    """The rows sorted by what they are about."""
    keys = [name for name in (*NODE, "cluster") if name in rows.column_names]
    return rows.sort_by([(name, "ascending") for name in keys])
