"""A small country of published figures, drawn as squares, for tests."""

import math
from pathlib import Path
from typing import Any

import shapely

from core.bundle.published import write_published
from core.release import Release
from core.release.published.build import build_published
from core.sources.provenance import Provenance
from core.sources.publishers.findings import (
    Condition,
    Figure,
    Findings,
    Flow,
    PlaceName,
    Shape,
    Unit,
)
from core.sources.publishers.reading import PublishedReading

NAN = math.nan
PEOPLE = {"GM0363": (1000, 400), "GM0599": (800, 360), "GM0014": (500, 450)}
"""Municipality → residents, and how many of them have a Dutch background."""
AREAS = {
    "PC1011": ("GM0363", 600, 0.3),
    "PC1012": ("GM0363", 400, 0.6),
    "PC3011": ("GM0599", 800, 0.4),
}
"""Postcode area → municipality, residents, share with a Dutch background."""


def square(x: float, y: float, side: float = 0.1) -> shapely.Geometry:
    return shapely.box(5 + x, 52 + y, 5 + x + side, 52 + y + side)


def figure(
    year: int, place: str, category: str, value: float, mask: str = "", **more: Any
) -> Figure:
    base = Figure(year, place, "origin_2022", category, "all", "people", value, 0.0, mask)
    return base._replace(**more)


def findings() -> Findings:
    """Three municipalities in 2024, three postcode areas in tens, and pupils between them."""
    found = Findings()
    for row, (code, (people, native)) in enumerate(PEOPLE.items()):
        found.shapes.append(Shape(code, 2024, square(0.1 * row, 0)))
        found.places.append(PlaceName(code, 2024, f"Gemeente {code}"))
        found.figures += [
            figure(2024, code, "all", people),
            figure(2024, code, "netherlands", native),
            figure(2024, code, "europe", (people - native) / 2),
            figure(2024, code, "outside_europe", (people - native) / 2),
        ]
    for row, (code, (municipality, people, share)) in enumerate(AREAS.items()):
        column = list(PEOPLE).index(municipality)
        found.shapes.append(Shape(code, 2024, square(0.1 * column, 0.05 * (row % 2), 0.05)))
        tens: dict[str, Any] = {"unit": "share", "margin": 0.05}
        found.figures += [
            figure(2024, code, "all", people, margin=2.0),
            figure(2024, code, "netherlands", share, **tens),
        ]
    found.conditions.append(Condition(2024, "GM0363", "liveability_class", 7, ""))
    for home, unit, people in (
        ("PC1011", "16AH00", 30),
        ("PC1012", "16AH00", 10),
        ("PC1012", "16BX00", 20),
        ("PC3011", "16BX00", 5),
    ):
        found.flows.append(Flow("school", 2023, home, unit, "GM0363", people, people, people))
    found.units += [
        Unit("school", 2023, "16AH00", "De Brug", "GM0363", "PC1011", NAN, NAN),
        Unit("school", 2023, "16BX00", "De Oever", "GM0363", "PC1012", NAN, NAN),
    ]
    return found


SOURCE = Provenance("CBS", "Invented figures", "", "invented.csv", "0" * 64, "CC BY 4.0", "")


def published_release(folder: Path, found: Findings | None = None) -> Release:
    """The release made of some findings."""
    reading = PublishedReading(found or findings(), [SOURCE])
    bundle = write_published(folder / "bundle", reading)
    return build_published(bundle, folder / "releases")
