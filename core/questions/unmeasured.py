"""Why segregation isn't told of a place: in a reader's words, from the reasons of its rows."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from core.language import Language, has_text, text
from core.questions.answer import Context
from core.questions.sentences import place_name


def why_unmeasured(rows: Iterable[Mapping[str, Any]], context: Context, language: Language) -> str:
    """The reason that most rows have; that nothing can be shown where there is none to tell."""
    found = [row for row in rows if row["reason"] != "none"]
    reasons = Counter(row["reason"] for row in found).most_common(1)
    key = f"sentence.unmeasured.{reasons[0][0]}" if reasons else ""
    if not has_text(key):
        return text("sentence.nothing_shown", language)
    return text(key, language, where=place_name(found[0]["place"], context, language))
