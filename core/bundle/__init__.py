"""One snapshot: tables that agree on places, years and schemes, with where they come from."""

from core.bundle.bundle import Bundle, open_bundle
from core.bundle.writer import BundleWriter, write_bundle, writing_bundle

__all__ = ["Bundle", "BundleWriter", "open_bundle", "write_bundle", "writing_bundle"]
