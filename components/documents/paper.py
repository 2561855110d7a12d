"""Slides as PDF for everyone (PDF/UA-1): headings, alternatives, tables and a reading order.

Typst sets the pages. It is one wheel without system libraries, embeds our drawings as vectors,
and refuses to write PDF/UA when an alternative, a title or a language is missing.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import typst

from components.charts.fonts import FAMILY, FOLDER, wrapped
from components.documents.fitting import fitting_blocks, fitting_rows
from components.documents.paper_marks import WIDE, figure, letters_of, listed, prose, quoted, table
from components.documents.telling import Told, beside, eyebrow, foot, qr_svg
from components.slides.blocks import Block
from components.slides.grid import Grid
from components.slides.sheet import Sheet
from core.errors import FileNotMadeError
from core.language import text

LONG = 120
"""Letters from which a title is written smaller."""
MOST_ROWS = 60
"""Rows of a table on paper; the workbook has all of them."""
INKS = {
    "light": ("#1B2430", "#55606E", "#0B6380", "#FFFFFF"),
    "dark": ("#E8EBEF", "#A9B4C0", "#6FC0DA", "#1A232D"),
}
SMALLEST, BESIDE_TABLE = 12, 13
WORDS_PART = 0.42
"""The part of the room that words have where a table stands among them."""
WORDS_WIDE, WORDS_HIGH = WIDE, 300.0
"""Room for words on a page, in points."""
CELL_WIDE, CELL_HIGH, SMALL = 240.0, 105.0, 8.5
"""Room for words in a slide on a hand-out, and their letters, in points."""
ROW = "8.3cm"
"""Height of a slide on a hand-out, so that three stand above each other."""
SLIDE = "width: 33.867cm, height: 19.05cm, margin: (x: 1.35cm, top: 0.9cm, bottom: 0.8cm)"
SHEET = "width: 21cm, height: 29.7cm, margin: (x: 1.5cm, y: 1.4cm)"


def pdf(told: Told, progress: Callable[[int], None]) -> bytes:
    """A page for each slide, and after them the tables with what they rest on."""
    parts = [_begun(told, SLIDE, 14)]
    for number, sheet in enumerate(told.sheets, 1):
        parts.append(_slide(sheet, told.scheme))
        progress(number)
    parts += _appendix(told)
    return _set("\n".join(parts))


def handout(told: Told, progress: Callable[[int], None]) -> bytes:
    """Two sides of A4 for up to twelve slides: figures in two columns, with their messages."""
    parts = [_begun(told, SHEET, 9), f"#heading(level: 1, {quoted(told.name or _unnamed(told))})"]
    cells = []
    for number, sheet in enumerate(told.sheets, 1):
        cells.append(_small(sheet, told.scheme))
        progress(number)
    parts.append(
        "#grid(columns: (1fr, 1fr), gutter: 0.55cm, " + ", ".join(f"[{one}]" for one in cells) + ")"
    )
    synthetic = [sheet for sheet in told.sheets if sheet.is_synthetic][:1]
    parts += [prose(foot(sheet), "0.95em") for sheet in synthetic]
    return _set("\n".join(parts))


def _unnamed(told: Told) -> str:
    return text("slides.subject", told.language)


def _begun(told: Told, page: str, size: int) -> str:
    ink, _, accent, ground = INKS[told.scheme]
    region = "NL" if told.language == "nl" else "GB"
    return "\n".join(
        (
            f"#set document(title: {quoted(told.name or _unnamed(told))}, author: "
            f'"Contactatlas", description: {quoted(_unnamed(told))})',
            f'#set page({page}, fill: rgb("{ground}"))',
            f'#set text(font: "{FAMILY}", size: {size}pt, lang: "{told.language}", '
            f'region: "{region}", fill: rgb("{ink}"), fallback: true)',
            "#set par(leading: 0.55em, spacing: 0.7em)",
            "#set table(stroke: (y: 0.5pt + luma(180)), inset: (x: 6pt, y: 4pt))",
            f'#show heading.where(level: 2): set text(fill: rgb("{accent}"))',
            "#show heading: set text(size: 1em)",
            "#show heading: set block(above: 0.7em, below: 0.6em)",
            "#show figure: set block(breakable: true, spacing: 0.8em)",
        )
    )


def _slide(sheet: Sheet, scheme: str) -> str:
    """Eyebrow, title, figure in what room is left, caveats and source."""
    _, quiet, accent, _ = INKS[scheme]
    inner = figure(sheet, scheme, "100%") or _words(sheet)
    notes = "".join(f"{prose(words, '0.86em')}\n" for words in beside(sheet))
    source = f'#text(size: 0.86em, fill: rgb("{quiet}"), {quoted(foot(sheet))})'
    code = _code(sheet, "2.3cm")
    return (
        f'#text(size: 1em, weight: "semibold", fill: rgb("{accent}"), {quoted(eyebrow(sheet))})\n'
        f"#block(height: auto, below: 0.5em, {{ set text(size: {_title_size(sheet)}pt); "
        f"heading(level: 1, {quoted(sheet.title)}) }})\n"
        f"#block(height: 1fr, width: 100%, above: 0.9em, [{inner}])\n"
        f"#grid(columns: (1fr, auto), gutter: 0.6cm, [{notes}{source}], [{code}])\n"
        "#pagebreak(weak: true)\n"
    )


def _title_size(sheet: Sheet) -> int:
    return 25 if len(sheet.title) < LONG else 20


def _words(sheet: Sheet) -> str:
    """Words or a table where a slide has no figure."""
    if not sheet.blocks:
        return table(_shown(sheet.grids[0], WORDS_HIGH)) if sheet.grids else ""
    if any(one.grid for one in sheet.blocks):
        around = listed(_around_a_table(sheet.blocks), most_rows=MOST_ROWS)
        return f"#set text(size: {BESIDE_TABLE}pt)\n{around}"
    size = _fitting(sheet, WORDS_WIDE, WORDS_HIGH)
    blocks: Sequence[Block] = sheet.blocks
    if size == SMALLEST:
        blocks = fitting_blocks(blocks, WORDS_WIDE, WORDS_HIGH, size)
    return f"#set text(size: {size}pt)\n#v(0.3em)\n{listed(blocks)}"


def _around_a_table(blocks: Sequence[Block]) -> list[Block]:
    """As many words and rows as have room, in their order; the table comes first in that."""
    first = next(one for one in blocks if one.grid is not None)
    blocks = [one for one in blocks if one.grid is None or one is first]
    told = [one for one in blocks if one.grid is None]
    part = WORDS_PART if told else 0.0
    kept = iter(fitting_blocks(told, WORDS_WIDE, part * WORDS_HIGH, BESIDE_TABLE))
    high = (1 - part) * WORDS_HIGH
    found = [
        next(kept, None) if one.grid is None else replace(one, grid=_shown(one.grid, high))
        for one in blocks
    ]
    return [one for one in found if one is not None]


def _shown(grid: Grid, high: float) -> Grid:
    """The rows that have room."""
    return fitting_rows(grid, WORDS_WIDE, high, letters_of(grid)) if grid.rows else grid


def _fitting(sheet: Sheet, wide: float, high: float) -> int:
    """The largest letters, in points, in which all words of a sheet fit."""
    for size in range(24, SMALLEST, -1):
        lines = sum(len(wrapped(block.text, size, wide)) for block in sheet.blocks)
        if lines * 1.3 * size + 0.55 * size * len(sheet.blocks) <= high:
            return size
    return SMALLEST


def _code(sheet: Sheet, side: str) -> str:
    if not sheet.link:
        return ""
    alternative = text("slides.qr", sheet.language, link=sheet.link)
    drawn = f'image(bytes({quoted(qr_svg(sheet.link))}), format: "svg", width: {side}, '
    return f"#link({quoted(sheet.link)}, {drawn}alt: {quoted(alternative)}))"


def _small(sheet: Sheet, scheme: str) -> str:
    """A slide on a hand-out: its message, its figure, and its source."""
    _, quiet, accent, _ = INKS[scheme]
    inner = figure(sheet, scheme, "100%", small=True) or _few_words(sheet)
    caveats = "".join(f"{prose(words, '0.88em')}\n" for words in beside(sheet)[-1:])
    size = 9.5 if len(sheet.title) < LONG else 8.5
    return (
        f"#block(height: {ROW}, width: 100%, breakable: false)["
        f'#text(size: 0.9em, weight: "semibold", fill: rgb("{accent}"), '
        f"{quoted(eyebrow(sheet))})\n"
        f"#block(below: 0.4em, {{ set text(size: {size}pt); heading(level: 2, "
        f"{quoted(sheet.title)}) }})\n#block(height: 1fr, width: 100%)[{inner}]\n"
        f'{caveats}#text(size: 0.88em, fill: rgb("{quiet}"), {quoted(foot(sheet))})]'
    )


def _few_words(sheet: Sheet) -> str:
    kept, high = [], 0.0
    for block in sheet.blocks:
        lines = len(wrapped(block.text, SMALL, CELL_WIDE)) if block.grid is None else 7
        high += 1.75 * SMALL * lines
        if high > CELL_HIGH:
            break
        kept.append(block)
    return f"#set text(size: {SMALL}pt)\n{listed(kept, most_rows=4)}"


def _appendix(told: Told) -> Iterator[str]:
    """The tables, the method and the sources of every slide."""
    title = quoted(text("slides.about", told.language))
    yield f"#set text(size: 11pt)\n#heading(level: 1, {title})"
    for number, sheet in enumerate(told.sheets, 1):
        yield f"#heading(level: 2, {quoted(f'{number}. {sheet.title}')})"
        yield from (prose(f"{fact.label}: {fact.text}", "1em") for fact in sheet.facts)
        if sheet.link:
            yield f"#par(link({quoted(sheet.link)}))"
        yield from (prose(words, "1em") for words in (sheet.reading, sheet.method) if words)
        yield from (prose(f"{code}: {words}", "1em") for code, words in sheet.caveats)
        for one in sheet.grids:
            yield table(one.first(MOST_ROWS))
            if len(one.rows) > MOST_ROWS:
                told_of = text(
                    "slides.more_rows", told.language, shown=MOST_ROWS, all=len(one.rows)
                )
                yield prose(told_of, "0.9em")


def _set(source: str) -> bytes:
    try:
        compiled: Any = typst.compile  # its types know no source in memory
        written = compiled(
            source.encode(),
            font_paths=[str(FOLDER)],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        raise FileNotMadeError(f"PDF: {error}; leave out the slide that it names") from error
    return bytes(written)
