"""Stacked bars of shares, one bar per group: rows, labels and the words in the parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from components.cells import SHOWN, cell_words, state_words
from components.figures.base import Row, group_short, share, stratum_name
from components.figures.untold import doubted_dots, doubted_key, untold_bar
from core.groups.scheme import ALL
from core.language import Language, number, percent, text
from core.questions import Answer, Column

NATIVE = "native"
"""The generation of everyone with a Dutch background; the group says it already."""
ROW_HEIGHT = 34
ROOM_FOR_WORDS = 7
"""Parts below this share, in percent, are too narrow for their figure."""


def row_name(row: Row, answer: Answer, language: Language) -> str:
    """Group and, where split, subgroup."""
    code = str(getattr(answer.question, "setting", "school"))
    parts = [group_short(row["origin"], language)]
    parts += [
        text(f"{name}.{row[name]}", language)
        for name in ("generation", "gender")
        if row[name] not in (ALL, NATIVE)
    ]
    if row["stratum"] != ALL:
        parts.append(stratum_name(row["stratum"], code, language))
    return " · ".join(parts)


@dataclass(frozen=True)
class Bars:
    """One bar for each row."""

    rows: Sequence[Row]
    answer: Answer
    language: Language
    room: int = ROOM_FOR_WORDS

    def names(self) -> list[str]:
        """What stands beside each bar."""
        return [row_name(row, self.answer, self.language) for row in self.rows]

    def part(
        self, column: str, name: str, colour: str, base: Sequence[float] | None = None
    ) -> dict[str, Any]:
        """One part of every bar, from ``base`` where it doesn't follow on the part before."""
        return {
            "type": "bar",
            "orientation": "h",
            "name": name,
            "y": list(range(len(self.rows))),
            "x": [share(row[f"{column}_share"]) or 0 for row in self.rows],
            **({} if base is None else {"base": list(base)}),
            "text": [self._words(row[f"{column}_share"] or 0) for row in self.rows],
            "textposition": "inside",
            "insidetextanchor": "middle",
            "textangle": 0,
            "constraintext": "none",
            "textfont": {"color": _ink(colour), "size": 13},
            "marker": {"color": colour, **doubted_dots(self._states())},
            "hovertext": [self._hover(row, column, name) for row in self.rows],
            "hoverinfo": "text",
        }

    def untold(
        self, columns: Sequence[str], bases: Sequence[float] | None = None
    ) -> tuple[dict[str, Any], ...]:
        """The rest of each bar of which a part isn't shown, hatched; none where all are."""
        rest = [untold_part(row, columns) for row in self.rows]
        if not any(rest):
            return ()
        hovers = [self._missing(row, columns) for row in self.rows]
        return (untold_bar(range(len(self.rows)), rest, hovers, self.language, bases),)

    def doubts(self) -> tuple[dict[str, Any], ...]:
        """The line of the legend on bars that are less reliable; none where all are sure."""
        return doubted_key(range(len(self.rows)), self._states(), self.language)

    def _states(self) -> list[str]:
        return [str(row.get("state", "value")) for row in self.rows]

    def _missing(self, row: Row, columns: Sequence[str]) -> str:
        lines = [f"<b>{row_name(row, self.answer, self.language)}</b>"]
        if row.get("state", "value") not in SHOWN:
            return "<br>".join((*lines, state_words(row, self.language)))
        for column in columns:
            if row[f"{column}_share"] is None:
                about = Column(f"{column}_share", "share")
                said = cell_words(row, about, self.answer, self.language)
                lines.append(f"{text(f'columns.{column}', self.language)}: {said}")
        return "<br>".join(lines)

    def _words(self, value: float) -> str:
        return percent(value, self.language) if 100 * value >= self.room else ""

    def _hover(self, row: Row, column: str, name: str) -> str:
        who = row_name(row, self.answer, self.language)
        about = Column(f"{column}_share", "share")
        figure = cell_words(row, about, self.answer, self.language)
        figure = figure or percent(row[about.name], self.language, 1)
        people = "" if row[column] is None else f" ({number(row[column], self.language)})"
        return f"<b>{who}</b><br>{name}: {figure}{people}"


def untold_part(row: Row, columns: Sequence[str]) -> float:
    """What the shown parts leave of the bar, in percent; 0 where all are shown."""
    parts = [share(row[f"{column}_share"]) for column in columns]
    shown = [part for part in parts if part is not None]
    return 0.0 if len(shown) == len(parts) else max(0.0, round(100.0 - sum(shown), 1))


def _ink(colour: str) -> str:
    """Black or white, whichever is read better on a colour."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#14181D" if 0.299 * red + 0.587 * green + 0.114 * blue > 135 else "#FFFFFF"


def bars_layout(names: Sequence[str]) -> dict[str, Any]:
    """Room for each bar, the first on top."""
    return {
        "barmode": "stack",
        "bargap": 0.22,
        "height": 120 + ROW_HEIGHT * len(names),
        "yaxis": {
            "tickvals": list(range(len(names))),
            "ticktext": list(names),
            "range": [len(names) - 0.5, -0.5],
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "ticks": "",
        },
        "legend": {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal"},
        "margin": {"l": 120, "r": 28, "t": 60, "b": 44},
        "hovermode": "closest",
    }
