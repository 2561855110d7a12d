"""How long do immigrants stay, by type of municipality? A table as it was printed."""

from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa

from core.language import LANGUAGES, Language, percent, text
from core.published.length_of_stay import (
    CLASSES,
    COHORTS,
    PLACE_IN_SOURCE,
    PUBLICATION,
    PUBLISHED_IN,
    PUBLISHER,
    REMARKS,
    TABLE,
    TOTAL,
    TYPE_ROWS,
)
from core.questions.answer import Answer, Column, Context, Source
from core.questions.domain import Choice
from core.questions.question import Question, parameter
from core.release import Release

__all__ = ["REMARKS", "Stay"]

COLUMNS = (
    Column("row", "code", "grouping"),
    Column("cohort", "name"),
    *(Column(f"{one}_share", "share") for one in CLASSES),
    Column("sum_share", "share"),
)


@dataclass(frozen=True)
class Stay(Question):
    """Length of stay of two cohorts of immigrants; the same in every release."""

    name: ClassVar[str] = "stay"

    municipality_type: str = parameter(Choice((TOTAL, *TYPE_ROWS)), TOTAL)

    def answer(self, release: Release) -> Answer:
        """A row per type and cohort, with the sum of the printed figures."""
        rows = [
            {
                "row": one.row,
                "cohort": one.cohort.replace("-", "–"),
                **{f"{name}_share": getattr(one, name) / 100 for name in CLASSES},
                "sum_share": round(sum(getattr(one, name) for name in CLASSES), 1) / 100,
            }
            for one in TABLE
        ]
        sentences = {one: self._sentence(one) for one in LANGUAGES}
        frame = pa.Table.from_pylist(rows, schema=_SCHEMA)
        return Answer(self, frame, COLUMNS, _context(release), sentences)

    def _sentence(self, language: Language) -> str:
        leavers = {
            (one.row, one.cohort): percent(one.below_two / 100, language, 1) for one in TABLE
        }
        before, after = (leavers[self.municipality_type, cohort] for cohort in COHORTS)
        return text(
            f"sentence.stay.{'total' if self.municipality_type == TOTAL else 'type'}",
            language,
            where=text(f"stay_phrase.{self.municipality_type}", language),
            before=before,
            after=after,
            total=leavers[TOTAL, COHORTS[-1]],
        )


def _context(release: Release) -> Context:
    """Printed figures rest on no release; its name says beside which figures they were shown."""
    source = Source(PUBLISHER, f"{PUBLICATION}, {PLACE_IN_SOURCE}", "")
    return Context(
        release.id,
        "published",
        "",
        (PUBLISHED_IN,),
        (),
        (source,),
        ("C12", "C13"),
        series=release.series,
    )


_SCHEMA = pa.schema(
    {
        "row": pa.string(),
        "cohort": pa.string(),
        **{f"{one}_share": pa.float64() for one in CLASSES},
        "sum_share": pa.float64(),
    }
)
