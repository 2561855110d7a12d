"""Which place does someone mean?"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import pyarrow as pa

from core.language import LANGUAGES, text
from core.places.levels import LEVELS
from core.questions.answer import Answer, Column, Context
from core.questions.domain import Choice, FreeText, Whole
from core.questions.question import Question, parameter
from core.release import Release

ANY = "any"
ALIASES = {"den haag": "'s-gravenhage", "den bosch": "'s-hertogenbosch"}
"""What people say, and what the register calls it; both find the place."""
FULL_WORDS = {"st": "sint", "ca": "aan", "a/d": "aan den", "z": "zuid", "n": "noord"}
SEARCH_ORDER = ("municipality", "district", "neighbourhood", "postcode_area", "corop", "province")
COLUMNS = (
    Column("code", "code", "place"),
    Column("name_nl", "name"),
    Column("name_en", "name"),
    Column("level", "code", "place_level"),
    Column("municipality", "code", "place"),
)


@dataclass(frozen=True)
class Places(Question):
    """Places by name, code or postcode."""

    name: ClassVar[str] = "places"
    about: ClassVar[str] = "Places whose name, code or postcode begins with, or holds, some words"

    search: str = parameter(FreeText(), "", "Words of a name, a code, or a postcode")
    level: str = parameter(Choice((ANY, *LEVELS)), ANY, "Places of one level only")
    most: int = parameter(Whole(1, 5000), 20, "How many places at the most")

    def answer(self, release: Release) -> Answer:
        """The best matches first."""
        wanted = folded(self.search)
        ranked = sorted(
            (rank, position)
            for position, (level, names) in enumerate(_searchable(release))
            if (self.level in (ANY, level)) and (rank := _rank(wanted, names, level)) is not None
        )
        chosen = [position for _, position in ranked[: self.most]]
        rows = _places(release).take(pa.array(chosen, pa.int64()))
        context = Context(
            release=release.id,
            basis=release.basis,
            protection=release.protection,
            years=(release.vintage,),
            schemes=(),
            sources=(),
            caveats=(),
        )
        sentences = {one: text("sentence.places", one, count=len(ranked)) for one in LANGUAGES}
        return Answer(self, rows, COLUMNS, context, sentences)


def folded(name: str) -> str:
    """A name as people type it: no capitals, accents, hyphens or leading 's-."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ij", "y").replace("ÿ", "y"))
    kept = "".join(mark for mark in plain if not unicodedata.combining(mark))
    words = "".join(mark if mark.isalnum() else " " for mark in kept).split()
    return " ".join(FULL_WORDS.get(word, word) for word in words)


def _rank(wanted: str, names: tuple[str, ...], level: str) -> tuple[int, int, int] | None:
    order = SEARCH_ORDER.index(level) if level in SEARCH_ORDER else len(SEARCH_ORDER)
    if not wanted:
        return (0, order, 0)
    found = [
        kind
        for name in names
        for kind, fits in enumerate(
            (name == wanted, name.startswith(wanted), f" {wanted}" in name, wanted in name)
        )
        if fits
    ]
    return (min(found), order, min(map(len, names))) if found else None


@lru_cache(maxsize=4)
def _places(release: Release) -> pa.Table:
    return release.store.select("places", [column.name for column in COLUMNS], {}, order="code")


@lru_cache(maxsize=4)
def _searchable(release: Release) -> tuple[tuple[str, tuple[str, ...]], ...]:
    said = {register: alias for alias, register in ALIASES.items()}
    found = []
    for row in _places(release).to_pylist():
        names = {row["name_nl"], row["name_en"], row["code"], row["code"].removeprefix("PC")}
        names |= {said[name.casefold()] for name in names if name.casefold() in said}
        names |= {ALIASES[name.casefold()] for name in names if name.casefold() in ALIASES}
        found.append((row["level"], tuple(sorted(folded(name) for name in names))))
    return tuple(found)
