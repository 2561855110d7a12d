"""The catalogue refuses what would reach a reader half translated."""

import string
from pathlib import Path

import pytest

from core.groups import SCHEMES
from core.language import LANGUAGES, Language, has_text, keys, text
from core.language.catalogue import FOLDER, CatalogueError, read_texts


def catalogue(folder: Path, **files: str) -> Path:
    for name, written in files.items():
        (folder / f"{name}.toml").write_text(written, "utf-8")
    return folder


def test_a_text_has_both_sides(tmp_path: Path) -> None:
    texts = read_texts(catalogue(tmp_path, a="[greeting.warm]\nnl = 'Dag'\nen = 'Hello'"))
    assert texts["greeting.warm"].side("nl") == "Dag"
    assert texts["greeting.warm"].side("en") == "Hello"


@pytest.mark.parametrize("side", ["nl", "en"])
def test_an_empty_side_is_refused_with_its_key(tmp_path: Path, side: str) -> None:
    other = "en" if side == "nl" else "nl"
    written = f"[greeting]\n{side} = ' '\n{other} = 'Hello'"
    with pytest.raises(CatalogueError, match="greeting"):
        read_texts(catalogue(tmp_path, a=written))


def test_equal_sides_need_a_reason(tmp_path: Path) -> None:
    equal = "[sector]\nnl = 'Sector'\nen = 'Sector'\n"
    with pytest.raises(CatalogueError, match="same"):
        read_texts(catalogue(tmp_path, a=equal))
    assert read_texts(catalogue(tmp_path, a=equal + "same = 'one word'"))


def test_a_text_holds_no_other_texts(tmp_path: Path) -> None:
    nested = "[card]\nnl = 'Kaart'\nen = 'Card'\n[card.name]\nnl = 'Naam'\nen = 'Name'\n"
    with pytest.raises(CatalogueError, match="'card' is a text, and holds"):
        read_texts(catalogue(tmp_path, a=nested))


def test_a_key_stands_in_one_file(tmp_path: Path) -> None:
    one = "[greeting]\nnl = 'Dag'\nen = 'Hello'"
    with pytest.raises(CatalogueError, match="another file"):
        read_texts(catalogue(tmp_path, a=one, b=one))


def test_a_value_outside_any_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="no table"):
        read_texts(catalogue(tmp_path, a="greeting = 'Dag'"))


def test_an_unknown_key_says_where_to_add_it() -> None:
    with pytest.raises(CatalogueError, match="core/language/texts"):
        text("no.such.key", "nl")


def test_placeholders_are_filled_in() -> None:
    assert text("sentence.places", "en", count=3) == "Found: 3."


def test_the_same_placeholders_stand_on_both_sides() -> None:
    """A number that one language shows and the other doesn't is an untrue sentence."""
    texts = read_texts(FOLDER)

    def holes(key: str, language: Language) -> set[str]:
        side = texts[key].side(language)
        return {name for _, name, _, _ in string.Formatter().parse(side) if name}

    assert {key for key in keys() if holes(key, "nl") != holes(key, "en")} == set()


def test_every_scheme_and_category_has_its_names() -> None:
    shared = {"origin_2005_pupils": "origin_2005", "origin_2005_employees": "origin_2005"}
    wanted = {f"scheme.{scheme.code}" for scheme in SCHEMES} | {
        f"{shared.get(scheme.code, scheme.code)}.{node}"
        for scheme in SCHEMES
        for node in scheme.nodes
    }
    assert {key for key in wanted if not has_text(key)} == set()
    assert LANGUAGES == ("nl", "en")


@pytest.mark.parametrize("figure", ["10", "{gap}"])
def test_a_figure_stays_with_its_unit_on_one_line(tmp_path: Path, figure: str) -> None:
    written = (
        f"[gap]\nnl = '{figure} procentpunt meer'\nen = '{figure} percentage points more, 2 by 2'"
    )
    told = read_texts(catalogue(tmp_path, a=written))["gap"]
    assert told.nl == f"{figure}\N{NO-BREAK SPACE}procentpunt meer"
    assert told.en == f"{figure}\N{NO-BREAK SPACE}percentage points more, 2 by 2"
