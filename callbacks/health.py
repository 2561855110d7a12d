"""Whether the server can answer: for a balancer, a container engine and the person on duty."""

from flask import Flask, jsonify
from flask.typing import ResponseReturnValue

from callbacks.current import CurrentReleases
from callbacks.openapi import about
from core.errors import AccessError, CoreError


def register(server: Flask, releases: CurrentReleases) -> None:
    """Answer /health: 200 with the releases, or 503 where there is none to serve."""

    @server.get("/health")
    def health() -> ResponseReturnValue:
        try:
            current = releases()
        except AccessError:
            return jsonify(status="ok", releases=[]), 200
        except CoreError as error:
            return jsonify(status="unavailable", reason=type(error).__name__), 503
        others = [about(one) for one in releases.offered()]
        return jsonify(status="ok", release=current.id, basis=current.basis, releases=others), 200
