"""The API's description is a valid OpenAPI 3.1 document, and what it promises is accepted."""

import json
import random
import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from core.groups.setting import SETTINGS
from core.questions import QUESTIONS
from core.questions.indicators import BY_CODE
from core.settings import Settings
from tests.counted import counted_data

TYPES = {"string", "integer", "number", "boolean", "array", "object"}
DRAWS = 25


@pytest.fixture(scope="module")
def client() -> FlaskClient:
    return create_app(Settings(data=counted_data())).test_client()


@pytest.fixture(scope="module")
def description(client: FlaskClient) -> dict[str, Any]:
    response = client.get("/api/v1/openapi.json")
    assert response.content_type == "application/json"
    document: dict[str, Any] = json.loads(response.data)
    return document


def schemas_in(part: Any) -> Iterator[dict[str, Any]]:
    """Every schema of the document, those within others too."""
    if isinstance(part, dict):
        if isinstance(part.get("type"), str) and part["type"] in TYPES:
            yield part
        for inner in part.values():
            yield from schemas_in(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from schemas_in(inner)


def references_in(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for inner in part.values():
            yield from references_in(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from references_in(inner)


def test_the_document_has_what_the_standard_requires(description: dict[str, Any]) -> None:
    assert re.fullmatch(r"3\.1\.\d+", description["openapi"])
    assert {"title", "version"} <= set(description["info"])
    assert set(description["info"]["license"]) == {"name", "identifier"}
    assert all(server["url"].startswith("/") for server in description["servers"])
    assert set(description) <= {"openapi", "info", "servers", "paths", "components", "x-releases"}


def test_every_question_has_one_operation_with_a_unique_name(description: dict[str, Any]) -> None:
    assert set(description["paths"]) == {f"/{kind.name}" for kind in QUESTIONS}
    operations = [path["get"] for path in description["paths"].values()]
    assert all(set(path) == {"get"} for path in description["paths"].values())
    assert len({one["operationId"] for one in operations}) == len(QUESTIONS)


def test_every_parameter_is_described_once_and_has_a_schema(description: dict[str, Any]) -> None:
    for kind in QUESTIONS:
        operation = description["paths"][f"/{kind.name}"]["get"]
        names = [one["name"] for one in operation["parameters"]]
        assert sorted(names) == sorted(
            {*(one.name for one in kind.parameters()), "format", "lang", "data"}
        )
        for one in operation["parameters"]:
            assert one["in"] == "query"
            assert len(one["description"]) > 3
            assert one["schema"]["type"] in TYPES
            if one["schema"]["type"] == "array":
                assert (one["style"], one["explode"]) == ("form", False)


def test_every_response_is_described_and_problems_are_problem_documents(
    description: dict[str, Any],
) -> None:
    for path in description["paths"].values():
        responses = path["get"]["responses"]
        assert {"200", "304", "400", "403", "404", "414", "503"} <= set(responses)
        for status, response in responses.items():
            assert response["description"]
            if status.startswith(("4", "5")):
                assert set(response["content"]) == {"application/problem+json"}


def test_schemas_use_the_words_of_json_schema_as_they_are_meant(
    description: dict[str, Any],
) -> None:
    seen = 0
    for schema in schemas_in(description):
        seen += 1
        if schema["type"] == "array":
            assert isinstance(schema["items"], dict)
            assert schema.get("minItems", 0) <= schema.get("maxItems", 10**9)
        if "enum" in schema:
            assert len(set(schema["enum"])) == len(schema["enum"]) > 0
        if "pattern" in schema:
            re.compile(schema["pattern"])
        if {"minimum", "maximum"} <= set(schema):
            assert schema["minimum"] <= schema["maximum"]
    assert seen > 40


def test_every_reference_leads_somewhere(description: dict[str, Any]) -> None:
    references = set(references_in(description))
    assert references
    for reference in references:
        part: Any = description
        for step in reference.removeprefix("#/").split("/"):
            part = part[step]


def example(schema: dict[str, Any], chance: random.Random) -> str:
    """Any value of a schema, as a query string writes it."""
    if "enum" in schema:
        return str(chance.choice(schema["enum"]))
    if schema["type"] == "array":
        number = chance.randint(schema["minItems"], min(schema["maxItems"], 3))
        codes = {of_pattern(schema["items"], chance) for _ in range(number)}
        return ",".join(sorted(codes))
    if schema["type"] == "integer":
        step = schema.get("multipleOf", 1)
        lowest = -(-schema["minimum"] // step) * step
        return str(chance.randrange(lowest, schema["maximum"] + 1, step))
    assert schema["type"] == "string"
    return "".join(chance.choice("Ab é'-1") for _ in range(min(schema["maxLength"], 20)))


def of_pattern(schema: dict[str, Any], chance: random.Random) -> str:
    """A text that fits the pattern: one of its alternatives, with digits for classes."""
    alternatives = schema["pattern"].removeprefix("^(").removesuffix(")$")
    words = [
        word for word in re.split(r"\||\(|\)", alternatives) if re.fullmatch("[a-z0-9_]+", word)
    ]
    for candidate in (*chance.sample(words, len(words)), "GM0363", "NL01", "BU03630000", "48"):
        if re.fullmatch(schema["pattern"], candidate):
            return candidate
    raise AssertionError(f"no example of {schema['pattern']}")


@pytest.mark.parametrize("kind", QUESTIONS, ids=lambda kind: kind.name)
def test_what_the_schemas_allow_is_understood(
    client: FlaskClient, description: dict[str, Any], kind: Any
) -> None:
    """Answered, or not in this release; refused where one parameter rules out another's default.

    So does a group of one setting alone, and a figure of areas inside a municipality alone.
    """
    chance = random.Random(2005)
    groups = {one.code: set(one.origin.nodes) for one in SETTINGS}
    for parameter, _ in product(
        description["paths"][f"/{kind.name}"]["get"]["parameters"], range(DRAWS)
    ):
        value = example(parameter["schema"], chance)
        response = client.get(f"/api/v1/{kind.name}", query_string={parameter["name"]: value})
        pooled = parameter["name"] == "origin" and not set(value.split(",")) <= groups["school"]
        figure = BY_CODE[value] if parameter["name"] == "indicator" else None
        smaller = figure is not None and "municipality" not in figure.levels
        allowed = {200, 404, 400} if pooled or smaller else {200, 404}
        assert response.status_code in allowed, (parameter["name"], value, response.data)
