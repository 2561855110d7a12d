"""Several series of releases are served side by side, and never mixed."""

import io
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from app import create_app
from callbacks.api import PREFIX
from components.views import VIEWS
from core.questions import QUESTIONS
from core.release import Release, open_current, series_in
from core.settings import Settings
from tests.callbacks.test_pages import drawn
from tests.counted import other_release
from tests.problems import require_problem, strict
from tests.several import several_data

ASKED = f"{PREFIX}/opportunities?places=NL01&origin=all"


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return several_data(tmp_path_factory.mktemp("several"))


@pytest.fixture(scope="module")
def client(shared: Path) -> FlaskClient:
    return create_app(Settings(data=shared)).test_client()


@pytest.fixture(scope="module")
def releases(shared: Path) -> dict[str, Release]:
    return {one.name: one.open() for one in series_in(shared / "releases")}


def test_the_address_says_of_which_data(client: FlaskClient, releases: dict[str, Release]) -> None:
    people = {}
    for name in ("demo", "register"):
        body = strict(client.get(f"{ASKED}&data={name}").data)
        assert body["context"]["release"] == releases[name].id
        assert body["context"]["series"] == name
        people[name] = body["rows"][0]["people"]
    assert people["register"] == 2 * people["demo"]
    without = strict(client.get(ASKED).data)["context"]
    assert without["series"] == "register"


def test_each_series_has_answers_of_another_name(client: FlaskClient) -> None:
    tags = {
        client.get(f"{PREFIX}/places?data={name}").headers["ETag"]
        for name in ("demo", "open", "register")
    }
    assert len(tags) == 3


@pytest.mark.parametrize("path", ["/api/v1/places", "/bestand/contact/scatter.csv"])
def test_machines_never_get_other_data_than_they_ask_for(client: FlaskClient, path: str) -> None:
    problem = require_problem(client.get(f"{path}?data=secret"), 404)
    assert problem["parameter"] == "data"
    for wrong in ("data=../demo", "data=demo&data=open", "data=DEMO", "data=%00"):
        assert 400 <= client.get(f"{path}?{wrong}").status_code < 500


def test_machines_are_told_what_there_is(client: FlaskClient, releases: dict[str, Release]) -> None:
    there = [
        {"data": name, "release": one.id, "basis": one.basis, "years": list(one.years)}
        for name, one in releases.items()
    ]
    assert client.get("/health").get_json()["releases"] == there
    described = client.get(f"{PREFIX}/openapi.json").get_json()
    assert described["x-releases"] == there
    parameters = described["paths"]["/places"]["get"]["parameters"]
    data = next(one for one in parameters if one["name"] == "data")
    assert data["schema"]["enum"] == list(releases)


def test_files_say_in_name_and_content_of_which_release_they_are(
    client: FlaskClient, releases: dict[str, Release]
) -> None:
    found = client.get("/bestand/contact/scatter.csv?data=demo")
    told = f"contactatlas-scatter-demo-{releases['demo'].id}.csv"
    assert told in found.headers["Content-Disposition"]
    assert "data=demo" in found.data.decode()
    assert releases["demo"].id in found.data.decode()
    book = load_workbook(io.BytesIO(client.get("/bestand/contact/scatter.xlsx?data=demo").data))
    facts = [str(cell.value) for cell in book.worksheets[-1]["B"]]
    assert any("data=demo" in fact for fact in facts)


def test_the_header_offers_the_other_data_and_keeps_the_question(client: FlaskClient) -> None:
    parts = drawn(client, "/contact", "?v=1&data=demo&place=GM0363&year=2005&threshold=70&lang=en")
    basis = json.dumps(parts["basis"])
    for name in ("demo", "open", "register"):
        kept = f"/contact?v=1&lang=en&data={name}&place=GM0363&year=2005&threshold=70"
        assert kept in basis
    assert "Own register" in basis
    assert "made up" in basis
    assert not parts["notice"]["children"]


def test_a_place_that_the_other_data_lack_is_left_out_with_a_notice(client: FlaskClient) -> None:
    parts = drawn(client, "/contact", "?v=1&data=open&place=GM0034&lang=en")
    assert "place" in json.dumps(parts["notice"])


def test_links_on_a_page_stay_with_its_data(client: FlaskClient) -> None:
    parts = drawn(client, "/contact", "?v=1&data=demo")
    for part in ("menu", "search", "foot", "tools"):
        assert "data=demo" in json.dumps(parts[part])
    assert "/api/v1/places?data=demo" in json.dumps(drawn(client, "/gegevens", "?v=1&data=demo"))


def test_data_that_are_not_here_show_no_other_figures(
    client: FlaskClient, releases: dict[str, Release]
) -> None:
    parts = drawn(client, "/contact", "?v=1&data=secret&lang=en")
    page = json.dumps(parts)
    assert "These data can't be seen here" in page
    assert "data=demo" in page
    assert not any(one.id in page for one in releases.values())


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("view", VIEWS, ids=[view.code for view in VIEWS])
def test_what_these_data_cannot_tell_is_said_with_what_it_needs(
    client: FlaskClient, view: Any, language: str, releases: dict[str, Release]
) -> None:
    """The open data of this world know residents only, of one municipality."""
    parts = drawn(client, view.path, f"?v=1&data=open&lang={language}")
    page = json.dumps(parts, ensure_ascii=False)
    assert releases["open"].id in page
    assert "page-broken" not in page
    if view.code in ("start", "contact"):
        why = "These data don't say who" if language == "en" else "Deze gegevens zeggen niet wie"
        assert why in page
        assert ("Needed are" if language == "en" else "Nodig zijn") in page


def test_with_residents_alone_the_first_page_shows_them(client: FlaskClient) -> None:
    page = json.dumps(drawn(client, "/", "?v=1&data=open"), ensure_ascii=False)
    assert "card-origins" in page
    assert "van de inwoners heeft herkomst" in page
    assert "card-origins" not in json.dumps(drawn(client, "/", "?v=1&data=demo"))


@pytest.mark.parametrize("kind", QUESTIONS, ids=lambda kind: kind.name)
def test_a_question_that_these_data_cannot_answer_is_not_found(
    client: FlaskClient, kind: Any
) -> None:
    response = client.get(f"{PREFIX}/{kind.name}?data=open")
    assert response.status_code == 200 or require_problem(response, 404)


def test_maps_are_found_by_the_release_they_belong_to(
    client: FlaskClient, releases: dict[str, Release]
) -> None:
    for release in releases.values():
        assert client.get(f"/maps/names/{release.id}/municipality/2006").status_code == 200
    assert client.get("/maps/names/0123456789abcdef/municipality/2006").status_code == 404


def test_a_series_changes_without_a_restart_and_without_touching_the_others(tmp_path: Path) -> None:
    data = several_data(tmp_path)
    client = create_app(Settings(data=data)).test_client()
    demo = data / "releases" / "demo"
    before = {
        name: client.get(f"{PREFIX}/places?data={name}").headers["ETag"]
        for name in ("demo", "open", "register")
    }
    other_release(demo)
    after = {
        name: client.get(f"{PREFIX}/places?data={name}").headers["ETag"]
        for name in ("demo", "open", "register")
    }
    assert [name for name in before if before[name] != after[name]] == ["demo"]
    shutil.rmtree(data / "releases" / "register")
    assert client.get(f"{PREFIX}/places?data=register").status_code == 404
    assert strict(client.get(f"{PREFIX}/places").data)["context"]["series"] == "open"


def test_a_damaged_series_leaves_the_others_alone(tmp_path: Path) -> None:
    data = several_data(tmp_path)
    folder = open_current(data / "releases" / "register").path
    (folder / "manifest.json").write_text("{}")
    client = create_app(Settings(data=data)).test_client()
    assert client.get(f"{PREFIX}/places?data=register").status_code == 503
    assert client.get(f"{PREFIX}/places?data=demo").status_code == 200
    described = client.get(f"{PREFIX}/openapi.json").get_json()
    assert [one["data"] for one in described["x-releases"]] == ["open", "demo"]
