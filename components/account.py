"""Who has signed in, and the way in or out."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from dash import dcc, html

from components.address import Address
from core.language import text


@dataclass(frozen=True)
class Account:
    """What the header says of the visitor."""

    name: str = ""
    """Empty where nobody has signed in."""
    token: str = ""
    """Shows that signing out was asked for on a page of ours."""
    can_sign_in: bool = False


def account_links(account: Account, address: Address) -> list[Any]:
    """A link to sign in, or the name with a button to sign out; nothing where neither exists."""
    language = address.language
    if not account.name:
        words = text("account.sign_in", language)
        return [_sign_in(words, address)] if account.can_sign_in else []
    who = text("account.who", language, name=account.name)
    if not account.token:
        return [html.Span(who, className="tool")]
    button = html.Button(text("account.sign_out", language), type="submit", className="plain")
    token = dcc.Input(type="hidden", name="token", value=account.token, id="sign-out-token")
    form = html.Form([token, button], action="/afmelden", method="POST", className="sign-out")
    return [html.Span(who, className="tool who"), form]


def _sign_in(words: str, address: Address) -> html.A:
    """To the identity provider and back to this page; a target keeps scripts from following it."""
    there = "/aanmelden?" + urlencode({"next": address.href()})
    return html.A(words, href=there, target="_self", className="tool", id="sign-in")
