"""A few line icons, as files of our own; a foreign host is never asked."""

from dash import html

from components.attributes import aria


def icon(name: str) -> html.Span:
    """The icon of this name; it says nothing to a screen reader."""
    return html.Span(className=f"icon icon-{name}", **aria(hidden="true"))
