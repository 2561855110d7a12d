"""The HTML page in which Dash starts: its language is that of the address."""

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


class PageFrame(Dash):
    """Dash, with a page that says which language it is in."""

    def interpolate_index(self, **parts: Any) -> Any:  # type: ignore[override] # Dash calls by name
        """The page in the language of the present request."""
        # Dash's own is fetched again with every change of the address, and is larger than most.
        parts["favicon"] = f"/assets/icon.svg?m={program()}"
        asked = request.args.get("lang", "") if has_request_context() else ""
        language = asked if asked in LANGUAGES else LANGUAGES[0]
        page: str = super().interpolate_index(**parts)  # type: ignore[no-untyped-call] # Dash's own
        return page.replace('<html lang="nl">', f'<html lang="{language}">', 1)
