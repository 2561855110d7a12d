"""The releases that are served now: of each series the current one, without a restart."""

import logging
import threading
from collections.abc import Callable, Iterator
from ipaddress import ip_address

from flask import has_request_context, request

from callbacks.access import Access
from core.errors import AccessError, NotInReleaseError, ProtectionError, ReleaseError
from core.release import Release, Series, open_first, series_in
from core.settings import Settings

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")
"""Headers by which a proxy shows itself."""
LOG = logging.getLogger("contactatlas")


class CurrentReleases:
    """The current release of every series in a data folder, reopened when another takes over."""

    def __init__(self, settings: Settings, access: Access | None = None) -> None:
        self._folder = settings.data / "releases"
        self._host = settings.host
        self.access = access or Access(settings)
        self._lock = threading.Lock()
        self._open: dict[str, Release] = {}
        known = {one.name for one in series_in(self._folder)}
        for name in settings.groups_of.keys() - known:
            LOG.warning("CONTACTATLAS_ACCESS binds '%s', but there is no such series yet", name)

    def __call__(self, name: str = "") -> Release:
        """The current release of a series, verified once; without a name that of the first."""
        known = self._admitted()
        chosen = [one for one in known if one.name == name] if name else known[:1]
        if chosen:
            return self.access.opened(self._permitted(self._opened(chosen[0])))
        if known:
            raise NotInReleaseError(
                f"data: there is no '{name[:30]}' here; expected one of "
                f"{', '.join(one.name for one in known)}",
                "data",
            )
        if self.access.is_set:  # the same words whether there is something or not
            raise AccessError("no release is open to this visitor; sign in to see bound ones")
        return open_first(self._folder)  # says what to do where there is none

    def chosen(self, name: str) -> Release | None:
        """The same, or nothing where there is no such series."""
        try:
            return self(name)
        except NotInReleaseError:
            return None

    def offered(self) -> tuple[Release, ...]:
        """What a visitor may choose from; a series that can't be opened is not offered."""
        return tuple(map(self.access.opened, self._offered()))

    def first(self, fits: Callable[[Release], bool]) -> Release | None:
        """The first offered release that fits."""
        found = next(filter(fits, self._offered()), None)
        return self.access.opened(found) if found else None

    def of_id(self, release_id: str) -> Release | None:
        """The offered release of this name."""
        return self.first(lambda release: release.id == release_id)

    def _admitted(self) -> list[Series]:
        """Every series that the visitor may know of; those that are open to anyone first."""
        known = [one for one in series_in(self._folder) if self.access.admits(one.name)]
        return sorted(known, key=lambda one: self.access.is_bound(one.name))

    def _offered(self) -> Iterator[Release]:
        for series in self._admitted():
            try:
                yield self._permitted(self._opened(series))
            except ProtectionError:
                continue
            except ReleaseError as error:
                LOG.error("%s: %s", series.name, error)

    def _opened(self, series: Series) -> Release:
        """The current release, whose files are read again only when it is another one."""
        found = self._open.get(series.name)
        if found is not None and found.id == series.current_id():
            return found
        with self._lock:
            found = self._open.get(series.name)
            if found is None or found.id != series.current_id():
                found = self._open[series.name] = series.open()
            return found

    def _permitted(self, release: Release) -> Release:
        asked_from = visitor() if has_request_context() else self._host
        shown = permitted(permitted(release, self._host), asked_from)
        if not release.is_for_closed_group or self.access.is_bound(release.series):
            return shown
        if is_loopback(self._host) and is_loopback(asked_from):
            return shown
        raise ProtectionError(
            f"release {release.id} is protected for a closed group only; bind its series with "
            f"CONTACTATLAS_ACCESS, or build it with the public profile"
        )


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
