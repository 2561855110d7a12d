"""What tests of pages share: one small release, and the application that serves it."""

from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from core.release import Release, open_current
from core.settings import Settings
from tests.country import country_release
from tests.releases import small_release


@pytest.fixture(scope="session")
def served_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a small release in it."""
    folder = tmp_path_factory.mktemp("served")
    small_release(folder)
    return folder


@pytest.fixture(scope="session")
def release(served_folder: Path) -> Release:
    """The small release, opened."""
    return open_current(served_folder / "releases")


@pytest.fixture(scope="session")
def server(served_folder: Path) -> Flask:
    """The application over the small release."""
    return create_app(Settings(data=served_folder))


@pytest.fixture(scope="session")
def country_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the residents of the whole demo country."""
    folder = tmp_path_factory.mktemp("country")
    country_release(folder)
    return folder


@pytest.fixture(scope="session")
def country(country_folder: Path) -> Release:
    """The residents of the whole demo country."""
    return open_current(country_folder / "releases")
