"""What a proxy says of a visitor, believed from the proxies that the settings list and no other."""

from ipaddress import IPv6Address, ip_address, ip_network

from flask import request

from callbacks.access.visitor import ANYONE, Visitor
from core.settings import Network, Settings

HOUSEHOLD = 64
"""One visitor has at least as many IPv6 addresses as this length of network leaves open."""
LONGEST = 2_000


def visitor_by_proxy(settings: Settings) -> Visitor:
    """Whom the proxy names; anyone where the request doesn't come from a listed proxy."""
    if not settings.proxy_user or not _is_listed(request.remote_addr or "", settings):
        return ANYONE
    name = request.headers.get(settings.proxy_user, "").strip()
    groups = request.headers.get(settings.proxy_groups, "")[:LONGEST].split(",")
    # Servers join a header that comes twice with a comma: one of the two isn't the proxy's.
    if not name or "," in name:
        return ANYONE
    return Visitor(name[:200], frozenset(one.strip() for one in groups) - {""})


def client(settings: Settings) -> str:
    """The address a request comes from: behind a listed proxy the last one it doesn't list."""
    address = request.remote_addr or ""
    told = ",".join(request.headers.getlist("X-Forwarded-For"))[-LONGEST:].split(",")
    while told and _is_listed(address, settings):
        before = told.pop().strip()
        if not _is_address(before):
            break
        address = before
    return _household(address)


def _is_listed(address: str, settings: Settings) -> bool:
    return _is_address(address) and any(_lies_in(address, one) for one in settings.proxy_networks)


def _lies_in(address: str, network: Network) -> bool:
    found = ip_address(address)
    plain = getattr(found, "ipv4_mapped", None) or found
    return plain.version == network.version and plain in network


def _is_address(written: str) -> bool:
    try:
        ip_address(written)
    except ValueError:
        return False
    return True


def _household(address: str) -> str:
    if not _is_address(address):
        return ""
    found = ip_address(address)
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(ip_network((found, HOUSEHOLD), strict=False))
    return str(getattr(found, "ipv4_mapped", None) or found)
