"""An engine is chosen by its name."""

import sys

import pytest

from core.cube.engine import DuckDbEngine
from core.cube.engines import ENGINES, engine
from core.errors import CoreError


def test_duckdb_counts_unless_another_engine_is_asked_for() -> None:
    with engine(ENGINES[0]) as opened:
        assert isinstance(opened, DuckDbEngine)
        assert opened.rows("SELECT 1 AS number").to_pylist() == [{"number": 1}]


def test_an_unknown_engine_is_refused_with_those_that_exist() -> None:
    with pytest.raises(CoreError, match="duckdb, spark"):
        engine("abacus")


def test_without_its_packages_spark_says_how_to_install_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "core.cube.spark", raising=False)
    monkeypatch.setitem(sys.modules, "sqlglot", None)
    with pytest.raises(CoreError, match=r"sqlglot is missing.*pip install '\.\[spark\]'"):
        engine("spark")
