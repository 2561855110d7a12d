"""An answer: rows, what they mean, what they rest on, and what to mind."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import pyarrow as pa

from core.language import Language

if TYPE_CHECKING:
    from core.questions.question import Question

Unit = Literal[
    "code",
    "name",
    "people",
    "share",
    "points",
    "coefficient",
    "correlation",
    "year",
    "percent",
    "state",
    "bound",
    "key",
    "figure",
]
DECIMALS: Mapping[Unit, int] = {"share": 1, "points": 1, "coefficient": 3, "correlation": 2}
"""Decimals to show; shares and points count in percent."""


@dataclass(frozen=True)
class Column:
    """One column of an answer; its heading is the text ``columns.<name>``."""

    name: str
    unit: Unit
    scheme: str = ""
    """Where the codes of the column have their names: a scheme, or ``place``."""


@dataclass(frozen=True)
class Source:
    """A publication or file that an answer rests on."""

    publisher: str
    title: str
    licence: str


@dataclass(frozen=True)
class Remark:
    """What to mind about these figures alone; its text is ``remark.<about>``."""

    about: str
    year: int
    """The year it is about, or from which it holds."""
    place: str = ""
    other_year: int = 0
    count: int = 0
    """Of how many places it holds, where none is named."""

    @property
    def is_break(self) -> bool:
        """Whether figures from its year on can't be compared with those of before."""
        return self.about.startswith("break_")


@dataclass(frozen=True)
class Context:
    """What travels with the figures wherever they go."""

    release: str
    basis: str
    protection: str
    years: tuple[int, ...]
    schemes: tuple[str, ...]
    sources: tuple[Source, ...]
    caveats: tuple[str, ...]
    """Ids of caveats; their texts are ``caveats.<id>``."""
    places: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Dutch and English name of every place in the rows."""
    series: str = ""
    """The series of the release, where it was opened from one."""
    remarks: tuple[Remark, ...] = ()
    """Breaks in a series, and other things that hold for these figures alone."""


@dataclass(frozen=True)
class Answer:
    """The rows that answer a question, with the question itself."""

    question: "Question"
    frame: pa.Table
    columns: tuple[Column, ...]
    context: Context
    sentences: Mapping[Language, str]
    """One true sentence per language, made from the rows."""

    def sentence(self, language: Language) -> str:
        """The answer in one sentence."""
        return self.sentences[language]

    def rows(self) -> list[dict[str, Any]]:
        """The rows as plain values."""
        rows: list[dict[str, Any]] = self.frame.to_pylist()
        return rows

    def as_json(self, language: Language) -> dict[str, Any]:
        """The answer as one JSON object: question, sentence, columns, rows and context."""
        context = self.context
        return {
            "question": {"name": self.question.name, **self.question.to_query()},
            "sentence": self.sentence(language),
            "columns": [vars(column) for column in self.columns],
            "rows": self.rows(),
            "context": {
                "release": context.release,
                "series": context.series,
                "basis": context.basis,
                "protection": context.protection,
                "years": context.years,
                "schemes": context.schemes,
                "sources": [vars(source) for source in context.sources],
                "caveats": context.caveats,
                "remarks": [vars(remark) for remark in context.remarks],
            },
        }
