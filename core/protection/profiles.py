"""Who a release is for, and what that means for its figures: decided in code, not by a setting."""

from dataclasses import dataclass
from enum import Enum
from typing import Final

from core.errors import ProtectionError
from core.protection.perturbation_table import (
    COUNT_TABLE,
    SUM_TABLE,
    PerturbationTable,
    shipped_table,
)


class Treatment(Enum):
    """What happens to a figure on its way out."""

    NOISE = "noise"
    PASS_THROUGH = "pass_through"  # noqa: S105 (a treatment, no password)
    EXACT = "exact"


@dataclass(frozen=True)
class Profile:
    """The rules of one kind of release; only those in ``PROFILES`` are ever applied."""

    name: str
    treatment: Treatment
    table_name: str = ""
    threshold: int = 0
    least_difference: int = 0
    rounding: int = 1
    sum_noise: float = 0.0
    loopback_only: bool = False
    is_unprotected: bool = False

    @property
    def table(self) -> PerturbationTable:
        """The frozen table whose noise the counts get."""
        return shipped_table(self.table_name)

    @property
    def table_hashes(self) -> dict[str, str]:
        """The frozen tables by which figures get their noise, by name, with their hashes."""
        return {name: shipped_table(name).sha256 for name in (self.table_name, SUM_TABLE)}

    @property
    def slack(self) -> int:
        """How much rounding can have added to a count."""
        return self.rounding // 2


PUBLIC: Final = Profile(
    "public",
    Treatment.NOISE,
    COUNT_TABLE,
    threshold=10,
    least_difference=10,
    rounding=5,
    sum_noise=1.0,
)
TRUSTED: Final = Profile(
    "trusted", Treatment.NOISE, COUNT_TABLE, threshold=10, least_difference=10, sum_noise=1.0
)
OPEN: Final = Profile("open", Treatment.PASS_THROUGH)
WORKBENCH: Final = Profile("workbench", Treatment.EXACT, loopback_only=True, is_unprotected=True)

PROFILES: Final = (PUBLIC, TRUSTED, OPEN, WORKBENCH)
DEFAULT_PROFILE: Final = PUBLIC


def profile_named(name: str) -> Profile:
    """The profile of this name; there is no answer without one."""
    for profile in PROFILES:
        if profile.name == name:
            return profile
    names = ", ".join(profile.name for profile in PROFILES)
    raise ProtectionError(f"there is no profile {name!r}; expected one of {names}")


def require(profile: Profile, treatment: Treatment) -> Profile:
    """The profile if it is one of ours and treats figures this way; else refuse."""
    if profile not in PROFILES:
        raise ProtectionError("no profile, or one that is not in PROFILES; nothing is answered")
    if profile.treatment is not treatment:
        raise ProtectionError(
            f"profile {profile.name} treats figures by {profile.treatment.value}, "
            f"not by {treatment.value}; register figures and published ones don't mix"
        )
    return profile
