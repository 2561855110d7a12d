"""Settings, read once from the environment; every one of them stands here."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from core.errors import SettingsError

PREFIX = "CONTACTATLAS_"


@dataclass(frozen=True)
class Settings:
    """What the outside may set, each as CONTACTATLAS_<NAME> in capitals."""

    data: Path = Path("data")
    """Folder that holds bundles, releases, cache and seed."""
    host: str = "127.0.0.1"
    """Address to listen on; anything but loopback needs a protected release."""
    port: int = 8050
    """Port to listen on."""
    workers: int = 2
    """Web processes."""
    threads: int = 4
    """Threads in each web process."""
    engine_threads: int = 0
    """Threads of the counting engine; 0 takes one for each processor."""
    engine_memory_mb: int = 0
    """Memory of the counting engine; 0 leaves it to the engine."""
    cache_url: str = ""
    """redis://… to share the cache between machines; empty keeps it on disk."""


def read_settings(environment: Mapping[str, str]) -> Settings:
    """The settings of an environment; unknown or unreadable ones are named."""
    known = {PREFIX + field.name.upper(): field for field in fields(Settings)}
    chosen: dict[str, object] = {}
    for name, written in environment.items():
        if not name.startswith(PREFIX) or name == PREFIX + "SHARED":
            continue
        if name not in known:
            raise SettingsError(f"{name}: no such setting; the settings are {', '.join(known)}")
        kind = type(getattr(Settings, known[name].name))
        kind = Path if issubclass(kind, Path) else kind
        try:
            chosen[known[name].name] = kind(written)
        except ValueError as error:
            raise SettingsError(f"{name}: expected {kind.__name__}; mend the value") from error
    return Settings(**chosen)  # type: ignore[arg-type]  # kinds were checked just above


@cache
def settings() -> Settings:
    """The settings of this process."""
    return read_settings(os.environ)
