from pathlib import Path

import pytest

from core.errors import InputError
from core.sources.formats.delimited import open_delimited
from core.sources.formats.opened import Opened, Request
from core.sources.scratch import Scratch, scratch_in

ROWS = [("p1", "1,5"), ("p2", "Den Haag; Zuid")]


def opened(scratch: Scratch, content: bytes, encoding: str = "") -> Opened:
    path = scratch.folder.parent / "odd [1] name*.csv"
    path.write_bytes(content)
    return open_delimited(Request(path, path.name, ("person", "name"), encoding), scratch)


def read(folder: Path, content: bytes, encoding: str = "") -> list[tuple[str, ...]]:
    with scratch_in(folder / "scratch") as scratch:
        file = opened(scratch, content, encoding)
        query = f"SELECT {file.text('person')}, {file.text('name')} FROM {file.source}"
        rows = scratch.run(query)
        assert file.problems() == []
    return sorted(rows)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_separator_encoding_and_line_end_are_found(
    tmp_path: Path, separator: str, encoding: str, line_end: str
) -> None:
    lines = [["person", "name"], ["p1", '"1,5"'], ["p2", '"Súdwest; Fryslân ""€"""'], ["p3", "x"]]
    text = line_end.join(separator.join(line) for line in lines) + line_end
    assert read(tmp_path, text.encode(encoding)) == [
        ("p1", "1,5"),
        ("p2", 'Súdwest; Fryslân "€"'),
        ("p3", "x"),
    ]


def test_line_ends_may_be_mixed(tmp_path: Path) -> None:
    rows = read(tmp_path, b"person;name\np1;a\r\np2;b\np3;c\r\n")
    assert rows == [("p1", "a"), ("p2", "b"), ("p3", "c")]


def test_a_stated_encoding_is_believed(tmp_path: Path) -> None:
    assert read(tmp_path, "person;name\np1;Ã©\n".encode("cp1252"), "cp1252") == [("p1", "Ã©")]
    assert read(tmp_path, "person;name\np1;łódź\n".encode("cp1250"), "cp1250") == [("p1", "łódź")]


REFUSED = [
    (b"person;name\np1;caf\xc3\xa9\np2;caf\xe9\n", "", "mixes UTF-8 and another encoding"),
    (b"person;name\np1;\x00x\n", "", "holds 1 NUL byte;"),
    ("person;name\np1;x\n".encode("utf-16"), "", "holds 17 NUL bytes"),
    (b"person;name\np1;caf\xe9\n", "utf-8", "is no text in utf-8"),
    (b"person;name\np1;caf\x81\n", "", "is no text in cp1252"),
    (b"person;name\np1;x\n", "klingon", "is no text in klingon"),
    (b"person;name\np1;x\n", "zlib", "is no text in zlib"),
    (b"\n\n", "", "has no rows"),
]


@pytest.mark.parametrize(("content", "encoding", "message"), REFUSED)
def test_what_is_no_text_of_one_encoding_is_refused(
    tmp_path: Path, content: bytes, encoding: str, message: str
) -> None:
    with scratch_in(tmp_path / "scratch") as scratch, pytest.raises(InputError, match=message):
        opened(scratch, content, encoding)


BROKEN = [
    (b"person;name\np1;a;b\np2;c\n", "has 1 line with more values than columns"),
    (b"person;name\np1\np2\np3;c\n", "has 2 lines with fewer values than columns"),
    (b'person;name\np1;"a\np2;c\n', "has 1 line with a quote that isn't closed"),
    (b"person;name\np1;" + b"a" * 2_100_000 + b"\n", "with more than two million characters"),
]


@pytest.mark.parametrize(("content", "message"), BROKEN)
def test_lines_that_do_not_fit_are_counted(tmp_path: Path, content: bytes, message: str) -> None:
    with scratch_in(tmp_path / "scratch") as scratch:
        file = opened(scratch, content)
        scratch.run(f"SELECT count(c0) FROM {file.source}")
        (problem,) = file.problems()
        assert message in problem
        assert file.problems() == []


def test_characters_cut_by_a_block_s_end_are_whole_characters(tmp_path: Path) -> None:
    lines = "".join(f"p{number};€\n" for number in range(200_000))
    assert len(read(tmp_path, f"person;name\n{lines}".encode())) == 200_000
