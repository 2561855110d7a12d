from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import InputError
from core.sources.mapping import RegisterMapping, read_mapping
from core.sources.register import REGISTER, TABLES
from tests.deliveries import deliver


@pytest.fixture
def read(tmp_path: Path) -> Callable[[str, str], RegisterMapping]:
    mapping = deliver(tmp_path)

    def replaced(old: str, new: str) -> RegisterMapping:
        text = mapping.read_text()
        assert old in text
        mapping.write_text(text.replace(old, new, 1))
        return read_mapping(mapping, TABLES)

    return replaced


Read = Callable[[str, str], RegisterMapping]

REFUSED = [
    ('publisher = "Office"', "", "'delivery.publisher' is missing"),
    ("[delivery]", '[delivery]\nbasis = "hearsay"', "'delivery.basis' is not known"),
    ("[delivery]", '[delivery]\nlicense = "x"', r"license' is not known \(closest: 'licence'\)"),
    ("[persons]", "[person]", r"'person' is not known \(closest: 'persons'\)"),
    ('home = "home"', 'hoem = "home"', r"'persons.columns.hoem' is not known \(closest: 'home'\)"),
    ('home = "home", ', "", "'persons.columns' lacks 'home'"),
    ('home = "home"', "home = 3.5", "'persons.columns.home' is no text"),
    ("path = 'persons.csv'", "", "'persons.files.path' is missing"),
    ("path = 'persons.csv'", "paht = 'x'", r"paht' is not known \(closest: 'path'\)"),
    ("[[persons.files]]", "[persons.more]", "'persons.files' is missing"),
    ("[persons]", "[persons]\nmissing = 9", "'persons.missing' is no list"),
    ("[persons]", "[persons]\nfixed = 9", "'persons.fixed' is no table"),
    (
        "[persons]",
        '[persons]\ncodes.gender = { 1 = "woman" }',
        r"leads to 'woman', which is not known \(closest: 'women'\)",
    ),
    (
        "[persons]",
        '[persons]\ncodes.home = { 1 = "PC1011" }',
        "'persons.codes.home' is no column with a classification",
    ),
    ("[persons]", "[persons", r"mapping.toml: is no TOML"),
    ("[persons]", "persons = 3\n[more]", "'more' is not known"),
]


@pytest.mark.parametrize(("old", "new", "message"), REFUSED)
def test_a_mapping_is_refused_by_the_spot_that_is_wrong(
    read: Read, old: str, new: str, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        read(old, new)


def test_all_problems_of_a_mapping_are_told_at_once(read: Read) -> None:
    with pytest.raises(InputError) as refusal:
        read('home = "home", ', 'hoem = "home", yaer = "x", ')
    assert len(refusal.value.problems) == 3


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"", b"\x00"])
def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "mapping.toml").write_bytes(content)
    with pytest.raises(InputError, match=r"mapping\.toml"):
        read_mapping(tmp_path / "mapping.toml", TABLES)


def test_a_mapping_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.toml: can't be read"):
        read_mapping(tmp_path / "nowhere.toml", TABLES)


def test_a_file_s_own_settings_hold_over_its_table_s(read: Read) -> None:
    own = (
        "path = 'persons.csv'\nfixed = { year = 2006 }\ncolumns = { home = 'POSTCODE' }\n"
        "codes.gender = { 1 = 'men' }\nencoding = 'cp1252'\n"
        "[[persons.files]]\npath = 'other.csv'"
    )
    first, second = read("path = 'persons.csv'", own).tables["persons"]
    assert first.fixed == {"year": "2006"}
    assert first.columns["home"] == "POSTCODE"
    assert "year" not in first.columns
    assert first.codes == {"gender": {"1": "men"}}
    assert (second.fixed, second.codes, second.encoding) == ({}, {}, "")
    assert second.columns["year"] == "year"


def test_a_column_of_a_file_holds_over_a_value_fixed_for_the_table(read: Read) -> None:
    own = "[persons]\nfixed = { year = 2005 }"
    (plain,) = read("[persons]", own).tables["persons"]
    assert "year" not in plain.columns
    (with_column,) = read(
        "path = 'persons.csv'", "path = 'persons.csv'\ncolumns = { year = 'JAAR' }"
    ).tables["persons"]
    assert with_column.columns["year"] == "JAAR"
    assert with_column.fixed == {}


def test_the_documented_example_uses_every_possibility() -> None:
    text = REGISTER.sample_path.read_text("utf-8")
    for word in ("columns", "codes", "fixed", "missing", "ignored", "encoding", "table_id"):
        assert f"{word} " in text
