"""The API answers what is asked, and refuses everything else in one form."""

import csv
import io
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from callbacks.api import PREFIX, as_csv, etag
from core.questions import QUESTIONS
from core.questions.accumulation import Accumulation
from core.questions.opportunities import Opportunities
from core.questions.places import Places
from core.release import open_current
from core.settings import Settings
from tests.core.questions.test_question import drawn
from tests.counted import copied_data, counted_data, counted_release, other_release

REQUESTS = 10_000
PROBLEM = "application/problem+json"
SHAPES = {"application/json", "text/csv; charset=utf-8"}


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(Settings(data=counted_data())).test_client()


def strict(body: bytes) -> Any:
    """JSON as the standard has it: no NaN, no Infinity."""

    def refuse(name: str) -> None:
        raise AssertionError(f"{name} is not JSON")

    return json.loads(body.decode("utf-8"), parse_constant=refuse)


def require_problem(response: TestResponse, status: int | None = None) -> dict[str, Any]:
    assert response.content_type == PROBLEM
    problem: dict[str, Any] = strict(response.data)
    assert problem["status"] == response.status_code
    assert problem["title"]
    assert problem["detail"]
    assert status in (None, response.status_code)
    return problem


def require_orderly(response: TestResponse) -> None:
    """Whatever was asked, the answer is an answer or a problem, and says nothing of the inside."""
    assert response.status_code in (200, 304) or 400 <= response.status_code < 500, response.data
    if response.request.method == "HEAD":
        assert response.data == b""
    elif response.status_code >= 400:
        require_problem(response)
    elif response.content_type == "application/json":
        strict(response.data)
    for inside in (b"Traceback", b'File "', b".py", b"duckdb", b"pyarrow", b"/tmp/"):
        assert inside not in response.data


HOSTILE = (
    *("", " ", "\x00", "\x00\x01", "%00", "%", "%zz", "%c0%ae", "..%2f..", "../../etc/passwd"),
    *("' OR '1'='1", "'; DROP TABLE opportunity; --", "1) UNION SELECT * FROM places --"),
    *("read_parquet('/etc/passwd')", "$(id)", "`id`", "{{7*7}}", "${jndi:ldap://x}", "<script>"),
    *("=1+1", "@SUM(A1)", "-1", "+1", "1e309", "NaN", "Infinity", "null", "true", "[]", "{}"),
    *("2005", "50", "999999", "9" * 50, "-5", "5.0", "٥٠", "0x32", "1_000", " 50", "50\n"),
    *("NL01", "NL01,NL01", "NL01,", ",", ",,,,", "gm0363", "GM0363\n", "GM9999", "g4,g28,other"),
    *("ñ", "ß", "İ", "\u202e", "\ud7ff", "\U0001f4a9", "é" * 100, "a" * 101, "a" * 3000),
    *("json", "csv", "xml", "nl", "en", "nl,en", "dutch", "all", "havo", "stratum", "school"),
)
NAMES = (
    *("setting", "year", "places", "origin", "by", "threshold", "residents", "search", "level"),
    *(
        "most",
        "format",
        "lang",
        "places[]",
        "places[0]",
        "places.0",
        "__class__",
        "self",
        "release",
    ),
    *("Setting", "SETTING", " setting", "setting ", "%00", "", "\x00", "é", "constructor", "*"),
)
PATHS = (
    *(f"{PREFIX}/{kind.name}" for kind in QUESTIONS),
    *(f"{PREFIX}/", PREFIX, f"{PREFIX}/openapi.json", f"{PREFIX}/nothing", f"{PREFIX}//places"),
    *(f"{PREFIX}/../../etc/passwd", f"{PREFIX}/%2e%2e/%2e%2e/etc/passwd", f"{PREFIX}/places/"),
    *(
        f"{PREFIX}/places/GM0363",
        f"{PREFIX}/places%00",
        f"{PREFIX}/places%2F",
        f"{PREFIX}/__init__",
    ),
    *(f"{PREFIX}/PLACES", f"{PREFIX}/{'x' * 500}", f"{PREFIX}/ñ", f"{PREFIX}/%FF%FE"),
)
METHODS = ("GET",) * 12 + ("HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND")
HEADERS: tuple[dict[str, str], ...] = (
    *({}, {}, {}, {}),
    {"Accept": "text/html"},
    {"Accept-Encoding": "\xff"},
    {"If-None-Match": "*"},
    {"If-None-Match": 'W/"x", "y"'},
    {"If-None-Match": '"' * 50},
    {"If-Modified-Since": "yesterday"},
    {"Range": "bytes=0-"},
    {"Content-Type": "application/json"},
    {"Content-Length": "0"},
    {"Cookie": "session=\xff; a=b; ="},
    {"Host": "evil.example"},
    {"X-HTTP-Method-Override": "DELETE"},
)


def requests() -> Iterator[tuple[str, str, dict[str, str], bytes | None]]:
    """As many requests, none of which need be meant well; every fourth is a valid question."""
    chance = random.Random(2005)
    for number in range(REQUESTS):
        kind = chance.choice(QUESTIONS)
        pairs = list(drawn(kind, chance).to_query().items()) if number % 4 == 0 else []
        for _ in range(chance.randint(0, 4) if pairs == [] else chance.randint(0, 1)):
            name = chance.choice(NAMES) if chance.random() < 0.9 else garbage(chance)
            value = chance.choice(HOSTILE) if chance.random() < 0.8 else garbage(chance)
            pairs += [(name, value)] * chance.choice((1, 1, 1, 2, 30))
        path = f"{PREFIX}/{kind.name}" if number % 4 == 0 else chance.choice(PATHS)
        yield (
            chance.choice(METHODS),
            path + "?" + written(pairs, chance),
            chance.choice(HEADERS),
            chance.choice((None, None, None, b"", b"{}", b"\x00\xff", b"[" * 1000)),
        )


def garbage(chance: random.Random) -> str:
    return "".join(
        chr(chance.choice((0, 9, 10, 34, 37, 39, 92, 233, 955, 128169))) for _ in "abcde"
    )


def written(pairs: list[tuple[str, str]], chance: random.Random) -> str:
    """A query string, often in another encoding than it should be."""
    way = chance.randint(0, 5)
    if way == 0:
        return urlencode(pairs, encoding="latin-1", errors="replace")
    if way == 1:
        return urlencode(pairs).replace("%", "%25")
    if way == 2:
        return "&".join(f"{quote(name)}={quote(value)}" for name, value in pairs) + "&&=&;&%"
    if way == 3:
        return urlencode(pairs, encoding="utf-16")
    return urlencode(pairs)


@pytest.mark.slow
def test_ten_thousand_hostile_requests_get_answers_or_problems(client: FlaskClient) -> None:
    met: dict[int, int] = {}
    for method, address, headers, body in requests():
        response = client.open(address, method=method, headers=headers, data=body)
        require_orderly(response)
        met[response.status_code] = met.get(response.status_code, 0) + 1
    assert met[200] > REQUESTS / 20
    assert met[400] > REQUESTS / 20
    assert {304, 404, 405, 414} <= set(met)


def test_some_hostile_requests_get_answers_or_problems(client: FlaskClient) -> None:
    for number, (method, address, headers, body) in enumerate(requests()):
        if number == REQUESTS // 40:
            break
        require_orderly(client.open(address, method=method, headers=headers, data=body))


def test_raw_bytes_in_an_address_are_refused_or_answered(client: FlaskClient) -> None:
    for raw in ("search=%ff%fe%00", "search=\xff", "\xff=\xff", "places=%E2%82", "%=%&%", "a=b=c"):
        response = client.open(
            f"{PREFIX}/places", environ_overrides={"QUERY_STRING": raw, "REMOTE_ADDR": "127.0.0.1"}
        )
        require_orderly(response)


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
    assert body["context"]["protection"] == "unprotected"


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
    first = etag(open_current(releases), question, "json", "nl")
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
