"""Which type is each municipality, by rules with visible limits?"""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import pyarrow as pa

from core.language import LANGUAGES, Language, number, text
from core.places.types import MUNICIPALITY_TYPES, labels_at
from core.questions.answer import Answer, Column
from core.questions.context import context_of, year_in
from core.questions.domain import Choice, Several
from core.questions.nodes import YEARS
from core.questions.question import Question, parameter
from core.questions.typology import CONDITIONS, RULES, SIGNS, Limits, Typed, typed
from core.questions.typology.signs import left_out, signs_in
from core.questions.typology.typing import NONE
from core.questions.typology.words import STEPS, limit_words
from core.release import Release

BY = ("rules", "sources")
UNMOVED = "none"
MOVABLE = tuple(code for code, one in CONDITIONS.items() if SIGNS[one.sign] in STEPS)
RULE = Choice((UNMOVED, *MOVABLE))
LIMIT = Several(r"-?[0-9]{1,3}", 1, ("48", "50", "3", "100", "-6"))
CAVEATS = ("C12", "C11", "C10")
COLUMNS = (
    Column("place", "code", "place"),
    Column("municipality_type", "code", "grouping"),
    Column("second_type", "code", "grouping"),
    Column("third_type", "code", "grouping"),
    Column("source_type", "code", "grouping"),
    Column("people", "people"),
)


@dataclass(frozen=True)
class TypologyQuestion(Question):
    """What questions on types share: the year, and a limit that may be moved."""

    year: int | None = parameter(YEARS, None)
    rule: str = parameter(RULE, UNMOVED)
    limit: tuple[str, ...] = parameter(LIMIT, ())

    def limits(self) -> Limits:
        """The moved limit as a figure."""
        if self.rule == UNMOVED or not self.limit:
            return {}
        steps = STEPS[SIGNS[CONDITIONS[self.rule].sign]]
        return {self.rule: int(self.limit[0]) / steps}


@dataclass(frozen=True)
class Types(TypologyQuestion):
    """Every municipality with its types, by our rules and by the sources."""

    name: ClassVar[str] = "types"

    typed_by: str = parameter(Choice(BY), BY[0])

    def answer(self, release: Release) -> Answer:
        """A row per municipality, by code; its types in order, the primary one first."""
        year = year_in(release, self.year)
        signs = signs_in(release, year)
        found = types_by(self.typed_by, release, year, self.limits())
        people = dict(zip(signs.places, signs.people.tolist(), strict=True))
        rows = [_row(one, release.vintage, people) for one in found]
        places = [row["place"] for row in rows]
        context = context_of(release, (year,), ("origin_18",), CAVEATS, places)
        context = replace(context, remarks=left_out(release, year))
        before = types_by(self.typed_by, release, year, {})
        sentences = {one: self._sentence(year, found, before, one) for one in LANGUAGES}
        frame = pa.Table.from_pylist(rows, schema=_SCHEMA)
        return Answer(self, frame, COLUMNS, context, sentences)

    def _sentence(
        self, year: int, found: tuple[Typed, ...], before: tuple[Typed, ...], language: Language
    ) -> str:
        counts, earlier = (Counter(t for o in every for t in o.types) for every in (found, before))
        limits = self.limits()
        if not limits or self.typed_by != BY[0]:
            with_type = sum(1 for one in found if one.types)
            words = {"count": number(with_type, language), "all": number(len(found), language)}
            several = number(sum(1 for one in found if len(one.types) > 1), language)
            key = "sentence.types.all" if self.typed_by == BY[0] else "sentence.types.sources"
            return text(key, language, year=year, several=several, **words)
        condition = CONDITIONS[self.rule]
        kind = _type_of(self.rule)
        return text(
            "sentence.types.moved",
            language,
            year=year,
            kind=text(f"grouping.{kind}", language).lower(),
            limit=limit_words(condition, limits[self.rule], language),
            was=limit_words(condition, condition.limit, language),
            count=number(counts[kind], language),
            before=number(earlier[kind], language),
        )


def _type_of(code: str) -> str:
    return next(
        rule.municipality_type
        for rule in RULES
        if any(condition.code == code for condition in rule.conditions)
    )


def types_by(by: str, release: Release, year: int, limits: Limits) -> tuple[Typed, ...]:
    """Every municipality with people, typed by our rules or as the sources name it."""
    signs = signs_in(release, year)
    if by == BY[0]:
        return typed(signs, limits)
    return tuple(
        Typed(code, source_types(code, release.vintage))
        for row, code in enumerate(signs.places)
        if signs.people[row] > 0
    )


def source_types(code: str, vintage: int) -> tuple[str, ...]:
    """The types that the sources give a municipality, or those that went into it."""
    named = dict.fromkeys(label.municipality_type for label in labels_at(code, vintage))
    return tuple(named)


def _row(one: Typed, vintage: int, people: dict[str, float]) -> dict[str, Any]:
    padded = (*one.types, NONE, NONE, NONE)
    return {
        "place": one.place,
        "municipality_type": padded[0],
        "second_type": padded[1],
        "third_type": padded[2],
        "source_type": next(iter(source_types(one.place, vintage)), NONE),
        "people": round(people[one.place]),
    }


_SCHEMA = pa.schema(
    {
        "place": pa.string(),
        "municipality_type": pa.string(),
        "second_type": pa.string(),
        "third_type": pa.string(),
        "source_type": pa.string(),
        "people": pa.int64(),
    }
)
ORDER = (*MUNICIPALITY_TYPES, NONE)
"""The types as figures and lists have them, those without one last."""
