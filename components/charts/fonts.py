"""The letters of files, and how wide words are in them."""

from functools import cache
from pathlib import Path

import font_source_sans_pro
from PIL import ImageFont

FAMILY = "Source Sans Pro"
"""The same letters as on the pages, under the name that the font files bear."""
FOLDER = Path(font_source_sans_pro.__file__).parent / "files"
_MEASURED = 100


@cache
def _font(weight: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FOLDER / f"SourceSansPro-{weight}.ttf", _MEASURED)


@cache
def width(words: str, size: float, *, bold: bool = False) -> float:
    """How wide a line of words is, in the unit of its size."""
    return float(_font("Semibold" if bold else "Regular").getlength(words)) * size / _MEASURED


def wrapped(words: str, size: float, most: float, *, bold: bool = False) -> list[str]:
    """The words in lines of at most this width; a word that is wider stands alone."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold=bold) <= most:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines or [""]
