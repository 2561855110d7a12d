"""Plain parts of a page written as HTML: nothing in a text becomes an element."""

import pytest
from dash import dcc, html

from components.attributes import aria, data, plain
from components.ids import card
from components.markup import markup, written


def test_elements_and_their_attributes_are_written_as_the_browser_reads_them() -> None:
    part = html.Ul(
        [
            html.Li(["Gouda ", html.B(41)], className="own", **aria(label="a"), **data(value=0.5)),
            html.Td(colSpan=2, tabIndex=0),
        ],
        style={"marginTop": "4px", "width": "40%"},
    )
    assert written(part) == (
        '<ul style="margin-top:4px;width:40%"><li aria-label="a" class="own" data-value="0.5">'
        'Gouda <b>41</b></li><td colspan="2" tabindex="0"></td></ul>'
    )


def test_no_text_becomes_an_element_or_ends_an_attribute() -> None:
    bad = """<script>x</script>"' onload=x & co"""
    shown = written(html.P([bad], title=bad))
    assert "<script" not in shown
    assert shown.count('"') == 2 + 1  # around the title, and one in the text
    assert "&lt;script&gt;x&lt;/script&gt;" in shown


def test_what_is_true_stands_alone_and_what_is_false_or_unknown_is_left_out() -> None:
    assert written(html.Details([], open=True, hidden=False, title=None)) == (
        "<details open></details>"
    )
    assert written([None, html.Br(), plain("B", "a")]) == "<br><b>a</b>"


def test_the_component_carries_it_in_one_attribute() -> None:
    assert getattr(markup(html.P("één")), "data-markup") == "<p>één</p>"


@pytest.mark.parametrize("part", [dcc.Store(id="a"), html.Div(id=card("table", "scatter"))])
def test_what_a_callback_follows_is_refused(part: object) -> None:
    with pytest.raises(TypeError, match="only plain HTML"):
        written(part)
