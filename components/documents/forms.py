"""The kinds of files of a story, each with what makes it: loaded only where files are made."""

from collections.abc import Callable
from dataclasses import dataclass

from components.documents.deck import pptx
from components.documents.page import html
from components.documents.paper import handout, pdf
from components.documents.telling import Told
from components.documents.workbook import xlsx

Progress = Callable[[int], None]
"""Called with the number of slides that are done."""


@dataclass(frozen=True)
class Form:
    """One kind of file."""

    code: str
    ending: str
    kind: str
    """Its media type."""
    make: Callable[[Told, Progress], bytes]


FORMS: tuple[Form, ...] = (
    Form(
        "pptx",
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        pptx,
    ),
    Form("pdf", "pdf", "application/pdf", pdf),
    Form("handout", "pdf", "application/pdf", handout),
    Form("html", "html", "text/html; charset=utf-8", html),
    Form("xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx),
)
BY_CODE = {form.code: form for form in FORMS}

__all__ = ["BY_CODE", "FORMS", "Form", "Progress", "Told"]
