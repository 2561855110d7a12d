"""A14: subtract the figures of two releases between which one to three people came."""

from dataclasses import replace

from core.protection.attacks.differencing import differencing
from core.protection.attacks.evidence import Evidence
from core.protection.attacks.finding import Finding


def updates(evidence: Evidence) -> tuple[Finding, ...]:
    """How well who came is recovered: a group that grew is a set and a set within it.

    Keys hold no year and no release, so this is the attack on nested counts, on other sets.
    """
    found = differencing(replace(evidence, chance=evidence.chance + 1))
    return tuple(replace(one, name=one.name.replace("A1", "A14", 1)) for one in found)
