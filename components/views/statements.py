"""Pages of words: accessibility, privacy, and what stands where no page is."""

from dash import dcc, html

from components.views.view import Scene, View
from core.language import text


def _words(code: str, scene: Scene) -> html.Div:
    return html.Div(
        dcc.Markdown(text(f"statement.{code}", scene.language), link_target="_self"),
        className="prose statement",
    )


def accessibility(scene: Scene) -> html.Div:
    """What is accessible, what isn't yet, and how to report it."""
    return _words("accessibility", scene)


def privacy(scene: Scene) -> html.Div:
    """What is kept of a visitor, and how the people in the figures are protected."""
    return _words("privacy", scene)


def missing(scene: Scene) -> html.Div:
    """The way back."""
    home = scene.address.elsewhere("/").href()
    return html.Div(html.A(text("view.missing.back", scene.language), href=home), className="prose")


ACCESSIBILITY = View("accessibility", "/toegankelijkheid", accessibility, in_menu=False)
PRIVACY = View("privacy", "/privacy", privacy, in_menu=False)
MISSING = View("missing", "", missing, in_menu=False)
