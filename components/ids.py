"""Ids of components: callbacks and pages know each other by these alone."""

from typing import Any

ADDRESS = "address"
"""The address bar: its pathname and search are the whole state of a page."""
SCHEME = "scheme"
"""Store with the colour scheme that is on screen: light or dark."""
SHOWN = "shown"
"""Store with what the page on screen is: view, language, title and release."""
STEADY = "steady"
"""Store with the address of a page that stays: maps follow it, and never a page on its way out."""
WHOLE = "whole"
"""All that is on screen; its class says what is shown without the shell."""
SKIP = "skip"
SEARCH = "search"
MENU = "menu"
TOOLS = "tools"
BASIS = "basis"
NOTICE = "notice"
MAIN = "main-content"
FOOT = "foot"
ANNOUNCED = "announced"
"""Text that screen readers speak when it changes."""

CONTROL = "control"
CARD = "card"


def control(name: str, default: str) -> dict[str, Any]:
    """A control that sets one parameter of the address; its default is left out there."""
    return {"type": CONTROL, "name": name, "default": default}


def whole_card(code: str) -> str:
    """A card; links within a page go to it."""
    return f"{CARD}-{code}"


def card(part: str, code: Any) -> dict[str, Any]:
    """One part of a card: sentence, figure, table, notes or links.

    The figure consists of a ``drawing`` with a ``graph``, and of ``words``.

    Or of what moves it: ``key`` is what it shows, ``tabs`` say which of figure, table and method
    is open, ``opened`` for what the table was asked.
    """
    return {"type": f"{CARD}-{part}", "card": code}


def map_part(part: str, code: Any) -> dict[str, Any]:
    """One part of a map: what is to be drawn, or what has been."""
    return {"type": f"map-{part}", "map": code}
