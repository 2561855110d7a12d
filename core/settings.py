"""Settings, read once from the environment; every one of them stands here."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from core.errors import SettingsError

PREFIX = "CONTACTATLAS_"
Network = IPv4Network | IPv6Network
_BINDING = re.compile(r"([a-z][a-z0-9-]{0,29})=([^=;,\s][^=;]*)")
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,63}")
_SIGN_IN = ("oidc_issuer", "oidc_client_id", "oidc_client_secret", "public_url")
_BY_PROXY = ("proxy_user", "proxy_groups", "proxies")


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
    build_processes: int = 0
    """Processes that count for a release; 0 takes two where that pays, and one elsewhere."""
    cache_url: str = ""
    """redis://… to share the cache between machines; empty keeps it on disk."""
    access: str = ""
    """Series with the groups that may open them, as register=research,policy;utrecht=utrecht."""
    public_url: str = ""
    """Address by which visitors reach the server; sign-in needs it."""
    oidc_issuer: str = ""
    """Identity provider, by OpenID Connect."""
    oidc_client_id: str = ""
    """Name under which the identity provider knows this server."""
    oidc_client_secret: str = field(default="", repr=False)
    """Secret that goes with that name."""
    oidc_scope: str = "openid profile"
    """What is asked of the identity provider."""
    oidc_groups: str = "groups"
    """Claim that holds a visitor's groups."""
    proxies: str = ""
    """Addresses or networks of proxies whose headers are believed, with commas."""
    proxy_user: str = ""
    """Header in which such a proxy names the visitor."""
    proxy_groups: str = ""
    """Header in which such a proxy names the visitor's groups, with commas."""
    session_minutes: int = 60
    """How long a sign-in lasts; then the identity provider is asked anew."""
    requests_per_minute: int = 0
    """Requests that one address may send in a minute; 0 sets no limit."""
    embedders: str = "*"
    """Sites that may show a card in their pages, with spaces between; * allows all."""

    @cached_property
    def groups_of(self) -> Mapping[str, frozenset[str]]:
        """The groups that may open each bound series."""
        return dict(_bindings(self.access))

    @cached_property
    def proxy_networks(self) -> tuple[Network, ...]:
        """Where proxies are whose headers are believed."""
        return tuple(_networks(self.proxies))


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
    whole = Settings(**chosen)  # type: ignore[arg-type]  # kinds were checked just above
    for problem in _problems(whole):
        raise SettingsError(problem)
    return whole


def _problems(chosen: Settings) -> Iterator[str]:
    """What makes no sense together: half a configuration would leave something open."""
    signs_in, by_proxy = (
        any(getattr(chosen, name) for name in names) for names in (_SIGN_IN[:3], _BY_PROXY[:2])
    )
    for started, names in ((signs_in, _SIGN_IN), (by_proxy, _BY_PROXY)):
        missing = [PREFIX + name.upper() for name in names if not getattr(chosen, name)]
        if started and missing:
            yield f"{', '.join(missing)}: missing, and the other settings for sign-in need it"
    if signs_in and by_proxy:
        yield f"{PREFIX}OIDC_… and {PREFIX}PROXY_…: two ways to sign in; choose one"
    if chosen.groups_of and not (signs_in or by_proxy):
        yield f"{PREFIX}ACCESS: binds series to groups, but nobody can sign in; set {PREFIX}OIDC_…"
    if (signs_in or by_proxy) and not chosen.groups_of:
        yield f"{PREFIX}ACCESS: missing; say which groups may open which series of releases"
    yield from _wrong_values(chosen)


def _wrong_values(chosen: Settings) -> Iterator[str]:
    """Values that can't be what they are for."""
    _ = chosen.proxy_networks
    for name in ("public_url", "oidc_issuer"):
        if (value := getattr(chosen, name)) and not _is_safe_url(value):
            yield f"{PREFIX}{name.upper()}: expected https://…, or http:// on this machine alone"
    if urlsplit(chosen.public_url).path.strip("/"):
        yield f"{PREFIX}PUBLIC_URL: expected no path, as in https://atlas.example.org"
    for name in ("proxy_user", "proxy_groups"):
        if (value := getattr(chosen, name)) and not _HEADER.fullmatch(value):
            yield f"{PREFIX}{name.upper()}: expected the name of a header, such as X-Remote-User"
    for name, least in (("session_minutes", 1), ("requests_per_minute", 0)):
        if getattr(chosen, name) < least:
            yield f"{PREFIX}{name.upper()}: expected at least {least}"


def _is_safe_url(written: str) -> bool:
    """Whether nobody on the way can read along."""
    url = urlsplit(written)
    if not url.hostname or url.query or url.fragment or url.username:
        return False
    return url.scheme == "https" or (url.scheme == "http" and _is_here(url.hostname))


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _bindings(written: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Each bound series with its groups."""
    parts = [part.strip() for part in written.split(";") if part.strip()]
    names = [part.partition("=")[0] for part in parts]
    if len(set(names)) < len(names):
        raise SettingsError(f"{PREFIX}ACCESS: names a series twice; expected each once")
    for part in parts:
        found = _BINDING.fullmatch(part)
        groups = {group.strip() for group in found[2].split(",")} - {""} if found else set()
        if found is None or not groups:
            raise SettingsError(
                f"{PREFIX}ACCESS: expected series with groups, as register=research,policy;"
                f"utrecht=utrecht"
            )
        yield found[1], frozenset(groups)


def _networks(written: str) -> Iterator[Network]:
    for part in (one.strip() for one in written.split(",") if one.strip()):
        try:
            yield ip_network(part)
        except ValueError as error:
            raise SettingsError(
                f"{PREFIX}PROXIES: expected addresses or networks such as 10.0.0.5,10.1.0.0/16"
            ) from error


@cache
def settings() -> Settings:
    """The settings of this process."""
    return read_settings(os.environ)
