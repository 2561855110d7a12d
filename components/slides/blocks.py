"""Words of a card that stand instead of a figure, taken from its components as plain blocks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from dash import html

from components.slides.grid import Cell, Grid

BlockKind = Literal["heading", "text", "item", "grid"]
HEADINGS = (html.H2, html.H3, html.H4)
INLINE = (html.Span, html.Strong, html.Em, html.A, html.Code, html.Button)


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph, an item of a list, or a table."""

    kind: BlockKind
    text: str = ""
    grid: Grid | None = None


def blocks(component: Any) -> tuple[Block, ...]:
    """Everything that the components say, in reading order."""
    return tuple(_blocks(component))


def _blocks(component: Any) -> Iterator[Block]:
    if component is None:
        return
    if isinstance(component, str | int | float):
        yield Block("text", str(component))
    elif isinstance(component, list | tuple):
        for one in component:
            yield from _blocks(one)
    elif isinstance(component, html.Table):
        yield Block("grid", grid=_grid(component))
    elif kind := _kind(component):
        words = _words(component)
        if words:
            yield Block(kind, words)
    else:
        yield from _blocks(getattr(component, "children", None))


def _kind(component: Any) -> BlockKind | None:
    if isinstance(component, HEADINGS):
        return "heading"
    if isinstance(component, html.Li):
        return "item"
    if isinstance(component, (html.P, *INLINE)):
        return "text"
    return None


def _children(component: Any) -> list[Any]:
    inner = getattr(component, "children", None)
    return list(inner) if isinstance(inner, list | tuple) else [] if inner is None else [inner]


def _words(component: Any) -> str:
    """The words in a component; a strong beginning gets a colon after it."""
    if component is None:
        return ""
    if isinstance(component, str | int | float):
        return str(component)
    if isinstance(component, list | tuple):
        parts = [_words(one) for one in component]
        return " ".join(part for part in parts if part)
    children = _children(component)
    parts = [_words(one) for one in children]
    if isinstance(component, html.Li) and len(parts) > 1 and parts[0][-1:].isalnum():
        parts[0] += ":"
    return " ".join(part for part in parts if part)


def _found(component: Any, kinds: tuple[type, ...]) -> Iterator[Any]:
    for child in _children(component):
        if isinstance(child, kinds):
            yield child
        else:
            yield from _found(child, kinds)


def _grid(component: Any) -> Grid:
    rows = [
        tuple(map(_words, _found(row, (html.Th, html.Td)))) for row in _found(component, (html.Tr,))
    ]
    first, *others = rows or [()]
    return Grid(first, tuple(tuple(Cell(words) for words in row) for row in others))
