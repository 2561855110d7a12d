"""The API: ``GET /api/v1/<question>``, as JSON or CSV, described by itself.

Errors are problem documents (RFC 9457). An answer is named by its release and its
question, so a client that has it already gets 304.
"""

import csv
import hashlib
import io
import json
from http import HTTPStatus

from flask import Blueprint, Flask, Response, request

from callbacks.current import CurrentReleases
from callbacks.openapi import openapi
from callbacks.program import program
from components.documents.harmless import harmless
from core.errors import AccessError, CoreError, NotInReleaseError, ProtectionError, QuestionError
from core.language import LANGUAGES, Language, text
from core.questions import QUESTIONS, Answer, Question, question_named
from core.release import Release

PREFIX = "/api/v1"
FORMATS = {"json": "application/json", "csv": "text/csv; charset=utf-8"}
OWN_PARAMETERS = ("format", "lang", "data")
LONGEST_ADDRESS = 4000


def register(server: Flask, releases: CurrentReleases) -> None:
    """Serve the API of whatever releases are current."""
    blueprint = Blueprint("api", __name__, url_prefix=PREFIX)

    @blueprint.get("/openapi.json")
    def description() -> Response:
        return _json(openapi(QUESTIONS, releases.offered()))

    @blueprint.get("/", defaults={"name": ""}, strict_slashes=False)
    @blueprint.get("/<path:name>")
    def ask(name: str) -> Response:
        return answer(name, releases)

    server.register_blueprint(blueprint)


def answer(name: str, releases: CurrentReleases) -> Response:
    """The answer to the question that the present request asks, or the problem with it."""
    kind = question_named(name)
    if kind is None:
        known = ", ".join(one.name for one in QUESTIONS)
        return problem(HTTPStatus.NOT_FOUND, f"no such question; expected one of {known}")
    if len(request.full_path) > LONGEST_ADDRESS:
        return problem(
            HTTPStatus.REQUEST_URI_TOO_LONG, f"expected at most {LONGEST_ADDRESS} characters"
        )
    try:
        shape = _own_parameter("format", tuple(FORMATS))
        release = releases(_once("data"))
        language: Language = "nl" if _own_parameter("lang", LANGUAGES) == "nl" else "en"
        question = kind.from_query(_query())
        tag = etag(release, question, shape, language)
        if tag in request.if_none_match:
            return _named(Response(status=HTTPStatus.NOT_MODIFIED), tag)
        found = question.answer(release)
    except NotInReleaseError as error:
        return problem(HTTPStatus.NOT_FOUND, str(error), error.parameter)
    except QuestionError as error:
        return problem(HTTPStatus.BAD_REQUEST, str(error), error.parameter)
    body = as_csv(found) if shape == "csv" else json.dumps(found.as_json(language), allow_nan=False)
    return _named(Response(body, content_type=FORMATS[shape]), tag)


def etag(release: Release, question: Question, shape: str, language: str) -> str:
    """The name of an answer in one form: the same program, release and question give the same."""
    parts = (
        program(),
        release.id,
        release.series,
        question.name,
        sorted(question.to_query().items()),
        shape,
        language,
    )
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


def _query() -> dict[str, str]:
    query = {}
    for name, values in request.args.lists():
        if name in OWN_PARAMETERS:
            continue
        if len(values) > 1:
            raise QuestionError(f"given {len(values)} times; expected once", name[:30])
        query[name] = values[0]
    return query


def _own_parameter(name: str, codes: tuple[str, ...]) -> str:
    value = _once(name) or codes[0]
    if value not in codes:
        raise QuestionError(f"{name}: expected one of {', '.join(codes)}", name)
    return value


def _once(name: str) -> str:
    values = request.args.getlist(name)
    if len(values) > 1:
        raise QuestionError(f"given {len(values)} times; expected once", name)
    return values[0] if values else ""


def as_csv(found: Answer) -> str:
    """An answer as CSV: what it rests on in comment lines, then a heading and the rows."""
    written = io.StringIO()
    context = found.context
    for name in ("release", "series", "basis", "protection"):
        written.write(f"# {name}: {getattr(context, name)}\r\n")
    written.write(f"# years: {' '.join(map(str, context.years))}\r\n")
    rows = csv.writer(written)
    rows.writerow(found.frame.column_names)
    rows.writerows([harmless(value) for value in row.values()] for row in found.rows())
    return written.getvalue()


def problem(status: HTTPStatus, detail: str, parameter: str | None = None) -> Response:
    """A problem document; ``detail`` says what was expected."""
    document = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": detail,
    } | ({"parameter": parameter} if parameter else {})
    response = _json(document, status)
    response.content_type = "application/problem+json"
    return response


def problem_of(error: CoreError) -> Response:
    """A known error outside any question, in a reader's words."""
    refused = isinstance(error, ProtectionError | AccessError)
    status = HTTPStatus.FORBIDDEN if refused else HTTPStatus.SERVICE_UNAVAILABLE
    return problem(status, text(error.key, "en"))


def _json(document: object, status: HTTPStatus = HTTPStatus.OK) -> Response:
    return Response(json.dumps(document), status=status, content_type=FORMATS["json"])


def _named(response: Response, tag: str) -> Response:
    response.set_etag(tag)
    response.cache_control.no_cache = True
    return response
