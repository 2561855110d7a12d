"""Who isn't admitted to a release can't tell whether there is one."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from callbacks.api import PREFIX
from callbacks.exports.jobs import Jobs, Status
from callbacks.exports.making import Making
from components.slides.story import Slide, Story, written_story
from components.views import VIEWS
from core.errors import FileNotMadeError
from core.questions import QUESTIONS
from core.release import Release, series_in
from core.settings import Settings
from tests.callbacks.test_pages import answered
from tests.identity import identity_provider
from tests.several import several_data

NAME, GROUPS = "X-Remote-User", "X-Remote-Groups"
MEMBER = {NAME: "ada", GROUPS: "research"}
OTHERS: tuple[dict[str, str], ...] = (
    {},
    {NAME: "eve", GROUPS: "policy"},
    {NAME: "eve", GROUPS: ""},
    {NAME: "eve", GROUPS: "Research,researchers,research2"},
    {GROUPS: "research"},
    {NAME: "", GROUPS: "research"},
    {NAME: "eve,ada", GROUPS: "research"},
)


class Pair(NamedTuple):
    """A server with a bound release, and one that differs in not having it."""

    bound: Flask
    without: Flask
    release: Release


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    data = several_data(tmp_path_factory.mktemp("bound"))
    release = {one.name: one for one in series_in(data / "releases")}["register"].open()
    without = tmp_path_factory.mktemp("without")
    shutil.copytree(data / "releases", without / "releases")
    shutil.rmtree(without / "releases" / "register")
    return Pair(create_app(by_proxy(data)), create_app(by_proxy(without)), release)


def by_proxy(data: Path, **more: Any) -> Settings:
    return Settings(
        data=data,
        access="register=research,direction",
        proxies="127.0.0.1",
        proxy_user=NAME,
        proxy_groups=GROUPS,
        **more,
    )


def addresses(release: Release) -> Iterator[str]:
    """Every kind of address that could tell something of a release."""
    for kind in QUESTIONS:
        yield from (f"{PREFIX}/{kind.name}", f"{PREFIX}/{kind.name}?data=register")
        yield f"{PREFIX}/{kind.name}?data=register&format=csv"
    yield from ("/health", f"{PREFIX}/openapi.json", "/", "/contact?data=register", "/aanmelden")
    for view in VIEWS:
        for card in view.cards:
            page = view.path if view.path != "/" else "/start"
            yield f"/bestand{page}/{card.code}.csv?data=register"
            yield f"/toon{view.path.rstrip('/')}/{card.code}?data=register"
    yield f"/maps/names/{release.id}/municipality/2005"
    yield f"/maps/values/{release.id}/native_share/municipality/2005"
    yield from (
        f"/maps/values/{release.id}/nothing/x/1",
        "/maps/names/0000000000000000/country/2005",
    )


def told(client: FlaskClient, path: str, **more: Any) -> tuple[Any, ...]:
    response = client.get(path, **more)
    # Dash gives each application a number of its own.
    body = re.sub(rb'<script id="_dash-config".*', b"", response.data)
    return response.status_code, sorted(response.headers), body


@pytest.mark.parametrize("headers", OTHERS, ids=repr)
def test_a_server_with_a_bound_release_answers_others_as_one_without_it(
    pair: Pair, headers: dict[str, str]
) -> None:
    """To the byte, headers included: API, files, cards alone, maps, health and description."""
    paths = [*addresses(pair.release)]
    for path in paths if not headers else paths[:: len(OTHERS)]:
        found = told(pair.bound.test_client(), path, headers=headers)
        assert found == told(pair.without.test_client(), path, headers=headers), path
        assert pair.release.id not in path.replace(pair.release.id, "") + found[2].decode("latin-1")


@pytest.mark.parametrize("search", ["", "?data=register", "?data=demo", "?data=nothing"])
def test_pages_tell_others_nothing(pair: Pair, search: str) -> None:
    for path in ("/contact", "/kaart", "/", "/gegevens"):
        pages = [
            answered(server.test_client(), path, search).data
            for server in (pair.bound, pair.without)
        ]
        assert pages[0] == pages[1]
        assert pair.release.id.encode() not in pages[0]
        assert b"Eigen register" not in pages[0]


def test_a_member_sees_it_everywhere(pair: Pair) -> None:
    client = pair.bound.test_client()
    body = client.get(f"{PREFIX}/places?data=register", headers=MEMBER).get_json()
    assert body["context"]["release"] == pair.release.id
    names = [one["data"] for one in client.get("/health", headers=MEMBER).get_json()["releases"]]
    assert names == ["open", "demo", "register"]
    file = client.get("/bestand/contact/scatter.csv?data=register", headers=MEMBER)
    assert file.status_code == 200
    path = f"/maps/names/{pair.release.id}/municipality/2005"
    assert client.get(path, headers=MEMBER).status_code == 200


def test_without_a_name_a_member_gets_the_same_data_as_anyone(pair: Pair) -> None:
    """So that an address means the same to who sends it and to who receives it."""
    client = pair.bound.test_client()
    asked = [client.get(f"{PREFIX}/places", headers=one).get_json() for one in (MEMBER, {})]
    assert asked[0] == asked[1]


def test_no_cache_keeps_what_only_some_may_see(pair: Pair) -> None:
    client = pair.bound.test_client()
    path = f"{PREFIX}/places?data=register"
    maps = f"/maps/names/{pair.release.id}/municipality/2005"
    for one in (path, maps, "/bestand/contact/scatter.csv?data=register", "/health"):
        response = client.get(one, headers=MEMBER)
        assert response.headers["Cache-Control"] == "private, no-store"
        assert "Cookie" in response.headers["Vary"]
    tag = client.get(path, headers=MEMBER).headers["ETag"]
    known = {"If-None-Match": tag}
    assert client.get(path, headers=MEMBER | known).status_code == 304
    assert client.get(path, headers=known).status_code == 404
    assert client.get(f"{PREFIX}/places", headers=known).status_code == 200


def test_a_card_that_a_member_had_drawn_stays_with_members(pair: Pair) -> None:
    search = "?data=register&lang=en"
    server = pair.bound

    class Member(FlaskClient):
        def open(self, *args: Any, **more: Any) -> Any:
            more["headers"] = {**dict(more.get("headers") or {}), **MEMBER}
            return super().open(*args, **more)

    seen = answered(Member(server), "/contact", search)
    assert pair.release.id in seen.text
    assert seen.headers["Cache-Control"] == "private, no-store"
    others = answered(server.test_client(), "/contact", search).text
    assert pair.release.id not in others
    assert "These data can't be seen here" in others


def test_a_header_from_an_address_that_is_not_listed_opens_nothing(pair: Pair) -> None:
    path = f"{PREFIX}/places?data=register"
    for address in ("127.0.0.2", "10.0.0.1", "::1", "", "unix:", "127.0.0.1.evil"):
        from_there = {"REMOTE_ADDR": address}
        found = pair.bound.test_client().get(path, headers=MEMBER, environ_overrides=from_there)
        assert found.status_code in (403, 404)
        assert pair.release.id not in found.text
    # Nor does a chain of addresses that ends at a listed one.
    for header in ("X-Forwarded-For", "X-Real-IP", "Forwarded"):
        claim = MEMBER | {header: "127.0.0.1"}
        elsewhere = {"REMOTE_ADDR": "127.0.0.2"}
        found = pair.bound.test_client().get(path, headers=claim, environ_overrides=elsewhere)
        assert pair.release.id not in found.text


def test_a_group_that_is_taken_away_closes_the_release_at_once(tmp_path: Path) -> None:
    data = several_data(tmp_path)
    path = f"{PREFIX}/places?data=register"
    client = create_app(by_proxy(data)).test_client()
    assert client.get(path, headers=MEMBER).status_code == 200
    assert client.get(path, headers={NAME: "ada", GROUPS: "policy"}).status_code == 404
    log = [json.loads(line) for line in (data / "audit.jsonl").read_text().splitlines()]
    assert [(one["event"], one["visitor"], one["series"]) for one in log] == [
        ("opened", "ada", "register")
    ]
    assert set(log[0]) == {"time", "event", "visitor", "series", "release"}
    assert (data / "audit.jsonl").stat().st_mode & 0o777 == 0o600


def test_where_all_is_bound_a_stranger_sees_as_much_as_where_there_is_nothing(
    tmp_path: Path,
) -> None:
    data = several_data(tmp_path / "full")
    empty = tmp_path / "empty"
    empty.mkdir()
    bound = "register=research;open=research;demo=research"
    with identity_provider() as identity:
        clients = []
        for folder in (data, empty):
            settings = Settings(
                data=folder,
                access=bound,
                public_url="https://atlas.example",
                oidc_issuer=identity.address,
                oidc_client_id="atlas",
                oidc_client_secret="s",  # noqa: S106 # made up
            )
            clients.append(create_app(settings).test_client())
        for path in ("/health", f"{PREFIX}/places", f"{PREFIX}/places?data=demo", "/"):
            assert told(clients[0], path) == told(clients[1], path)
        pages = [answered(client, "/contact").data for client in clients]
        assert pages[0] == pages[1]
        assert b"Aanmelden" in pages[0]


def story(*searches: str) -> dict[str, Any]:
    slides = tuple(Slide("kaart/profile", search) for search in searches)
    return written_story(Story("Raad", "nl", slides))


def asked_file(client: FlaskClient, told: dict[str, Any], **headers: str) -> Any:
    return client.post("/presentatie/bestand/pdf", json=told, headers=headers)


@pytest.fixture
def no_makers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("callbacks.exports.routes.start", lambda jobs: None)


@pytest.mark.usefixtures("no_makers")
def test_files_are_made_of_what_who_asked_may_see(tmp_path: Path) -> None:
    """Whoever makes them sees all series: what no slide names means the same as on the page."""
    client = create_app(by_proxy(several_data(tmp_path))).test_client()
    assert asked_file(client, story("?data=register")).status_code == 404
    assert asked_file(client, story("", "?data=demo", "?data=register")).status_code == 404
    jobs = Jobs(tmp_path)
    name = asked_file(client, story("", "?data=demo")).get_json()["id"]
    assert jobs.wanted(name)["series"] == {"": "open", "demo": "demo"}
    release = {one.name: one.open().id for one in series_in(tmp_path / "releases")}
    file, _ = Making(tmp_path).file(jobs.wanted(name) | {"form": "html"}, lambda _: None)
    assert release["register"] not in file
    sneaked = jobs.wanted(name) | {"form": "html", "story": story("?data=register")}
    with pytest.raises(FileNotMadeError):
        Making(tmp_path).file(sneaked, lambda _: None)


@pytest.mark.usefixtures("no_makers")
def test_a_file_of_a_bound_release_is_there_for_members_alone(tmp_path: Path) -> None:
    client = create_app(by_proxy(several_data(tmp_path))).test_client()
    jobs = Jobs(tmp_path)
    name = asked_file(client, story("?data=register"), **MEMBER).get_json()["id"]
    (jobs.path(name) / "raad.pdf").write_bytes(b"%PDF")
    jobs.write(name, Status("done", 1, 1, file="raad.pdf"))
    path = f"/presentatie/bestand/{name}"
    nothing = "/presentatie/bestand/" + "x" * 22
    assert client.get(path, headers=MEMBER).get_json()["state"] == "done"
    with client.get(f"{path}/raad.pdf", headers=MEMBER) as fetched:
        assert fetched.data == b"%PDF"
        assert fetched.headers["Cache-Control"] == "private, no-store"
    for method in ("GET", "DELETE"):
        assert client.open(path, method=method).data == client.open(nothing, method=method).data
    assert client.get(f"{path}/raad.pdf").status_code == 404
    assert client.get(path, headers={NAME: "eve", GROUPS: "policy"}).status_code == 404
    assert client.get(path, headers=MEMBER).get_json()["state"] == "done"
