"""The pages as a reader reads them: figures by what stands on their left and above them."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import nan
from typing import Any

from components.address import Address
from components.card import answers_of
from components.map.wish import told_question
from components.views import VIEWS
from components.views.country_map import wish
from components.views.method import linked_lines
from core.release import Release

YEAR = 2005
COUNTRY = "NL01"
G4, G28, OTHER = "g4", "g28", "other"
CLUSTERS = (G4, G28, OTHER)
OUTSIDE = "together"
"""What the tables call everything outside the G4."""
PAPER = {"school": ("figure_2", "table_1", "table_2", "table_3"),
         "work": ("figure_3", "table_4", "table_5", "table_6")}  # fmt: skip
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Pages:
    """All that the pages show of one release in the paper's year."""

    release: Release
    margins: list[float] = field(default_factory=list)
    """Half the width, in per cent, of what was read of figures that are told by their bounds."""
    _kept: dict[Any, Any] = field(default_factory=dict)

    def rows(self, page: str, card: str, **values: Any) -> list[Row]:
        """The rows of a card, those of all its answers together."""
        key = (page, card, *sorted(values.items()))
        if key not in self._kept:
            view = next(one for one in VIEWS if one.code == page)
            drawn = next(one for one in view.cards if one.code == card)
            address = Address(view.path, view.parameters).having(year=YEAR, **values)
            found = answers_of(drawn, address, self.release)
            self._kept[key] = [
                {**row, "whom": getattr(one.question, "residents", "")}
                for one in found
                if one.question.name != "printed"
                for row in one.rows()
            ]
        kept: list[Row] = self._kept[key]
        return kept

    def row(self, card: str, place: str = COUNTRY, **node: str) -> Row:
        """One line of a table of the paper; empty where it isn't there."""
        wanted = {"origin": "all", "generation": "all", "stratum": "all", "place": place} | node
        for row in self.rows("tables", card):
            if all(row.get(name, "all") == value for name, value in wanted.items()):
                return row
        return {}

    def share(self, card: str, name: str, place: str = COUNTRY, **node: str) -> float:
        """A share in per cent, or a coefficient; the middle where it is told by its bounds."""
        row = self.row(card, place, **node)
        value = row.get(name)
        low, high = row.get(f"{name}_low"), row.get(f"{name}_high")
        if value is None and None not in (low, high):
            assert low is not None
            assert high is not None
            value = (low + high) / 2
            self.margins.append(50 * (high - low))
        if value is None:
            return nan
        return float(value) if name in ("r", "partial_r", "slope") else 100 * float(value)

    def part(self, card: str, origin: str, **node: str) -> float:
        """A group as per cent of everyone."""
        ours, everyone = (
            self.row(card, origin=one, **node).get("people") for one in (origin, "all")
        )
        return 100 * ours / everyone if ours is not None and everyone else nan

    def gap(self, card: str, place: str, origin: str) -> float:
        """Percentage points between setting and home."""
        return self.share(card, "gap", place, origin=origin)

    def linked(self, table: str) -> tuple[int, int, float]:
        """Linked records, all records and their share, as the page on data writes them."""
        lines = "\n".join(linked_lines(self.release, "nl"))
        found = re.search(rf"{table} {YEAR}: ([\d.]+) van ([\d.]+) gekoppeld \(([\d,]+)%\)", lines)
        if found is None:
            return 0, 0, nan
        linked, records = (int(found[n].replace(".", "")) for n in (1, 2))
        return linked, records, float(found[3].replace(",", "."))

    def on_map(self, indicator: str) -> dict[str, float]:
        """Per cent of every municipality on the map of a figure."""
        view = next(one for one in VIEWS if one.code == "map")
        address = Address(view.path, view.parameters).having(year=YEAR, indicator=indicator)
        asked = told_question(wish(address, self.release), self.release)
        rows = asked.answer(self.release).rows()
        return {row["place"]: nan if row["value"] is None else 100 * row["value"] for row in rows}

    def words(self, card: str) -> str:
        """All that a table of the paper says on screen, with what is printed beside."""
        return self.said("tables", card)

    def said(self, page: str, card: str) -> str:
        """All that a card without a figure says on screen."""
        view = next(one for one in VIEWS if one.code == page)
        drawn = next(one for one in view.cards if one.code == card)
        address = Address(view.path, view.parameters).having(year=YEAR)
        assert drawn.words is not None
        told = drawn.words(answers_of(drawn, address, self.release), "nl")
        return json.dumps(told, default=lambda one: one.to_plotly_json(), ensure_ascii=False)
