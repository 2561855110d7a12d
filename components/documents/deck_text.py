"""Words on a slide: titles and boxes whose letters fit, and alternatives for who can't see."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Pt

from components.charts.fonts import wrapped
from core.language import Language

EMU_PER_POINT = 12700
SMALLEST = 12
"""Points; on a slide shown at 1920 by 1080 that is 24 pixels."""
WIDER = 1.13
"""How much wider office programs' usual letters are than those we measure with."""
INKS = {"light": ("#1B2430", "#55606E", "#0B6380"), "dark": ("#E8EBEF", "#A9B4C0", "#6FC0DA")}
KINDS = ("plain", "quiet", "accent")
LINE = 1.2


@dataclass(frozen=True)
class Room:
    """A rectangle on a slide, in its own units."""

    left: int
    top: int
    wide: int
    high: int

    def part(self, left: float, top: float, wide: float, high: float) -> "Room":
        """A rectangle inside, in parts of this one."""
        return Room(
            self.left + int(left * self.wide),
            self.top + int(top * self.high),
            int(wide * self.wide),
            int(high * self.high),
        )


class Page(NamedTuple):
    """The slide that is being written, and how."""

    slide: Any
    look: str
    language: Language

    def ink(self, kind: str = "plain") -> str:
        """The colour of plain, quiet or accented words."""
        return INKS[self.look][KINDS.index(kind)]


def rgb(colour: str) -> Any:
    """A colour as the library has it."""
    return RGBColor.from_string(colour.lstrip("#"))  # type: ignore[no-untyped-call] # untyped there


def put(shape: Any, room: Room) -> None:
    """Place a shape."""
    shape.left, shape.top = Emu(room.left), Emu(room.top)
    shape.width, shape.height = Emu(room.wide), Emu(room.high)


def describe(shape: Any, name: str, alternative: str) -> None:
    """Give a shape its name and its alternative text."""
    shape.name = name
    shape._element._nvXxPr.cNvPr.set("descr", alternative)


def fitting(
    words: str, room: Room, largest: int, smallest: int = SMALLEST, *, bold: bool = False
) -> int:
    """The largest letters, in points, in which the words fit the room."""
    wide, high = room.wide / EMU_PER_POINT, room.high / EMU_PER_POINT
    for size in range(largest, smallest, -1):
        lines = sum(len(wrapped(one, size * WIDER, wide, bold=bold)) for one in words.split("\n"))
        if lines * size * LINE <= high:
            return size
    return smallest


def written_title(page: Page, words: str, whole: Room) -> None:
    """The title in the slide's own place for it, so that outlines and readers find it."""
    room = whole.part(0.04, 0.08, 0.92, 0.145)
    title = page.slide.shapes.title
    if title is None:
        add_text(page, words, room, 26)
        return
    put(title, room)
    frame = title.text_frame
    frame.word_wrap = True
    frame.text = words
    frame.vertical_anchor = MSO_ANCHOR.TOP
    _without_margins(frame)
    size = fitting(words, room, 26, 16, bold=True)
    for paragraph in frame.paragraphs:
        paragraph.alignment = 1
        for run in paragraph.runs:
            dress(run.font, size, page.ink(), page.language)
            run.font.bold = True


def _without_margins(frame: Any) -> None:
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0


def add_text(page: Page, words: str, room: Room, size: int, kind: str = "plain") -> Any:
    """A box of words in letters of this size, or smaller where they would not fit."""
    box = page.slide.shapes.add_textbox(room.left, room.top, room.wide, room.high)
    frame = box.text_frame
    frame.word_wrap = True
    _without_margins(frame)
    fits = fitting(words, room, size)
    for at, line in enumerate(words.split("\n")):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        dress(run.font, fits, page.ink(kind), page.language)
        run.font.bold = kind == "accent"
    return box


def dress(font: Any, size: float, colour: str, language: Language) -> None:
    """Size, colour and language of a run of words."""
    font.size = Pt(size)
    font.color.rgb = rgb(colour)
    font._element.set("lang", "nl-NL" if language == "nl" else "en-GB")
