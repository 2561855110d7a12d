"""What a drawn page tells beside its tables: tooltips, alternative texts and words of pictures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core.language import text

_NUMBER = re.compile(r"(?<![\w.,])[−+-]?\d+(?:\.\d{3})*(?:,\d+)?(?!\w)")
_HEADING = re.compile(r"<b>.*?</b>")
WITHHELD = "reason.below_ten"
"""Words with a digit that say why there is no figure."""
_LABEL = re.compile(r".*: ")
"""Names and periods stand before the figures, and have digits of their own."""
Figure = tuple[float, float]
"""A figure, and how far off it may be for being rounded."""


@dataclass(frozen=True)
class Drawn:
    """One figure on a page, as a reader comes by its contents."""

    alternative: str
    """What a screen reader says."""
    title: str
    """What a picture of it has as its title."""
    traces: Any
    """Everything that is drawn, tooltips included."""

    def tooltips(self) -> list[Figure]:
        """The figures that appear where a reader points."""
        told = [trace.get("hovertext") or () for trace in self.traces]
        words = [[one] if isinstance(one, str) else one for one in told]
        return [figure for several in words for one in several for figure in figures_in(one)]


def drawn_in(page: Any) -> dict[str, Drawn]:
    """The figures of a page by card."""
    found: dict[str, Drawn] = {}
    for part in _components(page):
        label = part["props"].get("aria-label")
        for one in _components(part["props"].get("children")) if label else ():
            name = one["props"].get("id")
            if isinstance(name, dict) and name.get("type") == "card-graph":
                figure = one["props"]["figure"]
                title = figure["layout"]["meta"]["title"]
                found.setdefault(name["card"], Drawn(label, title, figure["data"]))
    return found


def figures_in(words: str) -> Iterator[Figure]:
    """The figures in a Dutch tooltip, each with how far its rounding reaches."""
    told = _HEADING.sub("", words).replace(text(WITHHELD, "nl"), "")
    for line in told.split("<br>"):
        for match in _NUMBER.finditer(_LABEL.sub("", line)):
            plain = match[0].replace(".", "").replace("−", "-").replace(",", ".")
            yield float(plain), 0.5 * 10.0 ** -len(plain.partition(".")[2]) + 1e-9


def _components(part: Any) -> Iterator[dict[str, Any]]:
    """Every component within a part of a page, inner ones first."""
    if isinstance(part, list):
        for one in part:
            yield from _components(one)
    elif isinstance(part, dict):
        for one in part.values():
            yield from _components(one)
        if isinstance(part.get("props"), dict):
            yield part
