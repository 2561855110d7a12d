"""Files of a story are opened again, and say what the cards' answers say."""

import io
import random
import re
from collections.abc import Iterator
from functools import cache
from html import escape
from itertools import pairwise
from typing import Any

import pikepdf
import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.util import Pt

from components.documents.fitting import in_one_line
from components.documents.forms import BY_CODE, FORMS, Told
from components.slides.sheet import Sheet
from components.slides.story import Slide, Story
from components.slides.telling import sheets_of
from components.slides.words import SLIDES, WORDS
from components.views import VIEWS
from components.views.maps import MAPS_ON
from core.language import LANGUAGES, Language, text
from core.release import Release

SITE = "http://contactatlas.example"
SHOWS = [
    *(
        f"{view.path.strip('/') or ''}/{card.code}".strip("/")
        for view in VIEWS
        for card in view.cards
    ),
    *(f"{view.path.strip('/')}/{name}" for view in VIEWS for name in MAPS_ON.get(view.code, ())),
]
STATES = ("?place=GM0363", "?place=GM0034&setting=work&year=2005", "?place=GM0363&compare=GM0034")
DRAW = random.Random(9)
SAMPLE = [
    (form.code, show, DRAW.choice(STATES), language, DRAW.choice(("light", "dark")))
    for number, (show, form) in enumerate(
        (show, form) for show in SHOWS for form in FORMS if form.code != "handout"
    )
    for language in (LANGUAGES[(number + number // 4) % 2],)
]
"""Every card and map in every kind of file; language, scheme and state drawn, but always alike."""


def told(shows: Iterator[tuple[str, str]], release: Release, language: Language = "nl") -> Told:
    slides = tuple(Slide(show, search, notes="Zeg dit erbij.") for show, search in shows)
    return Told(
        "Proef", language, sheets_of(Story("Proef", language, slides), lambda _: release, SITE)
    )


def silent(_: int) -> None:
    pass


def words_of(deck: Any) -> str:
    return "\n".join(
        shape.text_frame.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
    )


def figures_of(sheet: Sheet) -> set[float]:
    return {
        cell.value
        for grid in sheet.grids
        for row in grid.rows
        for cell in row
        if cell.value is not None
    }


def drawn_by(chart: Any) -> list[float]:
    found: list[float] = []
    for plot in chart.plots:
        for series in plot.series:
            if series.name == "–":
                continue
            path = ".//c:xVal//c:v" if series._element.findall(".//{*}xVal") else ".//c:val//c:v"
            found += [float(one.text) for one in series._element.xpath(path)]
    return found


def require_pptx(content: bytes, made: Told) -> None:
    deck = Presentation(io.BytesIO(content))
    (sheet,), slide = made.sheets, deck.slides[0]
    assert slide.shapes.title.text == sheet.title
    said = words_of(deck) + slide.notes_slide.notes_text_frame.text
    for wanted in (sheet.source, sheet.link, "Zeg dit erbij.", sheet.caveats[0][1]):
        assert wanted in said
    charts = [shape.chart for shape in slide.shapes if shape.has_chart]
    assert bool(charts) == (sheet.chart is not None), "a figure is a chart, not a picture"
    if sheet.chart and len(sheet.chart.panels) == 1:
        values = [value for chart in charts for value in drawn_by(chart)]
        assert values
        assert {round(one, 1) for one in values} <= {round(one, 1) for one in figures_of(sheet)} | {
            0.0
        }
    pictures = [shape for shape in slide.shapes if shape.shape_type == 13]
    assert len(pictures) == 1, "only the code to scan is a picture"
    for shape in (*pictures, *(one for one in slide.shapes if one.has_chart)):
        assert shape._element._nvXxPr.cNvPr.get("descr")


def require_xlsx(content: bytes, made: Told) -> None:
    book = load_workbook(io.BytesIO(content))
    (sheet,) = made.sheets
    assert book.sheetnames[-1] == text("slides.sources", made.language)
    page, sources = book.worksheets
    numbers = {
        cell.value
        for row in page.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    }
    assert {round(one, 6) for one in figures_of(sheet)} <= {round(one, 6) for one in numbers}
    said = "\n".join(str(cell.value) for row in page.iter_rows() for cell in row if cell.value)
    assert sheet.title in said
    assert sheet.source in said
    about = "\n".join(str(cell.value) for row in sources.iter_rows() for cell in row if cell.value)
    for wanted in (
        sheet.link,
        *(fact.text for fact in sheet.facts),
        *(w for _, w in sheet.caveats),
    ):
        assert wanted in about


def require_html(content: bytes, made: Told) -> None:
    (sheet,), page = made.sheets, content.decode()
    assert not re.search(r'(?:src|href)="(?!https?://contactatlas\.example|#|data:)', page)
    assert f"<h2>{escape(sheet.title)}</h2>" in page
    for wanted in (sheet.source, *(words for _, words in sheet.caveats)):
        assert escape(wanted) in page
    written = {float(one) for one in re.findall(r'data-value="([^"]+)"', page)}
    assert written == figures_of(sheet)
    assert f'<html lang="{made.language}"' in page


def tags(content: bytes) -> list[Any]:
    found: list[Any] = []

    def walk(node: Any) -> None:
        for kid in node if isinstance(node, pikepdf.Array) else [node]:
            if isinstance(kid, pikepdf.Dictionary):
                if "/S" in kid:
                    found.append(kid)
                if "/K" in kid:
                    walk(kid["/K"])

    with pikepdf.open(io.BytesIO(content)) as document:
        root = document.Root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang)[:2] in LANGUAGES
        assert "pdfuaid" in bytes(root.Metadata.read_bytes()).decode()
        walk(root.StructTreeRoot["/K"])
        return [(str(one["/S"]), str(one.get("/Alt", ""))) for one in found]


def require_pdf(content: bytes, made: Told) -> None:
    (sheet,), found = made.sheets, tags(content)
    kinds = [kind for kind, _ in found]
    assert "/H1" in kinds
    alternatives = [alt for kind, alt in found if kind == "/Figure"]
    assert alternatives
    assert all(alternatives)
    if sheet.chart or sheet.maps:
        assert sheet.told in alternatives
    if any(grid.rows for grid in sheet.grids):
        assert {"/Table", "/TH", "/TD"} <= set(kinds)


REQUIRE = {"pptx": require_pptx, "xlsx": require_xlsx, "html": require_html, "pdf": require_pdf}


@pytest.mark.parametrize(
    ("form", "show", "search", "language", "scheme"),
    [pytest.param(*one, id=f"{one[0]}-{one[1]}-{one[3]}-{one[4]}") for one in SAMPLE],
)
def test_a_file_opened_again_says_what_its_card_says(
    form: str, show: str, search: str, language: Language, *, scheme: str, release: Release
) -> None:
    """Charts with the card's values; every value and source; nobody is asked; tags on paper."""
    slide = Slide(show, search, notes="Zeg dit erbij.")
    sheets = sheets_of(Story("Proef", language, (slide,)), lambda _: release, SITE)
    made = Told("Proef", language, sheets, scheme)
    REQUIRE[form](BY_CODE[form].make(made, silent), made)


def test_the_sample_is_large_enough() -> None:
    """Every card and every map that can stand alone, in each kind of file."""
    assert len(SAMPLE) >= 50
    assert {(form, show) for form, show, *_ in SAMPLE} == {
        (form, show) for form in REQUIRE for show in SHOWS
    }
    assert {"verscheidenheid/types", "segregatie/map", "verscheidenheid/lenses"} <= set(SHOWS)
    assert {language for *_, language, _ in SAMPLE} == set(LANGUAGES)
    assert {scheme for *_, scheme in SAMPLE} == {"light", "dark"}


@cache
def twelve(release: Release) -> Told:
    shows = [(show, "?place=GM0363") for show in SHOWS if "start" not in show][:11]
    return told(iter([*shows, (f"{WORDS}/{SLIDES[0]}", "")]), release)


def test_a_hand_out_of_twelve_slides_takes_two_sides(release: Release) -> None:
    made = BY_CODE["handout"].make(twelve(release), silent)
    with pikepdf.open(io.BytesIO(made)) as document:
        assert len(document.pages) == 2
    assert all(alt for kind, alt in tags(made) if kind == "/Figure")


def test_no_letters_on_a_slide_are_smaller_than_24_pixels(release: Release) -> None:
    """Twelve points on a slide of 960 points are 24 pixels of 1920."""
    deck = Presentation(io.BytesIO(BY_CODE["pptx"].make(twelve(release), silent)))
    sizes = [
        int(size)
        for slide in deck.slides
        for size in slide._element.xpath(".//@sz")
        if size.isdigit()
    ]
    assert sizes
    assert min(sizes) >= Pt(12).pt * 100


def overlapping(slide: Any, wide: int, high: int) -> list[tuple[str, str]]:
    """Shapes that lie over one another or off the slide; what lies within a chart is part of it."""
    boxes = [
        (one, one.left, one.top, one.left + one.width, one.top + one.height)
        for one in slide.shapes
        if not (one.has_text_frame and not one.text_frame.text)
    ]
    found = [(one.name, "") for one, *sides in boxes if sides[2] > wide or sides[3] > high]
    for at, (one, *a) in enumerate(boxes):
        for other, *b in boxes[at + 1 :]:
            across = min(a[2], b[2]) - max(a[0], b[0])
            down = min(a[3], b[3]) - max(a[1], b[1])
            if across > A_LITTLE and down > A_LITTLE and not (one.has_chart and inside(b, a)):
                found.append((one.name, other.name))
    return found


A_LITTLE = Pt(2)


def inside(inner: list[int], outer: list[int]) -> bool:
    return all(
        (
            inner[0] >= outer[0] - A_LITTLE,
            inner[1] >= outer[1] - A_LITTLE,
            inner[2] <= outer[2] + A_LITTLE,
            inner[3] <= outer[3] + A_LITTLE,
        )
    )


def test_nothing_on_a_slide_lies_over_something_else(release: Release) -> None:
    shows = ((show, "?place=GM0363") for show in SHOWS)
    content = BY_CODE["pptx"].make(told(shows, release), silent)
    deck = Presentation(io.BytesIO(content))
    wide, high = int(deck.slide_width or 0), int(deck.slide_height or 0)
    found = {
        show: lying
        for show, slide in zip(SHOWS, deck.slides, strict=True)
        if (lying := overlapping(slide, wide, high))
    }
    assert found == {}


def test_names_of_rows_stand_whole_beside_their_rows(release: Release) -> None:
    """Each on the left of the points, one below the other."""
    content = BY_CODE["pptx"].make(
        told(iter([("verscheidenheid/by_type", "?place=GM0363")]), release), silent
    )
    slide = Presentation(io.BytesIO(content)).slides[0]
    (sheet,) = told(iter([("verscheidenheid/by_type", "?place=GM0363")]), release).sheets
    assert sheet.chart is not None
    wanted = [in_one_line(words) for _, words in sheet.chart.panels[0].y.ticks]
    boxes = {one.text_frame.text: one for one in slide.shapes if one.has_text_frame}
    assert set(wanted) <= set(boxes)
    tops = sorted((boxes[one].top, boxes[one].height) for one in wanted)
    assert all(top + high <= below + A_LITTLE for (top, high), (below, _) in pairwise(tops))


def test_a_table_of_the_paper_is_there_with_its_figures(release: Release) -> None:
    """Its rows are sent to a browser in a form of their own."""
    (sheet,) = told(iter([("tabellen/table_1", "?year=2005")]), release).sheets
    (grid,) = [block.grid for block in sheet.blocks if block.grid is not None]
    figures = [row for row in grid.rows if len(row) == len(grid.heads)]
    assert len(figures) > 10
    assert any(cell.text[:1].isdigit() for row in figures for cell in row)


def test_every_slide_is_counted_while_a_file_is_made(release: Release) -> None:
    for form in FORMS:
        done: list[int] = []
        form.make(twelve(release), done.append)
        assert done == list(range(1, 13)), form.code
