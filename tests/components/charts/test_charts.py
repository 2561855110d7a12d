"""A chart drawn without a browser keeps the figure's values, and its words stay apart."""

import re
from xml.etree import ElementTree

import pytest

from components.address import Address
from components.card import answers_of
from components.charts.chart import Axis, Chart, Panel, Series
from components.charts.fonts import width, wrapped
from components.charts.frame import Paper
from components.charts.reading import chart_of
from components.charts.svg import svg
from components.figures.labels import Box
from components.views import VIEWS, Card, View
from core.release import Release

UNKNOWN_HERE = ("income",)
"""Cards on which the small world has no figures: it lacks those on areas from elsewhere."""
DRAWN = [
    (view, card)
    for view in VIEWS
    for card in view.cards
    if card.draw and card.code not in UNKNOWN_HERE
]
"""Cards with a figure; those of another kind than a chart are told by their tables."""
PAPER = Paper(1500, 550, 22)


def chart(view: View, card: Card, release: Release) -> Chart:
    address = Address(view.path, view.parameters).having(place=("GM0363",))
    assert card.draw is not None
    read = chart_of(card.draw(answers_of(card, address, release), "nl"), "nl")
    assert read is not None
    return read


def test_a_series_of_one_year_has_an_axis_around_it() -> None:
    one = {"type": "scatter", "mode": "lines+markers", "name": "x", "x": [2019], "y": [76.0]}
    figure = {"data": [one], "layout": {"xaxis": {"dtick": 5}, "yaxis": {"range": [0, 100]}}}
    read = chart_of(figure, "nl")
    assert read is not None
    assert (read.panels[0].x.low, read.panels[0].x.high) == (2018, 2020)
    assert svg(read, PAPER)


def bars(*values: float) -> Chart:
    axis = Axis("", 0, 100, ((0, "0"), (100, "100")))
    rows = Axis(
        "",
        -0.5,
        len(values) - 0.5,
        tuple((float(i), f"rij {i}") for i in range(len(values))),
        named=True,
    )
    one = Series(
        "bars",
        "deel",
        values,
        tuple(map(float, range(len(values)))),
        ("#10708F",),
        ("circle",),
        (8,),
        ("",),
        ("",),
    )
    return Chart((Panel(axis, rows, (one,)),), (one,))


@pytest.mark.parametrize(("view", "card"), DRAWN, ids=[card.code for _, card in DRAWN])
def test_a_chart_holds_every_point_of_its_figure(view: View, card: Card, release: Release) -> None:
    address = Address(view.path, view.parameters).having(place=("GM0363",))
    assert card.draw is not None
    figure = card.draw(answers_of(card, address, release), "nl")
    known = sum(
        x is not None and y is not None
        for trace in figure["data"]
        for x, y in zip(trace["x"], trace["y"], strict=True)
    )
    assert (
        sum(len(one.xs) for panel in chart(view, card, release).panels for one in panel.series)
        == known
    )


@pytest.mark.parametrize(("view", "card"), DRAWN, ids=[card.code for _, card in DRAWN])
def test_no_label_of_a_row_meets_another(view: View, card: Card, release: Release) -> None:
    drawn = svg(chart(view, card, release), PAPER)
    found = ElementTree.fromstring(drawn)  # noqa: S314 # we made it ourselves
    boxes = []
    for one in found.iter("{http://www.w3.org/2000/svg}text"):
        if one.get("transform") or not one.text:
            continue
        size = float(one.get("font-size", PAPER.size))
        x, y, wide = float(one.get("x", 0)), float(one.get("y", 0)), width(one.text, size)
        left = {"end": x - wide, "middle": x - wide / 2}.get(one.get("text-anchor", ""), x)
        boxes.append((one.text, Box(left, left + wide, y - 0.7 * size, y)))
        assert left >= -1, one.text
    meeting = [
        (a, b)
        for i, (a, box) in enumerate(boxes)
        for b, other in boxes[i + 1 :]
        if box.meets(other)
    ]
    assert not [pair for pair in meeting if "niet" not in "".join(pair)], (
        "labels run into each other"
    )


def test_a_bar_is_as_long_as_its_value() -> None:
    drawn = svg(bars(20.0, 40.0), Paper(1000, 400, 20))
    wide = [float(one) for one in re.findall(r'<rect [^>]* width="([\d.]+)"', drawn)]
    assert wide[1] == pytest.approx(2 * wide[0], rel=0.01)


def test_words_are_broken_where_they_do_not_fit() -> None:
    lines = wrapped("een twee drie vier vijf", 20, width("een twee drie", 20) + 1)
    assert lines == ["een twee drie", "vier vijf"]
    assert wrapped("", 20, 100) == [""]


def test_a_figure_with_something_else_than_a_chart_is_none() -> None:
    assert chart_of({"data": [{"type": "sunburst"}], "layout": {}}, "nl") is None
