"""Figures as the sources printed them, with their place in the source; nothing is worked out here.

What is kept are facts (``facts.json``) and, where a fact is one figure of an exhibit, the cell
that it stands in (``cells.csv``). A table that survives whole has a
module of its own. Whether a demo country comes near them is judged elsewhere.
"""

from core.published.cells import (
    EXHIBITS,
    PAPER_YEAR,
    Cell,
    PrintedCell,
    printed_cells,
    printed_words,
)
from core.published.facts import Published, PublishedValue, published

__all__ = [
    "EXHIBITS",
    "PAPER_YEAR",
    "Cell",
    "PrintedCell",
    "Published",
    "PublishedValue",
    "printed_cells",
    "printed_words",
    "published",
]
