"""How one build protects: the profile, and the seed where the profile draws noise."""

from dataclasses import dataclass
from typing import Any

from core.errors import ProtectionError
from core.protection.profiles import Profile, Treatment, require
from core.protection.seed import Seed
from core.protection.utility import typical_errors


@dataclass(frozen=True)
class Protection:
    """What a build holds in hand; the seed stays in here."""

    profile: Profile
    seed: Seed | None = None

    def __post_init__(self) -> None:
        if (self.seed is None) == self.draws_noise:
            raise ProtectionError(
                f"profile {self.profile.name} needs {'a' if self.draws_noise else 'no'} seed"
            )

    @property
    def draws_noise(self) -> bool:
        """Whether figures get noise, for which every record must have its key."""
        return self.profile.treatment is Treatment.NOISE

    @property
    def secret(self) -> Seed:
        """The seed, of a profile that draws noise."""
        require(self.profile, Treatment.NOISE)
        if self.seed is None:
            raise ProtectionError("there is no seed; nothing is protected and nothing is answered")
        return self.seed

    def require_keys(self, fingerprint: str) -> None:
        """Refuse records whose keys were not made from this seed."""
        if self.draws_noise and fingerprint != self.secret.fingerprint:
            found = "have no record keys" if not fingerprint else "got their keys from another seed"
            raise ProtectionError(
                f"the records {found}, so that their noise would not last; import them again with "
                f"the seed of this place, or build with the profile workbench, for this computer "
                f"only"
            )

    def told(self) -> dict[str, Any]:
        """What a release says of its protection: method and accuracy, never seed or keys."""
        if not self.draws_noise:
            return {"treatment": self.profile.treatment.value}
        return {
            "treatment": self.profile.treatment.value,
            "method": "cell key, version 1",
            "tables": self.profile.table_hashes,
            "rounding": self.profile.rounding,
            "threshold": self.profile.threshold,
            "typical_errors": typical_errors(self.profile),
        }
