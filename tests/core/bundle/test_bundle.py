import json
from pathlib import Path
from typing import Any

import pytest

from core.bundle import Bundle, open_bundle
from core.bundle.schema import TABLES
from core.errors import BundleError
from tests.worlds import draw_world


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    return draw_world(tmp_path, residents="home origin\nPC1011 dutch")


def rewrite(bundle: Bundle, **changes: Any) -> None:
    file = bundle.path / "bundle.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | changes))


def test_an_opened_bundle_says_what_it_rests_on(bundle: Bundle) -> None:
    opened = open_bundle(bundle.path)
    assert (opened.basis, opened.years, opened.vintage) == ("synthetic", (2005,), 2015)
    assert opened.tables["residents"].rows == 1
    assert opened.file("residents").is_file()


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_a_flipped_byte_is_refused_by_the_name_of_its_table(bundle: Bundle, table: str) -> None:
    raw = bytearray(bundle.file(table).read_bytes())
    raw[len(raw) // 2] ^= 1
    bundle.file(table).write_bytes(raw)
    with pytest.raises(BundleError, match=f"{table} changed after writing"):
        open_bundle(bundle.path)


def test_a_table_that_is_gone_is_named(bundle: Bundle) -> None:
    bundle.file("work").unlink()
    with pytest.raises(BundleError, match="lacks work"):
        open_bundle(bundle.path)


@pytest.mark.parametrize("schema", [0, 2, "1", None])
def test_another_schema_is_refused(bundle: Bundle, schema: object) -> None:
    rewrite(bundle, schema=schema)
    with pytest.raises(BundleError, match="another schema"):
        open_bundle(bundle.path)


@pytest.mark.parametrize(
    "changes",
    [
        {"basis": "rumour"},
        {"years": None},
        {"vintage": "old"},
        {"tables": {}},
        {"tables": []},
        {"sources": [{"publisher": "x"}]},
        {"sources": [1]},
        {"linkage": 3},
    ],
)
def test_a_garbled_manifest_is_refused(bundle: Bundle, changes: dict[str, Any]) -> None:
    rewrite(bundle, **changes)
    with pytest.raises(BundleError, match=r"bundle\.json"):
        open_bundle(bundle.path)


def test_a_folder_that_is_no_bundle_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=r"no readable bundle\.json"):
        open_bundle(tmp_path)


def test_a_table_that_no_bundle_has_is_refused(bundle: Bundle) -> None:
    with pytest.raises(BundleError, match="no table 'cinema'"):
        bundle.file("cinema")
