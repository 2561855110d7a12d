"""The HTML page in which Dash starts: its language is that of the address.

A page that begins with a map names the files of that map, so that a browser fetches them at once.
"""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from dash import Dash
from flask import has_request_context, request

from callbacks.program import program
from core.language import LANGUAGES

PAGE = """<!DOCTYPE html>
<html lang="nl">
  <head>
    {%metas%}
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>{%title%}</title>
    <link rel="icon" type="image/svg+xml" href="{%favicon%}">
    {%css%}
  </head>
  <body>
    {%app_entry%}
    <div>
      {%config%}
      {%scripts%}
      {%renderer%}
    </div>
  </body>
</html>"""


def _no_files(_path: str, _search: str) -> Mapping[str, str]:
    return {}


class PageFrame(Dash):
    """Dash, with a page that says which language it is in and which files its map needs."""

    map_files: Callable[[str, str], Mapping[str, str]] = staticmethod(_no_files)
    """By the path and what is asked in it: the files of a first map, and what each is."""

    def interpolate_index(self, **parts: Any) -> Any:  # type: ignore[override] # Dash calls by name
        """The page in the language of the present request."""
        # Dash's own is fetched again with every change of the address, and is larger than most.
        parts["favicon"] = f"/assets/icon.svg?m={program()}"
        language = LANGUAGES[0]
        if has_request_context():
            asked = request.args.get("lang", "")
            language = asked if asked in LANGUAGES else language
            search = f"?{request.query_string.decode('utf-8', 'replace')}"
            files = self.map_files(request.path, search)
            parts["css"] += "".join(_fetched_ahead(file, kind) for file, kind in files.items())
        page: str = super().interpolate_index(**parts)  # type: ignore[no-untyped-call] # Dash's own
        return page.replace('<html lang="nl">', f'<html lang="{language}">', 1)


def _fetched_ahead(file: str, kind: str) -> str:
    # What a script fetches it finds again only if both ask in the same way.
    way = ' crossorigin="anonymous"' if kind == "fetch" else ""
    return f'\n    <link rel="preload" as="{kind}" href="{escape(file)}"{way} data-map>'
