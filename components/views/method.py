"""The page Data and method: every definition, caveat, source and file, from the registries."""

from typing import Any

from dash import html

from components.address import Address
from components.attributes import aria
from components.protection_words import protection_words
from components.views.view import Scene, View
from core.groups import SCHEMES
from core.groups.scheme import ALL
from core.language import Language, keys, number, percent, text
from core.questions import QUESTIONS, Question
from core.release import Release

DEFINITIONS = (
    *("background", "native_share", "opportunity", "neighbourhood", "school", "workplace"),
    *("contact_poor", "accumulation", "compensation", "relation", "standard_errors"),
    *("clusters", "probability_of_difference", "states"),
)
FORMULAS = {
    "native_share": "aₚ = Nₚ / nₚ",
    "accumulation": "aₚ < t  ∧  aₛ < t",
    "compensation": "d = 100 · (aₛ − aₚ)",
    "relation": "aₛ = b₀ + b₁ · aₚ",
    "probability_of_difference": "1 − Σ sᵢ²",
    "standard_errors": "V = Vₚ + Vₛ − Vₚₛ",
}


def body(scene: Scene) -> html.Div:
    """Definitions, groupings, caveats, sources and downloads."""
    language = scene.language
    parts: dict[str, list[Any]] = {
        "definitions": [_definition(code, language) for code in DEFINITIONS],
        "protection": protection_words(scene.release, language),
        "schemes": [_scheme(scheme, language) for scheme in SCHEMES],
        "caveats": [_caveats(language)],
        "sources": [_sources(scene.release, language)],
        "files": [_file(kind, scene.address) for kind in QUESTIONS],
    }
    links = [html.Li(html.A(text(f"method.{code}", language), href=f"#{code}")) for code in parts]
    sections = [
        html.Section([html.H2(text(f"method.{code}", language)), *found], id=code)
        for code, found in parts.items()
    ]
    label = text("method.contents", language)
    contents = html.Nav(html.Ul(links), className="contents", **aria(label=label))
    return html.Div([contents, html.Div(sections, className="prose")], className="method-page")


def _definition(code: str, language: Language) -> html.Div:
    formula = [html.P(FORMULAS[code], className="formula")] if code in FORMULAS else []
    return html.Div(
        [
            html.H3(text(f"definition.{code}.name", language)),
            html.P(text(f"definition.{code}.what", language)),
            *formula,
        ]
    )


def _scheme(scheme: Any, language: Language) -> html.Details:
    names = {one for one in keys() if one.startswith(f"{_names_of(scheme.code)}.")}
    items = [
        html.Li(
            text(f"{_names_of(scheme.code)}.{code}", language),
            className=f"depth-{scheme.depth(code)}",
        )
        for code in scheme.nodes
        if code != ALL and f"{_names_of(scheme.code)}.{code}" in names
    ]
    return html.Details([html.Summary(text(f"scheme.{scheme.code}", language)), html.Ul(items)])


def _names_of(scheme_code: str) -> str:
    pooled = ("origin_2005_pupils", "origin_2005_employees")
    return "origin_2005" if scheme_code in pooled else scheme_code


def _caveats(language: Language) -> html.Dl:
    codes = sorted(key.removeprefix("caveats.") for key in keys() if key.startswith("caveats."))
    return html.Dl(
        [
            part
            for code in codes
            for part in (html.Dt(code), html.Dd(text(f"caveats.{code}", language)))
        ],
        className="caveat-list",
    )


def _sources(release: Release, language: Language) -> html.Div:
    assumed = ("assumed",) if release.basis == "synthetic" else ()
    names = ("paper", "wrr", "demo", *assumed, "fonts")
    rows = [html.Li(text(f"method.source.{name}", language)) for name in names]
    rows += [
        html.Li(f"{one['publisher']}: {one['title']} ({one['licence']})") for one in release.sources
    ]
    facts = text(
        "method.release",
        language,
        release=release.id,
        years=", ".join(map(str, release.years)),
        vintage=release.vintage,
        basis=text(f"basis.{release.basis}", language),
    )
    rows += [html.Li(line) for line in linked_lines(release, language)]
    read = [html.Li(line) for line in release.notes]
    told = [html.Summary(text("method.read", language)), html.Ul(read)]
    return html.Div([html.P(facts), html.Ul(rows), html.Details(told) if read else None])


def linked_lines(release: Release, language: Language) -> list[str]:
    """How many records of each file and year could be linked to a person and a home."""
    return [
        text(
            "linkage.linked",
            language,
            table=text(f"linkage.table.{table}", language),
            year=year,
            linked=number(found["linked"], language),
            records=number(found["records"], language),
            share=percent(found["linked"] / found["records"], language, 1),
        )
        for table, years in release.linkage.items()
        for year, found in years.items()
        if found["records"]
    ]


def _file(kind: type[Question], address: Address) -> html.Div:
    language = address.language
    asked = f"/api/v1/{kind.name}"
    data = f"data={address.data}" if address.data else ""
    as_csv = "&".join(part for part in (data, "format=csv") if part)
    parameters = [html.Li([html.Code(one.name), f" – {one.about}"]) for one in kind.parameters()]
    return html.Div(
        [
            html.H3(html.Code(asked)),
            html.P(kind.about, lang="en"),
            html.Details(
                [html.Summary(text("method.parameters", language)), html.Ul(parameters)], lang="en"
            ),
            html.P(
                [
                    html.A("JSON", href=f"{asked}?{data}".rstrip("?"), target="_blank"),
                    " · ",
                    html.A("CSV", href=f"{asked}?{as_csv}", download=f"{kind.name}.csv"),
                    " · ",
                    html.A("OpenAPI", href="/api/v1/openapi.json", target="_blank"),
                ]
            ),
        ]
    )


METHOD = View("method", "/gegevens", body, redrawn_by=())
