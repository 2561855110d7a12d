"""How large is the share with a Dutch background around people, at home and in the setting?"""

from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa
import pyarrow.compute as pc

from core.language import LANGUAGES, Language, percent, points, text
from core.questions.answer import Answer, Column, Context
from core.questions.nodes import NODE_COLUMNS, NodeQuestion
from core.questions.sentences import first_shown, node_words
from core.questions.shares import share_columns, with_shares
from core.release import Release

COLUMNS = (
    *NODE_COLUMNS,
    Column("people", "people"),
    Column("neighbourhood_share", "share"),
    Column("setting_share", "share"),
    Column("gap", "points"),
    *share_columns("same_municipality_share"),
    Column("same_municipality_reason", "state"),
    Column("state", "state"),
    Column("reason", "state"),
)
CAVEATS = {
    "school": ("C01", "C03", "C04", "C16", "C18"),
    "work": ("C01", "C03", "C04", "C05", "C18"),
}


@dataclass(frozen=True)
class Opportunities(NodeQuestion):
    """Mean native share in the neighbourhood and at school or work (Figures 1–4 of the paper)."""

    name: ClassVar[str] = "opportunities"

    def answer(self, release: Release) -> Answer:
        """A row per place and group."""
        columns = ("people", "neighbourhood_share", "setting_share", "same_municipality")
        rows = self.node_rows(release, "opportunity", columns, {}, columns[-1:])
        gap = pc.subtract(rows["setting_share"], rows["neighbourhood_share"])
        rows = rows.append_column("gap", gap)
        rows = with_shares(rows, columns[-1:], coded=release.has_noise)
        rows = rows.select([column.name for column in COLUMNS])
        context = self.context(release, CAVEATS[self.setting])
        return Answer(
            self,
            rows,
            COLUMNS,
            context,
            {one: self._sentence(rows, context, one) for one in LANGUAGES},
        )

    def _sentence(self, rows: pa.Table, context: Context, language: Language) -> str:
        row = first_shown(rows)
        if row is None or row["gap"] is None:
            return text("sentence.nothing_shown", language)
        direction = "same" if round(row["gap"], 2) == 0 else "more" if row["gap"] > 0 else "less"
        return text(
            f"sentence.opportunities.{self.setting}.{direction}",
            language,
            **node_words(row, context, self.setting, language),
            home=percent(row["neighbourhood_share"], language),
            there=percent(row["setting_share"], language),
            gap=points(abs(row["gap"]), language).lstrip("+"),
        )
