import inspect
import re

import pytest

from core.sources import problems
from core.sources.problems import closest, counted

MESSAGES = [
    message
    for name, message in inspect.getmembers(problems, inspect.isfunction)
    if message.__module__ == problems.__name__
    and inspect.signature(message).parameters.keys() & {"file", "table"}
]
ARGUMENTS = {"int": 2, "bool": False, "str": "word"}


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.__name__)
def test_every_message_says_where_what_expected_and_what_to_do(message: object) -> None:
    parameters = inspect.signature(message).parameters.values()  # type: ignore[arg-type]
    told = message(*(ARGUMENTS.get(one.annotation.__name__, ["word"]) for one in parameters))  # type: ignore[operator]
    assert re.fullmatch(r"word: .+; expected .+: .+", told), told


def test_one_is_not_written_as_many() -> None:
    assert [counted(0), counted(1), counted(1234)] == ["0 rows", "1 row", "1,234 rows"]
    assert counted(2, "line") == "2 lines"


def test_the_closest_name_is_told_only_if_it_is_close() -> None:
    assert closest("genre", ["gender", "home"]) == " (closest: 'gender')"
    assert closest("xyzzy", ["gender", "home"]) == ""
    assert closest("HOME", ["gender", "home"]) == " (closest: 'home')"
