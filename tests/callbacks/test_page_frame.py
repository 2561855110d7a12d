"""A page that begins with a map names that map's files, so that they are there when it is drawn."""

import re
from html import unescape
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from components.map.spec import LEAFLET

FILE = re.compile(
    r'<link rel="preload" as="(\w+)" href="([^"]+)"( crossorigin="anonymous")? data-map>'
)


@pytest.fixture
def client(server: Flask) -> FlaskClient:
    return server.test_client()


def named(client: FlaskClient, address: str) -> dict[str, str]:
    """The files that the page at an address names, and as what each is fetched."""
    response = client.get(address)
    assert response.status_code == 200
    return {unescape(file): kind for kind, file, _ in FILE.findall(response.get_data(as_text=True))}


@pytest.mark.parametrize(
    "search", ["?v=1", "?v=1&indicator=share_turkey&level=province&lang=en", "?v=1&place=GM0363"]
)
def test_they_are_those_that_the_map_will_ask_for_and_all_are_there(
    client: FlaskClient, search: str
) -> None:
    files = named(client, f"/kaart{search}")
    asked = client.get("/maps/wish/country", query_string={"path": "/kaart", "search": search})
    told = asked.get_json()
    figures = [told[name] for name in ("names", "values", "geometry")]
    assert [file for file, kind in files.items() if kind == "fetch"] == figures
    assert {files[f"{LEAFLET}leaflet.js"], files[f"{LEAFLET}leaflet.css"]} == {"script", "style"}
    assert all(client.get(file).status_code == 200 for file in files)


def test_a_script_finds_what_was_fetched_for_it(client: FlaskClient) -> None:
    page = client.get("/kaart?v=1").get_data(as_text=True)
    assert {kind: bool(way) for kind, _, way in FILE.findall(page)} == {
        "script": False,
        "style": False,
        "fetch": True,
    }


@pytest.mark.parametrize("address", ["/", "/contact?v=1", "/gemeente?v=1&place=GM0363", "/nergens"])
def test_other_pages_name_none(client: FlaskClient, address: str) -> None:
    assert named(client, address) == {}


@pytest.mark.parametrize(
    "search",
    [
        "indicator=%00&level=%ff",
        "indicator=" + quote('"><script>alert(1)</script>'),
        "data=" + quote("../../etc"),
        "place=" + "9" * 5_000,
        "within=GM9999&year=99999&breaks=;;",
        "v=1&v=1&level=municipality&level=country",
    ],
)
def test_a_strange_address_still_gives_a_page(client: FlaskClient, search: str) -> None:
    page = client.get(f"/kaart?{search}").get_data(as_text=True)
    assert "alert(1)" not in page
    assert all(client.get(file).status_code == 200 for file in named(client, f"/kaart?{search}"))
