"""Setting against neighbourhood in five bands, around the middle (Tables 3 and 6)."""

from typing import Any

from components.figures.bars import ROOM_FOR_WORDS, Bars, bars_layout
from components.figures.base import Row, share, shown_rows
from components.palette import GAP_BANDS as COLOURS
from components.views.view import Answers, Figure
from core.groups.bands import GAP_BANDS
from core.groups.origin import NATIVE_2005
from core.language import Language, text


def compensation(answers: Answers, language: Language) -> Figure:
    """Fewer opportunities to the left of the middle, more to the right."""
    answer = answers[0]
    rows = [row for row in shown_rows(answer) if _is_whole(row)]
    rows.sort(key=lambda row: row["origin"] == NATIVE_2005)
    starts = [_starts(row) for row in rows]
    bars = Bars(rows, answer, language, room=2 * ROOM_FOR_WORDS)
    data = [
        bars.part(
            band, text(f"columns.{band}", language), COLOURS[band], [one[band] for one in starts]
        )
        for band in GAP_BANDS
    ]
    layout = bars_layout(bars.names()) | _axis(language) | {"barmode": "overlay"}
    return {"data": data, "layout": layout}


def _is_whole(row: Row) -> bool:
    """Whether all bands are known; otherwise none can be put in its place."""
    return all(row[f"{band}_share"] is not None for band in GAP_BANDS)


def _starts(row: Row) -> dict[str, float]:
    """Where each band begins, the middle of 'equal' at zero."""
    widths = {band: share(row[f"{band}_share"]) or 0 for band in GAP_BANDS}
    at = -(widths["much_less"] + widths["less"] + widths["equal"] / 2)
    starts = {}
    for band, width in widths.items():
        starts[band] = round(at, 2)
        at += width
    return starts


def _axis(language: Language) -> dict[str, Any]:
    words = {"left": (0, "left", "contact.fewer"), "right": (1, "right", "contact.more")}
    return {
        "xaxis": {
            "range": [-100, 100],
            "showticklabels": False,
            "fixedrange": True,
            "zeroline": True,
            "zerolinewidth": 1.5,
            "zerolinecolor": "#8A8F98",
        },
        "annotations": [
            {
                "x": x,
                "xref": "paper",
                "y": 0,
                "yref": "paper",
                "yshift": -18,
                "xanchor": anchor,
                "text": text(key, language),
                "showarrow": False,
                "font": {"size": 13},
            }
            for x, anchor, key in words.values()
        ],
    }
