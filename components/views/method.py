"""The page Data and method: every definition, caveat, source and file, from the registries."""

from typing import Any

from dash import html

from components.address import Address
from components.attributes import aria, data
from components.map.classes import edges_line
from components.protection_words import protection_words
from components.views.view import Scene, View
from components.year_words import year_words
from core.groups import SCHEMES
from core.groups.scheme import ALL
from core.language import Language, keys, number, percent, text
from core.places.types import MUNICIPALITY_TYPES
from core.questions import QUESTIONS, Question
from core.questions.indicators import BY_CODE, Indicator
from core.questions.kept_indices import formula_of
from core.questions.segregation import INDEX
from core.release import Release

DEFINITIONS = (
    *("background", "native_share", "opportunity", "neighbourhood", "school", "workplace"),
    *("contact_poor", "accumulation", "compensation", "relation", "standard_errors"),
    *("clusters", "probability_of_difference", "states"),
)
CAVEAT = "caveat-"
"""Where on the page a caveat stands: this, then its id."""
FORMULAS = {
    "native_share": "aₚ = Nₚ / nₚ",
    "accumulation": "aₚ < t  ∧  aₛ < t",
    "compensation": "d = 100 · (aₛ − aₚ)",
    "relation": "aₛ = b₀ + b₁ · aₚ",
    "probability_of_difference": BY_CODE["probability_of_difference"].formula,
    "standard_errors": "V = Vₚ + Vₛ − Vₚₛ",
}


def body(scene: Scene) -> html.Div:
    """Definitions, groupings, caveats, sources and downloads."""
    language = scene.language
    parts: dict[str, list[Any]] = {
        "definitions": [_definition(code, language) for code in DEFINITIONS],
        "indicators": [
            html.P(text("method.symbols", language)),
            *(_indicator(alike, language) for alike in _by_text()),
        ],
        "indices": [_index(code, language) for code in INDEX.codes],
        "types": [_type(kind, language) for kind in MUNICIPALITY_TYPES],
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
    return html.Div(
        [contents, html.Div([_search(language), *sections], className="prose")],
        className="method-page",
    )


def _search(language: Language) -> html.Div:
    """A box in which a script builds the search in the entries of this page."""
    words = {part: text(f"method.search.{part}", language) for part in ("label", "hint", "nothing")}
    words["found"] = text("method.search.found", language, count="#")
    return html.Div(className="entry-search", **data(**words))


def _definition(code: str, language: Language) -> html.Div:
    name, what = (text(f"definition.{code}.{part}", language) for part in ("name", "what"))
    return _entry(name, what, FORMULAS.get(code))


def _entry(name: str, what: str, formula: str | None, *more: Any) -> html.Div:
    """What is defined, what it is, and how it is worked out."""
    worked_out = [html.P(formula, className="formula")] if formula else []
    return html.Div([html.H3(name), html.P(what), *worked_out, *more], className="entry")


def _by_text() -> list[list[Indicator]]:
    """The indicators in their order, those that only differ in the group together."""
    alike: dict[str, list[Indicator]] = {}
    for indicator in BY_CODE.values():
        alike.setdefault(indicator.text, []).append(indicator)
    return list(alike.values())


def _indicator(alike: list[Indicator], language: Language) -> html.Div:
    first = alike[0]
    groups = [text(one.group, language) for one in alike if one.group]
    stands_for = {"group": "…"} if groups else {}
    name, what = (
        text(f"indicator.{first.text}.{part}", language, **stands_for) for part in ("name", "about")
    )
    more = [html.P(edges_line(first, first.breaks, language), className="quiet")]
    if groups:
        more.append(html.P(f"…: {', '.join(groups)}", className="quiet"))
    more.append(_minded(first.caveats, language))
    return _entry(name, what, first.formula, *more)


def _minded(codes: tuple[str, ...], language: Language) -> html.P:
    """Which caveats hold, each a link to what it says."""
    said: list[Any] = [f"{text('method.caveats', language)}: "]
    for at, code in enumerate(codes):
        said += [", " if at else "", html.A(code, href=f"#{CAVEAT}{code}")]
    return html.P(said, className="quiet")


def _index(code: str, language: Language) -> html.Div:
    name = text(f"segregation_index.{code}", language)
    return _entry(name, text(f"method.index.{code}", language), formula_of(code))


def _type(kind: str, language: Language) -> html.Div:
    return _entry(text(f"grouping.{kind}", language), text(f"type_rule.{kind}", language), None)


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
    summary = html.Summary(text(f"scheme.{scheme.code}", language))
    return html.Details([summary, html.Ul(items)], className="entry")


def _names_of(scheme_code: str) -> str:
    pooled = ("origin_2005_pupils", "origin_2005_employees")
    return "origin_2005" if scheme_code in pooled else scheme_code


def _caveats(language: Language) -> html.Dl:
    codes = sorted(key.removeprefix("caveats.") for key in keys() if key.startswith("caveats."))
    return html.Dl(
        [
            html.Div(
                [html.Dt(code), html.Dd(text(f"caveats.{code}", language))],
                id=f"{CAVEAT}{code}",
                className="entry",
            )
            for code in codes
        ],
        className="caveat-list",
    )


def _sources(release: Release, language: Language) -> html.Div:
    made_up = ("demo", "assumed") if release.basis == "synthetic" else ()
    names = ("paper", "wrr", *made_up, "fonts")
    lines = [text(f"method.source.{name}", language) for name in names]
    lines += [_source(**one) for one in release.sources]
    facts = text(
        "method.release",
        language,
        release=release.id,
        years=", ".join(year_words(release.years)),
        vintage=release.vintage,
        basis=text(f"basis.{release.basis}", language),
    )
    rows = [html.Li(line, className="entry") for line in lines]
    read = [html.Li(line) for line in release.notes]
    told = [html.Summary(text("method.read", language)), html.Ul(read)]
    return html.Div(
        [
            html.P(facts),
            html.Ul(rows),
            html.Details(told) if read else None,
            *_linked(release, language),
        ]
    )


def _linked(release: Release, language: Language) -> list[Any]:
    lines = linked_lines(release, language)
    listed = html.Ul([html.Li(one, className="entry") for one in lines])
    title, about = (text(f"linkage.{part}", language) for part in ("title", "about"))
    return [html.H3(title), html.P(about), listed] if lines else []


def _source(publisher: str, title: str, licence: str, **_others: object) -> str:
    """Who published what on which terms; a title that begins with who did says so once."""
    named = title if title.startswith(publisher) else f"{publisher}: {title}"
    return f"{named} ({licence})"


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
    series = f"data={address.data}" if address.data else ""
    as_csv = "&".join(part for part in (series, "format=csv") if part)
    parameters = [
        html.Li([html.Code(one.name), f" – {kind.about_parameter(one.name, language)}"])
        for one in kind.parameters()
    ]
    return html.Div(
        [
            html.H3(html.Code(asked)),
            html.P(kind.about(language)),
            html.Details([html.Summary(text("method.parameters", language)), html.Ul(parameters)]),
            html.P(
                [
                    html.A("JSON", href=f"{asked}?{series}".rstrip("?"), target="_blank"),
                    " · ",
                    html.A("CSV", href=f"{asked}?{as_csv}", download=f"{kind.name}.csv"),
                    " · ",
                    html.A("OpenAPI", href="/api/v1/openapi.json", target="_blank"),
                ]
            ),
        ],
        className="entry",
    )


METHOD = View("method", "/gegevens", body, redrawn_by=())
