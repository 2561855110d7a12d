"""The classes of a map: their edges, and how a reader sees them written."""

from collections.abc import Sequence
from itertools import pairwise

from core.language import Language, text
from core.questions.indicators import DECIMALS, Indicator

DOMAINS = {"share": (0.0, 1.0), "coefficient": (0.0, 0.94), "points": (-0.5, 0.5)}
"""What the distribution's axis runs over; 0.94 is the most that eighteen groups can reach."""


def domain_of(indicator: Indicator) -> tuple[float, float]:
    """From where to where the axis of the distribution runs."""
    low, high = DOMAINS[indicator.unit]
    return low, indicator.most or high


def steps(indicator: Indicator, values: Sequence[float]) -> list[int]:
    """Values as whole numbers of the last digit that is shown."""
    return [round(value * 10 ** DECIMALS[indicator.unit]) for value in values]


def own_edges(indicator: Indicator, written: Sequence[str]) -> tuple[float, ...]:
    """The class edges a reader chose, in percent or hundredths, as values in order."""
    return tuple(sorted({float(one) / 100 for one in written}))


def edge_words(indicator: Indicator, edge: float, language: Language) -> str:
    """An edge without needless decimals."""
    shown = indicator.shown(edge, language)
    return shown.replace(",0", "").replace(".0", "") if indicator.unit != "coefficient" else shown


def labels(indicator: Indicator, edges: Sequence[float], language: Language) -> list[str]:
    """The words for every class, from the lowest."""
    words = [edge_words(indicator, edge, language) for edge in edges]
    return [
        # A negative edge belongs to the class below it.
        text("map.edge.below" if edges[0] >= 0 else "map.edge.at_most", language, edge=words[0]),
        *(text("map.edge.between", language, low=low, high=high) for low, high in pairwise(words)),
        text("map.edge.above", language, edge=words[-1]),
    ]


def edges_line(indicator: Indicator, edges: Sequence[float], language: Language) -> str:
    """Where the fixed classes come from, and their edges."""
    source = indicator.breaks_source if edges == indicator.breaks else "inside"
    words = ", ".join(edge_words(indicator, edge, language) for edge in edges)
    return text(f"breaks.{source}", language, edges=words)
