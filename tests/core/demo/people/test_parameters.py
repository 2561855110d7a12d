"""The levers and their file."""

import json
from pathlib import Path

import pytest

from core.demo.people.parameters import FILE, read_parameters, write_parameters
from core.errors import InputError


def test_the_committed_values_come_back_from_a_file(tmp_path: Path) -> None:
    parameters = read_parameters()
    write_parameters(parameters, tmp_path / "levers.json")
    assert read_parameters(tmp_path / "levers.json") == parameters


def test_a_dotted_name_reaches_into_a_lever() -> None:
    changed = read_parameters().replaced({"school_wish.turkish.1": 0.25, "mixing": 0.5})
    assert changed.value("school_wish.turkish.1") == 0.25
    assert changed.value("mixing") == 0.5
    assert changed.school_wish["turkish"][0] == read_parameters().school_wish["turkish"][0]


def test_a_missing_lever_is_named(tmp_path: Path) -> None:
    values = json.loads(FILE.read_text("utf-8"))
    del values["mixing"]
    (tmp_path / "levers.json").write_text(json.dumps(values), "utf-8")
    with pytest.raises(InputError, match="mixing"):
        read_parameters(tmp_path / "levers.json")
