"""From a publisher's files to tables of declared columns and codes."""

from core.sources.register import REGISTER
from core.sources.source import Source

__all__ = ["REGISTER", "SOURCES", "Source"]

SOURCES: tuple[Source, ...] = (REGISTER,)
"""Every source that can be read; each has its sample under ``samples/<code>/``."""
