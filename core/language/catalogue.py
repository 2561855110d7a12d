"""The catalogue: every text with its Dutch and English side by side.

Texts live in ``texts/*.toml``; a table with the keys ``nl`` and ``en`` is one
text, its key is the dotted path to it. Two equal sides need a ``same`` with the
reason, because equal sides are how a forgotten translation looks.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from core.errors import CoreError

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
FOLDER = Path(__file__).parent / "texts"
_BEFORE_UNIT = re.compile(r"(?<=[0-9}]) (?=(?:procentpunt|percentage point))")
NO_BREAK = "\N{NO-BREAK SPACE}"
_ONE_POINT = re.compile(f"(?<![0-9.,])1{NO_BREAK}percentage points")


class CatalogueError(CoreError):
    """A text that is missing, one-sided or not a text."""


@dataclass(frozen=True)
class Text:
    """One text in both languages."""

    nl: str
    en: str

    def side(self, language: Language) -> str:
        """The text in one language."""
        return self.nl if language == "nl" else self.en


def _texts_of(table: dict[str, Any], path: str, source: str) -> dict[str, Text]:
    if "nl" in table or "en" in table:
        return {path: _text_of(table, path, source)}
    found: dict[str, Text] = {}
    for name, inner in table.items():
        if not isinstance(inner, dict):
            raise CatalogueError(f"{source}: '{path}.{name}' is no table with nl and en")
        found |= _texts_of(inner, f"{path}.{name}" if path else name, source)
    return found


def _text_of(table: dict[str, Any], path: str, source: str) -> Text:
    if beside := table.keys() - {"nl", "en", "same"}:
        raise CatalogueError(
            f"{source}: '{path}' is a text, and holds {sorted(beside)} as well; give those a key "
            f"of their own"
        )
    nl, en = str(table.get("nl", "")).strip(), str(table.get("en", "")).strip()
    if not nl or not en:
        raise CatalogueError(f"{source}: '{path}' lacks a side; give both nl and en")
    if nl == en and not table.get("same"):
        raise CatalogueError(
            f"{source}: '{path}' is the same in both languages; translate it, or say why in 'same'"
        )
    return Text(_with_units_kept(nl), _with_units_kept(en))


def _with_units_kept(words: str) -> str:
    """No line ends between a figure and its unit."""
    return _BEFORE_UNIT.sub(NO_BREAK, words)


def read_texts(folder: Path) -> dict[str, Text]:
    """All texts of a folder of TOML files; a key may stand in one file only."""
    found: dict[str, Text] = {}
    for file in sorted(folder.glob("*.toml")):
        texts = _texts_of(tomllib.loads(file.read_text("utf-8")), "", file.name)
        if twice := found.keys() & texts.keys():
            raise CatalogueError(f"{file.name}: {sorted(twice)} stand in another file as well")
        found |= texts
    return found


@cache
def _catalogue() -> dict[str, Text]:
    return read_texts(FOLDER)


def keys() -> frozenset[str]:
    """The key of every text."""
    return frozenset(_catalogue())


def has_text(key: str) -> bool:
    """Whether the catalogue knows this key."""
    return key in _catalogue()


def text(key: str, language: Language, **values: object) -> str:
    """The text of a key, its ``{placeholders}`` filled in."""
    if key not in _catalogue():
        raise CatalogueError(f"no text for '{key}'; add it to core/language/texts with nl and en")
    said = _catalogue()[key].side(language).format(**values)
    # Dutch has one word for one and for more.
    return _ONE_POINT.sub(f"1{NO_BREAK}percentage point", said)
