"""Why has a municipality its type? Every condition of every type, with the figure and the limit."""

from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa

from core.errors import NotInReleaseError
from core.language import LANGUAGES, Language, text
from core.questions.answer import Answer, Column, Context
from core.questions.context import context_of, require_places, year_in
from core.questions.domain import Several
from core.questions.question import parameter
from core.questions.sentences import place_name
from core.questions.types import CAVEATS, TypologyQuestion
from core.questions.typology import PRIMARY_ORDER, SIGNS
from core.questions.typology.signs import signs_in
from core.questions.typology.words import Held, conditions_of, nearest_rule, reason
from core.release import Release

COLUMNS = (
    Column("municipality_type", "code", "grouping"),
    Column("condition", "code", "condition"),
    Column("whose", "code", "whose"),
    Column("value_share", "share"),
    Column("limit_share", "share"),
    Column("value_number", "coefficient"),
    Column("limit_number", "coefficient"),
    Column("direction", "code", "direction_short"),
    Column("holds", "code", "typology"),
)
MUNICIPALITY = Several(r"GM[0-9]{4}", 1, ("GM0363", "GM0034"))


@dataclass(frozen=True)
class Reasons(TypologyQuestion):
    """The conditions of all types for one municipality."""

    name: ClassVar[str] = "reasons"

    place: tuple[str, ...] = parameter(MUNICIPALITY, ())

    def answer(self, release: Release) -> Answer:
        """A row per type and condition, types in their order."""
        require_places(release, self.place, "place")
        year = year_in(release, self.year)
        signs = signs_in(release, year)
        found = dict(zip(signs.places, signs.people.tolist(), strict=True))
        code = self.place[0] if self.place else max(found, key=lambda one: found[one], default="")
        if not found.get(code):
            raise NotInReleaseError(
                f"place: the origin groups of {code or 'any municipality'} aren't known in {year}",
                "place",
                lacks="groups" if code else "",
            )
        held = tuple(conditions_of(signs, signs.places.index(code), self.limits()))
        context = context_of(release, (year,), ("origin_18",), CAVEATS, (code,))
        sentences = {one: _sentence(held, code, context, one) for one in LANGUAGES}
        frame = pa.Table.from_pylist([_row(one) for one in held], schema=_SCHEMA)
        return Answer(self, frame, COLUMNS, context, sentences)


def held_types(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    """The types whose conditions all hold, the primary one first."""
    failed = {row["municipality_type"] for row in rows if row["holds"] == "no"}
    return tuple(one for one in PRIMARY_ORDER if one not in failed)


def _sentence(held: tuple[Held, ...], code: str, context: Context, language: Language) -> str:
    types = held_types([_row(one) for one in held])
    words = {"where": place_name(code, context, language), "year": context.years[0]}
    if not types:
        near = nearest_rule(held).municipality_type
        failed = [one for one in held if one.municipality_type == near and not one.holds]
        return text(
            "sentence.reasons.none",
            language,
            kind=text(f"type_one.{near}", language),
            reasons="; ".join(reason(one, language) for one in failed),
            **words,
        )
    own = [one for one in held if one.municipality_type == types[0]]
    also = text("typology.and", language).join(text(f"type_one.{t}", language) for t in types[1:])
    return text(
        "sentence.reasons.several" if also else "sentence.reasons.one",
        language,
        kind=text(f"type_one.{types[0]}", language),
        also=also,
        reasons="; ".join(reason(one, language) for one in own),
        **words,
    )


def _row(held: Held) -> dict[str, Any]:
    is_share = SIGNS[held.condition.sign] == "share"
    value = None if np.isnan(held.value) else held.value
    return {
        "municipality_type": held.municipality_type,
        "condition": held.condition.code,
        "whose": held.condition.whose,
        "value_share": value if is_share else None,
        "limit_share": held.limit if is_share else None,
        "value_number": None if is_share else value,
        "limit_number": None if is_share else held.limit,
        "direction": held.condition.direction,
        "holds": "yes" if held.holds else "no",
    }


_SCHEMA = pa.schema(
    {
        **dict.fromkeys(("municipality_type", "condition", "whose"), pa.string()),
        **dict.fromkeys(
            ("value_share", "limit_share", "value_number", "limit_number"), pa.float64()
        ),
        "direction": pa.string(),
        "holds": pa.string(),
    }
)
