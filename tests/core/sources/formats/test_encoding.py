from pathlib import Path

import pytest

from core.sources.formats.encoding import CP1252, UTF_8, counted_bytes, encoding_of

TEXTS = ["", "plain", "café\n" * 10, "€" * 700_000, "é\n" * 700_000, "a" + "🦊" * 300_000]


@pytest.mark.parametrize("text", TEXTS)
def test_utf_8_is_never_taken_for_another_encoding(tmp_path: Path, text: str) -> None:
    (tmp_path / "x").write_text(text, "utf-8")
    count = counted_bytes(tmp_path / "x")
    assert count.stray == 0
    assert count.multibyte == sum(not character.isascii() for character in text)
    assert encoding_of("x", count, "") == UTF_8


def test_cp1252_is_recognised_by_bytes_that_utf_8_cannot_have(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("café en naïef €", "cp1252")
    assert encoding_of("x", counted_bytes(tmp_path / "x"), "") == CP1252


@pytest.mark.parametrize("overlong", [b"\xc0\xaf", b"\xe0\x80\x80", b"\xed\xa0\x80", b"\xff"])
def test_bytes_that_only_look_like_utf_8_are_not(tmp_path: Path, overlong: bytes) -> None:
    (tmp_path / "x").write_bytes(overlong)
    assert counted_bytes(tmp_path / "x").multibyte == 0
