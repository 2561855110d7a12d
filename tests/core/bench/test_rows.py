"""A row says by itself whether its figure is within its limit."""

import math

from core.bench.rows import at_least, at_most, shown


def test_a_limit_is_still_allowed() -> None:
    assert at_most("wall clock", 0.7, "s", 0.7)["ok"] is True
    assert at_least("times as fast", 6.0, "×", 6.0)["ok"] is True


def test_beyond_the_limit_is_not_ok() -> None:
    assert at_most("wall clock", 0.71, "s", 0.7)["ok"] is False
    assert at_least("times as fast", 5.9, "×", 6.0)["ok"] is False


def test_what_was_not_measured_is_not_ok() -> None:
    assert at_most("wall clock", math.nan, "s", 0.7)["ok"] is False
    assert at_least("times as fast", math.nan, "×", 6.0)["ok"] is False


def test_a_figure_without_a_limit_only_informs() -> None:
    assert shown("memory", 200.0, "MB") == {
        "name": "memory",
        "figure": 200.0,
        "unit": "MB",
        "limit": None,
        "ok": True,
    }
