"""In which encoding a text file is written, found from all its bytes."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from core.errors import InputError
from core.sources import problems
from core.sources.provenance import BYTES_AT_ONCE

UTF_8 = "utf-8"
CP1252 = "cp1252"

ASCII = bytes(range(128))
CONTINUING = bytes(range(128, 192))
"""Bytes that go on with a character of UTF-8, and so stand at no block's start."""
MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]"
    rb"|(?:\xe0[\xa0-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]|\xed[\x80-\x9f])[\x80-\xbf]"
    rb"|(?:\xf0[\x90-\xbf]|[\xf1-\xf3][\x80-\xbf]|\xf4[\x80-\x8f])[\x80-\xbf]{2}"
)
"""A character of several bytes in UTF-8; by chance it hardly occurs in another encoding."""


@dataclass
class Bytes:
    """What was counted in a file's bytes."""

    multibyte: int = 0
    """Characters of several bytes, as in UTF-8."""
    stray: int = 0
    """Other bytes beyond ASCII, as in cp1252."""
    nul: int = 0
    line_feeds: int = 0
    returns: int = 0
    pairs: int = 0
    """Line feeds after a carriage return."""

    def add(self, block: bytes) -> None:
        """Counts one block, cut where no character and no line end is cut."""
        self.nul += block.count(0)
        self.line_feeds += block.count(b"\n")
        self.returns += block.count(b"\r")
        self.pairs += block.count(b"\r\n")
        if block.isascii():
            return
        rest, characters = MULTIBYTE.subn(b"", block)
        self.multibyte += characters
        self.stray += len(rest.translate(None, ASCII))

    @property
    def has_one_line_end(self) -> bool:
        """Whether all lines end alike."""
        kinds = (self.pairs, self.line_feeds - self.pairs, self.returns - self.pairs)
        return sum(count > 0 for count in kinds) <= 1


def counted_bytes(path: Path) -> Bytes:
    """The count over a whole file."""
    count = Bytes()
    rest = b""
    with path.open("rb") as stream:
        while read := stream.read(BYTES_AT_ONCE):
            block = rest + read
            cut = block.rfind(b"\n") + 1 or len(block.rstrip(CONTINUING)) - 1
            rest = block[max(cut, 0) :]
            count.add(block[: max(cut, 0)])
    count.add(rest)
    return count


def encoding_of(file: str, count: Bytes, stated: str) -> str:
    """The encoding stated or found; InputError where the bytes contradict it."""
    if count.nul:
        raise InputError(problems.nul_bytes(file, count.nul))
    if stated:
        encoding = _known(file, stated)
        if encoding == UTF_8 and count.stray:
            raise InputError(problems.unknown_encoding(file, stated))
        return encoding
    if count.stray and count.multibyte:
        raise InputError(problems.mixed_encodings(file, count.stray))
    return CP1252 if count.stray else UTF_8


def _known(file: str, stated: str) -> str:
    try:
        encoding = codecs.lookup(stated).name.removesuffix("-sig")
        "".encode(encoding)
        return encoding
    except (LookupError, ValueError):
        pass
    raise InputError(problems.unknown_encoding(file, stated))


def rewritten(path: Path, file: str, encoding: str, to: Path) -> Path:
    """The same text in UTF-8 with one kind of line end."""
    try:
        with path.open(encoding=encoding) as source, to.open("w", encoding=UTF_8) as target:
            while text := source.read(BYTES_AT_ONCE):
                target.write(text)
        return to
    except UnicodeError:
        pass
    raise InputError(problems.unknown_encoding(file, encoding))
