"""Files over HTTP: ask for one, see how far it is, stop it, fetch it."""

from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, jsonify, request, send_file
from flask.typing import ResponseReturnValue

from callbacks.current import CurrentReleases
from callbacks.exports.jobs import SERIES, Jobs, Status
from callbacks.exports.maker import is_held, start
from callbacks.story_requests import asked_story
from components.address import data_of
from components.documents import KINDS
from components.slides.story import Story, written_story
from core.errors import FileNotMadeError
from core.language import LANGUAGES, Language, text
from core.settings import Settings

PREFIX = "/presentatie/bestand"


def register(server: Flask, settings: Settings, releases: CurrentReleases) -> None:
    """Serve /presentatie/bestand."""
    jobs = Jobs(settings.data)

    @server.post(f"{PREFIX}/<form>")
    def ask(form: str) -> ResponseReturnValue:
        if form not in KINDS:
            abort(404)
        story = asked_story()
        wanted = {
            SERIES: _permitted(story, releases),
            "form": form,
            "story": written_story(story),
            "scheme": request.args.get("scheme", "light"),
            "site": request.host_url.rstrip("/"),
        }
        try:
            name = jobs.add(wanted, len(story.slides))
        except FileNotMadeError:
            return jsonify(message=text("presenting.busy", story.language)), 429
        start(jobs)
        return jsonify(id=name), 202

    @server.get(f"{PREFIX}/<name>")
    def ask_how_far(name: str) -> Response:
        return jsonify(told(jobs, name, _found(jobs, name, releases)))

    @server.delete(f"{PREFIX}/<name>")
    def stop(name: str) -> Response:
        _found(jobs, name, releases)
        jobs.cancel(name)
        return jsonify(told(jobs, name, _found(jobs, name, releases)))

    @server.get(f"{PREFIX}/<name>/<file>")
    def fetch(name: str, file: str) -> Response:
        status = _found(jobs, name, releases)
        if status.state != "done" or status.file != file:
            abort(404)
        path = (jobs.path(name) / status.file).resolve()
        return send_file(path, as_attachment=True, download_name=status.file)


def _permitted(story: Story, releases: CurrentReleases) -> dict[str, str]:
    """What each series that the slides name means to who asks; a maker doesn't know who that is."""
    return {name: releases(name).series for name in {data_of(one.search) for one in story.slides}}


def prepare(settings: Settings) -> None:
    """Have the makers ready before the first file is asked for."""
    start(Jobs(settings.data))


def _found(jobs: Jobs, name: str, releases: CurrentReleases) -> Status:
    """How far a job is; to who may not see its figures there is none."""
    series = jobs.wanted(name).get(SERIES, {}).values()
    if not all(releases.chosen(one) for one in series):
        abort(404)
    return jobs.status(name) or abort(404)


def told(jobs: Jobs, name: str, status: Status) -> dict[str, Any]:
    """How far a job is, in figures and in a reader's words."""
    if status.state == "working" and not is_held(jobs, status.place):
        # Its maker is gone, and nobody else will finish it.
        status = Status("failed", status.done, status.of, problem=FileNotMadeError.key)
        jobs.write(name, status)
    language = _language()
    ahead = jobs.ahead(name)
    words = text(f"presenting.state.{status.state}", language, done=status.done, of=status.of,
                 ahead=ahead)  # fmt: skip
    problem = text(status.problem, language) if status.problem else ""
    href = f"{PREFIX}/{name}/{status.file}" if status.state == "done" else ""
    return {
        "state": status.state,
        "done": status.done,
        "of": status.of,
        "ahead": ahead,
        "message": problem or words,
        "href": href,
        "size": _size(jobs.path(name) / status.file) if href else 0,
    }


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _language() -> Language:
    asked = request.args.get("lang", "")
    return next((one for one in LANGUAGES if one == asked), LANGUAGES[0])
