"""What is sent compressed is the same, in fewer bytes."""

import gzip

import pytest
from flask import Flask


@pytest.mark.parametrize("path", ["/assets/contactatlas.css", "/assets/search.js", "/_dash-layout"])
def test_pages_and_styles_take_fewer_bytes(server: Flask, path: str) -> None:
    client = server.test_client()
    with client.get(path) as plain, client.get(path, headers={"Accept-Encoding": "gzip"}) as small:
        assert small.headers["Content-Encoding"] == "gzip"
        assert len(small.data) < len(plain.data)
        assert gzip.decompress(small.data) == plain.data


def test_who_does_not_take_it_gets_it_plain(server: Flask) -> None:
    with server.test_client().get("/") as plain:
        assert "Content-Encoding" not in plain.headers


def test_a_letter_is_not_squeezed_again(server: Flask) -> None:
    path = "/assets/fonts/source-sans-3-latin-wght-normal.woff2"
    with server.test_client().get(path, headers={"Accept-Encoding": "gzip"}) as font:
        assert "Content-Encoding" not in font.headers
        assert font.data[:4] == b"wOF2"
