"""Facts about uneven spread: districts of The Hague, and segregation falling over the years."""

from collections.abc import Collection

import numpy as np

from core.demo.geography.arrays import Floats
from core.demo.targets.composition import Composition
from core.demo.targets.figures import Between, Figures, Values, percent
from core.demo.targets.residents import NON_EUROPEAN, THE_HAGUE, UTRECHT
from core.groups.origin import ORIGIN_18, ORIGIN_2005
from core.indices.dissimilarity import group_dissimilarity
from core.indices.units import Units

HAGUE_YEAR = 2014
AMSTERDAM_REGION = frozenset({"CR20", "CR21", "CR22", "CR23", "CR24", "CR40"})
FIRST, LAST = 2006, 2016
SEGREGATED = {"Moroccan": "moroccan", "Turkish": "turkish", "Surinamese": "surinamese"}


def _district(figures: Figures, name: str) -> tuple[float, float]:
    """The index of a look-alike district, and its share of non-European residents.

    Groups that are withheld may all be from outside Europe, or none of them.
    """
    where = {"level": "district", "parent": THE_HAGUE}
    rows = figures.tables.select("places", ("code", "name_nl"), where).to_pylist()
    code = next(row["code"] for row in rows if name in row["name_nl"])
    districts = figures.composition(ORIGIN_18, HAGUE_YEAR, "district")
    row = districts.row(code)
    share = float(districts.share(*NON_EUROPEAN)[row])
    return float(districts.difference[row]), _with_hidden(share, districts, row)


def _with_hidden(share: float, districts: Composition, row: int) -> float:
    hidden = districts.hidden
    if hidden is None or not hidden[row].any():
        return share
    beyond = np.isin(districts.categories, NON_EUROPEAN)
    groups, total = districts.people[row], districts.total[row]
    low = float(groups[beyond & ~hidden[row]].sum() / total)
    return Between(share, low, low + float(groups[hidden[row]].sum() / total), "withheld")


def zorgvliet(figures: Figures) -> Values:
    """Diverse, with few non-European residents."""
    difference, share = _district(figures, "Zorgvliet")
    return {"HHI": difference, "non_European_Anglo_share": percent(share)}


def schilderswijk_and_vogelwijk(figures: Figures) -> Values:
    """How many times as high the one is as the other, on both measures."""
    schilderswijk, vogelwijk = (_district(figures, each) for each in ("Schilderswijk", "Vogelwijk"))
    return {
        "ratio_by_share": schilderswijk[1] / vogelwijk[1],
        "ratio_by_HHI": schilderswijk[0] / vogelwijk[0],
    }


def three_diverse_districts(figures: Figures) -> Values:
    """The lowest index of Transvaal, Schilderswijk and Laak en Spoorwijk."""
    names = ("Transvaal", "Schilderswijk", "Laak en Spoorwijk")
    return {"HHI_min": min(_district(figures, name)[0] for name in names)}


def _dissimilarity(figures: Figures, year: int, municipalities: Collection[str]) -> Floats:
    """Of each group of ORIGIN_2005 and all others, over the postcode areas together."""
    rows = figures.tables.select("places", ("code", "parent"), {"level": "postcode_area"})
    inside = {row["code"] for row in rows.to_pylist() if row["parent"] in municipalities}
    areas = figures.composition(ORIGIN_2005, year, "postcode_area")
    people = areas.people[[place in inside for place in areas.places]]
    units = Units.by_place(people, np.zeros(len(people), dtype=np.int64))
    return np.asarray(group_dissimilarity(units)).reshape(-1)


def _change(figures: Figures, municipalities: Collection[str], last: int = LAST) -> Floats:
    before = _dissimilarity(figures, FIRST, municipalities)
    return np.asarray(100 * (_dissimilarity(figures, last, municipalities) / before - 1))


def fall_around_amsterdam(figures: Figures) -> Values:
    """Change in dissimilarity over postcode areas of the region, per cent of what it was."""
    where = {"level": "municipality", "parent": sorted(AMSTERDAM_REGION)}
    rows = figures.tables.select("places", ("code",), where)
    change = _change(figures, set(rows["code"].to_pylist()))
    leaves = ORIGIN_2005.leaves
    return {name: float(change[leaves.index(group)]) for name, group in SEGREGATED.items()}


def fall_in_utrecht(figures: Figures) -> Values:
    """The direction of the mean change in the city of Utrecht."""
    change = _change(figures, {UTRECHT})[[ORIGIN_2005.leaves.index(g) for g in SEGREGATED.values()]]
    return {"trend_origin": float(np.sign(change.mean()))}
