"""Plain pages: what a visitor reads where no page of the dashboard can be drawn."""

from html import escape
from http import HTTPStatus

from flask import Response, request

from callbacks.api import PREFIX, problem
from core.language import LANGUAGES, text

PAGE = """<!DOCTYPE html>
<html lang="nl">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Contactatlas</title><link rel="stylesheet" href="/assets/contactatlas.css"></head>
<body><main class="page">{words}<p><a href="/">Contactatlas</a></p></main></body>
</html>"""


def plain(status: HTTPStatus, key: str) -> Response:
    """A page of a few words in both languages; for machines a problem document."""
    if request.path.startswith((f"{PREFIX}/", "/_dash", "/maps/")):
        return problem(status, text(f"{key}.why", "en"))
    words = "".join(
        f'<div lang="{one}"><h1>{escape(text(f"{key}.title", one))}</h1>'
        f"<p>{escape(text(f'{key}.why', one))}</p></div>"
        for one in LANGUAGES
    )
    response = Response(PAGE.format(words=words), status=status, mimetype="text/html")
    response.headers["Cache-Control"] = "no-store"
    return response
