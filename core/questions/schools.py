"""Are schools like their neighbourhoods? What earlier research found, beside these figures.

The paper cites two figures on schools. Both are also about primary schools, of which there are
no records, so what stands beside them is the nearest that can be had: secondary schools, and
their pupils.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import pyarrow as pa

from core.groups.scheme import ALL
from core.groups.setting import SCHOOL
from core.language import LANGUAGES, Language, percent, text
from core.published import published
from core.questions.answer import Answer, Column, Context
from core.questions.compensation import Compensation
from core.questions.nodes import COUNTRY, YEARS
from core.questions.question import Question, parameter
from core.questions.sentences import SHOWN, told_share
from core.questions.shares import share_columns, with_share
from core.release import Release

MOSTLY = "mostly_non_western"
SIDES = {
    "mirror": ("mirror_within_10pp", ("equal",)),
    "more": ("too_white", ("more", "much_more")),
    "fewer": ("too_black", ("much_less", "less")),
}
"""Where a school lies against the neighbourhood: the printed value, and our bands."""
COLUMNS = (
    Column("measure", "code", "schools_measure"),
    Column("printed_share", "share"),
    *share_columns("own_share"),
    Column("state", "state"),
    Column("reason", "state"),
)
CAVEATS = ("C04", "C01")
Row = dict[str, Any]


@dataclass(frozen=True)
class Schools(Question):
    """How schools lie against their neighbourhoods, as printed and in these figures."""

    name: ClassVar[str] = "schools"

    year: int | None = parameter(YEARS, None)

    def answer(self, release: Release) -> Answer:
        """A row on the mix of schools, and three on how they lie against the neighbourhood."""
        asked = Compensation(
            setting=SCHOOL.code, year=self.year, places=(COUNTRY,), origin=(ALL,)
        ).answer(release)
        rows = [_mixture(release, asked.context.years[0]), *_sides(asked, release)]
        sentences = {one: _sentence(rows, asked.context, one) for one in LANGUAGES}
        context = replace(asked.context, caveats=CAVEATS)
        return Answer(self, pa.Table.from_pylist(rows, schema=_SCHEMA), COLUMNS, context, sentences)


def _printed(fact: str, value: str) -> float:
    (found,) = (one for one in published()[fact].values if one.name == value)
    return float(found.published) / 100


def _mixture(release: Release, year: int) -> Row:
    part = release.mostly_non_western.get(year)
    own = dict.fromkeys((f"own_share{end}" for end in ("", "_low", "_high")), part)
    is_known = part is not None
    return {
        "measure": MOSTLY,
        "printed_share": _printed("P-062", "share_of_schools"),
        **own,
        "state": "value" if is_known else "missing",
        "reason": "none" if is_known else "no_data",
    }


def _sides(asked: Answer, release: Release) -> Iterator[Row]:
    """Pupils by how their school lies against their neighbourhood, at ten points or more."""
    for side, (value, bands) in SIDES.items():
        told = with_share(asked.frame, side, bands, coded=release.has_noise).to_pylist()
        row = told[0] if told else {"state": "missing", "reason": "no_data"}
        yield {
            "measure": side,
            "printed_share": _printed("P-063", value),
            **{f"own_share{end}": row.get(f"{side}_share{end}") for end in ("", "_low", "_high")},
            "state": row["state"],
            "reason": row["reason"],
        }


def _sentence(rows: list[Row], context: Context, language: Language) -> str:
    found = {row["measure"]: row for row in rows if row["state"] in SHOWN}
    told = {one: told_share(row, "own_share", language) for one, row in found.items()}
    if told.get("mirror") is None:
        return text("sentence.nothing_shown", language)
    words = {"year": context.years[0], "mirror": told["mirror"]}
    words |= {"printed": percent(_printed("P-063", "mirror_within_10pp"), language)}
    kind = "both" if told.get(MOSTLY) else "mirror"
    return text(f"sentence.schools.{kind}", language, **words, mostly=told.get(MOSTLY))


_SCHEMA = pa.schema(
    {
        "measure": pa.string(),
        "printed_share": pa.float64(),
        **{f"own_share{end}": pa.float64() for end in ("", "_low", "_high")},
        "state": pa.string(),
        "reason": pa.string(),
    }
)
