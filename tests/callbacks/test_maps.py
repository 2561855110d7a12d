"""Maps are made of files that may be kept for ever, each under an address with one content."""

import base64
import gzip
import hashlib
import json

import numpy as np
import pytest
from flask import Flask
from flask.testing import FlaskClient

from components.map.spec import LEAFLET, addresses
from core.questions.composition import Composition
from core.release import Release
from tests.areas import read_areas

LEAFLET_HASH = "20nQCchB9co0qIjJZRGuk2/Z9VM+kNiyxNV1lvTlZBo="
"""Of leaflet.js 1.9.4, as leafletjs.com prints it for pages that load it from elsewhere."""
FOREVER = "public, max-age=31536000, immutable"


@pytest.fixture
def client(server: Flask) -> FlaskClient:
    return server.test_client()


def municipal(release: Release) -> dict[str, str | None]:
    return addresses(release, "native_share", "municipality", 2006)


def test_leaflet_is_served_as_it_was_published(client: FlaskClient) -> None:
    script = client.get(f"{LEAFLET}leaflet.js").get_data()
    assert base64.b64encode(hashlib.sha256(script).digest()).decode() == LEAFLET_HASH
    assert client.get(f"{LEAFLET}leaflet-src.js").status_code == 404


def test_shapes_and_names_are_named_by_their_content(client: FlaskClient, release: Release) -> None:
    where = municipal(release)
    shapes = client.get(str(where["geometry"]), headers={"Accept-Encoding": "gzip"})
    names = client.get(str(where["names"]))
    codes = json.loads(names.get_data())["code"]
    assert len(read_areas(shapes.get_data())) == len(codes) == 4
    for response in (shapes, names):
        assert response.headers["Cache-Control"] == FOREVER
    assert hashlib.sha256(shapes.get_data()).hexdigest().startswith(str(where["geometry"])[6:22])


def test_values_are_those_of_the_answer(client: FlaskClient, release: Release) -> None:
    response = client.get(str(municipal(release)["values"]), headers={"Accept-Encoding": "gzip"})
    content = gzip.decompress(response.get_data())
    question = Composition(indicator="native_share", level="municipality", year=2006)
    expected = [row["value"] for row in question.answer(release).rows()]
    steps = np.frombuffer(content, "<i2", len(expected), 8)
    assert steps.tolist() == [round(1000 * value) for value in expected]
    assert response.headers["Cache-Control"] == FOREVER


@pytest.mark.parametrize(
    "path",
    [
        "/maps/0000000000000000/municipality.areas",
        "/maps/values/0000000000000000/native_share/municipality/2006",
        "/maps/names/0000000000000000/municipality/2006",
        "/maps/0000000000000000/municipality.exe",
        "/maps/nothing",
        "/maps/values/a/b",
        "/maps/",
    ],
)
def test_what_belongs_to_another_release_is_not_found(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.content_type) == (404, "application/problem+json")
    assert "Dash" not in response.get_data(as_text=True)


def test_types_are_a_file_of_their_own_that_follows_the_moved_limit(
    client: FlaskClient, release: Release
) -> None:
    def types(where: str) -> bytes:
        response = client.get(f"/maps/types/{release.id}/{where}/2006")
        assert response.headers["Cache-Control"] == FOREVER
        return response.get_data()

    own = types("rules/majority_native/own")
    assert own == types("rules/none/own")
    assert types("rules/majority_native/100") != own != types("sources/none/own")
    for wrong in ("dreams/none/own", "rules/nothing/own", "rules/majority_native/x"):
        assert client.get(f"/maps/types/{release.id}/{wrong}/2006").status_code == 404
    assert client.get(f"/maps/types/{release.id}/rules/none/own/1800").status_code == 404
    for place in ("GM0363", "GM9999", "nowhere"):  # here nothing is known of income
        assert client.get(f"/maps/overlap/{release.id}/{place}").status_code == 404


def test_a_map_asks_what_to_draw_at_an_address(client: FlaskClient, release: Release) -> None:
    asked = {"path": "/kaart", "search": "?v=1&indicator=share_turkey&level=province"}
    response = client.get("/maps/wish/country", query_string=asked | {"scheme": "dark"})
    told = response.get_json()
    assert response.status_code == 200
    assert told["values"] == f"/maps/values/{release.id}/share_turkey/province/{release.years[-1]}"
    light = client.get("/maps/wish/country", query_string=asked).get_json()
    assert light["sentence"] == told["sentence"]
    assert light["colours"] != told["colours"]
    for wrong in ({"path": "/contact"}, {"path": "/../etc"}, {"search": "?data=elsewhere"}, {}):
        found = client.get("/maps/wish/country", query_string={"search": "?v=1"} | wrong)
        assert found.status_code == 404
    odd = {"path": "/kaart", "search": "?v=1&indicator=<script>&level=%00", "scheme": "x" * 99}
    assert client.get("/maps/wish/country", query_string=odd).get_json()["id"] == told["id"]
    assert client.get("/maps/wish/elsewhere", query_string=asked).status_code == 404


def test_hostile_values_are_refused_without_a_traceback(
    client: FlaskClient, release: Release
) -> None:
    for path in (
        f"/maps/values/{release.id}/nothing/municipality/2006",
        f"/maps/values/{release.id}/native_share/street/2006",
        f"/maps/values/{release.id}/native_share/municipality/1800",
    ):
        response = client.get(path)
        assert 400 <= response.status_code < 500
        assert "Cache-Control" not in response.headers or "immutable" not in str(response.headers)
