"""A scheme: the categories people are counted in, as one ordered public tree.

A canonical node takes one node of each tree, so whatever the pages offer as a
group exists here, pooled groups included, and nothing else does.
"""

from dataclasses import dataclass
from functools import cached_property

ALL = "all"


@dataclass(frozen=True)
class Scheme:
    """An ordered tree of category codes under the root ``all``."""

    code: str
    parents: tuple[tuple[str, str], ...]
    """Each category with its parent, in reading order; parents before children."""

    def __post_init__(self) -> None:
        known = {ALL}
        for category, parent in self.parents:
            if category in known or parent not in known:
                raise ValueError(f"scheme {self.code}: '{category}' under '{parent}' is no tree")
            known.add(category)

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """Every category, the root first, in reading order."""
        return (ALL, *(category for category, _ in self.parents))

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """The categories a person record carries; a record stores the position here."""
        inner = {parent for _, parent in self.parents}
        return tuple(category for category, _ in self.parents if category not in inner)

    def path(self, category: str) -> tuple[str, ...]:
        """The category and everything it is part of, up to and including ``all``."""
        parent = dict(self.parents).get(category)
        return (category,) if parent is None else (category, *self.path(parent))

    def leaves_under(self, category: str) -> tuple[str, ...]:
        """The record categories that add up to this category."""
        return tuple(leaf for leaf in self.leaves if category in self.path(leaf))

    def depth(self, category: str) -> int:
        """How many steps the category stands below ``all``."""
        return len(self.path(category)) - 1


def flat(code: str, *categories: str) -> Scheme:
    """A scheme whose categories all stand directly under ``all``."""
    return Scheme(code, tuple((category, ALL) for category in categories))
