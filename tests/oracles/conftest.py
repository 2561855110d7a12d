"""One small bundle and what the slowest oracle makes of it, shared by all tests here."""

from pathlib import Path

import pytest

from core.bench.records import Size, write_records
from tests.oracles import lattice_pandas

SMALL = Size(jobs=3_000, pupils=1_500, residents=20_000, areas=24)


@pytest.fixture(scope="session")
def small_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Few people and every kind of node."""
    return write_records(tmp_path_factory.mktemp("small") / "bundle", SMALL)


@pytest.fixture(scope="session")
def small_lattice(small_bundle: Path) -> Path:
    """Every table of a release by pandas."""
    out = small_bundle.with_name("lattice")
    lattice_pandas.main([str(small_bundle), "--out", str(out)])
    return out
