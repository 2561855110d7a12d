"""The legend of a chart on a slide, where the program's own would not fit."""

from collections.abc import Sequence

from pptx.util import Pt

from components.charts.chart import Series
from components.documents.deck_text import Page, Room, add_text, dress, fitting
from core.language import text

MARKS = {
    "circle": "●",
    "circle-open": "○",
    "square": "■",
    "diamond": "◆",
    "diamond-open": "◇",
    "triangle-up": "▲",
    "cross": "✚",
    "x": "✖",
    "star": "★",
    "pentagon": "⬟",
    "line-ns-open": "┃",
}
SIZE = 14


def add_legend(page: Page, keys: Sequence[Series], room: Room) -> None:
    """Each mark in its colour, with its name; letters as large as fit."""
    told = [(_mark(key), key) for key in keys if key.name]
    size = fitting("    ".join(f"{mark} {key.name}" for mark, key in told), room, SIZE)
    box = add_text(page, "", room, SIZE)
    box.name = text("slides.legend", page.language)
    paragraph = box.text_frame.paragraphs[0]
    for mark, key in told:
        for words, colour in ((f"{mark}\u00a0", key.colours[0]), (f"{key.name}    ", page.ink())):
            run = paragraph.add_run()
            run.text = words
            dress(run.font, size, colour, page.language)
    paragraph.line_spacing = Pt(size * 1.2)


def add_long_legend(page: Page, keys: Sequence[Series], room: Room) -> None:
    """One name below the other, each once, beside a chart."""
    told = list({key.name: key for key in reversed(keys) if key.name}.values())[::-1]
    size = fitting("\n".join(f"■ {key.name}" for key in told), room, SIZE)
    box = add_text(page, "", room, SIZE)
    box.name = text("slides.legend", page.language)
    for at, key in enumerate(told):
        frame = box.text_frame
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        for words, colour in ((f"{_mark(key)}\u00a0", key.colours[0]), (key.name, page.ink())):
            run = paragraph.add_run()
            run.text = words
            dress(run.font, size, colour, page.language)


def _mark(key: Series) -> str:
    if key.kind == "line":
        return "━" if key.dash == "solid" else "╍"
    return MARKS.get(key.symbols[0], "●") if key.kind == "points" else "■"
