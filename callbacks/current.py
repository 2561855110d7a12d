"""The release that is served now: a newer one is picked up without a restart."""

import threading
from ipaddress import ip_address

from core.errors import ReleaseError
from core.release import Release, current_release_id, open_current
from core.settings import Settings


class CurrentRelease:
    """The current release of a data folder, reopened when another one becomes current."""

    def __init__(self, settings: Settings) -> None:
        self._releases = settings.data / "releases"
        self._host = settings.host
        self._lock = threading.Lock()
        self._open: Release | None = None

    def __call__(self) -> Release:
        """The current release, verified once, and refused where it may not be shown."""
        name = current_release_id(self._releases)
        if self._open is None or self._open.id != name:
            with self._lock:
                if self._open is None or self._open.id != name:
                    self._open = permitted(open_current(self._releases), self._host)
        return self._open


def permitted(release: Release, host: str) -> Release:
    """The release, if it may be shown on this address: unprotected figures on loopback only."""
    if release.is_protected or is_loopback(host):
        return release
    raise ReleaseError(
        f"release {release.id} is unprotected, and may be served on this machine's own address "
        f"only; set CONTACTATLAS_HOST to 127.0.0.1, or build a protected release"
    )


def is_loopback(host: str) -> bool:
    """Whether an address can be reached from this machine alone."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        # A name such as localhost can be made to mean another machine.
        return False
