"""A13: look in every file of a release for what may never be there."""

import mmap
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from core.protection.arrays import Keys
from core.protection.attacks.evidence import Evidence
from core.protection.attacks.finding import Control, Finding
from core.protection.release_table import NEVER
from core.release import Release

KEYS = 2_000


def leaked(release: Release, evidence: Evidence) -> Iterator[Finding]:
    """Record keys, the seed's fingerprint and telling columns in the files."""
    keys = evidence.record_keys[:KEYS]
    files = [path for path in release.path.rglob("*") if path.is_file()]
    known = evidence.seed.fingerprint.encode()
    found = sum(_keys_in(path, keys) + (known in path.read_bytes()) for path in files)
    power = Control(float(_found_if_there(keys)), 1.0)
    yield Finding("A13 keys or seed in the files", float(found), "files", 0.0, power)
    telling = sum(_telling(path) for path in files if path.suffix == ".parquet")
    yield Finding("A13 telling columns", float(telling), "columns", 0.0)


def _keys_in(path: Path, keys: Keys) -> bool:
    """Whether one of the keys stands in a table's columns or in the file as it is."""
    if path.suffix == ".parquet":
        wanted = set(keys.tolist())
        for batch in pq.ParquetFile(path).iter_batches():
            for column in batch.columns:
                if pa.types.is_integer(column.type) and column.type.bit_width == 64:
                    values = column.drop_null().to_numpy().astype(np.uint64)
                    if np.isin(values, keys).any():
                        return True
        return not wanted
    if not path.stat().st_size:
        return False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return any(content.find(key.tobytes()) >= 0 for key in keys[:200])


def _telling(path: Path) -> int:
    names = pq.ParquetFile(path).schema_arrow.names
    return sum(any(word in name for word in NEVER) for name in names)


def _found_if_there(keys: Keys) -> bool:
    """Whether the scan sees a key that was written."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "leak.parquet"
        pq.write_table(pa.table({"people": keys[:1]}), path)
        return _keys_in(path, keys)
