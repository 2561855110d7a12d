"""A question: a frozen dataclass whose fields are its parameters, valid by construction."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar, Self

from core.errors import QuestionError
from core.language import Language, has_text, text
from core.questions.answer import Answer
from core.questions.domain import Domain
from core.release import Release

_DOMAIN = "domain"


def parameter(domain: Domain, default: Any) -> Any:
    """A field of a question: its domain and its default."""
    return field(default=default, metadata={_DOMAIN: domain})


@dataclass(frozen=True)
class Parameter:
    """One parameter of a kind of question."""

    name: str
    domain: Domain
    default: Any


@dataclass(frozen=True)
class Question:
    """Something that can be asked of a release.

    Its text is ``question.<name>.about``; those of its parameters are ``parameter.<name>``, or
    ``question.<name>.<parameter>`` where one means something else here.
    """

    name: ClassVar[str] = ""
    """As it stands in addresses and on the command line."""

    def __post_init__(self) -> None:
        for one in self.parameters():
            try:
                one.domain.check(getattr(self, one.name))
            except QuestionError as error:
                raise QuestionError(f"{one.name}: {error}", one.name) from None

    @classmethod
    def parameters(cls) -> Iterator[Parameter]:
        """The parameters, in the order of an address."""
        for one in fields(cls):
            yield Parameter(one.name, one.metadata[_DOMAIN], one.default)

    @classmethod
    def about(cls, language: Language) -> str:
        """What it asks, in one sentence."""
        return text(f"question.{cls.name}.about", language)

    @classmethod
    def about_parameter(cls, name: str, language: Language) -> str:
        """What one of its parameters means."""
        own = f"question.{cls.name}.{name}"
        return text(own if has_text(own) else f"parameter.{name}", language)

    def to_query(self) -> dict[str, str]:
        """The parameters that differ from their defaults, as an address writes them."""
        return {
            one.name: one.domain.write(getattr(self, one.name))
            for one in self.parameters()
            if getattr(self, one.name) != one.default
        }

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Self:
        """The question that an address asks; unknown or wrong parameters are refused by name."""
        known = {one.name: one for one in cls.parameters()}
        values = {}
        for name, written in query.items():
            if name not in known:
                raise QuestionError(
                    f"unknown parameter; expected some of {', '.join(known)}", name[:30]
                )
            try:
                values[name] = known[name].domain.read(written)
            except QuestionError as error:
                raise QuestionError(f"{name}: {error}", name) from None
        return cls(**values)

    @classmethod
    def nearest(cls, query: Mapping[str, str]) -> tuple[Self, tuple[str, ...]]:
        """The nearest valid question to an address, and the parameters it had to leave out."""
        values, refused = {}, []
        known = {one.name: one for one in cls.parameters()}
        for name, written in query.items():
            try:
                values[name] = known[name].domain.read(written)
            except (KeyError, QuestionError):
                refused.append(name[:30])
        return cls(**values), tuple(refused)

    def answer(self, release: Release) -> Answer:
        """What the release says to this question."""
        raise NotImplementedError
