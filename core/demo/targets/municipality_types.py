"""Facts about the types of municipalities and the examples that the sources give."""

from core.demo.targets.composition import Composition
from core.demo.targets.figures import Figures, Values, percent
from core.demo.targets.residents import CLASSIC_FOUR, municipalities
from core.places.types import TYPE_LABELS, types_of


def examples_of_types(figures: Figures) -> Values:
    """Per cent of the example municipalities that have their type's label and look like it."""
    towns = municipalities(figures)
    named = [label for label in TYPE_LABELS if label.strength != "placed"]
    present = [label for label in named if label.municipality_code in towns.places]
    fits = [
        label.municipality_type in types_of(label.municipality_code)
        and looks_like(towns, label.municipality_code, label.municipality_type)
        for label in present
    ]
    return {"in_type": percent(sum(fits) / len(fits))}


def looks_like(towns: Composition, code: str, municipality_type: str) -> bool:
    """Whether a municipality's residents are what the sources say of its type."""
    row = towns.row(code)
    shares = dict(zip(towns.categories, towns.people[row] / towns.total[row], strict=True))
    average = float(towns.people[:, 0].sum() / towns.total.sum())
    dutch = float(shares.pop("netherlands"))
    largest = max(shares, key=lambda group: shares[group])
    neighbours = shares["german_speaking"] + shares["belgium"]
    signs = {
        "majority_minority": dutch < 0.5,
        "suburb": 0.5 < dutch < average,
        "large_provincial": 0.5 < dutch < average,
        "one_large_minority": largest in CLASSIC_FOUR,
        "expat": largest not in ("turkey", "morocco"),
        "horticulture": largest == "central_eastern_europe",
        "border": neighbours >= shares[largest],
        "homogeneous": dutch > 0.9,
        "average": abs(dutch - average) < 0.05,
    }
    return bool(signs[municipality_type])


def untyped(figures: Figures) -> Values:
    """Municipalities of 2015 without one of the seven types of the length-of-stay table."""
    eighth_and_ninth = {"homogeneous", "average"}
    towns = municipalities(figures).places
    others = [code for code in towns if not set(types_of(code)) - eighth_and_ninth]
    return {"other": float(len(others))}
