"""What a page tells beside its tables is found, with how exactly it is told."""

import pytest

from core.audit.drawn import drawn_in, figures_in


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("<b>Turks</b><br>in de buurt: 41%<br>leerlingen: 1.235", [41, 1235]),
        ("<b>Amsterdam, wijk 02</b><br>HHI 0,87<br>Inwoners: 8.845", [0.87, 8845]),
        ("<b>Expats · 2006–2010</b><br>korter dan 2 jaar: 37,8%", [37.8]),
        ("verschil: −3,5 punten", [-3.5]),
        ("<b>Gouda</b><br>te weinig mensen", []),
        ("<b>Westers</b><br>Meer: minder dan 10<br>Minder: 10%", [10]),
    ],
)
def test_figures_are_read_as_a_reader_does(words: str, figures: list[float]) -> None:
    assert [figure for figure, _ in figures_in(words)] == figures


def test_a_figure_is_as_exact_as_its_decimals() -> None:
    assert [reach for _, reach in figures_in("aandeel: 37,8%")] == [pytest.approx(0.05)]
    assert [reach for _, reach in figures_in("aandeel: 38%")] == [pytest.approx(0.5)]


def test_the_figures_of_a_page_are_found_with_the_words_around_them() -> None:
    traces = [{"x": [41], "hovertext": ["<b>Turks</b><br>in de buurt: 41%"]}, {"x": [1]}]
    graph = {
        "type": "Graph",
        "props": {
            "id": {"type": "card-graph", "card": "scatter"},
            "figure": {"data": traces, "layout": {"meta": {"title": "41% heeft …"}}},
        },
    }
    drawing = {"type": "Div", "props": {"children": [graph], "aria-label": "Figuur: 41% heeft …"}}
    card = {"type": "Article", "props": {"children": drawing, "aria-label": "Punten"}}
    found = drawn_in({"main-content": {"children": [card]}})
    assert set(found) == {"scatter"}
    assert found["scatter"].title == "41% heeft …"
    assert found["scatter"].alternative == "Figuur: 41% heeft …"
    assert [figure for figure, _ in found["scatter"].tooltips()] == [41]
