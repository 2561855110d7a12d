"""Words of a card that stand instead of a figure, taken from its components as plain blocks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from components.slides.grid import Cell, Grid

BlockKind = Literal["heading", "text", "item", "grid"]
HEADINGS = ("H2", "H3", "H4")
TEXTS = ("P", "Span", "Strong", "Em", "A", "Code", "Button", "Small", "Sup")
CELLS = ("Th", "Td")


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
    elif _tag(component) == "Table":
        yield Block("grid", grid=_grid(component))
    elif kind := _kind(component):
        words = _words(component)
        if words:
            yield Block(kind, words)
    else:
        yield from _blocks(_children(component))


def _tag(component: Any) -> str:
    """Which element it is, as a component or in the form in which Dash sends it."""
    if isinstance(component, dict):
        return str(component.get("type", ""))
    return str(getattr(component, "_type", ""))


def _kind(component: Any) -> BlockKind | None:
    tag = _tag(component)
    if tag in HEADINGS:
        return "heading"
    if tag == "Li":
        return "item"
    return "text" if tag in TEXTS else None


def _props(component: Any) -> dict[str, Any]:
    found: dict[str, Any] = (
        component.get("props", {}) if isinstance(component, dict) else vars(component)
    )
    return found


def _children(component: Any) -> list[Any]:
    inner = _props(component).get("children")
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
    if _tag(component) == "Li" and len(parts) > 1 and parts[0][-1:].isalnum():
        parts[0] += ":"
    return " ".join(part for part in parts if part)


def _found(component: Any, tags: tuple[str, ...]) -> Iterator[Any]:
    if isinstance(component, str | int | float):
        return
    for child in _children(component):
        if _tag(child) in tags:
            yield child
        else:
            yield from _found(child, tags)


def _grid(component: Any) -> Grid:
    rows = [tuple(_found(row, CELLS)) for row in _found(component, ("Tr",))]
    first, *others = rows or [()]
    cells = (tuple(Cell(_words(one), is_written=_is_figure(one)) for one in row) for row in others)
    return Grid(tuple(map(_words, first)), tuple(cells))


def _is_figure(component: Any) -> bool:
    return "figure" in str(_props(component).get("className", "")).split()
