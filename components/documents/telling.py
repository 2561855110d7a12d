"""What a file is made of: the sheets of a story, and the lines that stand under every figure."""

import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import segno

from components.slides.sheet import Sheet
from core.language import Language, text

BESIDE = 2
"""Caveats that stand under a figure; the notes have all of them."""
SYNTHETIC = "C17"


@dataclass(frozen=True)
class Told:
    """A story with everything in it worked out."""

    name: str
    language: Language
    sheets: tuple[Sheet, ...]
    scheme: str = "light"
    template: Path | None = None
    """The municipality's own template for slides."""


def filters(sheet: Sheet) -> str:
    """Places and year in one line."""
    years = sheet.named("year").split(", ")
    year = years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"
    said = (sheet.named("place"), sheet.named("compare"), year)
    return " · ".join(dict.fromkeys(part for part in said if part))


def eyebrow(sheet: Sheet) -> str:
    """What kind of slide this is, and of what."""
    return " · ".join(part for part in (sheet.name, filters(sheet)) if part)


def beside(sheet: Sheet) -> tuple[str, ...]:
    """The caveats under a figure: that it is made up where it is, and the first one of its own."""
    return tuple(words for _, words in sheet.caveats[:BESIDE])


def foot(sheet: Sheet) -> str:
    """Grouping, basis, year, publisher and release in one line."""
    parts = (sheet.scheme, sheet.source)
    lead = text("slides.source", sheet.language) + ": "
    return lead + " · ".join(part for part in parts if part)


def spoken(sheet: Sheet) -> str:
    """The notes of a slide: the presenter's own, then how to read it and what it rests on."""
    parts = [sheet.notes]
    if sheet.own_title:
        parts.append(sheet.sentence)
    parts += [sheet.reading, sheet.method]
    parts += [f"{fact.label}: {fact.text}" for fact in sheet.facts]
    parts += [f"{code}: {words}" for code, words in sheet.caveats]
    if sheet.link:
        parts.append(f"{text('slides.fact.link', sheet.language)}: {sheet.link}")
    return "\n".join(part for part in parts if part)


@lru_cache(maxsize=256)
def _coded(link: str) -> segno.QRCode:
    """The link as a pattern; working out the best one takes longer than drawing it."""
    return segno.make(link, error="l")


def qr_svg(link: str) -> str:
    """The link as a code to scan."""
    drawn: str = _coded(link).svg_inline(border=2, light="white", omitsize=True)
    return drawn


def qr_png(link: str, scale: int = 6) -> bytes:
    """The same as a picture."""
    written = io.BytesIO()
    _coded(link).save(written, kind="png", scale=scale, border=2)
    return written.getvalue()
