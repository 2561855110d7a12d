"""A story as one page in one file: it opens from a USB stick, by keyboard and by ear as well."""

import base64
from collections.abc import Callable, Iterator, Sequence
from html import escape
from pathlib import Path

from components.documents.figure_svg import figure_svg
from components.documents.telling import Told, beside, eyebrow, foot, qr_svg
from components.slides.blocks import Block
from components.slides.grid import Cell, Grid
from components.slides.sheet import Sheet
from core.language import Language, text

HERE = Path(__file__).parent
ASSETS = HERE.parents[1] / "assets"
FONT = ASSETS / "fonts" / "source-sans-3-latin-wght-normal.woff2"
MOST_ROWS = 400


def html(told: Told, progress: Callable[[int], None]) -> bytes:
    """The story as one page that asks nothing of any other place."""
    slides = []
    for number, sheet in enumerate(told.sheets, 1):
        slides.append(_slide(sheet, number, len(told.sheets), told))
        progress(number)
    language = told.language
    title = escape(told.name or text("slides.subject", language))
    words = {
        word: escape(text(f"presenting.{word}", language))
        for word in ("previous", "next", "overview", "keys")
    }
    page = (HERE / "page.html").read_text("utf-8")
    filled = {
        "language": language,
        "title": title,
        "style": (HERE / "page.css").read_text("utf-8"),
        "font": base64.b64encode(FONT.read_bytes()).decode(),
        "script": (HERE / "page.js").read_text("utf-8"),
        "scheme": told.scheme,
        "slides": "\n".join(slides),
        **words,
    }
    for name, value in filled.items():
        page = page.replace(f"%%{name}%%", value)
    return page.encode()


def _slide(sheet: Sheet, number: int, count: int, told: Told) -> str:
    language = told.language
    label = text("slides.slide", language, number=number, count=count)
    parts = [
        f'<p class="eyebrow">{escape(eyebrow(sheet))}</p><h2>{escape(sheet.title)}</h2>',
        _said(sheet),
        _figure(sheet),
        "".join(f'<p class="caveat">{escape(words)}</p>' for words in beside(sheet)),
        f'<p class="source">{escape(foot(sheet))}</p>',
        *_more(sheet, language),
    ]
    return (
        f'<section id="dia-{number}" aria-label="{escape(label)}" tabindex="-1">'
        f'{"".join(parts)}<p class="count">{escape(label)}</p></section>'
    )


def _said(sheet: Sheet) -> str:
    """The sentence of the figure, where the title is the presenter's own."""
    return f"<p>{escape(sheet.sentence)}</p>" if sheet.own_title else ""


def _figure(sheet: Sheet) -> str:
    drawn = figure_svg(sheet, "light", hover=True)
    told = escape(sheet.told, quote=True)
    drawn = drawn.replace("<svg ", f'<svg aria-label="{told}" ', 1)
    figure = f"<figure>{_following(drawn)}</figure>" if drawn else ""
    return figure + blocks(sheet.blocks, sheet.language)


def _following(drawn: str) -> str:
    """The drawing with letters and lines that follow the page, light or dark."""
    for fixed, name in (("#1B2430", "ink"), ("#55606E", "quiet"), ("#DDDAD2", "line")):
        drawn = drawn.replace(f'fill="{fixed}"', f'class="{name}"')
        drawn = drawn.replace(f'stroke="{fixed}"', f'class="{name}-stroke"')
    return drawn


def blocks(told: Sequence[Block], language: Language) -> str:
    """Words of a card as a page has them; items that follow each other are one list."""
    parts: list[str] = []
    for at, block in enumerate(told):
        if block.grid is not None:
            parts.append(table(block.grid, language))
        elif block.kind == "item":
            begins = at == 0 or told[at - 1].kind != "item"
            ends = at + 1 == len(told) or told[at + 1].kind != "item"
            parts.append(
                f"{'<ul>' if begins else ''}<li>{escape(block.text)}</li>{'</ul>' if ends else ''}"
            )
        else:
            tag = "h3" if block.kind == "heading" else "p"
            parts.append(f"<{tag}>{escape(block.text)}</{tag}>")
    return f'<div class="words">{"".join(parts)}</div>' if parts else ""


def _side(cell: Cell) -> str:
    return ' class="figure"' if cell.stands_right else ""


def _span(row: tuple[Cell, ...], grid: Grid) -> str:
    """A lone cell names the rows below it."""
    return f' colspan="{len(grid.heads)}"' if len(row) == 1 < len(grid.heads) else ""


def table(grid: Grid, language: Language) -> str:
    """A table; the first cell of a row names it."""
    if not grid.heads:
        return ""
    shown = grid.first(MOST_ROWS)
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in shown.heads)
    rows = "".join(
        "<tr>"
        + "".join(
            f'<td class="figure" data-value="{cell.value}">{escape(cell.text)}</td>'
            if cell.is_figure
            else f"<td{_span(row, shown)}{_side(cell)}>{escape(cell.text)}</td>"
            for cell in row
        )
        + "</tr>"
        for row in shown.rows
    )
    cut = ""
    if len(grid.rows) > MOST_ROWS:
        told = text("slides.more_rows", language, shown=MOST_ROWS, all=len(grid.rows))
        cut = f"<p>{escape(told)}</p>"
    body = f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>"
    label = escape(text("slides.table", language))
    return (
        f'<div class="scrolling" tabindex="0" role="region" aria-label="{label}">'
        f"<table>{body}</table></div>{cut}"
    )


def _more(sheet: Sheet, language: Language) -> Iterator[str]:
    """Table, method, sources, caveats and notes, to be unfolded."""
    if sheet.grids:
        yield _folded("slides.table", "".join(table(g, language) for g in sheet.grids), language)
    facts = "".join(
        f"<dt>{escape(fact.label)}</dt><dd>{escape(fact.text)}</dd>" for fact in sheet.facts
    )
    if sheet.link:
        label = escape(text("slides.fact.link", language))
        link = escape(sheet.link, quote=True)
        alternative = escape(text("slides.qr", language, link=sheet.link), quote=True)
        code = qr_svg(sheet.link).replace("<svg ", f'<svg role="img" aria-label="{alternative}" ')
        facts += f'<dt>{label}</dt><dd><a href="{link}">{link}</a><br>{code}</dd>'
    caveats = "".join(f"<li>{escape(words)}</li>" for _, words in sheet.caveats)
    method = "".join(f"<p>{escape(words)}</p>" for words in (sheet.reading, sheet.method) if words)
    yield _folded("slides.about", f"{method}<dl>{facts}</dl><ul>{caveats}</ul>", language)
    if sheet.notes:
        lines = "".join(f"<p>{escape(line)}</p>" for line in sheet.notes.splitlines())
        yield _folded("presenting.notes", lines, language)


def _folded(key: str, inner: str, language: Language) -> str:
    return f"<details><summary>{escape(text(key, language))}</summary>{inner}</details>"
