import numpy as np
import pytest

from core.errors import ProtectionError
from core.protection.profiles import OPEN, PUBLIC, TRUSTED, WORKBENCH, Profile
from core.protection.protected import ProtectedCells
from core.protection.workbench import MARK, ExactFigures, exact_figures, refuse_address


def test_exact_figures_are_exact_and_marked() -> None:
    found = exact_figures(np.array([3.0, 7.0]), WORKBENCH)
    assert found.values.tolist() == [3.0, 7.0]
    assert found.mark == MARK == "UNPROTECTED"


def test_exact_figures_are_no_kin_of_protected_ones() -> None:
    assert not issubclass(ExactFigures, ProtectedCells)


@pytest.mark.parametrize("profile", [PUBLIC, TRUSTED, OPEN, None])
def test_only_the_workbench_has_exact_figures(profile: Profile) -> None:
    with pytest.raises(ProtectionError):
        exact_figures(np.ones(1), profile)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.9", "::1"])
def test_the_workbench_is_served_on_this_machine(host: str) -> None:
    refuse_address(WORKBENCH, host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.0.0.1", "", "localhost", "example.nl"])  # noqa: S104
def test_the_workbench_is_served_nowhere_else(host: str) -> None:
    with pytest.raises(ProtectionError, match="unprotected"):
        refuse_address(WORKBENCH, host)


@pytest.mark.parametrize("profile", [PUBLIC, TRUSTED, OPEN])
def test_protected_profiles_are_served_anywhere(profile: Profile) -> None:
    refuse_address(profile, "0.0.0.0")  # noqa: S104
