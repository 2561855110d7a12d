"""Which seed protects what: the public one made-up records, this place's own a register."""

import argparse
import sys
from pathlib import Path

from core.bundle import Bundle
from core.protection.profiles import DEFAULT_PROFILE, PROFILES, Profile, Treatment
from core.protection.protection import Protection
from core.protection.seed import Seed, create_seed, read_seed
from core.protection.synthetic import PUBLIC_SEED
from core.settings import settings

OFFERED = tuple(p.name for p in PROFILES if p.treatment is not Treatment.PASS_THROUGH)
"""Profiles for records of persons; published figures pass through, and are no choice here."""


def profile_option(parser: argparse.ArgumentParser) -> None:
    """The option that says for whom a release is."""
    parser.add_argument(
        "--profile",
        choices=OFFERED,
        default=DEFAULT_PROFILE.name,
        help="for whom: everyone (public), a closed group (trusted), or exact figures that are "
        "shown on this computer only (workbench)",
    )


def seed_file() -> Path:
    """Where the seed of this place is kept."""
    return settings().data / "seed"


def register_seed() -> Seed:
    """The seed of this place; created, for its owner's eyes only, where there is none yet."""
    file = seed_file()
    if file.exists():
        return read_seed(file)
    seed = create_seed(file)
    sys.stderr.write(
        f"{file}: made the seed on which all protection hangs. Keep it in a secret store, and "
        f"never replace it: see core/protection/seed.py\n"
    )
    return seed


def protection_of(bundle: Bundle, profile: Profile) -> Protection:
    """How a bundle is protected: by the seed from which its record keys are."""
    if profile.treatment is not Treatment.NOISE:
        return Protection(profile)
    if bundle.keys == PUBLIC_SEED.fingerprint:
        return Protection(profile, PUBLIC_SEED)
    return Protection(profile, register_seed())
