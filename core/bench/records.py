"""Bundles of the size of a register, drawn at random: `python -m core.bench.records INTO`."""

import argparse
import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from core.bench.country import PLACES, VINTAGE, Country, made_up_country
from core.bench.members import CHUNK, MEMBERS, Seats, units_of
from core.bench.residents import RESIDENTS, residents_of
from core.groups.setting import SETTINGS, Setting

FIRST_YEAR = 2005


@dataclass(frozen=True)
class Size:
    """How many records of each kind a bundle holds, per year."""

    jobs: int = 7_186_183
    pupils: int = 906_807
    residents: int = 16_300_000
    areas: int = 4_000
    years: int = 1

    def members(self, setting: Setting) -> int:
        """The people that this setting counts."""
        return self.pupils if setting.code == "school" else self.jobs


REGISTER = Size()
"""The numbers of the paper, of one year."""
SAMPLE = Size(jobs=100_000, pupils=20_000, residents=80_000, areas=120, years=3)
"""200,000 persons and several years, for scripts that visit every number."""
SIZES = {"register": REGISTER, "sample": SAMPLE}


def write_records(into: Path, size: Size = REGISTER, seed: int = 1) -> Path:
    """A whole bundle of drawn records; visible only when complete."""
    partial = into.with_name(f"{into.name}.partial-{os.getpid()}")
    partial.mkdir(parents=True)
    try:
        country = made_up_country(size.areas, seed)
        rows = {"places": _write(partial / "places.parquet", PLACES, [country.places])}
        rows["residents"] = _write_residents(partial, country, size, seed)
        for setting in SETTINGS:
            rows[setting.code] = _write_members(partial, country, setting, size, seed)
        (partial / "bundle.json").write_text(
            json.dumps(_description(partial, size, rows), indent=1)
        )
        _sync(partial)
        partial.rename(into)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return into


def _write_residents(partial: Path, country: Country, size: Size, seed: int) -> int:
    tables = (
        residents_of(country, year, size.residents, np.random.default_rng([seed, 1, year]))
        for year in _years(size)
    )
    return _write(partial / "residents.parquet", RESIDENTS, tables)


def _write_members(partial: Path, country: Country, setting: Setting, size: Size, seed: int) -> int:
    stream = 2 + SETTINGS.index(setting)
    units = units_of(country, setting, size.members(setting), np.random.default_rng([seed, stream]))
    seats = Seats(country, setting, units)
    tables = (table for year in _years(size) for table in seats.members(year, (seed, stream, year)))
    return _write(partial / f"{setting.code}.parquet", MEMBERS, tables)


def _years(size: Size) -> list[int]:
    return list(range(FIRST_YEAR, FIRST_YEAR + size.years))


def _write(path: Path, schema: pa.Schema, tables: Iterable[pa.Table]) -> int:
    rows = 0
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for table in tables:
            writer.write_table(table, row_group_size=CHUNK)
            rows += table.num_rows
    return rows


def _description(partial: Path, size: Size, rows: dict[str, int]) -> dict[str, object]:
    tables = {
        name: {"rows": count, "sha256": _sha256(partial / f"{name}.parquet")}
        for name, count in rows.items()
    }
    return {
        "schema": 1,
        "basis": "synthetic",
        "years": _years(size),
        "vintage": VINTAGE,
        "sources": [],
        "tables": tables,
        "linkage": {},
    }


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(folder: Path) -> None:
    for path in (*folder.iterdir(), folder):
        handle = os.open(path, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)


def main(arguments: list[str] | None = None) -> None:
    """Write one bundle as the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m core.bench.records", description=__doc__)
    parser.add_argument("into", type=Path, help="directory to make")
    parser.add_argument("--size", choices=SIZES, default="register", help="what to start from")
    parser.add_argument("--seed", type=int, default=1)
    for field in fields(Size):
        parser.add_argument(f"--{field.name}", type=int, help="instead of the size's own")
    asked = vars(parser.parse_args(arguments))
    changed = {field.name: asked[field.name] for field in fields(Size) if asked[field.name]}
    write_records(asked["into"], replace(SIZES[asked["size"]], **changed), asked["seed"])


if __name__ == "__main__":
    main()
