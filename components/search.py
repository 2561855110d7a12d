"""Boxes to search a place in: to open it, or to compare with it."""

from typing import Any

from dash import html

from components.address import MOST_COMPARED, Address
from components.attributes import aria, data
from core.language import text
from core.places.levels import LEVELS
from core.questions.nodes import place_names
from core.release import Release


def place_search(address: Address, label: str, path: str, *, big: bool = False) -> html.Div:
    """A box in which a script builds the search; what is picked opens the page at this path."""
    target = address.elsewhere(path).having(place=()).href()
    return _box(address, label, "is-big" if big else "", target=target)


def compare_search(address: Address, release: Release) -> html.Div:
    """A box that adds a place to the comparison, with the compared ones to be left out again."""
    language = address.language
    compared: tuple[str, ...] = address["compare"]
    names = place_names(release, compared) if compared else {}
    label = text("search.compare", language)
    leave_out = text("search.leave_out", language)
    chips = [
        html.Button(
            names[code][0 if language == "nl" else 1],
            type="button",
            className="chip",
            title=leave_out,
            **data(set=f"compare={','.join(one for one in compared if one != code)}"),
        )
        for code in compared
    ]
    parts: list[Any] = [html.Span(label, className="control-label")]
    if len(chips) < MOST_COMPARED:
        parts.append(_box(address, label, "", adds="compare", most=MOST_COMPARED))
    if chips:
        parts.append(html.Div(chips, className="chips", role="group", **aria(label=label)))
    return html.Div(parts, className="control compare")


def _box(address: Address, label: str, kind: str, **more: Any) -> html.Div:
    language = address.language
    words = {
        "label": label,
        "hint": text("search.hint", language),
        "none": text("search.none", language),
        "found": text("search.found", language),
        "language": language,
        "levels": "|".join(f"{one}={text(f'place_level.{one}', language)}" for one in LEVELS),
    }
    return html.Div(className=f"place-search {kind}".strip(), **data(**words, **more))
