"""The page Presenteren: cards put in order as a story, to show and to take along as files."""

import json
from typing import Any

from dash import dcc, html

from components.attributes import aria, data
from components.slides.ready import READY
from components.views.view import Scene, View
from core.language import Language, text
from core.questions.gazetteer import place
from core.questions.nodes import place_names

FORMS = ("pptx", "pdf", "handout", "html", "xlsx")
WORDS = (
    *("untitled", "up", "down", "remove", "removed", "undo", "double", "double_do", "title"),
    *("notes", "empty", "empty_link", "year", "place", "newest", "changed", "was", "now"),
    *("rebuild", "rebuilt", "same", "newer", "loaded", "not_loaded", "found", "open_found"),
    *("add_found", "copied", "making", "cancel", "failed", "link_long", "build", "cleared"),
    *("moved", "open_card", "drag", "own_title", "limit", "slides"),
)
STAGE = (
    *("previous", "next", "close", "speaker", "build", "year", "back", "offline"),
    *("loading", "counter", "notes", "upcoming", "last", "no_notes", "waiting", "keys", "table"),
    *("failed", "added", "undo", "to_story", "figure", "limit"),
)


def texts(words: tuple[str, ...], language: Language) -> str:
    """Texts that a script fills in, by their short keys."""
    blanks = {"count": "{count}", "number": "{number}", "release": "{release}", "title": "{title}"}
    return json.dumps(
        {word: text(f"presenting.{word}", language, **blanks) for word in words},
        ensure_ascii=False,
    )


def body(scene: Scene) -> html.Div:
    """The own story with what can be done with it, and stories to begin with."""
    language = scene.language
    return html.Div(
        [
            html.Div(id="story-found", role="status", className="story-found"),
            html.Section(
                [
                    _head(language),
                    html.Ol(id="story-slides", className="story-slides"),
                    html.Div(id="story-said", role="status", className="story-said"),
                    _taking(language),
                ],
                id="story",
                className="card is-wide story",
                tabIndex=-1,
                **data(texts=texts(WORDS, language), language=language),
                **aria(label=text("presenting.own", language)),
            ),
            html.Section(
                [
                    html.H2(text("presenting.begin", language)),
                    html.P(_for_place(scene), className="quiet"),
                    html.Div([_ready(scene, one.code) for one in READY], className="story-ready"),
                ],
                className="card is-wide",
            ),
            _loader(),
        ]
    )


def _head(language: Language) -> html.Div:
    return html.Div(
        [
            html.Label(
                [
                    text("presenting.name", language),
                    dcc.Input(id="story-name", type="text", maxLength=200, debounce=True),
                ],
                className="story-name",
            ),
            html.Div(
                [
                    _button("present", language, "primary"),
                    _button("share", language),
                    _button("save", language),
                    _button("load", language),
                    _button("clear", language),
                ],
                className="story-tools",
            ),
        ],
        className="story-head",
    )


def _button(what: str, language: Language, kind: str = "") -> html.Button:
    label = text(f"presenting.do.{what}", language)
    return html.Button(label, type="button", className=f"story-do {kind}", **data(story=what))


def _taking(language: Language) -> html.Div:
    """Buttons for each kind of file; what comes of them is told below."""
    buttons = [
        html.Button(
            text(f"presenting.file.{form}", language),
            type="button",
            className="story-do",
            **data(form=form),
        )
        for form in FORMS
    ]
    return html.Div(
        [
            html.H2(text("presenting.take", language), className="as-third"),
            html.Div(buttons, className="story-tools"),
            html.Div(id="story-files", role="status"),
        ],
        className="story-take",
    )


def _municipality(scene: Scene) -> str | None:
    row = place(scene.release, scene.address.place or "")
    if row is None:
        return None
    return str(row["code"]) if row["level"] == "municipality" else row["municipality"]


def _for_place(scene: Scene) -> str:
    """For which municipality the ready-made stories are, or how to choose one."""
    code, language = _municipality(scene), scene.language
    if code is None:
        return text("presenting.choose", language)
    nl, en = place_names(scene.release, (code,))[code]
    return text("presenting.for", language, place=nl if language == "nl" else en)


def _ready(scene: Scene, code: str) -> html.Div:
    """One story to begin with; what needs a municipality says so until one is chosen."""
    language, municipality = scene.language, _municipality(scene)
    needs_place = next(one for one in READY if one.code == code).local
    query = f"?lang={language}" + (f"&place={municipality}" if municipality else "")
    query += f"&data={scene.address.data}" if scene.address.data else ""
    if needs_place and municipality is None:
        begin: Any = html.P(text("presenting.needs_place", language), className="quiet")
    else:
        begin = html.Button(
            text("presenting.begin_with", language),
            type="button",
            className="story-do",
            **data(ready=f"/presentatie/klaar/{code}{query}"),
        )
    said = [
        html.H3(text(f"ready.{code}.name", language)),
        html.P(text(f"ready.{code}.about", language)),
    ]
    return html.Div([*said, begin], className="user")


def _loader() -> html.Div:
    """A figure that nobody sees: with it comes what draws figures, before the network may go."""
    figure = {"data": [], "layout": {"width": 10, "height": 10}}
    graph = dcc.Graph(id="stage-loader", figure=figure, config={"staticPlot": True})
    return html.Div(graph, className="visually-hidden", **aria(hidden="true"))


def speaker_body(scene: Scene) -> html.Div:
    """What only the speaker sees: notes, what comes next, and the time."""
    language = scene.language
    return html.Div(
        id="speaker",
        className="speaker",
        **data(texts=texts(STAGE, language), language=language),
    )


PRESENTING = View("presenting", "/presenteren", body)
SPEAKER = View("speaker", "/presenteren/spreker", speaker_body, in_menu=False)
