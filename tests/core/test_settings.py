"""Settings are read once, and what makes no sense is named."""

from pathlib import Path

import pytest

from core.errors import SettingsError
from core.settings import Settings, read_settings


def test_without_any_the_defaults_hold() -> None:
    assert read_settings({"HOME": "/root"}) == Settings()


def test_each_is_read_as_its_own_kind() -> None:
    chosen = read_settings({"CONTACTATLAS_PORT": "9000", "CONTACTATLAS_DATA": "/srv/atlas"})
    assert chosen.port == 9000
    assert chosen.data == Path("/srv/atlas")


def test_a_misspelt_setting_is_refused_with_the_known_ones() -> None:
    with pytest.raises(
        SettingsError, match=r"CONTACTATLAS_PROT: no such setting.*CONTACTATLAS_PORT"
    ):
        read_settings({"CONTACTATLAS_PROT": "9000"})


def test_a_value_of_another_kind_is_refused_without_repeating_it() -> None:
    with pytest.raises(SettingsError, match="CONTACTATLAS_PORT: expected int") as refused:
        read_settings({"CONTACTATLAS_PORT": "a-secret"})
    assert "a-secret" not in str(refused.value)
