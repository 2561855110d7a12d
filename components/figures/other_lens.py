"""Segregation by origin and by income side by side: a bar per lens and year."""

from components.figures.base import percent_axis, share
from components.views.view import Answers, Figure
from core.language import Language, percent, text
from core.questions.other_lens import LENSES, ORIGIN

BY_ORIGIN, BY_INCOME = "#5A50B8", "#C67A14"
ROW_HEIGHT = 44


def other_lens(answers: Answers, language: Language) -> Figure:
    """Origin on top; where there are several years, each lens has its years together."""
    rows = sorted(answers[0].rows(), key=lambda row: (LENSES.index(row["lens"]), row["year"]))
    several = len({row["year"] for row in rows}) > 1
    names = [
        text(f"segregation_lens.{row['lens']}", language) + (f" · {row['year']}" if several else "")
        for row in rows
    ]
    values = [row["dissimilarity_share"] for row in rows]
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": [share(value) for value in values],
        "y": names,
        "text": [percent(value, language, 0) for value in values],
        "textposition": "outside",
        "cliponaxis": False,
        "hovertext": [
            f"<b>{name}</b><br>{percent(value, language, 1)}"
            for name, value in zip(names, values, strict=True)
        ],
        "hoverinfo": "text",
        "marker": {"color": [BY_ORIGIN if r["lens"] == ORIGIN else BY_INCOME for r in rows]},
        "showlegend": False,
    }
    layout = {
        "height": 110 + ROW_HEIGHT * len(rows),
        "bargap": 0.35,
        "xaxis": percent_axis(text("other_lens.axis", language)),
        "yaxis": {"fixedrange": True, "showgrid": False, "autorange": "reversed"},
        "margin": {"l": 230, "r": 40, "t": 12, "b": 56},
        "hovermode": "closest",
    }
    return {"data": [trace], "layout": layout}
