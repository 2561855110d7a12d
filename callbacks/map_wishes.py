"""What maps on a page are to draw: they follow the address."""

from collections.abc import Callable
from typing import Any

from dash import MATCH, ClientsideFunction, Dash, Input, Output, State, ctx, no_update
from flask import Flask, Response, abort, jsonify, request

from callbacks.current import CurrentReleases
from callbacks.maps import answered
from components import ids
from components.address import data_of
from components.map.spec import LEAFLET, addresses_of, spec
from components.map.wish import told_question
from components.notes import source_line
from components.palette import scheme_of
from components.views import view_at
from components.views.country_map import CODE as FIRST_MAP
from components.views.country_map import path_of
from components.views.country_map import wish as first_wish
from components.views.maps import KIND_MAPS, MAPS, has_map
from core.errors import CoreError
from core.release import Release


def register_wishes(server: Flask, releases: CurrentReleases) -> None:
    """Answer a map on a page that stays directly, without the way through the page."""

    @server.get("/maps/wish/<code>")
    def wish(code: str) -> Response:
        path, search = request.args.get("path", ""), request.args.get("search", "")
        scheme = scheme_of(request.args.get("scheme"))
        current = releases.chosen(data_of(search)) or abort(404)
        found = wished(code, path, search, scheme, current)
        return abort(404) if found is None else jsonify(found)


def register(app: Dash, releases: CurrentReleases) -> None:
    """Let every map on a page follow the address, and a script draw it."""

    # Like cards, maps follow only a page that stays; one that is drawn anew asks by itself.
    @app.callback(
        Output(ids.map_part("spec", MATCH), "data"),
        Input(ids.STEADY, "data"),
        State(ids.SCHEME, "data"),
        State(ids.ADDRESS, "pathname"),
        State(ids.ADDRESS, "search"),
    )
    def follow(_steady: Any, scheme: str, path: str, search: str | None) -> Any:
        current = releases.chosen(data_of(search or ""))
        if current is None:
            return no_update
        found = wished(ctx.outputs_list["id"]["map"], path, search or "", scheme, current)
        return no_update if found is None else found

    @app.callback(
        Output("map-path", "children"),
        Input(ids.STEADY, "data"),
        State(ids.ADDRESS, "pathname"),
        State(ids.ADDRESS, "search"),
    )
    def steps(_steady: Any, path: str, search: str | None) -> Any:
        view = view_at(path)
        if view is None or "within" not in {one.name for one in view.parameters}:
            return no_update
        current = releases.chosen(data_of(search or ""))
        if current is None:
            return no_update
        return path_of(view.address(path, search or "", current), current)

    untyped: Any = app  # Dash's method for scripts has no types
    untyped.clientside_callback(
        ClientsideFunction("contactatlas_map", "show"),
        Output(ids.map_part("drawn", MATCH), "data"),
        Input(ids.map_part("spec", MATCH), "data"),
    )


def files_of_first_map(releases: CurrentReleases) -> Callable[[str, str], dict[str, str]]:
    """By the path and what is asked in it: the files of a map that a page begins with.

    With what each is to a browser; none where the page has no map, or the map no shapes.
    """

    def files(path: str, search: str) -> dict[str, str]:
        view = view_at(path)
        if view is None or not has_map(view.code, FIRST_MAP):
            return {}
        try:
            release = releases.chosen(data_of(search))
            if release is None:
                return {}
            drawn = addresses_of(first_wish(view.address(path, search, release), release), release)
        except CoreError:  # which the page itself tells
            return {}
        if drawn["geometry"] is None:
            return {}
        leaflet = {f"{LEAFLET}leaflet.js": "script", f"{LEAFLET}leaflet.css": "style"}
        return leaflet | {str(drawn[name]): "fetch" for name in ("names", "values", "geometry")}

    return files


def wished(
    code: str, path: str, search: str, scheme: str, release: Release
) -> dict[str, Any] | None:
    """What a map is to draw at this address; nothing on pages that don't have it."""
    view = view_at(path)
    if view is None or not has_map(view.code, code):
        return None
    address = view.address(path, search, release)
    language = address.language
    if code in KIND_MAPS:
        kinds = KIND_MAPS[code](address, release)
        if kinds is None:
            return None
        told = answered(release, kinds.question())
        drawn = kinds.spec(told, release, scheme, language)
    else:
        wish = MAPS[code](address, release)
        if wish is None:
            return None
        told = answered(release, told_question(wish, release))
        drawn = spec(wish, told, release, scheme, language)
    return drawn | {"source": source_line(told.context, language)}
