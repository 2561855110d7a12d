"""The words in which an answer names its groups, so that sentences read as sentences."""

from typing import Any

import pyarrow as pa

from core.groups.scheme import ALL
from core.groups.setting import setting
from core.language import Language, number, percent, text
from core.questions.answer import Context, Remark
from core.questions.shares import decimals_of

SHOWN = ("value", "low_reliability")


def first_shown(rows: pa.Table) -> dict[str, Any] | None:
    """The first row whose figures a reader may see."""
    for row in rows.to_pylist():
        if row["state"] in SHOWN:
            found: dict[str, Any] = row
            return found
    return None


def first_told(
    rows: pa.Table, name: str, context: Context, language: Language, most: int = 1
) -> tuple[dict[str, Any], str] | None:
    """The first row of which a share is told, with its words."""
    for row in rows.to_pylist():
        decimals = min(most, decimals_of(row, context.protection))
        words = told_share(row, name, language, decimals) if row["state"] in SHOWN else None
        if words is not None:
            return row, words
    return None


def told_share(row: dict[str, Any], name: str, language: Language, decimals: int = 0) -> str | None:
    """A share within a sentence: a figure, at most or at least one, or between two; or nothing."""
    value, low, high = (row[f"{name}{end}"] for end in ("", "_low", "_high"))
    if low is None or high is None:
        return None
    if low == high:
        return percent(value, language, decimals)
    words = {"low": percent(low, language), "high": percent(high, language)}
    end = "at_most" if low == 0 else "at_least" if high == 1 else "between"
    return text(f"share.{end}", language, **words)


def category_name(dimension: str, code: str, setting_code: str, language: Language) -> str:
    """The name of a category as it stands in a table."""
    if dimension == "origin":
        return text(f"origin_2005.{code}", language)
    scheme = setting(setting_code).stratum.code if dimension == "stratum" else dimension
    return text(f"{scheme}.{code}", language)


def place_name(code: str, context: Context, language: Language) -> str:
    """The name of a place in the rows."""
    nl, en = context.places[code]
    return nl if language == "nl" else en


def node_words(
    row: dict[str, Any], context: Context, setting_code: str, language: Language
) -> dict[str, str]:
    """Place and group of a row, as words in a sentence: 'pupils with a Turkish background'."""
    who = text(f"people_of.{setting_code}", language)
    if row["origin"] != ALL:
        background = text(f"origin_phrase.{row['origin']}", language)
        who = f"{who} {background}"
    extras = [
        category_name(name, row[name], setting_code, language).lower()
        for name in ("generation", "gender", "stratum")
        if row[name] != ALL
    ]
    if extras:
        who = f"{who} ({', '.join(extras)})"
    where = place_name(row["place"], context, language)
    return {"who": who, "where": where, "year": str(context.years[0])}


def remark_words(remark: Remark, context: Context, language: Language) -> str:
    """A remark as a sentence."""
    place = place_name(remark.place, context, language) if remark.place else ""
    return text(
        f"remark.{remark.about}",
        language,
        year=remark.year,
        place=place,
        other_year=remark.other_year,
        count=number(remark.count, language),
    )
