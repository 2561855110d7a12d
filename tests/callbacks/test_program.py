"""What another program drew is not shown: a changed line of code or text gives another name."""

from pathlib import Path

import pytest

from callbacks import api, cards, program
from components.address import Address
from components.views import VIEWS
from core.questions import QUESTIONS
from core.release import Release


def test_every_changed_moved_or_added_file_gives_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program, "ROOT", tmp_path)
    file = tmp_path / "core" / "texts" / "a.toml"
    file.parent.mkdir(parents=True)
    names = []
    for written, path in (("a = 1", file), ("a = 2", file), ("", tmp_path / "core" / "b.py")):
        path.write_text(written)
        names.append(program.program.__wrapped__())
    file.rename(file.with_name("c.toml"))
    names.append(program.program.__wrapped__())
    (tmp_path / "core" / "notes.md").write_text("no part of the program")
    assert len({*names, program.program.__wrapped__()}) == 4


def test_answers_and_cards_are_named_after_the_program(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = next(one for one in VIEWS if one.cards)
    address = Address(view.path, view.parameters)

    def names() -> tuple[str, str]:
        card = cards.card_key(view.cards[0], address, release, "light")
        return card, api.etag(release, QUESTIONS[0](), "json", "nl")

    before = names()
    for module in (api, cards):
        monkeypatch.setattr(module, "program", lambda: "another")
    assert not set(before) & set(names())
