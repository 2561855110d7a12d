"""A wrong import, an unprotected column, a raw key in a release: each is refused."""

import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pytest

from core.errors import ProtectionError, ReleaseError
from core.protection.profiles import PUBLIC
from core.protection.release_table import ReleaseTable, exact_rows
from core.release.schema import TABLES
from core.release.writer import writing_release
from tests.releasing import ABOUT

ROOT = Path(__file__).resolve().parents[3]


def test_bare_rows_of_people_are_not_written(tmp_path: Path) -> None:
    rows = TABLES["opportunity"].empty_table()
    with pytest.raises(ReleaseError, match="bare rows"), writing_release(tmp_path, ABOUT) as writer:
        writer.add("opportunity", rows)


def test_exact_rows_are_not_written_into_a_protected_release(tmp_path: Path) -> None:
    rows = exact_rows("opportunity", TABLES["opportunity"].empty_table())
    public = ABOUT | {"protection": "public"}
    with pytest.raises(ReleaseError, match="another"), writing_release(tmp_path, public) as writer:
        writer.add_protected(rows)


def test_rows_are_made_with_the_seal_only() -> None:
    with pytest.raises(ProtectionError, match=r"core\.protection only"):
        ReleaseTable(None, PUBLIC, "opportunity", pa.table({"people": [10]}))


@pytest.mark.parametrize("column", ["key_sum", "both_keys", "raw_people", "seed"])
def test_a_column_that_tells_keys_or_raw_counts_is_refused(column: str) -> None:
    with pytest.raises(ProtectionError, match=column):
        exact_rows("opportunity", pa.table({column: [10]}))


def test_a_column_that_the_schema_does_not_know_is_refused(tmp_path: Path) -> None:
    rows = TABLES["opportunity"].empty_table().append_column("exact", pa.array([], pa.int64()))
    with pytest.raises(ReleaseError, match="exact"), writing_release(tmp_path, ABOUT) as writer:
        writer.add_protected(exact_rows("opportunity", rows))


def test_an_import_of_the_seal_breaks_the_rules_on_imports(tmp_path: Path) -> None:
    """Shown on a copy of the code with one wrong line in it."""
    for name in ("core", "components", "callbacks"):
        ignored = shutil.ignore_patterns("__pycache__", "*.csv", "*.geojson", "*.parquet")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    shutil.copy(ROOT / ".importlinter", tmp_path)
    with (tmp_path / "core" / "questions" / "shares.py").open("a") as file:
        file.write("\nfrom core.protection.protected import SEAL\n")
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [str(command), "--no-logo", "--no-cache"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "Only the protection holds the seal BROKEN" in done.stdout
