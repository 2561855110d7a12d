"""A failure gives a visitor words and an id; its details go to the log."""

import logging

import pytest
from flask import Flask

from callbacks.failures import register


@pytest.fixture
def server() -> Flask:
    """A server with one page that fails."""
    flask = Flask("failing")
    register(flask)

    @flask.get("/fails")
    def fails() -> str:
        raise RuntimeError("the secret 4711")

    return flask


def test_an_unknown_failure_is_shown_as_an_id_and_logged_with_it(
    server: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "contactatlas"):
        response = server.test_client().get("/fails")
    assert response.status_code == 500
    assert response.content_type == "application/problem+json"
    assert b"4711" not in response.data
    (record,) = caplog.records
    assert str(record.args[0] if isinstance(record.args, tuple) else "") in response.text


def test_a_page_that_is_not_there_is_a_problem_document(server: Flask) -> None:
    response = server.test_client().get("/nowhere")
    assert (response.status_code, response.content_type) == (404, "application/problem+json")
    assert response.get_json(force=True)["status"] == 404
