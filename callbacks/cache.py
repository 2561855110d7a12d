"""The cache of drawn cards: on disk by default, in Redis where a setting says so."""

import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from flask import Flask
from flask_caching import Cache

from callbacks.unreachable import unreachable
from core.settings import Settings

LOG = logging.getLogger("contactatlas.cache")
PATIENCE_S = 0.5
"""Longer than this a shared cache is no gain: a card is drawn anew in less."""

MOST_WAITING = 200
"""Cards that wait to be put away; what comes on top of them isn't kept."""
MOST_FILES = 20_000
DAY_IN_SECONDS = 86_400


class DrawnCards:
    """Drawn cards by name; a cache that is out of reach costs time, never an answer.

    Cards are put away beside the requests: a visitor doesn't wait for what the next one gains.
    """

    def __init__(self, server: Flask, settings: Settings) -> None:
        self._cache = Cache(server, config=cache_settings(settings))
        self._unreachable = unreachable(settings)
        self._waiting: dict[str, dict[str, Any]] = {}
        # Its thread starts with the first card, so in the process that drew it.
        self._beside = ThreadPoolExecutor(1, "drawn-cards")

    def get(self, name: str) -> dict[str, Any] | None:
        """The card of this name, if it is kept and can be reached."""
        waiting = self._waiting.get(name)
        if waiting is not None:
            return waiting
        try:
            kept: dict[str, Any] | None = self._cache.get(name)
        except self._unreachable as error:
            _tell(error)
            return None
        return kept

    def set(self, name: str, card: dict[str, Any]) -> None:
        """Keep a card soon, if the cache can be reached and keeps up."""
        if len(self._waiting) < MOST_WAITING:
            self._waiting[name] = card
            self._beside.submit(self._put_away, name, card)

    def settle(self) -> None:
        """Wait until no card waits any more."""
        self._beside.submit(str).result()

    def _put_away(self, name: str, card: dict[str, Any]) -> None:
        try:
            self._cache.set(name, card)
        except self._unreachable as error:
            _tell(error)
        finally:
            self._waiting.pop(name, None)


def _tell(error: Exception) -> None:
    LOG.warning("the cache can't be reached (%s); cards are drawn anew", type(error).__name__)


def _once_more() -> Any:
    """For a connection that was idle for too long."""
    from redis.backoff import NoBackoff  # noqa: PLC0415 # as in unreachable.py
    from redis.retry import Retry  # noqa: PLC0415

    return Retry(NoBackoff(), 1)


def cache_settings(settings: Settings) -> dict[str, Any]:
    """Where the cache is kept, in flask-caching's words."""
    common: dict[str, Any] = {"CACHE_DEFAULT_TIMEOUT": DAY_IN_SECONDS}
    if settings.cache_url:
        where = {"CACHE_TYPE": "RedisCache", "CACHE_REDIS_URL": settings.cache_url}
        common["CACHE_OPTIONS"] = {
            "socket_timeout": PATIENCE_S,
            "socket_connect_timeout": PATIENCE_S,
            "retry": _once_more(),
        }
    else:
        folder = str(settings.data / "cache")
        where = {"CACHE_TYPE": "FileSystemCache", "CACHE_DIR": folder}
    return common | where | {"CACHE_THRESHOLD": MOST_FILES, "CACHE_KEY_PREFIX": "contactatlas-"}
