"""How many records could be linked to a person with a home, and why others could not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.language import Language, number, percent, text

REASONS = ("no_unit", "duplicate", "no_person", "no_home")
"""Why a record is lost, the first that applies: without school or place of work, the same job
twice, without a person of that year, or a person without a home area."""


@dataclass(frozen=True)
class Linked:
    """The records of one table and year."""

    table: str
    """persons, pupils or jobs."""
    year: int
    records: int
    linked: int
    lost: Mapping[str, int]
    """By reason, only those that occur."""
    several_jobs: int = 0
    """Persons with more than one job, each of which counts."""

    @property
    def share(self) -> float:
        """Linked of all records, 0–1; NaN without records."""
        return self.linked / self.records if self.records else float("nan")


Linkage = tuple[Linked, ...]


def linkage_as_json(linkage: Linkage) -> dict[str, Any]:
    """Table → year → counts, as a bundle keeps it."""
    kept: dict[str, Any] = {}
    for one in linkage:
        counts: dict[str, Any] = {
            "records": one.records,
            "linked": one.linked,
            "share_percent": round(100 * one.share, 1),
            "lost": dict(one.lost),
        }
        if one.table == "jobs":
            counts["several_jobs"] = one.several_jobs
        kept.setdefault(one.table, {})[str(one.year)] = counts
    return kept


def linkage_of(kept: Mapping[str, Any]) -> Linkage:
    """The linkage that a bundle keeps."""
    return tuple(
        Linked(
            table,
            int(year),
            counts["records"],
            counts["linked"],
            counts["lost"],
            counts.get("several_jobs", 0),
        )
        for table, years in kept.items()
        for year, counts in years.items()
    )


def linkage_lines(linkage: Linkage, language: Language) -> Iterator[str]:
    """The report, one line for each table and year and one for each reason of loss."""
    for one in linkage:
        yield text(
            "linkage.linked",
            language,
            table=text(f"linkage.table.{one.table}", language),
            year=one.year,
            linked=number(one.linked, language),
            records=number(one.records, language),
            share=percent(one.share, language, 1),
        )
        for reason, count in one.lost.items():
            key = f"linkage.lost.{reason}"
            yield "  " + text(key, language, count=number(count, language))
        if one.several_jobs:
            count_text = number(one.several_jobs, language)
            yield "  " + text("linkage.several_jobs", language, count=count_text)
