"""Public reference data beside the checkout; tests that need it skip where it is absent."""

import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("CONTACTATLAS_SHARED", Path(__file__).resolve().parents[2] / "shared"))


def shared(*parts: str) -> Path:
    """The path of a reference file, or a skip that names it."""
    path = FOLDER.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"reference data {'/'.join(parts)} is not beside the checkout")
    return path
