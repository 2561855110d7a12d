"""What figures of neighbourhood against setting share: axes, bands, diagonal, thresholds."""

from typing import Any

from components.figures.base import percent_axis
from core.groups.bands import CONTACT_POOR_PERCENT, NEIGHBOURHOOD_BANDS, NEIGHBOURHOOD_EDGES
from core.language import Language, text

QUIET = (0.16, 0.11, 0.06, 0.0)
"""How dark the four bands are, from very few opportunities to more than average."""
LEGEND = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "itemsizing": "constant"}


def framed_layout(setting_code: str, language: Language) -> dict[str, Any]:
    """Both axes from 0 to 100, the same for pupils and employees."""
    return {
        "xaxis": percent_axis(text("columns.neighbourhood_share", language)),
        "yaxis": percent_axis(text(f"columns.{setting_code}.setting_share", language)),
        "legend": LEGEND,
        "margin": {"l": 60, "r": 28, "t": 48, "b": 96},
        "shapes": [*_bands(), _line(0, 0, 100, 100, "dash"), *_thresholds()],
        "annotations": [*_band_names(language), _diagonal_name(setting_code, language)],
        "hovermode": "closest",
    }


def _bands() -> list[dict[str, Any]]:
    edges = [0, *(int(edge * 100) for edge in NEIGHBOURHOOD_EDGES), 100]
    return [
        {
            "type": "rect",
            "layer": "below",
            "x0": left,
            "x1": right,
            "y0": 0,
            "y1": 100,
            "line": {"width": 0},
            "fillcolor": f"rgba(138,145,156,{dark})",
        }
        for left, right, dark in zip(edges, edges[1:], QUIET, strict=False)
    ]


def _line(x0: float, y0: float, x1: float, y1: float, dash: str) -> dict[str, Any]:
    line = {"color": "#8A8F98", "width": 1.2, "dash": dash}
    return {"type": "line", "layer": "below", "x0": x0, "y0": y0, "x1": x1, "y1": y1, "line": line}


def _thresholds() -> list[dict[str, Any]]:
    at = CONTACT_POOR_PERCENT
    return [_line(at, 0, at, 100, "dot"), _line(0, at, 100, at, "dot")]


def _band_names(language: Language) -> list[dict[str, Any]]:
    edges = [0, *(int(edge * 100) for edge in NEIGHBOURHOOD_EDGES), 100]
    return [
        {
            "x": (left + right) / 2,
            "y": 1,
            "yanchor": "bottom",
            "text": text(f"band.{band}", language),
            "showarrow": False,
            "font": {"size": 11, "color": "#8A8F98"},
        }
        for band, left, right in zip(NEIGHBOURHOOD_BANDS, edges, edges[1:], strict=False)
    ]


def _diagonal_name(setting_code: str, language: Language) -> dict[str, Any]:
    # Level, above the upper end: how steep the line is changes with the width of the screen.
    return {
        "x": 93,
        "y": 99.5,
        "xanchor": "right",
        "yanchor": "top",
        "text": text(f"contact.diagonal.{setting_code}", language),
        "showarrow": False,
        "font": {"size": 12, "color": "#8A8F98"},
    }
