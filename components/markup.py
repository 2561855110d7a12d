"""Words and tables as one component: the browser fills it with the elements written in it.

Dash keeps a record of every component on a page, and each that is put in place is announced to all
others: a table of a thousand cells would take seconds. What nobody but a reader uses goes as text
of HTML in an attribute, which assets/markup.js puts into the page. Every text in it is escaped.
"""

import re
from html import escape
from typing import Any

from dash import html
from dash.development.base_component import Component

from components.attributes import data

HTML = "dash_html_components"
NAMES = {"className": "class", "htmlFor": "for"}
EMPTY = ("br", "hr", "img", "input")
_CAPITAL = re.compile("[A-Z]")


def markup(part: Any, **named: Any) -> html.Div:
    """A component that is shown as this part of a page, which nothing else follows."""
    return html.Div(className="markup", **markup_of(part), **named)


def markup_of(part: Any) -> dict[str, Any]:
    """What of that component is another when it shows another part."""
    return data(markup=written(part))


def written(part: Any) -> str:
    """A part of a page as HTML."""
    if part is None:
        return ""
    if isinstance(part, list | tuple):
        return "".join(map(written, part))
    if isinstance(part, Component):
        told: dict[str, Any] = part.to_plotly_json()  # type: ignore[no-untyped-call] # of Dash
        return _element(told)
    return _element(part) if isinstance(part, dict) else escape(str(part), quote=False)


def _element(part: dict[str, Any]) -> str:
    props = part["props"]
    if part["namespace"] != HTML or isinstance(props.get("id"), dict):
        raise TypeError(f"{part['type']}: is followed by something; only plain HTML can be written")
    name = part["type"].lower()
    # Dash gives attributes in another order in every process.
    named = sorted((key, value) for key, value in props.items() if key != "children")
    attributes = "".join(_attribute(*one) for one in named)
    if name in EMPTY:
        return f"<{name}{attributes}>"
    return f"<{name}{attributes}>{written(props.get('children'))}</{name}>"


def _attribute(name: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    shown = NAMES.get(name, name.lower())
    if value is True:
        return f" {shown}"
    if isinstance(value, dict):
        value = ";".join(f"{_dashed(one)}:{told}" for one, told in value.items())
    return f' {shown}="{escape(str(value))}"'


def _dashed(name: str) -> str:
    """The name of a style as style sheets write it."""
    return _CAPITAL.sub(lambda found: f"-{found[0].lower()}", name)
