"""Releases written again and again, to see what is left when that is disturbed."""

from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from core.protection.release_table import exact_rows
from core.release import open_current, open_release
from core.release.schema import TABLES
from core.release.writer import writing_release
from tests.counted import counted_release

ABOUT: dict[str, Any] = {
    "basis": "synthetic",
    "protection": "workbench",
    "years": [2005],
    "setting_years": {"school": [2005], "work": [2005]},
    "vintage": 2015,
    "sources": [],
    "linkage": {},
}


def left_over(releases: Path) -> list[str]:
    return [path.name for path in releases.iterdir() if "partial" in path.name]


def require_whole(releases: Path) -> str:
    """Every folder that has a release's name opens; the id of the current one."""
    for folder in releases.iterdir():
        if folder.is_dir() and "partial" not in folder.name:
            assert open_release(folder).id == folder.name
    return open_current(releases).id


def write(releases: Path, number: int) -> None:
    with writing_release(releases, ABOUT | {"linkage": {"number": number}}) as writer:
        for name in TABLES:
            rows = pq.read_table(counted_release().path / f"{name}.parquet")
            writer.add_protected(exact_rows(name, rows))
