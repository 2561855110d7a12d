"""What has room on a slide keeps its words whole."""

import pytest

from components.charts.fonts import width
from components.documents.fitting import column_widths, fitting_blocks, fitting_rows, in_one_line
from components.slides.blocks import Block
from components.slides.grid import Cell, Grid

WORDS = Grid(
    ("Gebied", "Herkomst", "Leerlingen", "Meer of veel meer (%)"),
    tuple(
        tuple(map(Cell, row))
        for row in (
            ("Amsterdam", "Antilliaanse achtergrond", "1.110", "17,0%"),
            ("'s-Gravenhage", "Alle herkomsten", "605", "–"),
        )
    ),
)


@pytest.mark.parametrize("wide", [320.0, 500.0, 900.0])
def test_columns_fill_the_width_and_break_no_word(wide: float) -> None:
    widths = column_widths(WORDS, wide, 12)
    assert sum(widths) == pytest.approx(wide)
    columns = zip(*(WORDS.heads, *([c.text for c in row] for row in WORDS.rows)), strict=True)
    for own, cells in zip(widths, columns, strict=True):
        longest = max(width(word, 12, bold=True) for cell in cells for word in cell.split())
        assert own > longest


def test_a_lone_cell_that_names_rows_asks_for_no_column_more() -> None:
    named = Grid(WORDS.heads, ((Cell("Nederland"),), *WORDS.rows))
    assert len(column_widths(named, 500, 12)) == 4
    assert fitting_rows(named, 500, 300, 12) == named


def test_less_height_gives_fewer_rows_and_never_none() -> None:
    assert len(fitting_rows(WORDS, 500, 45, 12).rows) == 1
    assert fitting_rows(WORDS, 500, 300, 12) == WORDS


def test_a_heading_doesn_t_stand_alone_above_what_has_no_room() -> None:
    blocks = (Block("text", "Eén"), Block("heading", "Twee"), Block("text", "Drie " * 400))
    assert [one.text for one in fitting_blocks(blocks, 300, 90, 12)] == ["Eén", "…"]


def test_a_label_in_one_line_keeps_its_hyphens() -> None:
    assert in_one_line("Meerderheid-<br>minderheidsteden") == "Meerderheid-minderheidsteden"
    assert in_one_line("Nederlandse<br>achtergrond") == "Nederlandse achtergrond"
