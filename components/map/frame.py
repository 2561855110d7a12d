"""The places on a page that a map fills: canvas, distribution, legend, chosen area and table."""

from typing import Any, Literal

from dash import dcc, html

from components import ids
from components.attributes import aria, data
from core.language import Language, text

Role = Literal["main", "inside", "kinds", "overlap"]
MAP, TYPES, OVERLAP = "map", "types", "overlap"
"""What maps are called where they stand alone; a script adds of which page they are."""
ALONE: dict[Role, str] = {"main": MAP, "kinds": TYPES, "overlap": OVERLAP}
OF_KINDS = ("kinds", "overlap")


def map_frame(
    code: str,
    language: Language,
    *,
    table: bool = True,
    about: str = "",
    role: Role = "main",
) -> html.Div:
    """A map's frame; its store holds what is to be drawn, and assets/map.js draws it.

    The main map of a page and one of kinds can stand alone; the latter has no distribution.
    """
    return html.Div(
        [
            dcc.Store(id=ids.map_part("spec", code)),
            dcc.Store(id=ids.map_part("drawn", code)),
            html.H2(className="map-sentence sentence"),
            html.Div(
                [
                    _canvas(language, about),
                    _panel(language, role),
                ],
                className="map-columns",
            ),
            html.P(className="map-told visually-hidden", **aria(live="polite")),
            html.Details(
                [html.Summary(text("map.table", language)), html.Div(className="map-table")],
                className="map-rows",
                open=table,
            ),
        ],
        id=map_id(code),
        className="atlas-map",
    )


def map_id(code: str) -> str:
    """The id of a map's frame in the page."""
    return f"map-{code}"


def _canvas(language: Language, about: str) -> html.Div:
    # Two maps on a page are told apart by what they are about.
    label = aria(label=" ".join((about, text("map.region", language))).strip())
    return html.Div(
        [
            html.Div(className="map-canvas", role="region", **label),
            html.Div(className="map-tip", hidden=True),
        ],
        className="map-stage",
    )


def _panel(language: Language, role: Role) -> html.Div:
    parts: list[Any] = [
        html.Div(className="map-chosen"),
        *_above_the_legend(language, role),
        html.Ul(className="map-legend"),
        html.P(className="map-note quiet"),
        html.P(
            [
                html.Button(text("map.picture", language), type="button", className="map-picture"),
                *(
                    html.Button(
                        text(f"card.{what}", language), type="button", **data(**{what: ALONE[role]})
                    )
                    for what in (("large", "add", "embed") if role in ALONE else ())
                ),
            ],
            className="map-actions",
        ),
    ]
    return html.Div(parts, className="map-panel")


def _above_the_legend(language: Language, role: Role) -> list[Any]:
    if role in OF_KINDS:
        return [
            html.H3(text(f"map.{role}.legend", language), className="map-eyebrow"),
            html.P(text(f"map.{role}.brush", language), className="quiet"),
        ]
    return [
        html.H3(text("map.distribution", language), className="map-eyebrow"),
        html.P(text("map.brush", language), className="quiet"),
        html.Div(className="map-distribution"),
    ]
