"""Which place does someone mean?"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import numpy as np
import pyarrow as pa

from core.cube.arrays import column
from core.language import LANGUAGES, text
from core.places.levels import LEVELS
from core.questions.answer import Answer, Column, Context
from core.questions.domain import Choice, FreeText, Whole
from core.questions.question import Question, parameter
from core.release import Release

ANY = "any"
NAMES = ("code", "name_nl", "name_en")
_BY_HEART = (("s gravenhage", "den haag"), ("s hertogenbosch", "den bosch"))
ALIASES = {one: pair for pair in _BY_HEART for one in pair}
"""What people say, and what the register calls it; both find the place."""
_NO_WORD = re.compile(r"[\W_]+")
FULL_WORDS = {"st": "sint", "a d": "aan den", "z": "zuid", "n": "noord", "o": "oost", "w": "west"}
"""What abbreviations stand for; 'a/d' and 'a.d.' are folded to 'a d'."""
_ABBREVIATION = re.compile(rf"\b({'|'.join(FULL_WORDS)})\b")
_FULL_POSTCODE = re.compile(r"([0-9]{4}) ?[a-z]{2}")
WAYS = ("\n{}\n", "\n{}", " {}", "{}")
"""How words may stand in the names: as one of them, first in one, first in a word, anywhere."""
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

    search: str = parameter(FreeText(), "")
    level: str = parameter(Choice((ANY, *LEVELS)), ANY)
    most: int = parameter(Whole(1, 5000), 20)

    def answer(self, release: Release) -> Answer:
        """The best matches first."""
        searched = _wanted(self.search)
        ranked = sorted(
            (rank, position)
            for position, (level, names) in enumerate(_searchable(release))
            if self.level in (ANY, level) and (rank := _rank(searched, names, level)) is not None
        )
        chosen = [position for _, position in ranked[: self.most]]
        rows = _places(release).take(column(np.array(chosen, np.int64)))
        context = Context(
            release=release.id,
            series=release.series,
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
    """A name without capitals, accents, hyphens and apostrophes, and with y for ij."""
    plain = name.casefold()
    if not plain.isascii():
        marks = unicodedata.normalize("NFKD", plain)
        plain = "".join(mark for mark in marks if not unicodedata.combining(mark))
    return " ".join(_NO_WORD.sub(" ", plain.replace("ij", "y")).split())


def _wanted(search: str) -> tuple[str, ...]:
    """What to look for: the words as they are, and with their abbreviations written out.

    Both, because the last word may be half typed: 'st' is Sint, or the begin of Staphorst.
    """
    words = folded(search)
    if postcode := _FULL_POSTCODE.fullmatch(words):
        return (postcode[1],)
    in_full = _ABBREVIATION.sub(lambda found: FULL_WORDS[found[0]], words)
    return tuple(dict.fromkeys((words, in_full)))


def _rank(wanted: tuple[str, ...], names: str, level: str) -> tuple[int, int, int] | None:
    """How well a place fits, lowest best; None where it doesn't."""
    if not any(one in names for one in wanted):
        return None
    order = SEARCH_ORDER.index(level) if level in SEARCH_ORDER else len(SEARCH_ORDER)
    if wanted == ("",):
        return (0, order, 0)
    fits = [any(form.format(one) in names for one in wanted) for form in WAYS]
    return (fits.index(True), order, min(map(len, names.split("\n")[1:-1])))


@lru_cache(maxsize=4)
def _places(release: Release) -> pa.Table:
    return release.store.select("places", [column.name for column in COLUMNS], {}, order="code")


@lru_cache(maxsize=4)
def _searchable(release: Release) -> tuple[tuple[str, str], ...]:
    """The level and the folded names of every place, each name between two line ends."""
    columns = (_places(release)[name].to_pylist() for name in ("level", *NAMES))
    return tuple((level, _lines(names)) for level, *names in zip(*columns, strict=True))


def _lines(names: Sequence[str]) -> str:
    known = {folded(name): None for name in names}
    for name in tuple(known):
        known |= dict.fromkeys(ALIASES.get(name, ()))
        if name.startswith(("s ", "t ")):
            known[name.replace(" ", "", 1)] = None
        if re.fullmatch("pc[0-9]{4}", name):
            known[name.removeprefix("pc")] = None
    return f"\n{chr(10).join(known)}\n"
