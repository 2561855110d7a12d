"""Bundles of the size of a register, drawn at random: `python -m core.bench.records INTO`."""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np
import pyarrow as pa

from core.bench.country import Country, made_up_country
from core.bench.members import Seats, units_of
from core.bench.residents import residents_of
from core.bundle.writer import writing_bundle
from core.groups.setting import SETTINGS, Setting
from core.protection.synthetic import PUBLIC_SEED

FIRST_YEAR = 2005
RESIDENT_STREAM = 1
MEMBER_STREAMS = {"school": 2, "work": 3}
"""Each table draws from a stream of its own, so that none depends on another's size."""


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
    """A whole bundle of drawn records, the same for the same seed."""
    country = made_up_country(size.areas, seed)
    with writing_bundle(into, "synthetic") as writer:
        writer.keys = PUBLIC_SEED.fingerprint
        writer.add("places", country.places)
        for year in range(FIRST_YEAR, FIRST_YEAR + size.years):
            chance = np.random.default_rng([seed, RESIDENT_STREAM, year])
            writer.add("residents", residents_of(country, year, size.residents, chance))
        for setting in SETTINGS:
            for rows in _members(country, setting, size, seed):
                writer.add(setting.code, rows)
    return into


def _members(country: Country, setting: Setting, size: Size, seed: int) -> Iterator[pa.Table]:
    stream = MEMBER_STREAMS[setting.code]
    units = units_of(country, setting, size.members(setting), np.random.default_rng([seed, stream]))
    seats = Seats(country, setting, units)
    for year in range(FIRST_YEAR, FIRST_YEAR + size.years):
        yield from seats.members(year, (seed, stream, year))


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
