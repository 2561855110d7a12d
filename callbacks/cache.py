"""The cache of drawn cards: on disk by default, in Redis where a setting says so."""

from typing import Any

from flask import Flask
from flask_caching import Cache

from core.settings import Settings

MOST_FILES = 20_000
DAY_IN_SECONDS = 86_400


def cache_of(server: Flask, settings: Settings) -> Cache:
    """The cache of this server."""
    return Cache(server, config=cache_settings(settings))


def cache_settings(settings: Settings) -> dict[str, Any]:
    """Where the cache is kept, in flask-caching's words."""
    common = {"CACHE_DEFAULT_TIMEOUT": DAY_IN_SECONDS, "CACHE_IGNORE_ERRORS": True}
    if settings.cache_url:
        where = {"CACHE_TYPE": "RedisCache", "CACHE_REDIS_URL": settings.cache_url}
    else:
        folder = str(settings.data / "cache")
        where = {"CACHE_TYPE": "FileSystemCache", "CACHE_DIR": folder}
    return common | where | {"CACHE_THRESHOLD": MOST_FILES, "CACHE_KEY_PREFIX": "contactatlas-"}
