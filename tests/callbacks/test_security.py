"""What a page may load, and who may frame it."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from core.settings import Settings


def policy(server: Flask, path: str) -> dict[str, str]:
    with server.test_client().get(path) as answer:
        header = answer.headers["Content-Security-Policy"]
    return {part.split(" ", 1)[0]: part.split(" ", 1)[1] for part in header.split("; ")}


@pytest.mark.parametrize("path", ["/", "/contact", "/health", "/api/v1/places", "/assets/table.js"])
def test_scripts_come_from_here_or_by_hash(server: Flask, path: str) -> None:
    parts = policy(server, path)
    assert parts["default-src"] == "'none'"
    words = parts["script-src"].split()
    assert words[0] == "'self'"
    assert all(re.fullmatch(r"'sha256-[\w+/=]+'", word) for word in words[1:])
    assert "unsafe-eval" not in " ".join(parts.values())
    assert not re.search(r"https?:", " ".join(parts.values()))


def test_only_a_card_alone_may_be_framed(server: Flask) -> None:
    assert policy(server, "/contact")["frame-ancestors"] == "'none'"
    assert policy(server, "/toon/contact/scatter")["frame-ancestors"] == "*"
    assert "X-Frame-Options" not in server.test_client().get("/toon/contact/scatter").headers


def test_every_inline_script_of_the_page_has_its_hash(server: Flask) -> None:
    page = server.test_client().get("/").text
    inline = re.findall(r"<script(?![^>]*\bsrc=)([^>]*)>(.*?)</script>", page, re.S)
    allowed = policy(server, "/")["script-src"]
    for attributes, code in inline:
        if "application/json" in attributes:
            continue
        digest = base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
        assert digest in allowed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("X-Frame-Options", "DENY"),
    ],
)
def test_the_other_headers_are_there(server: Flask, name: str, value: str) -> None:
    assert server.test_client().get("/").headers[name] == value


def test_a_setting_limits_who_may_frame_a_card(served_folder: Path) -> None:
    chosen = Settings(data=served_folder, embedders="https://www.gemeente.example")
    server = create_app(chosen)
    assert policy(server, "/toon/contact/scatter")["frame-ancestors"] == chosen.embedders
    assert policy(server, "/contact")["frame-ancestors"] == "'none'"
