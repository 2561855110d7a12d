"""Where the collected public data lie, which tests may use and the product never needs."""

import os
from pathlib import Path

import pytest

_FOLDER = Path(
    os.environ.get("CONTACTATLAS_SHARED", Path(__file__).resolve().parents[1].parent / "shared")
)


def shared(*parts: str) -> Path:
    """A file of the shared folder; the test is skipped where there is none."""
    path = _FOLDER.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"{'/'.join(parts)} is not there; set CONTACTATLAS_SHARED to its folder")
    return path
