"""The web application: `gunicorn app:server`, or `make run`."""

from pathlib import Path

from dash import Dash
from flask import Flask

from callbacks import (
    api,
    cards,
    compression,
    files,
    health,
    log,
    map_wishes,
    maps,
    notices,
    pages,
    security,
    story_requests,
    warming,
)
from callbacks.access import guard
from callbacks.cache import DrawnCards
from callbacks.current import CurrentReleases
from callbacks.exports import routes as exports
from callbacks.failures import register as register_failures
from callbacks.page_frame import PAGE, PageFrame
from components.shell import BRAND, layout
from core.settings import Settings, settings

ASSETS = Path(__file__).resolve().parent / "assets"


def create_app(chosen: Settings, *, warm: bool = False) -> Flask:
    """The application with these settings; what it serves is looked up on each request."""
    server = Flask("contactatlas", static_folder=None)
    releases = CurrentReleases(chosen)
    register_failures(server)
    guard.register(server, chosen)
    if releases.access.signs_in:
        from callbacks.access import sign_in  # noqa: PLC0415 # most servers know no visitors

        sign_in.register(server, chosen, releases.access)
    compression.register(server)
    log.register(server)
    health.register(server, releases)
    api.register(server, releases)
    files.register(server, releases)
    map_wishes.register_wishes(server, releases)
    maps.register_files(server, releases)
    story_requests.register(server, releases, lambda: exports.prepare(chosen))
    exports.register(server, chosen, releases)
    create_pages(server, chosen, releases)
    if warm:
        with server.test_request_context("/", environ_base={"REMOTE_ADDR": "127.0.0.1"}):
            warming.warm(releases)
    return server


def create_pages(server: Flask, chosen: Settings, releases: CurrentReleases) -> Dash:
    """The pages on a server, with everything that happens on them."""
    app = PageFrame(
        "contactatlas",
        server=False,
        assets_folder=str(ASSETS),
        title=BRAND,
        index_string=PAGE,
        update_title="",
        suppress_callback_exceptions=True,
        on_error=notices.tell,
    )
    app.map_files = map_wishes.files_of_first_map(releases)
    app.init_app(server)
    app.layout = layout
    drawn = cards.Cards(DrawnCards(server, chosen))
    pages.register(app, releases, drawn)
    cards.register(app, releases, drawn)
    cards.register_requests(server, releases, drawn)
    map_wishes.register(app, releases)
    notices.register(app)
    security.register(server, app, chosen.embedders)
    # Dash learns which scripts it may serve while it draws a page, which in a process of
    # several may happen elsewhere: draw one here.
    with server.test_request_context("/"):
        app.index()  # type: ignore[no-untyped-call]  # Dash leaves it untyped
    return app


server = create_app(settings(), warm=True)
