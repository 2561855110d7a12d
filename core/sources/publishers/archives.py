"""Looks into archives without unpacking what could harm: size, names and nesting are checked."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile

from core.errors import InputError
from core.sources import problems

MOST_BYTES = 3_000_000_000
MOST_MEMBERS = 5_000
MOST_PACKED = 250
"""How many times larger than its archive a file of figures may be."""
SMALL = 20_000_000
"""Below this many bytes nothing is a bomb, however well it is packed."""


def require_sane(path: Path, file: str) -> None:
    """Refuse an archive that would unpack to far more than it is, or beyond its folder."""
    try:
        with ZipFile(path) as archive:
            members = archive.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        members = None
    if members is None:
        raise InputError(problems.damaged(file, "an archive"))
    unpacked = sum(member.file_size for member in members)
    packed = max(1, path.stat().st_size)
    if (
        len(members) > MOST_MEMBERS
        or unpacked > MOST_BYTES
        or (unpacked > SMALL and unpacked > MOST_PACKED * packed)
    ):
        raise InputError(
            f"{file}: unpacks to {unpacked:,} bytes in {len(members):,} files; expected figures "
            f"of a reasonable size: unpack it yourself and give the files you trust"
        )
    for member in members:
        name = PurePosixPath(member.filename.replace("\\", "/"))
        if name.is_absolute() or ".." in name.parts or ":" in member.filename:
            raise InputError(
                f"{file}: holds a file whose name leads out of its folder; expected plain names: "
                f"nothing of it was unpacked, so get it anew from its publisher"
            )


@contextmanager
def unpacked_archive(path: Path, file: str) -> Iterator[list[tuple[Path, str]]]:
    """The files of an archive in a folder of their own, with how messages call them."""
    require_sane(path, file)
    with TemporaryDirectory(prefix="contactatlas-") as folder:
        yield list(_members(path, file, Path(folder)))


def _members(path: Path, file: str, folder: Path) -> Iterator[tuple[Path, str]]:
    with ZipFile(path) as archive:
        for member in archive.infolist():
            name = PurePosixPath(member.filename.replace("\\", "/"))
            if member.is_dir() or name.name.startswith("."):
                continue
            target = folder.joinpath(*(part for part in name.parts))
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with archive.open(member) as source, target.open("wb") as copy:
                    shutil.copyfileobj(source, copy)
            except (BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as error:
                raise InputError(problems.damaged(file, "an archive")) from error
            yield target, f"{file}/{name}"
