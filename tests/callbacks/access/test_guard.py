"""What changes something comes from our own pages, and what is protected for few stays with few."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from callbacks.current import CurrentReleases
from core.errors import ProtectionError
from core.release import Release, open_current
from core.release.release import MANIFEST, release_id
from core.settings import Settings
from tests.counted import copied_data


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return copied_data(tmp_path)


@pytest.fixture
def client(data: Path) -> FlaskClient:
    signing = Settings(
        data=data, access="x=y", proxies="10.0.0.9", proxy_user="User", proxy_groups="In"
    )
    return create_app(signing).test_client()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none of your business"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.example"},
    ],
)
def test_a_page_of_others_cannot_send_us_anything(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        for path in ("/_dash-update-component", "/afmelden", "/api/v1/places"):
            assert client.open(path, method=method, headers=headers).status_code == 403
    assert client.get("/api/v1/places", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{}, {"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}],
)
def test_our_own_pages_can(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post("/api/v1/places", headers=headers).status_code == 405


def trusted(data: Path) -> Release:
    """The release, as if it were protected for a closed group."""
    release = open_current(data / "releases")
    about = json.loads((release.path / MANIFEST).read_text()) | {"protection": "trusted"}
    written = json.dumps(about).encode()
    (release.path / MANIFEST).write_bytes(written)
    release.path.rename(release.path.with_name(release_id(written)))
    (data / "releases" / "current").write_text(release_id(written))
    return open_current(data / "releases")


def test_what_is_protected_for_a_closed_group_needs_one(data: Path) -> None:
    release = trusted(data)
    elsewhere = {"REMOTE_ADDR": "10.0.0.9"}
    path = "/api/v1/places"
    unbound = create_app(Settings(data=data)).test_client()
    assert unbound.get(path, environ_overrides=elsewhere).status_code == 403
    assert unbound.get(path).status_code == 200
    with pytest.raises(ProtectionError, match="CONTACTATLAS_ACCESS"):
        CurrentReleases(Settings(data=data, host="0.0.0.0"))()  # noqa: S104 # to be refused
    bound = Settings(
        data=data, access="main=research", proxies="10.0.0.9", proxy_user="User", proxy_groups="In"
    )
    client = create_app(bound).test_client()
    member = {"User": "ada", "In": "research"}
    found = client.get(path, headers=member, environ_overrides=elsewhere)
    assert found.get_json()["context"]["release"] == release.id
    assert client.get(path, environ_overrides=elsewhere).status_code == 403
