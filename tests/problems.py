"""What a machine gets from us when something is wrong, checked to the letter."""

import json
from typing import Any

from werkzeug.test import TestResponse

PROBLEM = "application/problem+json"


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
