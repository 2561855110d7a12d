"""One published value, held against what was obtained, in words that a stranger can follow."""

from dataclasses import dataclass
from typing import Any

from core.demo.targets.figures import Between
from core.demo.targets.reasons import CANNOT_BE_MET, GIVEN
from core.language import Language
from core.published import Published, PublishedValue


@dataclass(frozen=True)
class Outcome:
    """One published value with what was obtained."""

    fact: Published
    value: PublishedValue
    obtained: float

    @property
    def is_within(self) -> bool:
        """Whether it lies in the interval of acceptance, as far as the release tells.

        What can't be had does not. What a protected release tells no closer than between two
        values does if that leaves room for it.
        """
        low, high = self.value.accept
        least, most = self.between
        return least <= high and most >= low

    @property
    def between(self) -> tuple[float, float]:
        """The values between which it lies; both the same where nothing is in doubt."""
        obtained = self.obtained
        if isinstance(obtained, Between):
            return obtained.low, obtained.high
        return obtained, obtained

    @property
    def missed_by(self) -> float:
        """How far outside it lies; 0 within."""
        low, high = self.value.accept
        least, most = self.between
        return max(low - most, least - high, 0.0)

    def row(self, language: Language) -> dict[str, Any]:
        """As every command that judges prints it."""
        low, high = self.value.accept
        return {
            "name": f"{self.fact.id} {self.value.name}",
            "figure": round(float(self.obtained), 4),
            "unit": self.value.unit,
            "limit": [low, high],
            "ok": self.is_within,
            "id": self.fact.id,
            "statement": self.fact.statement[language],
            "published": self.value.published,
            "missed_by": round(self.missed_by, 4),
            "priority": self.fact.priority,
            "given": self._given(language),
            "reason": self._reason(language),
        }

    def _given(self, language: Language) -> str:
        """What protection leaves open, where the value is within for that alone."""
        low, high = self.value.accept
        obtained = self.obtained
        if not isinstance(obtained, Between) or low <= obtained <= high or not self.is_within:
            return ""
        words = GIVEN[obtained.because].side(language)
        return words.format(low=f"{obtained.low:.10g}", high=f"{obtained.high:.10g}")

    def _reason(self, language: Language) -> str:
        """Why it is missed, where that is known."""
        why = CANNOT_BE_MET.get(self.fact.id)
        return "" if self.is_within or why is None else why.side(language)
