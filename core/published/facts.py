"""What was published, where, and between which limits a synthetic population may come out."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from core.language import Language


@dataclass(frozen=True)
class PublishedValue:
    """One number of a fact; ``accept`` is both ends of its interval, inclusive."""

    name: str
    published: str
    unit: str
    accept: tuple[float, float]


@dataclass(frozen=True)
class Published:
    """One fact of the sources; priority 1 is what the demo stands or falls by."""

    id: str
    priority: int
    locus: Mapping[Language, str]
    """Section, table or figure of the source; the first letter of the id is the source."""
    statement: Mapping[Language, str]
    values: tuple[PublishedValue, ...]


@cache
def published() -> dict[str, Published]:
    """The committed facts by id."""
    text = files("core.published").joinpath("facts.json").read_text("utf-8")
    return {
        row["id"]: Published(
            id=row["id"],
            priority=row["priority"],
            locus={"nl": row.get("locus_nl", row["locus"]), "en": row["locus"]},
            statement={"nl": row["nl"], "en": row["en"]},
            values=tuple(
                PublishedValue(
                    value["name"], value["published"], value["unit"], tuple(value["accept"])
                )
                for value in row["values"]
            ),
        )
        for row in json.loads(text)
    }
