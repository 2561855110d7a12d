"""Who visits, and which series of releases that visitor may open; without settings, all."""

from callbacks.access.access import Access

__all__ = ["Access"]
