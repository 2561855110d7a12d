"""The address owns the state: what a query string says, and the query string of a state."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode

from core.errors import QuestionError
from core.language import LANGUAGES, Language
from core.questions.domain import Choice, Several, Whole
from core.questions.nodes import COUNTRY, PLACE_PATTERN, YEARS, place_names
from core.questions.question import Parameter
from core.release import Release
from core.release.series import PATTERN

VERSION = 1
MOST_COMPARED = 4
LONGEST = 3600
"""Room for a selection of every municipality; servers take some 4,000 characters."""
TOO_LONG = "…"
"""Stands for every parameter of an address that wasn't read."""
PLACE_NAMES = ("place", "compare", "picked")
"""Parameters that name places; what a release doesn't know of them is left out."""
PLACE = Several(PLACE_PATTERN, 1, (COUNTRY, "GM0363", "GM0034"))
DATA = Several(PATTERN, 1, ("demo", "open", "register"))
COMPARED = Several(PLACE_PATTERN, MOST_COMPARED, ("GM0363", "GM0034", "GM0599"))

COMMON = (
    Parameter("v", Whole(VERSION, VERSION), VERSION),
    Parameter("lang", Choice(LANGUAGES), LANGUAGES[0]),
    Parameter("data", DATA, ()),
    Parameter("place", PLACE, ()),
    Parameter("compare", COMPARED, ()),
    Parameter("year", YEARS, None),
)
"""Parameters that every page has, and that stay when another page is opened."""


@dataclass(frozen=True)
class Address:
    """The state of a page: what all pages share, and what this page alone has."""

    path: str
    parameters: tuple[Parameter, ...] = ()
    """The page's own parameters, beside the common ones."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """Values that differ from their defaults."""
    read: set[str] | None = field(default=None, compare=False, repr=False)
    """Names of the parameters that somebody looked at, where that is noted."""

    def __getitem__(self, name: str) -> Any:
        """The value of a parameter, or its default."""
        if self.read is not None:
            self.read.add(name)
        return self.values.get(name, self.known()[name].default)

    def known(self) -> dict[str, Parameter]:
        """Every parameter by name."""
        return {one.name: one for one in (*COMMON, *self.parameters)}

    @property
    def language(self) -> Language:
        """The language of the page."""
        language: Language = self["lang"]
        return language

    @property
    def place(self) -> str | None:
        """The chosen place, if any."""
        return next(iter(self["place"]), None)

    @property
    def data(self) -> str:
        """The chosen series of releases; empty where the address names none."""
        return next(iter(self["data"]), "")

    def having(self, **values: Any) -> "Address":
        """The same address with other values."""
        kept = {**self.values, **values}
        return replace(self, values=_without_defaults(self.known(), kept))

    def changed(self, **values: Any) -> dict[str, Any]:
        """A link to this page with other values: where to, and what of the address it changes.

        Where the address has changed since the link was drawn, a script takes that along.
        """
        there, known = self.having(**values), self.known()
        written = {
            name: known[name].domain.write(there.values[name]) if name in there.values else ""
            for name in values
        }
        return {"href": there.href(), "data-with": urlencode(written, safe=",")}

    def elsewhere(self, path: str) -> "Address":
        """Another page with the same language, places and year."""
        common = {one.name for one in COMMON}
        values = {name: value for name, value in self.values.items() if name in common}
        return Address(path, (), values, self.read)

    def noting(self) -> "Address":
        """The same address, which notes what is looked at from now on."""
        return replace(self, read=set())

    def noted(self) -> dict[str, str]:
        """What was looked at, as the query string writes it; defaults are empty there."""
        known = self.known()
        return {
            name: known[name].domain.write(self.values[name]) if name in self.values else ""
            for name in sorted(self.read or ())
        }

    def query(self) -> str:
        """The query string of this state: the version, and what differs from the defaults."""
        written = {
            name: one.domain.write(self.values[name])
            for name, one in self.known().items()
            if name in self.values
        }
        return "?" + urlencode({"v": VERSION} | written, safe=",") if written else ""

    def href(self) -> str:
        """Path and query string."""
        return self.path + self.query()


def _without_defaults(known: Mapping[str, Parameter], values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value != known[name].default}


def read_address(
    path: str, parameters: tuple[Parameter, ...], search: str
) -> tuple[Address, tuple[str, ...]]:
    """The nearest valid state to a query string, and the parameters that had to be left out."""
    known = {one.name: one for one in (*COMMON, *parameters)}
    values: dict[str, Any] = {}
    refused: list[str] = []
    if len(search) > LONGEST:
        return Address(path, parameters), (TOO_LONG,)
    for name, written in parse_qsl(search.lstrip("?"), keep_blank_values=True):
        try:
            values[name] = known[name].domain.read(written)
        except (KeyError, QuestionError):
            refused.append(_printable(name))
    return Address(path, parameters, _without_defaults(known, values)), tuple(refused)


def data_of(search: str) -> str:
    """The series of releases that a query string names, if any."""
    return read_address("/", (), search)[0].data


def _printable(name: str) -> str:
    return "".join(mark if mark.isprintable() else "?" for mark in name[:30])


def fitted(
    address: Address, release: Release, years: tuple[int, ...]
) -> tuple[Address, tuple[str, ...]]:
    """The address without places and years that aren't there, and what was left out."""
    named = [name for name in PLACE_NAMES if name in address.known()]
    asked = tuple(code for name in named for code in address[name])
    known = place_names(release, asked) if asked else {}
    kept = address.having(
        year=address["year"] if address["year"] in years else None,
        **{name: tuple(code for code in address[name] if code in known) for name in named},
    )
    left_out = [name for name in (*named, "year") if kept[name] != address[name]]
    return kept, tuple(left_out)
