"""The API answers what is asked, and refuses everything else in one form."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from callbacks.api import PREFIX, as_csv, etag
from core.questions import QUESTIONS
from core.questions.accumulation import Accumulation
from core.questions.opportunities import Opportunities
from core.questions.places import Places
from core.release import open_first
from core.settings import Settings
from tests.counted import copied_data, counted_data, counted_release, other_release
from tests.problems import require_problem, strict


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(Settings(data=counted_data())).test_client()


@pytest.mark.parametrize("kind", QUESTIONS, ids=lambda kind: kind.name)
def test_an_answer_carries_its_question_sentence_columns_rows_and_context(
    client: FlaskClient, kind: Any
) -> None:
    response = client.get(f"{PREFIX}/{kind.name}", query_string={"lang": "en"})
    assert response.status_code == 200
    body = strict(response.data)
    found = kind().answer(counted_release())
    assert body["question"]["name"] == kind.name
    assert body["sentence"] == found.sentence("en")
    assert [column["name"] for column in body["columns"]] == found.frame.column_names
    assert body["rows"] == json.loads(json.dumps(found.rows()))
    assert body["context"]["release"] == counted_release().id
    printed = body["context"]["basis"] == "published"
    assert body["context"]["protection"] == ("" if printed else "workbench")


@pytest.mark.parametrize("kind", QUESTIONS, ids=lambda kind: kind.name)
def test_csv_has_the_same_rows(client: FlaskClient, kind: Any) -> None:
    response = client.get(f"{PREFIX}/{kind.name}?format=csv")
    assert response.content_type == "text/csv; charset=utf-8"
    text = response.data.decode()
    notes = [line for line in text.splitlines() if line.startswith("#")]
    assert f"# release: {counted_release().id}" in notes
    rows = [*csv.reader(io.StringIO(text.split("\r\n", len(notes))[-1]))]
    found = kind().answer(counted_release())
    assert rows[0] == found.frame.column_names
    assert len(rows) - 1 == found.frame.num_rows


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_text_that_a_spreadsheet_would_run_stays_a_text(begin: str) -> None:
    found = Places().answer(counted_release())
    name = f"{begin}HYPERLINK(1)"
    frame = found.frame.slice(0, 1).set_column(1, "name_nl", [[name]])
    text = as_csv(type(found)(found.question, frame, found.columns, found.context, {}))
    rows = csv.reader(io.StringIO(text[text.index("code,") :], newline=""))
    assert [*rows][1][1] == f"'{name}"


def test_negative_figures_stay_figures(client: FlaskClient) -> None:
    text = client.get(f"{PREFIX}/opportunities?format=csv&places=NL01&origin=turkish").text
    assert ",-0.25" in text


def test_the_same_question_of_the_same_release_has_the_same_name(client: FlaskClient) -> None:
    address = f"{PREFIX}/opportunities?places=NL01,g4&origin=dutch"
    first, second = client.get(address), client.get(address + "&setting=school&lang=nl")
    assert first.headers["ETag"] == second.headers["ETag"]
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_another_form_language_or_order_has_another_name(client: FlaskClient) -> None:
    asked = ("", "?format=csv", "?lang=en", "?places=g4,NL01", "?places=NL01,g4", "?by=gender")
    names = {client.get(f"{PREFIX}/opportunities{query}").headers["ETag"] for query in asked}
    assert len(names) == len(asked)


def test_another_release_gives_another_name(tmp_path: Path) -> None:
    data = copied_data(tmp_path)
    question, releases = Accumulation(), data / "releases"
    first = etag(open_first(releases), question, "json", "nl")
    client = create_app(Settings(data=data)).test_client()
    served = client.get(f"{PREFIX}/accumulation").headers["ETag"]
    assert served == f'"{first}"'
    other_release(releases)
    response = client.get(f"{PREFIX}/places", headers={"If-None-Match": served})
    assert response.status_code == 200
    assert response.headers["ETag"] != served


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("nonsense=1", "nonsense"),
        ("origin=martian", "origin"),
        ("places=x", "places"),
        ("places=NL01&places=g4", "places"),
        ("format=xml", "format"),
        ("lang=de", "lang"),
        ("year=next", "year"),
        ("by=age", "by"),
        ("threshold=50", "threshold"),  # of another question
    ],
)
def test_a_wrong_parameter_is_named(client: FlaskClient, query: str, parameter: str) -> None:
    problem = require_problem(client.get(f"{PREFIX}/opportunities?{query}"), 400)
    assert problem["parameter"] == parameter
    assert "expected" in problem["detail"]


def test_what_this_release_has_not_is_not_found(client: FlaskClient) -> None:
    assert "1999" in require_problem(client.get(f"{PREFIX}/relation?year=1999"), 404)["detail"]
    assert (
        "GM0014" in require_problem(client.get(f"{PREFIX}/relation?places=GM0014"), 404)["detail"]
    )


def test_an_address_within_the_api_that_leads_nowhere_is_a_problem(client: FlaskClient) -> None:
    for path in ("nothing", "places/GM0363", "openapi.yaml", "", "places/"):
        require_problem(client.get(f"{PREFIX}/{path}"), 404)


def test_only_reading_is_allowed_and_the_answer_says_so(client: FlaskClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        response = client.open(f"{PREFIX}/places", method=method)
        require_problem(response, 405)
        assert "GET" in response.headers["Allow"]


def test_a_head_request_has_the_headers_and_no_body(client: FlaskClient) -> None:
    head, got = (client.open(f"{PREFIX}/places", method=method) for method in ("HEAD", "GET"))
    assert head.data == b""
    assert head.headers["ETag"] == got.headers["ETag"]


def test_the_answer_to_a_long_address_is_a_problem(client: FlaskClient) -> None:
    require_problem(client.get(f"{PREFIX}/places?search=" + "a" * 5000), 414)


def test_the_question_in_an_answer_asks_the_same_again(client: FlaskClient) -> None:
    asked = Opportunities(places=("g4", "NL01"), origin=("turkish", "all"), by="stratum")
    body = strict(client.get(f"{PREFIX}/opportunities", query_string=asked.to_query()).data)
    question = {name: value for name, value in body["question"].items() if name != "name"}
    assert Opportunities.from_query(question) == asked
