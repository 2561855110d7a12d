"""What was left out on the way to a bundle, in words for who delivered the files."""

from collections.abc import Iterator

from core.bundle.linkage import REASONS, Linkage
from core.sources.problems import counted

WARNINGS = {
    ("persons", "no_home"): (
        "without a home area, and with them their schools and jobs; expected the home of "
        "everyone who has one: fill in 'home' where it is known"
    ),
    ("pupils", "no_unit"): (
        "without a branch school or its municipality; expected both: fill in "
        "'school' and 'municipality' where they are known"
    ),
    ("pupils", "no_person"): (
        "of nobody in the persons of that year; expected the same "
        "'person' in both tables: deliver persons and pupils of one moment"
    ),
    ("pupils", "no_home"): (
        "of persons without a home area; expected a home: fill in "
        "'home' of the persons where it is known"
    ),
    ("jobs", "no_unit"): (
        "without an organisation or a place of work; expected both: fill in "
        "'organisation' and 'municipality' where they are known"
    ),
    ("jobs", "duplicate"): (
        "that only repeat a job of the same person at the same workplace; expected each job "
        "once: nothing needs doing unless there are many"
    ),
    ("jobs", "no_person"): (
        "of nobody in the persons of that year; expected the same "
        "'person' in both tables: deliver persons and jobs of one moment"
    ),
    ("jobs", "no_home"): (
        "of persons without a home area; expected a home: fill in "
        "'home' of the persons where it is known"
    ),
}
"""What is said after 'left out so many rows', by table and reason of loss."""


def warnings_of(linkage: Linkage) -> Iterator[str]:
    """A message for every kind of loss that occurs, over all years."""
    for (table, reason), words in WARNINGS.items():
        rows = sum(one.lost.get(reason, 0) for one in linkage if one.table == table)
        if rows:
            yield f"{table}: left out {counted(rows)} {words}"
    several = sum(one.several_jobs for one in linkage)
    if several:
        yield (
            f"jobs: kept every job of {counted(several, 'person')} with more than one in a year; "
            f"expected, so nothing needs doing"
        )


def nothing_linked(linkage: Linkage) -> Iterator[str]:
    """A message for every table of which nothing is left."""
    for table in dict.fromkeys(one.table for one in linkage):
        years = [one for one in linkage if one.table == table]
        if any(one.linked for one in years):
            continue
        lost = {reason: sum(one.lost.get(reason, 0) for one in years) for reason in REASONS}
        causes = ", ".join(f"{reason} {count:,}" for reason, count in lost.items() if count)
        yield (
            f"{table}: not one of {counted(sum(one.records for one in years))} could be linked "
            f"({causes}); expected most of them to be: see that 'person', 'year' and 'home' are "
            f"mapped to the right columns and that ids are written alike in all tables"
        )
