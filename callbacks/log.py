"""What is written down of a request: path, status and time, never what was asked."""

import json
import logging
import time

from flask import Flask, Response, g, request

log = logging.getLogger("contactatlas.requests")


def register(server: Flask) -> None:
    """Write one line of JSON per request, without its query and its address."""

    @server.before_request
    def begin() -> None:
        g.began = time.perf_counter()

    @server.after_request
    def end(response: Response) -> Response:
        took = round(1000 * (time.perf_counter() - g.get("began", time.perf_counter())), 1)
        line = {"path": request.path, "status": response.status_code, "ms": took}
        log.info(json.dumps({"method": request.method} | line))
        return response
