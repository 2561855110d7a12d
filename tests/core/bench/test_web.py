"""Visitors without a screen ask for what a browser asks for, and their waiting is counted."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from core.bench import visits
from core.bench.served import serving
from core.bench.visitor import Taken, Visitor
from core.bench.web import _rows
from core.errors import CoreError
from core.release import Release

KINDS = {"page", "layout", "search", "card", "table", "map", "values"}


@pytest.mark.slow
def test_visitors_open_pages_draw_cards_and_fetch_maps(
    served_folder: Path, release: Release
) -> None:
    with serving(served_folder) as served, closing(Visitor(served.address)) as one:
        assert 0 < served.seconds < 60
        one.open("/contact", {"place": "GM0363"})
        drawn = dict(one._cards)
        one.change({"place": "GM0363", "threshold": "40"})
        asked = [taken.kind for taken in one.taken]
        assert len(drawn) > 3
        assert asked.count("card") == 1
        assert {card for card, key in one._cards.items() if key != drawn[card]} == {"accumulation"}
        alone = visits.cards(served.address, release, 4)
        crowd = visits.many(served.address, release, 3, 8)
    assert all(taken.fine for taken in (*one.taken, *alone, *crowd))
    assert {taken.kind for taken in alone} == {"page", "layout", "card"}
    assert {taken.kind for taken in crowd} <= KINDS
    json.dumps(crowd)


def test_what_goes_wrong_is_counted() -> None:
    with closing(Visitor("http://127.0.0.1:9")) as nobody:
        nobody.search("goud")
    assert [taken.fine for taken in nobody.taken] == [False]
    rows = _rows("visits", [*nobody.taken, Taken("page", 0.01, True)], 60.0)
    assert [(row["figure"], row["ok"]) for row in rows[2:]] == [(1, False)]


def test_a_dashboard_that_does_not_start_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(CoreError, match="did not answer"),
        serving(tmp_path, {"CONTACTATLAS_WORKERS": "many"}),
    ):
        pass
