from dataclasses import replace

import pytest

from core.errors import ProtectionError
from core.protection.profiles import (
    DEFAULT_PROFILE,
    OPEN,
    PROFILES,
    PUBLIC,
    TRUSTED,
    WORKBENCH,
    Treatment,
    profile_named,
    require,
)


def test_the_profile_for_everyone_is_the_default() -> None:
    assert DEFAULT_PROFILE is PUBLIC
    assert (PUBLIC.rounding, PUBLIC.threshold, PUBLIC.least_difference) == (5, 10, 10)


def test_a_closed_group_gets_the_same_noise_and_the_same_threshold_without_rounding() -> None:
    assert TRUSTED.table is PUBLIC.table
    assert (TRUSTED.rounding, TRUSTED.threshold, TRUSTED.least_difference) == (1, 10, 10)


def test_only_the_workbench_is_unprotected_and_it_stays_on_this_machine() -> None:
    assert [p for p in PROFILES if p.is_unprotected] == [WORKBENCH]
    assert [p for p in PROFILES if p.loopback_only] == [WORKBENCH]


def test_every_profile_is_found_by_its_name() -> None:
    assert [profile_named(profile.name) for profile in PROFILES] == list(PROFILES)


@pytest.mark.parametrize("name", ["", "Public", "none", "publik"])
def test_there_is_no_other_profile(name: str) -> None:
    with pytest.raises(ProtectionError, match="expected one of public"):
        profile_named(name)


@pytest.mark.parametrize(
    "profile",
    [None, "public", replace(PUBLIC, threshold=0), replace(OPEN, treatment=Treatment.NOISE)],
)
def test_a_profile_made_elsewhere_is_refused(profile: object) -> None:
    with pytest.raises(ProtectionError, match="not in PROFILES"):
        require(profile, Treatment.NOISE)  # type: ignore[arg-type]


@pytest.mark.parametrize("profile", [OPEN, WORKBENCH])
def test_published_and_exact_figures_get_no_noise(profile: object) -> None:
    with pytest.raises(ProtectionError, match="don't mix"):
        require(profile, Treatment.NOISE)  # type: ignore[arg-type]
