"""Signing in leads to the identity provider and back, and no detour opens anything."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from flask.testing import FlaskClient

from app import create_app
from callbacks.access.sign_in import safe_path
from callbacks.api import PREFIX
from core.settings import Settings
from tests.callbacks.test_pages import answered
from tests.identity import (
    BACK,
    CLIENT,
    SECRET,
    SIGN_IN,
    Identity,
    begun,
    identity_provider,
    returned,
    signed_in,
)
from tests.several import several_data

BOUND = f"{PREFIX}/places?data=register"
COOKIE = "__Host-contactatlas"
OWN = "https://atlas.example"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return several_data(tmp_path_factory.mktemp("signing"))


@pytest.fixture
def identity() -> Iterator[Identity]:
    with identity_provider() as one:
        yield one


@pytest.fixture
def client(data: Path, identity: Identity) -> FlaskClient:
    return browser(data, identity.address)


def browser(data: Path, issuer: str, **more: Any) -> FlaskClient:
    """A browser of its own, at a server of its own."""
    settings = Settings(
        data=data,
        access="register=research",
        public_url=OWN,
        oidc_issuer=issuer,
        oidc_client_id=CLIENT,
        oidc_client_secret=SECRET,
        **more,
    )
    return create_app(settings).test_client()


def is_open(client: FlaskClient) -> bool:
    status = client.get(BOUND).status_code
    assert status in (200, 404)
    return status == 200


def cookie(client: FlaskClient) -> str:
    found = client.get_cookie(COOKIE)
    return found.value if found else ""


def events(data: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (data / "audit.jsonl").read_text().splitlines()]


def sign_out_token(client: FlaskClient) -> str:
    page = answered(client, "/contact", "?lang=en").text
    found = re.search(r'\{[^{}]*"name":\s*"token"[^{}]*\}', page)
    assert found is not None
    return str(json.loads(found[0])["value"])


def test_who_signs_in_comes_back_where_they_were_and_may_open_it(
    client: FlaskClient, identity: Identity
) -> None:
    assert not is_open(client)
    asked = begun(client, identity, "/contact?v=1&data=register")
    assert asked["redirect_uri"] == OWN + BACK
    assert asked["code_challenge_method"] == "S256"
    response = returned(client, asked)
    assert response.headers["Location"] == OWN + "/contact?v=1&data=register"
    assert is_open(client)
    assert identity.asked["code_verifier"]
    page = answered(client, "/contact", "?data=register&lang=en").text
    assert "signed in as Ada" in page


def test_signing_out_needs_our_own_button_and_ends_the_session(
    tmp_path: Path, identity: Identity
) -> None:
    client = browser(several_data(tmp_path), identity.address)
    signed_in(client, identity)
    assert is_open(client)
    for token in ("", "guessed", "é"):
        assert client.post("/afmelden", data={"token": token}).status_code == 403
    foreign: tuple[dict[str, str], ...] = (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    )
    token = sign_out_token(client)
    for headers in foreign:
        response = client.post("/afmelden", data={"token": token}, headers=headers)
        assert response.status_code == 403
    client.get("/afmelden")  # a picture or a link elsewhere can't sign anyone out
    assert is_open(client)
    before = cookie(client)
    assert client.post("/afmelden", data={"token": token}).status_code == 302
    assert not is_open(client)
    client.set_cookie(COOKIE, before)
    assert not is_open(client)  # the name is no use to who kept it
    assert [one["event"] for one in events(tmp_path)] == ["signed in", "opened", "signed out"]
    assert {name for one in events(tmp_path) for name in one} == {
        *("time", "event", "visitor", "series", "release")
    }


def test_the_cookie_is_for_this_site_alone_and_out_of_reach_of_scripts(
    client: FlaskClient, identity: Identity
) -> None:
    response = signed_in(client, identity)
    (made,) = [one for one in response.headers.getlist("Set-Cookie") if COOKIE in one]
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age="):
        assert part in made
    assert "Domain" not in made
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "Set-Cookie" not in client.get(BOUND).headers


def test_a_visitor_who_never_signs_in_gets_no_cookie(client: FlaskClient) -> None:
    for path in ("/", "/contact", f"{PREFIX}/places", "/health"):
        assert "Set-Cookie" not in client.get(path).headers


def test_a_session_is_given_another_name_at_sign_in(
    data: Path, client: FlaskClient, identity: Identity
) -> None:
    """A name that someone planted in the browser before is worth nothing after."""
    asked = begun(client, identity)
    planted = cookie(client)
    returned(client, asked)
    assert cookie(client) != planted
    enemy = browser(data, identity.address)
    enemy.set_cookie(COOKIE, planted)
    assert not is_open(enemy)
    enemy.set_cookie(COOKIE, "chosen-by-an-enemy")
    begun(enemy, identity)
    assert cookie(enemy) != "chosen-by-an-enemy"


@pytest.mark.parametrize(
    "tamper",
    [
        lambda name: name[:-1] + ("A" if name[-1] != "A" else "B"),
        lambda name: name + "A",
        lambda name: name.swapcase(),
        lambda name: "",
        lambda name: "../" + name,
        lambda name: "x" * 3000,
        lambda name: "\x01" + name,
    ],
)
def test_a_changed_cookie_is_nobody(
    client: FlaskClient, identity: Identity, tamper: Callable[[str], str]
) -> None:
    signed_in(client, identity)
    client.set_cookie(COOKIE, tamper(cookie(client)))
    assert not is_open(client)


def test_a_session_ends_when_its_time_is_over(
    client: FlaskClient, identity: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    signed_in(client, identity)
    kept, now = cookie(client), time.time()
    assert is_open(client)
    monkeypatch.setattr("callbacks.access.sessions.time.time", lambda: now + 3601)
    client.set_cookie(COOKIE, kept)
    assert not is_open(client)


LIES: dict[str, Callable[[Identity], object]] = {
    "for another audience": lambda one: one.claims.update(aud="another"),
    "for several, asked by another": lambda one: one.claims.update(
        aud=[CLIENT, "another"], azp="another"
    ),
    "for nobody": lambda one: one.claims.update(aud=None),
    "expired": lambda one: one.claims.update(exp=int(time.time()) - 60),
    "without an end": lambda one: one.claims.update(exp=None),
    "not yet valid": lambda one: one.claims.update(nbf=int(time.time()) + 600),
    "of another issuer": lambda one: one.claims.update(iss="https://evil.example"),
    "of another sign-in": lambda one: one.claims.update(nonce="another"),
    "without a nonce": lambda one: one.claims.update(nonce=None),
    "of nobody": lambda one: one.claims.update(sub=None),
    "signed by another": lambda one: setattr(one, "signing", "another"),
    "signed with our secret": lambda one: setattr(one, "algorithm", "HS256"),
    "not signed": lambda one: setattr(one, "algorithm", "none"),
}


@pytest.mark.parametrize("lie", LIES.values(), ids=LIES)
def test_a_token_that_lies_opens_nothing(
    client: FlaskClient, identity: Identity, lie: Callable[[Identity], object]
) -> None:
    asked = begun(client, identity)
    lie(identity)
    response = returned(client, asked)
    assert response.status_code == 400
    assert "Aanmelden is niet gelukt" in response.text
    assert SECRET not in response.text
    assert not is_open(client)


def test_a_provider_that_calls_itself_otherwise_is_not_believed(data: Path) -> None:
    with identity_provider() as identity:
        identity.about = {"issuer": "https://evil.example"}
        client = browser(data, identity.address)
        assert client.get(SIGN_IN).status_code == 503


def test_an_answer_counts_once_and_in_its_own_browser(
    data: Path, client: FlaskClient, identity: Identity
) -> None:
    asked = begun(client, identity)
    stranger = browser(data, identity.address)
    assert returned(stranger, asked).status_code == 400  # who was lured to another's answer
    assert not is_open(stranger)
    assert returned(client, asked).status_code == 302
    assert returned(client, asked).status_code == 400  # replayed
    for query in ({}, {"state": "x"}, {"code": "c"}, {"error": "access_denied", "state": "x"}):
        assert client.get(BACK, query_string=query).status_code == 400
    begun(client, identity)
    assert client.get(BACK, query_string={"state": "guessed", "code": "c"}).status_code == 400


@pytest.mark.parametrize(
    "there",
    [
        *("https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "evil"),
        *("http:evil.example", "javascript:alert(1)", "/\t/evil.example", "///evil.example", ""),
        *("/aanmelden?next=/aanmelden", "/" + "a" * 3000, "/a\r\nSet-Cookie: a=b", " /contact"),
    ],
)
def test_no_address_leads_away_from_the_site(
    client: FlaskClient, identity: Identity, there: str
) -> None:
    assert safe_path(there) == "/"
    location = signed_in(client, identity, there).headers["Location"]
    assert location == OWN + "/"


@pytest.mark.parametrize("there", ["/", "/contact?v=1&place=GM0363,GM0034", "/toon/kaart/profile"])
def test_an_address_of_the_site_is_kept(there: str) -> None:
    assert safe_path(there) == there


def test_the_host_that_a_request_claims_decides_nothing(
    client: FlaskClient, identity: Identity
) -> None:
    response = client.get(SIGN_IN, headers={"Host": "evil.example"})
    assert "evil" not in response.headers["Location"]
    assert urlsplit(response.headers["Location"]).netloc in identity.address


@pytest.mark.parametrize(
    "groups",
    [
        None,
        [],
        ["Research"],
        ["research2", "re"],
        "research",
        {"research": True},
        [["research"]],
        1,
    ],
)
def test_who_is_in_no_group_that_may_open_it_stays_outside(
    client: FlaskClient, identity: Identity, groups: Any
) -> None:
    identity.claims["groups"] = groups
    assert signed_in(client, identity).status_code == 302
    assert not is_open(client)
    page = answered(client, "/contact", "?data=register&lang=en").text
    assert "These data can't be seen here" in page


def test_groups_may_come_from_the_providers_second_answer_about_the_same_person(
    client: FlaskClient, identity: Identity
) -> None:
    identity.claims["groups"] = None
    identity.more = {"groups": ["research"], "sub": "u2"}
    assert returned(client, begun(client, identity)).status_code == 400
    assert not is_open(client)
    identity.more = {"groups": ["research"]}
    signed_in(client, identity)
    assert is_open(client)


def test_who_left_the_group_is_outside_from_the_next_sign_in(
    client: FlaskClient, identity: Identity
) -> None:
    signed_in(client, identity)
    assert is_open(client)
    identity.claims["groups"] = ["policy"]
    signed_in(client, identity)
    assert not is_open(client)


def test_a_series_that_is_bound_to_another_group_closes_at_once(
    data: Path, client: FlaskClient, identity: Identity
) -> None:
    signed_in(client, identity)
    kept = cookie(client)
    settings = Settings(
        data=data,
        access="register=direction",
        public_url=OWN,
        oidc_issuer=identity.address,
        oidc_client_id=CLIENT,
        oidc_client_secret=SECRET,
    )
    restarted = create_app(settings).test_client()
    restarted.set_cookie(COOKIE, kept)
    assert not is_open(restarted)


def test_one_sign_in_counts_in_every_process(
    data: Path, client: FlaskClient, identity: Identity
) -> None:
    signed_in(client, identity)
    other = browser(data, identity.address)
    other.set_cookie(COOKIE, cookie(client))
    assert is_open(other)


def test_sessions_are_kept_for_their_owner_alone_and_not_by_their_name(
    tmp_path: Path, identity: Identity
) -> None:
    client = browser(several_data(tmp_path), identity.address)
    signed_in(client, identity)
    folder = tmp_path / "sessions"
    assert folder.stat().st_mode & 0o777 == 0o700
    kept = [path for path in folder.rglob("*") if path.is_file()]
    assert kept
    assert not any(cookie(client).encode() in path.read_bytes() for path in kept)
    assert not any(cookie(client) in path.name for path in kept)


def test_a_provider_out_of_reach_is_said(data: Path) -> None:
    client = browser(data, "http://127.0.0.1:9")
    response = client.get(SIGN_IN)
    assert response.status_code == 503
    assert "Aanmelden is niet gelukt" in response.text


def test_ten_thousand_knocks_leave_who_is_inside_inside(
    tmp_path: Path, identity: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sessions that only begin are kept apart, and no more of them than a limit."""
    monkeypatch.setattr("callbacks.access.sessions.MOST", {"begun": 20, "signed-in": 50})
    client = browser(several_data(tmp_path), identity.address)
    signed_in(client, identity)
    for _ in range(60):
        client.application.test_client().get(SIGN_IN)
    assert is_open(client)
    assert len([*(tmp_path / "sessions" / "begun").iterdir()]) <= 25


@pytest.fixture(scope="module")
def foreign_provider() -> Iterator[str]:
    """An identity provider that others made, in a process of its own."""
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", "0"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ
    )
    assert process.stdout is not None
    address = ""
    for line in process.stdout:
        found = re.search(r"https?://[\w.]+:\d+", line)
        if found:
            address = found[0].replace("127.0.0.1", "localhost")
            break
    yield address
    process.terminate()
    process.wait(timeout=20)
    process.stdout.close()


def test_an_identity_provider_of_others_is_understood(data: Path, foreign_provider: str) -> None:
    about = requests.get(f"{foreign_provider}/.well-known/openid-configuration", timeout=10)
    assert about.json()["issuer"] == foreign_provider
    for person, groups, opens in (("ada", ["research"], True), ("eve", ["policy"], False)):
        told = {"groups": groups, "name": person}
        requests.put(f"{foreign_provider}/users/{person}", json=told, timeout=10)
        client = browser(data, foreign_provider)
        there = client.get(SIGN_IN).headers["Location"]
        back = requests.post(there, data={"sub": person}, allow_redirects=False, timeout=10)
        location = back.headers["Location"]
        assert location.startswith(OWN + BACK)
        assert client.get(location.removeprefix(OWN)).status_code == 302
        assert is_open(client) is opens
