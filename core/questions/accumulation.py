"""Who has few opportunities twice: in the neighbourhood and at school or work?"""

from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa

from core.groups.bands import CONTACT_POOR_PERCENT, THRESHOLDS_PERCENT
from core.language import LANGUAGES, Language, text
from core.questions.answer import Answer, Column, Context
from core.questions.domain import Whole
from core.questions.nodes import NODE_COLUMNS, NodeQuestion
from core.questions.question import parameter
from core.questions.sentences import first_told, node_words
from core.questions.shares import share_columns, with_shares
from core.release import Release

CELLS = ("both", "neighbourhood_only", "setting_only", "neither")
COLUMNS = (
    *NODE_COLUMNS,
    Column("people", "people"),
    *(Column(cell, "people") for cell in CELLS),
    *share_columns(*(f"{cell}_share" for cell in CELLS)),
    *(Column(f"{cell}_reason", "state") for cell in CELLS),
    Column("state", "state"),
    Column("reason", "state"),
)
CAVEATS = {"school": ("C01", "C04", "C16"), "work": ("C01", "C04", "C05")}


@dataclass(frozen=True)
class Accumulation(NodeQuestion):
    """Share below a threshold in both, one or neither (Tables 2 and 5 of the paper)."""

    name: ClassVar[str] = "accumulation"

    threshold: int = parameter(
        Whole(THRESHOLDS_PERCENT[0], THRESHOLDS_PERCENT[-1], 5),
        CONTACT_POOR_PERCENT,
    )

    def answer(self, release: Release) -> Answer:
        """A row per place and group, with four counts and their shares."""
        where = {"threshold": self.threshold}
        rows = self.node_rows(release, "accumulation", ("people", *CELLS), where, CELLS)
        rows = with_shares(rows, CELLS, coded=release.has_noise)
        rows = rows.select([column.name for column in COLUMNS])
        context = self.context(release, CAVEATS[self.setting])
        sentences = {one: self._sentence(rows, context, one) for one in LANGUAGES}
        return Answer(self, rows, COLUMNS, context, sentences)

    def _sentence(self, rows: pa.Table, context: Context, language: Language) -> str:
        found = first_told(rows, "both_share", context, language)
        if found is None:
            return text("sentence.nothing_shown", language)
        row, both = found
        return text(
            f"sentence.accumulation.{self.setting}",
            language,
            **node_words(row, context, self.setting, language),
            both=both,
            threshold=self.threshold,
        )
