"""Whatever is asked of the API, and however, it stays an API."""

import random
from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from callbacks.api import PREFIX
from core.questions import QUESTIONS
from core.settings import Settings
from tests.core.questions.test_question import drawn
from tests.counted import counted_data
from tests.problems import require_problem, strict

REQUESTS = 10_000


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(Settings(data=counted_data())).test_client()


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
