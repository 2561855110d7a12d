"""Domains: what a parameter of a question may be, and how it is written in an address.

A domain reads and writes text, says what it expected, describes itself to the
OpenAPI document, and draws valid values for the tests that run over every
question.
"""

import random
import re
from dataclasses import dataclass
from typing import Any, Protocol

from core.errors import QuestionError

LONGEST_TEXT = 100
SEPARATOR = ","


class Domain(Protocol):
    """The values a parameter may take."""

    def read(self, written: str) -> Any:
        """The value written in an address; QuestionError says what was expected."""

    def write(self, value: Any) -> str:
        """The value as an address writes it."""

    def check(self, value: Any) -> None:
        """QuestionError where the value isn't of the domain."""

    def schema(self) -> dict[str, Any]:
        """The domain in JSON Schema."""

    def draw(self, rng: random.Random) -> Any:
        """Some valid value."""


def shown(written: str) -> str:
    """What someone wrote, short and harmless enough to repeat in a message."""
    kept = "".join(mark if mark.isprintable() else "?" for mark in written[:30])
    return f"'{kept}'" + ("…" if len(written) > len(kept) else "")


@dataclass(frozen=True)
class Choice:
    """One of a few codes."""

    codes: tuple[str, ...]

    def read(self, written: str) -> str:
        """The code, exactly as it stands."""
        self.check(written)
        return written

    def write(self, value: str) -> str:
        """The code itself."""
        return value

    def check(self, value: Any) -> None:
        """Only the listed codes."""
        if value not in self.codes:
            raise QuestionError(f"got {shown(str(value))}; expected one of {', '.join(self.codes)}")

    def schema(self) -> dict[str, Any]:
        """An enumeration."""
        return {"type": "string", "enum": list(self.codes)}

    def draw(self, rng: random.Random) -> str:
        """Any of the codes."""
        return rng.choice(self.codes)


@dataclass(frozen=True)
class Whole:
    """A whole number between two bounds, in steps; ``optional`` allows none at all."""

    lowest: int
    highest: int
    step: int = 1
    optional: bool = False

    def read(self, written: str) -> int | None:
        """The number; empty is none where that is allowed."""
        if not written and self.optional:
            return None
        if not re.fullmatch(r"[0-9]{1,6}", written):
            raise QuestionError(f"got {shown(written)}; expected {self._expected()}")
        self.check(int(written))
        return int(written)

    def write(self, value: int | None) -> str:
        """The number in digits."""
        return "" if value is None else str(value)

    def check(self, value: Any) -> None:
        """Within the bounds and on a step."""
        if value is None and self.optional:
            return
        fits = type(value) is int and self.lowest <= value <= self.highest
        if not fits or (value - self.lowest) % self.step:
            raise QuestionError(f"got {shown(str(value))}; expected {self._expected()}")

    def _expected(self) -> str:
        steps = f" in steps of {self.step}" if self.step > 1 else ""
        return f"a whole number from {self.lowest} to {self.highest}{steps}"

    def schema(self) -> dict[str, Any]:
        """A bounded integer."""
        bounds = {"minimum": self.lowest, "maximum": self.highest}
        return {"type": "integer", **bounds} | ({"multipleOf": self.step} if self.step > 1 else {})

    def draw(self, rng: random.Random) -> int:
        """Any number on a step."""
        return rng.randrange(self.lowest, self.highest + 1, self.step)


@dataclass(frozen=True)
class Several:
    """Codes of a pattern, each once, in the order in which they are wanted."""

    pattern: str
    most: int
    examples: tuple[str, ...]
    """Valid codes, for tests and for the message."""
    least: int = 0

    def read(self, written: str) -> tuple[str, ...]:
        """The codes between commas."""
        codes = tuple(written.split(SEPARATOR)) if written else ()
        self.check(codes)
        return codes

    def write(self, value: tuple[str, ...]) -> str:
        """The codes with commas between."""
        return SEPARATOR.join(value)

    def check(self, value: Any) -> None:
        """Each code of the pattern, none twice, not too many."""
        if not isinstance(value, tuple) or not self.least <= len(value) <= self.most:
            raise QuestionError(f"got too few or too many codes; expected {self._expected()}")
        for code in value:
            if not isinstance(code, str) or not re.fullmatch(self.pattern, code):
                raise QuestionError(f"got {shown(str(code))}; expected {self._expected()}")
        if len(set(value)) < len(value):
            raise QuestionError(f"got a code twice; expected {self._expected()}")

    def _expected(self) -> str:
        return (
            f"{self.least} to {self.most} different codes such as {', '.join(self.examples[:3])}, "
            f"with commas between"
        )

    def schema(self) -> dict[str, Any]:
        """A comma-separated list."""
        item = {"type": "string", "pattern": f"^({self.pattern})$"}
        return {"type": "array", "items": item, "minItems": self.least, "maxItems": self.most}

    def draw(self, rng: random.Random) -> tuple[str, ...]:
        """A few of the examples."""
        most = min(self.most, len(self.examples), 4)
        return tuple(rng.sample(self.examples, rng.randint(self.least, max(most, self.least))))


@dataclass(frozen=True)
class FreeText:
    """A few words, as someone types them in a search box."""

    longest: int = LONGEST_TEXT

    def read(self, written: str) -> str:
        """The words, without control characters and needless blanks."""
        value = " ".join("".join(m if m.isprintable() else " " for m in written).split())
        self.check(value)
        return value

    def write(self, value: str) -> str:
        """The words themselves."""
        return value

    def check(self, value: Any) -> None:
        """Not too long, nothing unprintable, no blanks but one between words."""
        fits = isinstance(value, str) and len(value) <= self.longest and value.isprintable()
        if not fits or value != " ".join(value.split()):
            raise QuestionError(
                f"expected words of at most {self.longest} characters in all, one blank between"
            )

    def schema(self) -> dict[str, Any]:
        """A short string."""
        return {"type": "string", "maxLength": self.longest}

    def draw(self, rng: random.Random) -> str:
        """Some letters."""
        letters = "".join(rng.choice("goudaSëß' 10") for _ in range(rng.randint(0, 12)))
        return " ".join(letters.split())
