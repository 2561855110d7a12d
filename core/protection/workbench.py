"""Exact figures for a researcher inside the secure environment: marked, and loopback only.

The type is no kin of the protected ones: whatever writes a release or answers from
another address refuses it by its type, not by a flag that could be forgotten.
"""

from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final

import numpy as np

from core.errors import ProtectionError
from core.protection.arrays import Real, immutable
from core.protection.profiles import Profile, Treatment, require
from core.protection.protected import SEAL, Sealed

MARK: Final = "UNPROTECTED"


@dataclass(frozen=True, eq=False, repr=False)
class ExactFigures(Sealed):
    """Figures without any protection; ``mark`` goes on every page and file that shows them."""

    values: Real
    mark: str = MARK


def exact_figures(values: Real, profile: Profile) -> ExactFigures:
    """Figures as they are, for the workbench alone."""
    require(profile, Treatment.EXACT)
    return ExactFigures(SEAL, profile, immutable(values, np.float64))


def refuse_address(profile: Profile, host: str) -> None:
    """Refuse to serve a profile without protection on any address but this machine's own."""
    if profile.loopback_only and not _is_loopback(host):
        raise ProtectionError(
            f"profile {profile.name} shows unprotected figures and is served on 127.0.0.1 or ::1 "
            "only; bind the server there, or build a release with another profile"
        )


def _is_loopback(host: str) -> bool:
    # a name such as localhost can be made to mean another machine
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
