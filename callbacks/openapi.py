"""The API's description, made from the questions themselves."""

from typing import Any

from core.language import LANGUAGES
from core.questions import Question
from core.release import Release

VERSION = "1"


def openapi(
    questions: tuple[type[Question], ...], releases: tuple[Release, ...] = ()
) -> dict[str, Any]:
    """The OpenAPI 3.1 document of all questions, to be asked of these releases."""
    data = _data(releases)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Contactatlas",
            "version": VERSION,
            "description": "Opportunities for people of different origins to meet.",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "servers": [{"url": "/api/v1"}],
        "x-releases": [about(release) for release in releases],
        "paths": {f"/{kind.name}": {"get": _operation(kind, data)} for kind in questions},
        "components": {"schemas": {"Problem": _problem(), "Answer": _answer()}},
    }


def about(release: Release) -> dict[str, Any]:
    """What a release is, for machines."""
    return {
        "data": release.series,
        "release": release.id,
        "basis": release.basis,
        "years": list(release.years),
    }


def _data(releases: tuple[Release, ...]) -> dict[str, Any]:
    """The parameter that chooses between the releases."""
    names = [release.series for release in releases]
    schema = {"type": "string"} | ({"enum": names} if names else {})
    return _parameter("data", "Series of releases; without it the first", schema)


def _operation(kind: type[Question], data: dict[str, Any]) -> dict[str, Any]:
    own = [
        data,
        _parameter("format", "Form of the answer", {"type": "string", "enum": ["json", "csv"]}),
        _parameter("lang", "Language", {"type": "string", "enum": list(LANGUAGES)}),
    ]
    asked = [
        _parameter(one.name, kind.about_parameter(one.name, "en"), one.domain.schema())
        for one in kind.parameters()
    ]
    wrong = {"description": "What was wrong and what was expected", "content": _PROBLEM}
    return {
        "operationId": kind.name,
        "summary": kind.about("en"),
        "parameters": [*asked, *own],
        "responses": {
            "200": {"description": "The answer", "content": _ANSWER},
            "304": {"description": "You have this answer already"},
            **dict.fromkeys(("400", "403", "404", "414", "503"), wrong),
        },
    }


def _parameter(name: str, about: str, schema: dict[str, Any]) -> dict[str, Any]:
    listed = {"style": "form", "explode": False} if schema["type"] == "array" else {}
    return {"name": name, "in": "query", "description": about, "schema": schema, **listed}


_ANSWER = {
    "application/json": {"schema": {"$ref": "#/components/schemas/Answer"}},
    "text/csv": {"schema": {"type": "string"}},
}
_PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}


def _problem() -> dict[str, Any]:
    words = {name: {"type": "string"} for name in ("type", "title", "detail", "parameter")}
    return {"type": "object", "properties": words | {"status": {"type": "integer"}}}


def _answer() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "question": {"type": "object"},
            "sentence": {"type": "string"},
            "columns": {"type": "array", "items": {"type": "object"}},
            "rows": {"type": "array", "items": {"type": "object"}},
            "context": {"type": "object"},
        },
    }
