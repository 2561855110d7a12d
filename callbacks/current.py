"""The release that is served now: a newer one is picked up without a restart."""

import threading
from ipaddress import ip_address

from flask import has_request_context, request

from core.errors import ProtectionError
from core.release import Release, current_release_id, open_current
from core.settings import Settings

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
"""Headers by which a proxy shows itself."""


class CurrentRelease:
    """The current release of a data folder, reopened when another one becomes current."""

    def __init__(self, settings: Settings) -> None:
        self._releases = settings.data / "releases"
        self._host = settings.host
        self._lock = threading.Lock()
        self._open: Release | None = None

    def __call__(self) -> Release:
        """The current release, verified once, and refused to whom it may not be shown."""
        name = current_release_id(self._releases)
        if self._open is None or self._open.id != name:
            with self._lock:
                if self._open is None or self._open.id != name:
                    self._open = open_current(self._releases)
        asked_from = visitor() if has_request_context() else self._host
        return permitted(permitted(self._open, self._host), asked_from)


def visitor() -> str:
    """The address a request comes from; empty where a proxy passes on someone else's.

    What a proxy says of that someone can be made up, so it is never read: it only tells
    that the request doesn't come from the machine that knocks.
    """
    if any(header in request.headers for header in FORWARDED):
        return ""
    return request.remote_addr or ""


def permitted(release: Release, host: str) -> Release:
    """The release, if it may be shown on this address: unprotected figures on loopback only."""
    if release.is_protected or is_loopback(host):
        return release
    raise ProtectionError(
        f"release {release.id} is of the workbench: its figures are UNPROTECTED, and may be served "
        f"on this machine's own address only; set CONTACTATLAS_HOST to 127.0.0.1, or build a "
        f"protected release"
    )


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine alone."""
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        # A name such as localhost can be made to mean another machine.
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback
