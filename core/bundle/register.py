"""Imports a register: the office's files in, a bundle and a linkage report out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from core.bundle.atomic import partial_folder
from core.bundle.bundle import Bundle, open_bundle
from core.bundle.coding import PLACES, RESIDENTS, members_query, number_units
from core.bundle.linkage import Linkage, linkage_as_json, linkage_lines
from core.bundle.linking import (
    MEMBER_TABLES,
    RecordKeys,
    contradictions_between,
    link_members,
    members_linkage,
    offer_record_keys,
    persons_linkage,
)
from core.bundle.losses import nothing_linked, warnings_of
from core.bundle.schema import ROWS_PER_GROUP
from core.bundle.writer import BundleWriter, writing_bundle
from core.errors import BundleError, InputError
from core.language import Language
from core.sources.progress import Progress, no_progress
from core.sources.provenance import Provenance
from core.sources.register import read_register
from core.sources.scratch import Scratch, scratch_in
from core.sources.source import Reading

SCRATCH = "scratch"
STEPS_AFTER_READING = 5
"""Checking, linking, and writing three tables of people."""


@dataclass(frozen=True)
class ImportReport:
    """What an import found, and where the bundle is; a dry run makes none."""

    linkage: Linkage
    warnings: tuple[str, ...]
    """What was left out or taken as it was, each with its count."""
    sources: tuple[Provenance, ...]
    bundle: Bundle | None

    def lines(self, language: Language) -> Iterator[str]:
        """The linkage report as a reader reads it."""
        return linkage_lines(self.linkage, language)


def import_register(  # noqa: PLR0913 (each is a choice of whoever imports)
    mapping_file: Path,
    target: Path,
    *,
    dry_run: bool = False,
    record_keys: RecordKeys | None = None,
    keys: str = "",
    progress: Progress = no_progress,
) -> ImportReport:
    """The report of an import that made the bundle ``target``, or would have in a dry run.

    InputError tells everything that is wrong with the files, BundleError why no bundle could
    be made; in both cases the target is as it was. ``keys`` is the fingerprint of the seed
    behind ``record_keys``.
    """
    mapping_file, target = Path(mapping_file), Path(target)
    steps = _Steps(progress)
    if dry_run:
        with (
            partial_folder(target, BundleError) as folder,
            scratch_in(folder / SCRATCH) as scratch,
        ):
            return _report(*_linked(mapping_file, scratch, record_keys, steps))
    with (
        writing_bundle(target, "register") as writer,
        scratch_in(writer.folder / SCRATCH) as scratch,
    ):
        reading, linkage = _linked(mapping_file, scratch, record_keys, steps)
        report = _report(reading, linkage)
        writer.basis, writer.sources = reading.basis, reading.sources
        writer.linkage, writer.keys = linkage_as_json(linkage), keys
        _write(writer, scratch, steps)
    return replace(report, bundle=open_bundle(target, verify=False))


class _Steps:
    """Counts the steps of reading and those after it as one row of steps."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._done = 0
        self._steps = STEPS_AFTER_READING

    def reading(self, step: str, done: int, steps: int) -> None:
        """A step of reading begins."""
        self._done, self._steps = done + 1, steps + STEPS_AFTER_READING
        self._progress(step, done, self._steps)

    def begin(self, step: str) -> None:
        """A step after reading begins."""
        self._progress(step, self._done, self._steps)
        self._done += 1


def _linked(
    mapping_file: Path, scratch: Scratch, record_keys: RecordKeys | None, steps: _Steps
) -> tuple[Reading, Linkage]:
    """The tables read and linked; InputError with everything that is wrong with them."""
    reading = read_register(mapping_file, scratch, steps.reading)
    steps.begin("checking")
    problems = [*reading.problems, *contradictions_between(reading.complete, scratch)]
    if problems:
        raise InputError(problems)
    steps.begin("linking")
    offer_record_keys(scratch, record_keys)
    linkage = persons_linkage(scratch)
    for members in MEMBER_TABLES:
        link_members(members, scratch)
        linkage += members_linkage(members, scratch)
    if problems := [*nothing_linked(linkage)]:
        raise InputError(problems)
    return reading, linkage


def _report(reading: Reading, linkage: Linkage) -> ImportReport:
    return ImportReport(linkage, tuple(warnings_of(linkage)), reading.sources, None)


def _write(writer: BundleWriter, scratch: Scratch, steps: _Steps) -> None:
    for rows in scratch.chunks(PLACES, ROWS_PER_GROUP):
        writer.add("places", rows)
    steps.begin("writing residents")
    for rows in scratch.chunks(RESIDENTS, ROWS_PER_GROUP):
        writer.add("residents", rows)
    for members in MEMBER_TABLES:
        steps.begin(f"writing {members.setting}")
        number_units(members, scratch)
        for rows in scratch.chunks(members_query(members), ROWS_PER_GROUP):
            writer.add(members.setting, rows)
