"""How the people behind the figures are protected, and what that costs a reader."""

from typing import Any

from dash import html

from core.language import Language, number, percent, text
from core.release import Release

TOLD = ("noise", "withheld", "sums", "inside", "secret")
STATES = ("withheld", "low_reliability", "not_applicable", "missing")


def protection_words(release: Release, language: Language) -> list[Any]:
    """The method in plain words, typical errors, and the signs for where there is no figure."""
    kind = _kind(release)
    parts: list[Any] = [html.P(text(f"protection.method.{kind}", language))]
    if release.has_noise:
        parts += [html.P(text(f"protection.told.{one}", language)) for one in TOLD]
        parts += _errors(release, language)
    return [*parts, html.H3(text("protection.states.name", language)), _states(language)]


def _kind(release: Release) -> str:
    known = ("public", "trusted", "open")
    return release.protection if release.protection in known else "workbench"


def _errors(release: Release, language: Language) -> list[Any]:
    """How far off a figure typically is, by the number of people."""
    if not release.typical_errors:
        return []
    names = ("people", "error_people", "error_share")
    heads = [
        html.Th(
            text(f"protection.errors.{name}", language),
            scope="col",
            className="figure" if name != "people" else None,
        )
        for name in names
    ]
    rows = [
        html.Tr(
            [
                html.Th(number(one["people"], language), scope="row"),
                html.Td(number(one["error_people"], language, 1), className="figure"),
                html.Td(
                    text(
                        "protection.errors.points",
                        language,
                        points=number(100 * one["error_share"], language, 1),
                    ),
                    className="figure",
                ),
            ]
        )
        for one in release.typical_errors
    ]
    table = html.Table([html.Thead(html.Tr(heads)), html.Tbody(rows)], className="rows")
    name = text("protection.errors.name", language)
    about = text("protection.errors.about", language, part=percent(0.2, language))
    return [html.H3(name), html.P(about), html.Div(table, className="scrolling")]


def _states(language: Language) -> html.Dl:
    """The sign, the words and what they mean; a map and a bar have the sign, a table the words."""
    return html.Dl(
        [
            part
            for state in STATES
            for part in (
                html.Dt(
                    [
                        html.Span(className=f"state-sign sign-{state}"),
                        text(f"state.{state}", language),
                    ]
                ),
                html.Dd(text(f"protection.state.{state}", language)),
            )
        ],
        className="state-list",
    )
