"""Which data are on the screen, and the others that can be chosen."""

from collections.abc import Sequence
from typing import Any

from dash import html

from components.address import Address
from components.attributes import aria
from core.language import Language, has_text, text
from core.release import MAIN, Release
from core.release.series import OF_BASIS


def series_name(release: Release, language: Language) -> str:
    """What readers call the series of a release."""
    code = OF_BASIS[release.basis] if release.series in ("", MAIN) else release.series
    return text(f"series.{code}", language) if has_text(f"series.{code}") else code


def data_switch(address: Address, shown: Release, offered: Sequence[Release]) -> Any:
    """A list of the data that can be chosen; nothing where there is no choice."""
    if len(offered) < 2:
        return None
    language = address.language
    label = text("data.label", language)
    name = series_name(shown, language)
    return html.Details(
        [
            html.Summary([html.Span(f"{label}: "), html.Strong(name)]),
            data_list(address, offered, shown),
        ],
        className="data-switch",
        key=shown.series,
    )


def data_list(address: Address, offered: Sequence[Release], shown: Release | None) -> html.Ul:
    """A link to the same page on each of these data: what they are, and of which years."""
    return html.Ul([html.Li(_link(address, one, one is shown)) for one in offered])


def _link(address: Address, release: Release, is_shown: bool) -> html.A:
    language = address.language
    facts = (
        text(f"basis.{release.basis}", language),
        text(f"basis_note.{release.basis}", language),
        years_line(release.years),
    )
    return html.A(
        [
            html.Strong(series_name(release, language)),
            html.Small(" · ".join(fact for fact in facts if fact)),
        ],
        **address.changed(data=(release.series,)),
        **(aria(current="true") if is_shown else {}),
    )


def years_line(years: Sequence[int]) -> str:
    """The first and the last of some years."""
    if not years:
        return ""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}–{last}"
