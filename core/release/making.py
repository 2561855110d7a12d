"""The tables of a release in steps that don't wait for one another."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from core.bundle import Bundle
from core.cube.cube import Cube, cube
from core.cube.engine import DuckDbEngine, Engine, processors
from core.cube.unit_counts import UnitCounter
from core.groups.setting import SETTINGS, Setting
from core.protection.exact_tables import ExactTables
from core.protection.indices import index_rows, residents_with_noise
from core.protection.noisy_tables import NoisyTables
from core.protection.protection import Protection
from core.protection.release_table import ReleaseTable
from core.release.processes import CAN_FORK, Work, processes
from core.release.segregation import rules_of, segregation_tables
from core.release.writer import ReleaseWriter
from core.settings import settings

RECORDS = ("residents", "school", "work")
WORTH_A_PROCESS = 50_000
"""Records from which on a second process saves more than it costs."""
MOST_PROCESSES = 2
"""Unless more are asked for: each may take two and a half gigabytes of a whole country."""


class Step(NamedTuple):
    """The members of one setting and year, or the residents of all years."""

    setting: Setting | None = None
    year: int = 0

    @property
    def name(self) -> str:
        """How the step is called while it is waited for."""
        return f"{self.setting.code} {self.year}" if self.setting else "residents"


def steps_of(counted: Cube) -> tuple[Step, ...]:
    """The steps in the order in which their tables stand in a release.

    Those with most people come first, so that processes end at nearly the same time.
    """
    largest_first = sorted(SETTINGS, key=lambda setting: -counted.bundle.tables[setting.code].rows)
    years = [Step(setting, year) for setting in largest_first for year in counted.years_of(setting)]
    return (Step(), *years)


class Making:
    """Makes the protected tables of any step, with an engine of its own.

    ``alone`` says that no other process does: then there is a processor to spare.
    """

    def __init__(
        self, bundle: Bundle, engine: Engine, protection: Protection, *, alone: bool = True
    ) -> None:
        self._protection = protection
        self.counted = cube(bundle, engine, with_keys=protection.draws_noise, beside=alone)
        self._tables = (
            NoisyTables(self.counted, protection)
            if protection.draws_noise
            else ExactTables(self.counted)
        )

    def tables(self, step: Step) -> Iterator[ReleaseTable]:
        """The tables of a step."""
        if step.setting is None:
            yield from self._residents()
            return
        for part in self.counted.parts_of(step.setting, step.year):
            yield from self._tables.of_part(part)

    def _residents(self) -> Iterator[ReleaseTable]:
        """Who lives where, and how unevenly."""
        units = UnitCounter(self.counted.places)
        for composition in self.counted.compositions():
            yield self._tables.of_composition(composition)
            if units.takes(composition):
                units.take(composition, residents_with_noise(composition, self._protection))
        for name, indices in segregation_tables(tuple(units.counts()), rules_of(self._protection)):
            yield index_rows(name, indices, self._protection)


@contextmanager
def made_here(
    bundle: Bundle, engine: Engine, protection: Protection, writer: ReleaseWriter
) -> Iterator[Callable[[Step], None]]:
    """A function that adds the tables of a step to a release, counted when it is called."""
    making = Making(bundle, engine, protection)

    def add(step: Step) -> None:
        for table in making.tables(step):
            writer.add_protected(table)

    yield add


@contextmanager
def made_beside(
    bundle: Bundle,
    number: int,
    protection: Protection,
    writer: ReleaseWriter,
    steps: Sequence[Step],
) -> Iterator[Callable[[Step], None]]:
    """The same, all steps being counted by so many processes from the start."""
    parts = {step: writer.part(position) for position, step in enumerate(steps)}

    @contextmanager
    def opened() -> Iterator[Work]:
        with DuckDbEngine(shared_by=number) as engine:
            making = Making(bundle, engine, protection, alone=number == 1)

            def work(position: int) -> None:
                step = steps[position]
                with parts[step] as part:
                    for table in making.tables(step):
                        part.add_protected(table)

            yield work

    with processes(number, opened) as asked:
        done = {step: asked(position) for position, step in enumerate(steps)}

        def add(step: Step) -> None:
            writer.take(parts[step], done[step])

        yield add


def processes_for(bundle: Bundle) -> int:
    """How many processes count a bundle: as set, or as many as it pays to have."""
    if chosen := settings().build_processes:
        return chosen if CAN_FORK else 1
    records = sum(bundle.tables[name].rows for name in RECORDS)
    if not CAN_FORK or records < WORTH_A_PROCESS:
        return 1
    return min(MOST_PROCESSES, processors())
