"""A folder that is there whole or not at all, whatever interrupts its writing."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from core.bundle.requests_to_stop import heeding_requests_to_stop
from core.errors import CoreError
from core.sources.scratch import is_out_of_room


@contextmanager
def folder_written_whole(target: Path, error: type[CoreError]) -> Iterator[Path]:
    """A partial folder that takes the target's name when the block ends well.

    When it doesn't end well, the partial folder is removed and the target is as it was.
    """
    with partial_folder(target, error) as partial:
        yield partial
        sync_folder(partial)
        _take_name(partial, target, error)


@contextmanager
def partial_folder(target: Path, error: type[CoreError]) -> Iterator[Path]:
    """A folder beside a target that is not there yet; gone when the block ends, however it does."""
    if target.exists():
        raise error(f"{target}: is there already; choose another name, or remove it first")
    remove_left_behind(target)
    partial = target.with_name(f"{target.name}.partial-{os.getpid()}")
    out_of_room = False
    try:
        _make(partial, error)
        with heeding_requests_to_stop():
            yield partial
    except OSError as failure:
        out_of_room = is_out_of_room(failure)
        if not out_of_room:
            raise
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    if out_of_room:
        raise error(no_room(target))


def _make(partial: Path, error: type[CoreError]) -> None:
    try:
        partial.mkdir(parents=True)
    except OSError as failure:
        raise error(
            f"{partial}: can't be made ({failure.strerror}); expected a place where folders may "
            f"be made: choose another target"
        ) from failure


def _take_name(partial: Path, target: Path, error: type[CoreError]) -> None:
    try:
        partial.rename(target)
    except OSError as failure:
        raise error(
            f"{target}: was made by someone else meanwhile; expected it to be absent: keep "
            f"theirs, or remove it and begin again"
        ) from failure
    flush_entry(target.parent)


def no_room(target: Path) -> str:
    """The message for a disk that is full."""
    return (
        f"{target}: the disk has no room left, so nothing was written; expected room for the "
        f"tables and as much again for sorting: free some, or choose a target on another disk"
    )


def remove_left_behind(target: Path) -> None:
    """Remove what a killed process had begun; a living process keeps its own."""
    for left in target.parent.glob(f"{target.name}.partial-*"):
        writer = left.name.rpartition("-")[2]
        if writer.isdecimal() and not _is_alive(int(writer)):
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)


def _is_alive(process: int) -> bool:
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def sync_folder(folder: Path) -> None:
    """Make sure that everything in a folder is on the disk itself."""
    for path in sorted(folder.rglob("*")):
        flush_entry(path)
    flush_entry(folder)


def flush_entry(path: Path) -> None:
    """Make sure that a file, or the list of a folder's entries, is on the disk itself."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
