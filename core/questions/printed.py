"""What does an exhibit of the paper print, and what does this release come to in the same cell?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import pyarrow as pa

from core.groups.scheme import ALL
from core.language import LANGUAGES, Language, text
from core.published import EXHIBITS, Cell, PrintedCell, printed_cells
from core.questions.accumulation import Accumulation
from core.questions.answer import Answer, Column
from core.questions.compensation import Compensation
from core.questions.context import context_of
from core.questions.domain import Choice
from core.questions.nodes import YEARS, NodeQuestion, year_of_setting
from core.questions.opportunities import Opportunities
from core.questions.question import Question, parameter
from core.questions.relation import Relation
from core.questions.together import OUTSIDE_G4, TOGETHER, together_name
from core.release import Release

KINDS: Mapping[str, type[NodeQuestion]] = {
    "opportunity": Opportunities,
    "relation": Relation,
    "accumulation": Accumulation,
    "compensation": Compensation,
}
GROUP_SHARE = "group_share"
COEFFICIENTS = ("r", "partial_r", "slope")
COLUMNS = (
    Column("fact", "name"),
    Column("item", "key"),
    Column("place", "code", "place"),
    Column("origin", "code", "origin_2005"),
    Column("generation", "code", "generation"),
    Column("stratum", "code", "stratum"),
    Column("whom", "code", "whom"),
    Column("measure", "code", "columns"),
    Column("printed", "key"),
    Column("words", "code", "printed"),
    Column("obtained_share", "share"),
    Column("obtained_people", "people"),
    Column("obtained_coefficient", "coefficient"),
    Column("state", "state"),
    Column("reason", "state"),
)
OBTAINED = ("obtained_share", "obtained_people", "obtained_coefficient")
_KINDS = dict(zip(OBTAINED, (pa.float64(), pa.int64(), pa.float64()), strict=True))
_SCHEMA = pa.schema([pa.field(one.name, _KINDS.get(one.name, pa.string())) for one in COLUMNS])

Rows = Mapping[tuple[str, ...], Mapping[str, Any]]


@dataclass(frozen=True)
class Printed(Question):
    """The figures that the text of the paper gives of one exhibit, beside those obtained."""

    name: ClassVar[str] = "printed"

    exhibit: str = parameter(Choice(tuple(EXHIBITS)), "table_1")
    year: int | None = parameter(YEARS, None)

    @property
    def setting(self) -> str:
        """School for pupils, work for employees: each exhibit is about one of them."""
        return self.cells()[0].cell.setting

    def cells(self) -> tuple[PrintedCell, ...]:
        """The printed cells of the exhibit."""
        return tuple(one for one in printed_cells() if one.exhibit == self.exhibit)

    def answer(self, release: Release) -> Answer:
        """A row for each printed figure."""
        year = year_of_setting(release, self.setting, self.year)
        found = self._found(release, year)
        rows = [_row(one, found) for one in self.cells()]
        frame = pa.Table.from_pylist(rows, schema=_SCHEMA)
        plain = {one.cell.places[0] for one in self.cells() if len(one.cell.places) == 1}
        context = context_of(release, (year,), ("origin_2005",), ("C01",), sorted(plain))
        named = {**context.places, TOGETHER: together_name(OUTSIDE_G4)}
        sentences = {one: self._sentence(rows, year, one) for one in LANGUAGES}
        return Answer(self, frame, COLUMNS, replace(context, places=named), sentences)

    def _found(self, release: Release, year: int) -> Rows:
        """The rows in which the printed cells stand, by node."""
        cells = [one.cell for one in self.cells()]
        found: dict[tuple[str, ...], Mapping[str, Any]] = {}
        for asked in dict.fromkeys((one.table, one.residents, _split(one)) for one in cells):
            table, residents, by = asked
            own = [one for one in cells if (one.table, one.residents, _split(one)) == asked]
            question = KINDS[table](
                setting=self.setting,
                year=year,
                places=tuple(dict.fromkeys(map(_place, own))),
                together=next((one.places for one in own if len(one.places) > 1), ()),
                origin=tuple(dict.fromkeys((ALL, *(one.origin for one in own)))),
                by=by,
                **({"residents": residents} if residents else {}),
            )
            for row in question.answer(release).rows():
                node = (row["place"], row["origin"], row["generation"], row["stratum"])
                found[(table, residents, *node)] = row
        return found

    def _sentence(self, rows: Sequence[Mapping[str, Any]], year: int, language: Language) -> str:
        exhibit = text(f"exhibit.{self.exhibit}", language)
        return text("sentence.printed", language, exhibit=exhibit, count=len(rows), year=year)


def _split(cell: Cell) -> str:
    """What a cell is split by, beside place and origin."""
    if cell.generation != ALL:
        return "generation"
    return "stratum" if cell.stratum != ALL else "none"


def _place(cell: Cell) -> str:
    return TOGETHER if len(cell.places) > 1 else cell.places[0]


def _row(one: PrintedCell, found: Rows) -> dict[str, Any]:
    cell = one.cell
    node = (cell.table, cell.residents, _place(cell), cell.origin, cell.generation, cell.stratum)
    row = found.get(node)
    unit = _unit(cell.measure)
    obtained = None if row is None else _obtained(cell, row, found)
    lacking = {"state": "missing", "reason": "no_data"}
    judged = lacking if row is None else {name: row[name] for name in lacking}
    return {
        "fact": one.fact.id,
        "item": one.value,
        "place": _place(cell),
        "origin": cell.origin,
        "generation": cell.generation,
        "stratum": cell.stratum,
        "whom": cell.residents or ALL,
        "measure": cell.measure,
        "printed": {value.name: value.published for value in one.fact.values}[one.value],
        "words": one.code,
        **{name: obtained if name == unit else None for name in OBTAINED},
        **judged,
    }


def _unit(measure: str) -> str:
    if measure in COEFFICIENTS:
        return "obtained_coefficient"
    return "obtained_people" if measure == "people" else "obtained_share"


def _obtained(cell: Cell, row: Mapping[str, Any], found: Rows) -> float | None:
    """The measure of a row; a group's share is that of all people of the same place."""
    if cell.measure != GROUP_SHARE:
        measured: float | None = row[cell.measure]
        return measured
    whole = found.get((cell.table, cell.residents, _place(cell), ALL, ALL, ALL), {}).get("people")
    return row["people"] / whole if whole and row["people"] is not None else None
