"""One release of the world that is worked out by hand."""

import pytest

from core.release import Release
from core.release.build import build
from tests.small_world import PUPILS, RESIDENTS
from tests.worlds import EXACT, draw_world


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Release:
    folder = tmp_path_factory.mktemp("small")
    bundle = draw_world(folder, residents=RESIDENTS, pupils=PUPILS)
    return build(bundle, folder / "releases", protection=EXACT)
