"""Whether the server can answer: for a balancer, a container engine and the person on duty."""

from collections.abc import Callable

from flask import Flask, jsonify
from flask.typing import ResponseReturnValue

from core.errors import CoreError
from core.release import Release


def register(server: Flask, release: Callable[[], Release]) -> None:
    """Answer /health: 200 with the release, or 503 where there is none to serve."""

    @server.get("/health")
    def health() -> ResponseReturnValue:
        try:
            current = release()
        except CoreError as error:
            return jsonify(status="unavailable", reason=type(error).__name__), 503
        return jsonify(status="ok", release=current.id, basis=current.basis), 200
