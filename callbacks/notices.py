"""What happens in the browser alone, and what a reader is told when something fails."""

import logging
import secrets
from typing import Any

from dash import ALL, MATCH, ClientsideFunction, Input, Output, State, html, set_props
from flask import request

from components import ids
from core.errors import CoreError
from core.language import LANGUAGES, Language, text

log = logging.getLogger("contactatlas")


def register(app: Any) -> None:
    """Let controls set the address, the address set the controls, and the page its title.

    ``app`` is a Dash; its method for this has no types.
    """
    app.clientside_callback(
        ClientsideFunction("contactatlas", "choose"),
        Input({"type": ids.CONTROL, "name": ALL, "default": ALL}, "value"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("contactatlas", "follow"),
        Input(ids.ADDRESS, "search"),
        Input(ids.SHOWN, "data"),
    )
    app.clientside_callback(
        ClientsideFunction("contactatlas", "steady"),
        Output(ids.STEADY, "data"),
        Input(ids.ADDRESS, "search"),
        Input(ids.SCHEME, "data"),
        State(ids.SHOWN, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("contactatlas", "opened"),
        Output(ids.card("opened", MATCH), "data"),
        Input(ids.card("tabs", MATCH), "value"),
        State(ids.card("key", MATCH), "data"),
        State(ids.card("opened", MATCH), "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("contactatlas", "scheme"),
        Output(ids.SCHEME, "data"),
        Input(ids.ADDRESS, "id"),
    )


def tell(error: Exception) -> None:
    """Known errors in a reader's words; unknown ones logged under a number that is shown."""
    language = _language()
    if isinstance(error, CoreError):
        log.error("%s: %s", type(error).__name__, error)
        words = text(error.key, language)
    else:
        number = secrets.token_hex(4)
        log.error("failure %s", number, exc_info=error)
        words = text("errors.unexpected", language, id=number)
    set_props(ids.NOTICE, {"children": html.Div(words, className="notice is-failure")})


def _language() -> Language:
    referring = request.referrer or ""
    return next((one for one in LANGUAGES if f"lang={one}" in referring), LANGUAGES[0])
