"""Words of a card keep their order, and its tables their sides, on a slide."""

from dash import html

from components.slides.blocks import blocks


def test_figures_in_a_table_of_words_stand_below_the_end_of_their_headings() -> None:
    row = html.Tr([html.Th("Gouda"), html.Td("250", className="figure"), html.Td("te weinig")])
    table = html.Table([html.Thead(html.Tr([html.Th("Gebied"), html.Th("Leerlingen")])), row])
    (block,) = blocks(html.Div(table))
    assert block.grid is not None
    assert block.grid.heads == ("Gebied", "Leerlingen")
    (cells,) = block.grid.rows
    assert [(one.text, one.stands_right) for one in cells] == [
        ("Gouda", False),
        ("250", True),
        ("te weinig", False),
    ]
