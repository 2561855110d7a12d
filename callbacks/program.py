"""Which program draws: whatever it drew before a change of its own code or texts is not shown."""

import hashlib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("core", "components", "callbacks")
KINDS = {".py", ".toml", ".csv"}


@cache
def program() -> str:
    """The name of this program's content: its code, texts and lists."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        for file in sorted((ROOT / package).rglob("*")):
            if file.suffix in KINDS:
                digest.update(f"{file.relative_to(ROOT)}\0".encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
