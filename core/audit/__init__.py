"""Attacks a release with everything an attacker may know, and some with what only we know.

An attack counts only if the same attack succeeds where the defence is switched off.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from core.audit.lattice import lattice_attacks
from core.audit.leaks import leaked
from core.audit.nearly import nearly_equal, withheld
from core.audit.paths import paths
from core.audit.records import City, city_of, evidence_of
from core.audit.requests import side_channels, tampering
from core.audit.serving import reading
from core.audit.units import standing_out
from core.audit.updated import built_twice
from core.audit.updated import updates as read_updates
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
    with tempfile.TemporaryDirectory() as folder:
        served = tuple(_served(release, bundle, city, protection, Path(folder)))
    for attack in ATTACKS:
        yield from attack(evidence)
    yield from updates(evidence)
    yield from lattice_attacks(city)
    yield withheld(release, city)
    yield from nearly_equal(release, city)
    yield from units
    yield from served
    yield from leaked(release, evidence)


def _served(
    release: Release, bundle: Bundle, city: City, protection: Protection, folder: Path
) -> Iterator[Finding]:
    """What is found by whoever visits the dashboard, and by whoever comes back after an update."""
    update = built_twice(bundle, city, protection, folder / "update")
    yield from read_updates(update)
    place, raw = city.codes[0], city.exact[city.places]
    raw = raw[raw >= protection.profile.threshold]
    with reading(release, folder / "visited") as reader:
        yield from paths(reader, place)
        yield from tampering(reader, release, raw)
    yield from side_channels(release, bundle.path, update.before, place, folder / "beside")
