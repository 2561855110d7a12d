"""How far apart two sets of the paper's six tables are: `OURS THEIRS`, two directories."""

import math
import sys
from pathlib import Path

import numpy as np
import pandas as pd

SIX_TABLES = ("relation", "accumulation", "compensation")
DIMENSIONS = (
    *("setting", "year", "level", "place", "origin", "generation", "gender", "stratum"),
    *("threshold", "residents"),
)


def largest_difference(ours: Path, theirs: Path) -> float:
    """The largest difference of any number in their tables; infinite if one lacks in ours.

    Ours may hold more rows, columns and numbers than theirs.
    """
    return max(_difference(ours, theirs, name) for name in SIX_TABLES)


def _difference(ours: Path, theirs: Path, name: str) -> float:
    offered, wanted = (pd.read_parquet(folder / f"{name}.parquet") for folder in (ours, theirs))
    keys = [column for column in DIMENSIONS if column in wanted]
    figures = [column for column in wanted if column not in keys]
    wanted = wanted.set_index(keys)[figures].astype("float64")
    found = offered.set_index(keys)[figures].astype("float64").reindex(wanted.index)
    apart = (found - wanted).to_numpy()
    if np.any(np.isnan(apart) & wanted.notna().to_numpy()):
        return math.inf
    return float(np.nanmax(np.abs(apart)))


if __name__ == "__main__":
    sys.stdout.write(str(largest_difference(Path(sys.argv[1]), Path(sys.argv[2]))))
