"""Attacks a release with everything an attacker may know, and some with what only we know.

An attack counts only if the same attack succeeds where the defence is switched off.
"""

from collections.abc import Iterator

from core.audit.lattice import lattice_attacks
from core.audit.leaks import leaked
from core.audit.nearly import nearly_equal, withheld
from core.audit.records import city_of, evidence_of
from core.audit.units import standing_out
from core.bundle import Bundle
from core.cube.cube import cube
from core.cube.engine import DuckDbEngine
from core.protection.attacks import ATTACKS
from core.protection.attacks.finding import Finding
from core.protection.attacks.updates import updates
from core.protection.protection import Protection
from core.release import Release

__all__ = ["audit"]


def audit(release: Release, bundle: Bundle, protection: Protection) -> Iterator[Finding]:
    """What every attack found, one figure at a time."""
    protection.require_keys(bundle.keys)
    with DuckDbEngine() as engine:
        counted = cube(bundle, engine, with_keys=True)
        city = city_of(counted, protection)
        evidence = evidence_of(counted, city, protection)
        units = tuple(standing_out(release, counted, protection))
    for attack in ATTACKS:
        yield from attack(evidence)
    yield from updates(evidence)
    yield from lattice_attacks(city)
    yield withheld(release)
    yield from nearly_equal(release, city)
    yield from units
    yield from leaked(release, evidence)
