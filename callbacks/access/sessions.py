"""Sessions: kept by the server under names that only a visitor's cookie knows."""

import hashlib
import logging
import secrets
import time
from typing import Any

from flask import Flask, Request, Response
from flask import session as request_session
from flask.sessions import SessionInterface, SessionMixin
from flask_caching import Cache

from callbacks.cache import cache_settings
from callbacks.unreachable import unreachable
from core.settings import Settings

LOG = logging.getLogger("contactatlas.access")
BEGUN_S = 600
"""So long someone may take at the identity provider."""
MOST = {"begun": 5_000, "signed-in": 50_000}
"""Kept apart, so that who only knocks can't push out who is inside."""
VISITOR, UNTIL, TOKEN = "visitor", "until", "token"


class StoredSession(dict[str, Any], SessionMixin):
    """What is kept of one browser."""

    def __init__(self, kept: dict[str, Any] | None = None, token: str = "") -> None:
        super().__init__(kept or {})
        self.before = dict(self)
        self.token = token
        self.left: str = ""
        """A name that this session had before it was given another."""

    def renew(self, **values: Any) -> None:
        """Begin anew under another name: whoever knew the old one knows nothing now."""
        self.clear()
        self.left, self.token = self.token or self.left, ""
        self.update(values)


def current_session() -> StoredSession:
    """The session of the present request, where this kind is in use."""
    untyped: Any = request_session
    found = untyped._get_current_object()  # how werkzeug says it
    if not isinstance(found, StoredSession):
        raise TypeError("sessions of another kind are in use")
    return found


class Sessions(SessionInterface):
    """Loads and keeps the session of each request."""

    def __init__(self, server: Flask, settings: Settings) -> None:
        self._is_secure = settings.public_url.startswith("https://")
        # A name with this beginning is refused by browsers if another host tries to set it.
        self._cookie = "__Host-contactatlas" if self._is_secure else "contactatlas"
        self._kept = {name: _store(server, settings, name) for name in MOST}
        self._unreachable = unreachable(settings)

    def open_session(self, app: Flask, request: Request) -> StoredSession:
        """What is kept under the cookie's name; a name that isn't ours means nothing."""
        token = request.cookies.get(self._cookie, "")
        kept = self._found(token) if token else None
        if kept is None or kept.get(UNTIL, 0) <= time.time():
            return StoredSession()
        return StoredSession(kept, token)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep what changed, and give the browser its name."""
        if not isinstance(session, StoredSession):
            raise TypeError("sessions of another kind are in use")
        if session.left:
            self._forget(session.left)
        if not session:
            if session.left:
                response.delete_cookie(self._cookie, path="/", secure=self._is_secure)
            return
        if dict(session) != session.before or not session.token:
            self._keep(session, response)

    def _keep(self, session: StoredSession, response: Response) -> None:
        session.setdefault(UNTIL, time.time() + BEGUN_S)
        session.token = session.token or secrets.token_urlsafe(32)
        lasts = max(int(session[UNTIL] - time.time()), 1)
        name = "signed-in" if VISITOR in session else "begun"
        try:
            self._kept[name].set(_key(session.token), dict(session), timeout=lasts)
        except self._unreachable as error:
            LOG.error("sessions can't be kept (%s)", type(error).__name__)
            return
        response.set_cookie(
            self._cookie,
            session.token,
            max_age=lasts,
            secure=self._is_secure,
            httponly=True,
            samesite="Lax",
            path="/",
        )

    def _found(self, token: str) -> dict[str, Any] | None:
        try:
            found = (store.get(_key(token)) for store in reversed(self._kept.values()))
            return next((one for one in found if isinstance(one, dict)), None)
        except self._unreachable as error:
            LOG.error("sessions can't be read (%s)", type(error).__name__)
            return None

    def _forget(self, token: str) -> None:
        try:
            for store in self._kept.values():
                store.delete(_key(token))
        except self._unreachable as error:
            LOG.error("a session can't be ended (%s)", type(error).__name__)


def _key(token: str) -> str:
    """What a session is kept under: who reads the store can't use it as a cookie."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _store(server: Flask, settings: Settings, name: str) -> Cache:
    about = cache_settings(settings) | {
        "CACHE_THRESHOLD": MOST[name],
        "CACHE_KEY_PREFIX": f"contactatlas-session-{name}-",
    }
    if "CACHE_DIR" in about:
        folder = settings.data / "sessions" / name
        folder.mkdir(parents=True, exist_ok=True)
        folder.parent.chmod(0o700)
        about["CACHE_DIR"] = str(folder)
    return Cache(server, config=about)
