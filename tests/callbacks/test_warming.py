"""What every first visitor would wait for is asked before; without data nothing is wrong."""

from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from callbacks.current import CurrentReleases
from callbacks.warming import warm
from core.questions.indicators import composition
from core.settings import Settings
from tests.counted import copied_data


def test_a_warm_server_has_read_what_the_first_page_needs(tmp_path: Path) -> None:
    releases = CurrentReleases(Settings(data=copied_data(tmp_path)))
    here = {"REMOTE_ADDR": "127.0.0.1"}
    with Flask("warm").test_request_context("/", environ_base=here):
        release = releases()
        before = composition._large_places.cache_info().misses
        warm(releases)
        read = composition._large_places.cache_info().misses
        assert read > before
        composition.native_share(release, max(release.years), {"place": ("NL01",)})
        assert composition._large_places.cache_info().misses == read


def test_a_server_without_a_release_starts_all_the_same(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", "contactatlas"):
        server = create_app(Settings(data=tmp_path), warm=True)
    assert "nothing to keep at hand yet" in caplog.text
    assert server.test_client().get("/health").status_code == 503
