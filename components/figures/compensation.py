"""Setting against neighbourhood in five bands, around the middle (Tables 3 and 6)."""

from typing import Any

from components.cells import SHOWN
from components.figures.bars import ROOM_FOR_WORDS, Bars, bars_layout, untold_part
from components.figures.base import Row, share
from components.palette import GAP_BANDS as COLOURS
from components.views.view import Answers, Figure
from core.groups.bands import GAP_BANDS
from core.groups.origin import NATIVE_2005
from core.language import Language, text

DRAWN = (*SHOWN, "withheld")
"""States of rows that have a bar; hatched as a whole where nothing of it is told."""
UNTOLD = "untold"


def compensation(answers: Answers, language: Language) -> Figure:
    """Fewer opportunities to the left of the middle, more to the right; hatched what isn't told."""
    answer = answers[0]
    is_told = any(row["state"] in SHOWN for row in answer.rows())
    rows = [row for row in answer.rows() if is_told and row["state"] in DRAWN]
    rows.sort(key=lambda row: row["origin"] == NATIVE_2005)
    starts = [_starts(row) for row in rows]
    bars = Bars(rows, answer, language, room=2 * ROOM_FOR_WORDS)
    data = [
        bars.part(
            band, text(f"columns.{band}", language), COLOURS[band], [one[band] for one in starts]
        )
        for band in GAP_BANDS
    ]
    data += [*bars.untold(GAP_BANDS, [one[UNTOLD] for one in starts]), *bars.doubts()]
    layout = bars_layout(bars.names()) | _axis(language) | {"barmode": "overlay"}
    return {"data": data, "layout": layout}


def _starts(row: Row) -> dict[str, float]:
    """Where each band begins, the middle of 'equal' at zero; and what isn't told of the bar.

    What isn't told is one piece, in the place of the band that can be the widest.
    """
    widths = {band: share(row[f"{band}_share"]) or 0.0 for band in GAP_BANDS}
    hidden = [band for band in GAP_BANDS if row[f"{band}_share"] is None]
    rest = untold_part(row, GAP_BANDS)
    holder = max(hidden, key=lambda band: row.get(f"{band}_share_high") or 1.0, default="")
    pieces = {band: width + rest * (band == holder) for band, width in widths.items()}
    at = -(pieces["much_less"] + pieces["less"] + pieces["equal"] / 2)
    if len(hidden) == len(GAP_BANDS):
        at = -rest / 2
    starts = {UNTOLD: 0.0}
    for band, width in pieces.items():
        starts[band] = round(at, 2)
        if band == holder:
            starts[UNTOLD] = round(at, 2)
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
