"""Rows of a release: the only form in which figures get past this package.

The writer of releases takes nothing else, and a constructor demands the seal, so that a
column of counts can't slip in beside those that are protected.
"""

from dataclasses import InitVar, dataclass
from functools import cache
from typing import Never

import pyarrow as pa

from core.errors import ProtectionError
from core.protection.profiles import PROFILES, WORKBENCH, Profile
from core.protection.protected import SEAL

NEVER = ("key", "seed", "raw")
"""Words that no column of a release has in its name."""


@cache
def _tells(column: str) -> bool:
    words = column.split("_")
    return any(word in words or word + "s" in words for word in NEVER)


@dataclass(frozen=True, eq=False, repr=False)
class ReleaseTable:
    """Rows of one table of a release, protected under one profile."""

    seal: InitVar[object]
    profile: Profile
    name: str
    rows: pa.Table

    def __post_init__(self, seal: object) -> None:
        if seal is not SEAL:
            raise ProtectionError(
                "rows of a release are made by core.protection only; protect the figures there"
            )
        if self.profile not in PROFILES:
            raise ProtectionError(f"{self.name}: rows without a known profile; nothing is written")
        if telling := [column for column in self.rows.column_names if _tells(column)]:
            raise ProtectionError(
                f"{self.name}: {', '.join(telling)} would tell keys or raw counts; leave them out"
            )

    def __reduce_ex__(self, _protocol: object) -> Never:
        raise ProtectionError("rows of a release are neither copied nor pickled; write them")


def exact_rows(name: str, rows: pa.Table) -> ReleaseTable:
    """Rows as they are, for a release of the workbench alone."""
    return ReleaseTable(SEAL, WORKBENCH, name, rows)
