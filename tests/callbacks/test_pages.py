"""Every page is requested as a browser does, in every language, and none fails."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from components.views import VIEWS
from core.language import LANGUAGES
from core.release import Release
from core.settings import Settings

OUTPUTS = (
    *("skip", "search", "menu", "tools", "basis", "notice", "foot"),
    *("main-content", "shown", "announced"),
)


@pytest.fixture
def client(server: Flask) -> FlaskClient:
    return server.test_client()


def page_callback(client: FlaskClient) -> dict[str, Any]:
    found = client.get("/_dash-dependencies").get_json()
    return next(one for one in found if "main-content.children" in one["output"])


def drawn(client: FlaskClient, path: str, search: str = "", shown: Any = None) -> dict[str, Any]:
    """What the page's callback sends for an address."""
    found: dict[str, Any] = answered(client, path, search, shown).get_json()["response"]
    return found


def answered(client: FlaskClient, path: str, search: str = "", shown: Any = None) -> Any:
    """The answer to the page's callback."""
    callback = page_callback(client)
    values = {"pathname": path, "search": search}
    outputs = [
        {"id": one.rpartition(".")[0], "property": one.rpartition(".")[2]}
        for one in callback["output"].strip(".").split("...")
    ]
    body = {
        "output": callback["output"],
        "outputs": outputs,
        "inputs": [
            {
                "id": one["id"],
                "property": one["property"],
                "value": values.get(one["property"], "light"),
            }
            for one in callback["inputs"]
        ],
        "state": [{"id": "shown", "property": "data", "value": shown}],
        "changedPropIds": ["address.search"],
    }
    answer = client.post("/_dash-update-component", json=body)
    assert answer.status_code == 200, answer.text
    return answer


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", VIEWS, ids=[view.code for view in VIEWS])
def test_every_view_answers_in_every_language(
    client: FlaskClient, view: Any, language: str, release: Release
) -> None:
    parts = drawn(client, view.path, f"?v=1&lang={language}&place=GM0363")
    assert parts["shown"]["data"]["view"] == view.code
    assert parts["shown"]["data"]["language"] == language
    page = json.dumps(parts)
    assert release.id in page
    assert ("Synthetic figures" if language == "en" else "Synthetische cijfers") in page


def test_a_page_that_stays_is_not_drawn_anew(client: FlaskClient) -> None:
    first = drawn(client, "/contact", "?v=1&place=GM0363")
    again = drawn(client, "/contact", "?v=1&place=GM0363&threshold=70", first["shown"]["data"])
    assert "main-content" not in again


@pytest.mark.parametrize(
    "search",
    [
        "?place=GM9999",
        "?year=1850",
        "?threshold=abc&lang=xx",
        "?" + "a=1&" * 400,
        "?place=%00%ff&group=<b>",
        "?area=WK036300&place=BU03630000",
        "?v=99",
    ],
)
def test_a_hostile_address_gives_a_notice_and_a_page(client: FlaskClient, search: str) -> None:
    parts = drawn(client, "/contact", search)
    assert parts["shown"]["data"]["view"] == "contact"
    if "area=WK" not in search:
        assert parts["notice"]["children"]


def test_a_page_that_does_not_exist_says_so(client: FlaskClient) -> None:
    assert drawn(client, "/admin.php")["shown"]["data"]["view"] == "missing"


def test_without_a_release_the_page_says_what_to_do(tmp_path: Path) -> None:
    from app import create_app  # noqa: PLC0415 # another application than the shared one

    client = create_app(Settings(data=tmp_path)).test_client()
    assert client.get("/health").status_code == 503
    assert "uitgave" in json.dumps(drawn(client, "/contact"))


def test_an_unknown_failure_gets_a_number_and_no_traceback(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(path: str) -> None:
        raise RuntimeError("the secret of a person")

    monkeypatch.setattr("callbacks.pages.view_at", fail)
    told = json.dumps(answered(client, "/contact").get_json())
    assert "Er ging iets mis" in told
    assert "secret" not in told
    number = next(record for record in caplog.records if "failure" in record.message).args
    assert str(number[0] if isinstance(number, tuple) else number) in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_html_page_says_its_language(client: FlaskClient, language: str) -> None:
    page = client.get(f"/contact?lang={language}").text
    assert f'<html lang="{language}">' in page
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page


def test_the_health_page_names_the_release(client: FlaskClient, release: Release) -> None:
    answer = client.get("/health").get_json()
    assert answer["status"] == "ok"
    assert answer["release"] == release.id
