"""What a visitor gets when something fails: words and an id, never a traceback."""

import logging
import secrets
from http import HTTPStatus

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from callbacks.api import problem, problem_of
from core.errors import CoreError, NotInReleaseError, QuestionError
from core.language import text

log = logging.getLogger("contactatlas")


def register(server: Flask) -> None:
    """Turn every failure of the server into a problem document."""

    @server.before_request
    def legible() -> Response | None:
        try:
            request.query_string.decode()
        except UnicodeDecodeError:
            return problem(HTTPStatus.BAD_REQUEST, "the address isn't text; expected UTF-8")
        return None

    @server.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
        response = problem(status, status.description or status.phrase)
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
        return response

    @server.errorhandler(QuestionError)
    def unaskable(error: QuestionError) -> Response:
        missing = isinstance(error, NotInReleaseError)
        status = HTTPStatus.NOT_FOUND if missing else HTTPStatus.BAD_REQUEST
        return problem(status, str(error), error.parameter)

    @server.errorhandler(CoreError)
    def known(error: CoreError) -> Response:
        log.error("%s: %s", type(error).__name__, error)
        return problem_of(error)

    @server.errorhandler(Exception)
    def unknown(error: Exception) -> Response:
        number = secrets.token_hex(4)
        log.error("failure %s", number, exc_info=error)
        detail = text("errors.unexpected", "en", id=number)
        return problem(HTTPStatus.INTERNAL_SERVER_ERROR, detail)
