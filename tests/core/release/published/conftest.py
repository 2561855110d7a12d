"""One release of published figures, which no test changes."""

import pytest

from core.release import Release
from tests.published import published_release


@pytest.fixture(scope="session")
def open_release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The release of the small country of published figures."""
    return published_release(tmp_path_factory.mktemp("published"))
