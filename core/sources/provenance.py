"""Where figures come from: who published a file, under which licence, and which bytes."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

Basis = Literal["register", "published", "estimated", "synthetic"]
BASES: tuple[Basis, ...] = get_args(Basis)
"""What figures rest on: persons counted, figures printed elsewhere, a model, or invention."""

BYTES_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Provenance:
    """One file that went into a bundle; what doesn't apply is empty."""

    publisher: str
    title: str
    table_id: str
    file: str
    sha256: str
    licence: str
    date: str
    """Day on which the file was delivered or downloaded, as YYYY-MM-DD."""


def sha256_of(file: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(BYTES_AT_ONCE):
            digest.update(block)
    return digest.hexdigest()
