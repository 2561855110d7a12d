"""The queue of files: taken once, counted, stopped, limited, and never lost without a word."""

import json
import os
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from callbacks.exports import jobs as queue
from callbacks.exports import maker
from callbacks.exports.jobs import CANCEL, MOST_WAITING, STATUS, Jobs
from callbacks.exports.making import Making, file_name
from callbacks.exports.routes import told
from components.documents.forms import FORMS
from components.slides.story import KIND, Slide, Story
from core.errors import FileNotMadeError
from core.release import MAIN

STORY = {
    "kind": KIND,
    "v": 1,
    "name": "Raad van maart!",
    "lang": "nl",
    "slides": [{"show": "contact/scatter", "search": "?place=GM0363"}, {"show": "woorden/chance"}],
}


class Pretended:
    """Makes a file of as many slides as asked, or fails on the way."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error

    def file(self, wanted: Any, progress: Callable[[int], None]) -> tuple[str, bytes]:
        progress(1)
        if self.error:
            raise self.error
        progress(2)
        return "made.txt", b"content"


@pytest.fixture
def jobs(tmp_path: Path) -> Jobs:
    return Jobs(tmp_path)


def test_a_job_is_taken_once_and_the_oldest_first(jobs: Jobs) -> None:
    first, second = jobs.add({}, 1), jobs.add({}, 1)
    early = time.time() - 5
    os.utime(jobs.path(first) / "waiting", (early, early))
    assert jobs.ahead(second) == 1
    assert [jobs.take(0), jobs.take(1), jobs.take(0)] == [first, second, None]


def test_a_file_is_made_and_every_slide_counted(jobs: Jobs) -> None:
    name = jobs.add({}, 2)
    maker.make_one(jobs, str(jobs.take(0)), 0, Pretended())
    status = jobs.status(name)
    assert status is not None
    assert (status.state, status.done, status.of) == ("done", 2, 2)
    assert (jobs.path(name) / status.file).read_bytes() == b"content"


@pytest.mark.parametrize("error", [FileNotMadeError("no"), RuntimeError("the secret of a person")])
def test_what_fails_says_so_in_words(jobs: Jobs, error: Exception) -> None:
    name = jobs.add({}, 2)
    maker.make_one(jobs, str(jobs.take(0)), 0, Pretended(error))
    status = jobs.status(name)
    assert status is not None
    assert status.state == "failed"
    assert status.problem == "errors.file_not_made"
    assert "secret" not in (jobs.path(name) / STATUS).read_text("utf-8")


def test_a_stopped_job_is_not_taken_or_goes_no_further(jobs: Jobs) -> None:
    waiting, working = jobs.add({}, 2), jobs.add({}, 2)
    jobs.cancel(waiting)
    assert jobs.take(0) == working
    (jobs.path(working) / CANCEL).touch()
    maker.make_one(jobs, working, 0, Pretended())
    states = [status.state for name in (waiting, working) if (status := jobs.status(name))]
    assert states == ["cancelled", "cancelled"]


def test_the_queue_is_limited_and_tidied(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [jobs.add({}, 1) for _ in range(MOST_WAITING)]
    with pytest.raises(FileNotMadeError):
        jobs.add({}, 1)
    monkeypatch.setattr(queue, "KEPT_SECONDS", -1)
    jobs.add({}, 1)
    assert not jobs.path(names[0]).exists()


@pytest.mark.parametrize("name", ["", "..", "../../releases", "a/b", "x" * 22 + "/"])
def test_a_name_that_no_job_has_leads_nowhere(jobs: Jobs, name: str) -> None:
    jobs.add({}, 1)
    assert jobs.status(name) is None
    assert jobs.path(name).parent == jobs.folder


def test_a_job_whose_maker_is_gone_has_failed(jobs: Jobs, server: Flask) -> None:
    name = jobs.add({}, 2)
    jobs.take(1)
    maker.make_one(jobs, name, 1, Pretended())
    done = jobs.status(name)
    assert done is not None
    jobs.write(name, replace(done, state="working"))
    with server.test_request_context("/?lang=en"):
        stuck = jobs.status(name)
        assert stuck is not None
        said = told(jobs, name, stuck)
    assert said["state"] == "failed"
    assert "could not be made" in said["message"]


def test_a_place_is_held_while_its_maker_lives(jobs: Jobs) -> None:
    jobs.folder.mkdir()
    assert not maker.is_held(jobs, 0)
    with maker.held(jobs, 0) as mine, maker.held(jobs, 0) as other:
        assert mine is not None
        assert other is None
        assert maker.is_held(jobs, 0)
    assert not maker.is_held(jobs, 0)


def test_every_kind_of_file_is_made_from_a_request(served_folder: Path) -> None:
    making = Making(served_folder)
    for form in FORMS:
        site = "http://contactatlas.example"
        wanted = {"form": form.code, "story": STORY, "site": site, "series": {"": MAIN}}
        name, content = making.file(wanted, lambda _: None)
        assert name.endswith(f".{form.ending}")
        assert name.startswith("contactatlas-raad-van-maart-")
        assert len(content) > 1000


def test_a_maker_warms_itself_with_slides_that_can_be_told(served_folder: Path) -> None:
    Making(served_folder).warm()


def test_a_file_has_a_name_that_every_system_keeps() -> None:
    assert file_name(Story("Raad: 1/2 «mei»", "nl", (Slide("x"),))) == "contactatlas-raad-1-2-mei"
    assert file_name(Story("日本", "nl", (Slide("x"),))) == "contactatlas"


@pytest.mark.slow
def test_a_file_asked_for_over_http_comes_from_a_process_of_its_own(server: Flask) -> None:
    client = server.test_client()
    begun = client.post("/presentatie/bestand/xlsx", json=STORY)
    assert begun.status_code == 202
    address = f"/presentatie/bestand/{begun.get_json()['id']}"
    until = time.monotonic() + 90
    while (status := client.get(address).get_json())["state"] in ("waiting", "working"):
        assert time.monotonic() < until
        time.sleep(0.3)
    assert status["state"] == "done", status
    with client.get(status["href"]) as made:
        assert made.data.startswith(b"PK")
        assert "attachment" in made.headers["Content-Disposition"]
    assert client.get(f"{address}/other.xlsx").status_code == 404


def test_an_unknown_kind_or_job_does_not_exist(server: Flask) -> None:
    client = server.test_client()
    assert client.post("/presentatie/bestand/exe", json=STORY).status_code == 404
    assert client.get("/presentatie/bestand/AAAAAAAAAAAAAAAAAAAAAA").status_code == 404
    assert client.delete("/presentatie/bestand/..%2f..").status_code in (404, 405)
    assert client.post("/presentatie/bestand/pptx", json=json.loads("{}")).status_code == 400
