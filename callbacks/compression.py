"""Answers are sent compressed to who takes them so: pages, figures and scripts are mostly words."""

import gzip
from functools import lru_cache

from flask import Flask, Response, request

SMALLEST = 800
"""Bytes below which compressing gains nothing."""
QUICK, THOROUGH = 5, 9
"""Effort for what is made for one visitor, and for what stays the same for all."""
WORDS = ("text/", "application/json", "application/javascript", "image/svg")
LASTING = ("/assets/", "/_dash-component-suites/")
MOST_KEPT = 120


def register(server: Flask) -> None:
    """Compress what is worth it; scripts and styles once in each process."""

    @server.after_request
    def compress(response: Response) -> Response:
        return compressed(response) if _is_wanted(response) else response


def compressed(response: Response) -> Response:
    """The same answer in fewer bytes."""
    response.direct_passthrough = False
    body = response.get_data()
    if len(body) < SMALLEST:
        return response
    lasting = request.path.startswith(LASTING)
    response.set_data(_kept(body) if lasting else gzip.compress(body, QUICK))
    response.headers["Content-Encoding"] = "gzip"
    response.headers.add("Vary", "Accept-Encoding")
    etag, weak = response.get_etag()
    if etag and not weak:
        response.set_etag(etag, weak=True)
    return response


@lru_cache(maxsize=MOST_KEPT)
def _kept(body: bytes) -> bytes:
    return gzip.compress(body, THOROUGH)


def _is_wanted(response: Response) -> bool:
    return (
        response.status_code == 200
        and request.accept_encodings.quality("gzip") > 0
        and "Content-Encoding" not in response.headers
        and (response.mimetype or "").startswith(WORDS)
    )
