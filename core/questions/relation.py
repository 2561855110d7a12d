"""How strongly do the shares at home and in the setting go together?"""

from dataclasses import dataclass
from typing import ClassVar

import pyarrow as pa

from core.language import LANGUAGES, Language, coefficient, text
from core.questions.answer import Answer, Column, Context
from core.questions.nodes import NODE_COLUMNS, NodeQuestion
from core.questions.sentences import first_shown, node_words
from core.release import Release

LINE = ("intercept", "slope", "r_squared", "r", "partial_r", "se_intercept", "se_slope")
COLUMNS = (
    *NODE_COLUMNS,
    Column("people", "people"),
    Column("intercept", "share"),
    Column("slope", "coefficient"),
    *(Column(name, "correlation") for name in ("r_squared", "r", "partial_r")),
    Column("se_intercept", "share"),
    Column("se_slope", "coefficient"),
    Column("areas", "people"),
    Column("units", "people"),
    Column("state", "state"),
    Column("reason", "state"),
)


@dataclass(frozen=True)
class Relation(NodeQuestion):
    """The line of the setting share on the neighbourhood share (Tables 1 and 4 of the paper)."""

    name: ClassVar[str] = "relation"

    def answer(self, release: Release) -> Answer:
        """A row per place and group: line, correlations, standard errors clustered both ways."""
        rows = self.node_rows(release, "relation", ("people", *LINE, "areas", "units"), {})
        rows = rows.select([column.name for column in COLUMNS])
        context = self.context(release, ("C01", "C02", "C18"))
        sentences = {one: self._sentence(rows, context, one) for one in LANGUAGES}
        return Answer(self, rows, COLUMNS, context, sentences)

    def _sentence(self, rows: pa.Table, context: Context, language: Language) -> str:
        row = first_shown(rows)
        if row is None:
            return text("sentence.nothing_shown", language)
        return text(
            f"sentence.relation.{self.setting}.{'less' if row['slope'] < 0 else 'more'}",
            language,
            **node_words(row, context, self.setting, language),
            points_there=coefficient(abs(10 * row["slope"]), language, 1),
            r=coefficient(row["r"], language),
        )
