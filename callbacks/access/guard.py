"""What every request passes: its number is limited, changes come from our own pages alone."""

from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Flask, Response, g, request

from callbacks.access.limits import Visits, wait_s
from callbacks.access.plain import plain
from callbacks.access.proxies import client
from core.settings import Settings

UNCOUNTED = ("/assets/", "/_dash-component-suites/", "/leaflet/", "/health")
READING = ("GET", "HEAD", "OPTIONS")
OURS = ("same-origin", "none")


def register(server: Flask, settings: Settings) -> None:
    """Refuse what is too much or comes from elsewhere, and keep bound answers out of caches."""
    if settings.requests_per_minute:
        _limit(server, settings)

    @server.before_request
    def ours() -> Response | None:
        if request.method in READING or _is_ours(settings):
            return None
        return plain(HTTPStatus.FORBIDDEN, "refused")

    @server.after_request
    def keep_private(response: Response) -> Response:
        if g.get("is_bound") or request.path.startswith(("/aanmelden", "/afmelden")):
            response.headers["Cache-Control"] = "private, no-store"
            response.vary.add("Cookie")
        return response


def _limit(server: Flask, settings: Settings) -> None:
    visits = Visits(settings.data / "cache" / "visits")

    @server.before_request
    def not_too_many() -> Response | None:
        if request.path.startswith(UNCOUNTED):
            return None
        if visits.count(client(settings)) <= settings.requests_per_minute:
            return None
        response = plain(HTTPStatus.TOO_MANY_REQUESTS, "too_many")
        response.headers["Retry-After"] = str(wait_s())
        return response


def _is_ours(settings: Settings) -> bool:
    """Whether a page of ours sent this: browsers say where a request comes from."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in OURS
    origin = request.headers.get("Origin")
    if origin is None or not settings.groups_of:
        return True  # no browser, or nobody who has signed in: nothing comes along unasked
    ours = {urlsplit(settings.public_url).netloc, request.host} - {""}
    return urlsplit(origin).netloc in ours
