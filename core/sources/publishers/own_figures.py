"""A municipality's own figures: a small mapping file says what its table's columns are."""

from collections.abc import Sequence
from pathlib import Path

from core.errors import InputError
from core.sources.publishers.reading import OwnFigures
from core.sources.toml_reader import TomlReader, parsed

KEYS = ("figures", "publisher", "title", "licence", "codes", "year", "columns")


def figures_with_mappings(paths: Sequence[Path]) -> tuple[list[Path], dict[str, OwnFigures]]:
    """The files to read, with how those are read that a mapping file is about."""
    files: list[Path] = []
    own: dict[str, OwnFigures] = {}
    for path in paths:
        mappings = sorted(path.rglob("*.toml")) if path.is_dir() else []
        if path.suffix == ".toml":
            mappings = [path]
        else:
            files.append(path)
        for mapping in mappings:
            file, figures = read_own_mapping(mapping)
            own[file.name] = figures
            if path.suffix == ".toml":
                files.append(file)
    return files, own


def read_own_mapping(path: Path) -> tuple[Path, OwnFigures]:
    """The table that a mapping file is about, and how it is read."""
    reader = TomlReader(path.name)
    written = reader.table(parsed(path), KEYS, "")
    columns = reader.texts(written.get("columns", {}), "columns")
    for key in ("figures", "codes", "title"):
        if not written.get(key):
            reader.refuse(key, "is missing", "text in quotes")
    if not columns:
        reader.refuse("columns", "is missing", "one line for each figure: our name = 'column'")
    year = written.get("year")
    if year is not None and (isinstance(year, bool) or not isinstance(year, int)):
        reader.refuse("year", "is no year", "a whole number such as 2024")
    if reader.problems:
        raise InputError(reader.problems)
    figures = OwnFigures(
        publisher=reader.text(written.get("publisher", ""), "publisher"),
        title=reader.text(written["title"], "title"),
        licence=reader.text(written.get("licence", ""), "licence"),
        codes=reader.text(written["codes"], "codes"),
        columns=columns,
        year=year,
    )
    return path.parent / str(written["figures"]), figures
