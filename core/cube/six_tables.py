"""The paper's six tables, from a bundle to files: ``python -m core.cube.six_tables``.

The fast path for a researcher inside the closed environment: the same counting as
a release's, over the nodes that the paper prints and nothing else.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from core.bundle import open_bundle
from core.cube import tables
from core.cube.arrays import table_of
from core.cube.count import counted_breakdowns, prepare
from core.cube.cube import Cube, cube
from core.cube.engine import DuckDbEngine
from core.cube.labelled import Nodes
from core.cube.lattice import PAPER
from core.cube.relations import line_columns, line_of
from core.groups.setting import SETTINGS

SIX_TABLES = ("relation", "accumulation", "compensation")
"""Tables 1 and 4, 2 and 5, 3 and 6: pupils and employees each."""


def six_tables(counted: Cube) -> dict[str, pa.Table]:
    """The tables of every setting and year of a bundle."""
    found: dict[str, list[pa.Table]] = {name: [] for name in SIX_TABLES}
    for name, table in _parts(counted):
        found[name].append(table)
    return {name: pa.concat_tables(parts) for name, parts in found.items()}


def _parts(counted: Cube) -> Iterator[tuple[str, pa.Table]]:
    engine, thresholds = counted.engine, counted.lattice.thresholds
    for setting in SETTINGS:
        for year in counted.bundle.years:
            prepare(engine, setting, year, counted.geography, counted.lattice)
            for counts in counted_breakdowns(engine, counted.lattice):
                nodes = Nodes(setting, year, counts.breakdown, counted.geography)
                lines = table_of(line_columns(counts, line_of(counts)))
                yield "relation", tables.relation(nodes, lines)
                yield "accumulation", tables.accumulation(nodes, counts, thresholds)
                yield "compensation", tables.compensation(nodes, counts, thresholds)


def main(arguments: list[str] | None = None) -> None:
    """Write the tables as the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m core.cube.six_tables", description=__doc__)
    parser.add_argument("bundle", type=Path, help="folder of a bundle")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    asked = parser.parse_args(arguments)
    asked.out.mkdir(parents=True, exist_ok=True)
    with DuckDbEngine() as engine:
        bundle = open_bundle(asked.bundle, verify=False)
        for name, table in six_tables(cube(bundle, engine, PAPER)).items():
            pq.write_table(table, asked.out / f"{name}.parquet")


if __name__ == "__main__":
    main()
