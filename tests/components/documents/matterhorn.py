"""What a PDF for everyone must have, checked by reading the file itself.

The conditions of the Matterhorn Protocol 1.1 that a program can judge and that our files can
meet or miss; each failure begins with the number of its condition. No validator can be had as a
package, and the program that sets our pages judges itself, so this looks again.
"""

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf

_STANDARD = """
    Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4
    H5 H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code
    Link Annot Ruby Warichu RB RT RP WT WP Figure Formula Form
"""
STANDARD = frozenset(_STANDARD.split())
PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "LI": {"L"},
    "LBody": {"LI"},
    "THead": {"Table"},
    "TBody": {"Table"},
}
_DRAWING = "Tj TJ ' \" S s f F f* B B* b b* sh Do BI"
DRAWING = frozenset(_DRAWING.split())
"""Operators that put something on the page."""


def failures(content: bytes) -> list[str]:
    """Every condition that a file misses."""
    with pikepdf.open(io.BytesIO(content)) as document:
        elements = list(_elements(document.Root.get("/StructTreeRoot"), "", document))
        return [
            *_of_document(document),
            *_of_tags(elements),
            *_of_headings([tag for tag, _, _ in elements]),
            *(
                one
                for number, page in enumerate(document.pages, 1)
                for one in _of_page(page, number)
            ),
            *_of_fonts(document),
            *_of_links(document, elements),
        ]


def _of_document(document: Any) -> Iterator[str]:
    root = document.Root
    metadata = bytes(root.Metadata.read_bytes()).decode() if "/Metadata" in root else ""
    if not re.search(r"pdfuaid:part(=\"1\"|>1<)", metadata):
        yield "06-002: nothing says that it is PDF/UA-1"
    if not re.search(r"<dc:title>.*?<rdf:li[^>]*>[^<]+</rdf:li>", metadata, re.DOTALL):
        yield "06-003: has no title in its metadata"
    if not bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        yield "07-001: its title isn't shown"
    if not str(root.get("/Lang", "")):
        yield "11-006: has no language"
    if not bool(root.get("/MarkInfo", {}).get("/Marked", False)):
        yield "06-001: isn't marked as tagged"
    if bool(root.get("/MarkInfo", {}).get("/Suspects", False)):
        yield "01-007: its tags are suspect"
    if document.is_encrypted and not document.allow.accessibility:
        yield "26-002: can't be read by assistive technology"


Element = tuple[str, str, Any]
"""Its standard kind, that of what it is in, and the element."""


def _elements(node: Any, parent: str, document: Any) -> Iterator[Element]:
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from _elements(one, parent, document)
    elif isinstance(node, pikepdf.Dictionary):
        tag = parent
        if "/S" in node:
            tag = _standard(str(node["/S"]), document)
            yield tag, parent, node
        if "/K" in node:
            yield from _elements(node["/K"], tag, document)


def _standard(name: str, document: Any) -> str:
    roles = document.Root.StructTreeRoot.get("/RoleMap", {})
    seen: set[str] = set()
    while name in roles and name not in seen:
        seen.add(name)
        name = str(roles[name])
    return name.removeprefix("/")


def _of_tags(elements: list[Element]) -> Iterator[str]:
    for tag, parent, node in elements:
        if tag not in STANDARD:
            yield f"02-001: '{tag}' is no standard kind"
        if tag in PARENTS and parent not in PARENTS[tag]:
            yield f"09-004: {tag} lies in {parent or 'nothing'}"
        if tag in ("Figure", "Formula") and not str(node.get("/Alt", node.get("/ActualText", ""))):
            yield f"13-004: a {tag} has no alternative"
        if tag == "TH" and not any("/Scope" in one for one in _attributes(node)):
            yield "15-003: a heading of a table doesn't say of what"


def _attributes(node: Any) -> list[Any]:
    found = node.get("/A", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def _of_headings(tags: list[str]) -> Iterator[str]:
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"H[1-6]", tag)]
    if levels and levels[0] != 1:
        yield "14-002: the first heading isn't of the first level"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"14-003: heading {after} comes after heading {before}"


def _of_page(page: Any, number: int) -> Iterator[str]:
    if "/Annots" in page and str(page.get("/Tabs", "")) != "/S":
        yield f"28-018: page {number} doesn't go through its links in the order of its tags"
    depth: list[bool] = []
    loose: set[str] = set()
    for told in pikepdf.parse_content_stream(page):
        operands, sign = told.operands, str(told.operator)
        if sign in ("BMC", "BDC"):
            depth.append(str(operands[0]) == "/Artifact" or _has_number(operands))
        elif sign == "EMC":
            depth.pop()
        elif sign in DRAWING and not any(depth):
            loose.add(sign)
    if loose:
        yield f"01-005: page {number} draws what is neither tagged nor an artifact ({loose})"


def _has_number(operands: Any) -> bool:
    return len(operands) > 1 and "/MCID" in operands[1]


def _of_fonts(document: Any) -> Iterator[str]:
    for font in _fonts(document):
        name = str(font.get("/BaseFont", "?"))
        inner = font.get("/DescendantFonts", [font])[0]
        described = inner.get("/FontDescriptor", {})
        if not any(f"/FontFile{end}" in described for end in ("", "2", "3")):
            yield f"31-009: letters {name} aren't in the file"
        if "/ToUnicode" not in font:
            yield f"31-027: letters {name} don't say which signs they are"


def _fonts(document: Any) -> Iterator[Any]:
    seen: set[Any] = set()
    for one in document.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font":
            is_part = str(one.get("/Subtype", "")).startswith("/CIDFont")
            if not is_part and one.objgen not in seen:
                seen.add(one.objgen)
                yield one


def _of_links(document: Any, elements: list[Element]) -> Iterator[str]:
    tagged = {
        kid["/Obj"].objgen
        for tag, _, node in elements
        if tag == "Link"
        for kid in _kids(node)
        if isinstance(kid, pikepdf.Dictionary) and "/Obj" in kid
    }
    for page in document.pages:
        for note in page.get("/Annots", []):
            if str(note.get("/Subtype", "")) != "/Link":
                continue
            if note.objgen not in tagged:
                yield "28-011: a link lies outside the tags"
            if not str(note.get("/Contents", "")):
                yield "28-012: a link doesn't say where it leads"


def _kids(node: Any) -> list[Any]:
    found = node.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]
