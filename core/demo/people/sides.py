"""Which sides of some towns have many or few Dutch residents: an assumption without a source.

Made by hand for the demo, so that its large cities have rich and poor sides as cities do. Only
the direction is laid down, not a figure: how far areas differ is a lever, and what a real
neighbourhood comes to is not claimed. Elsewhere sides follow from chance.
"""

import csv
from importlib.resources import files

import numpy as np

from core.demo.geography.arrays import Floats, Integers
from core.demo.geography.projection import to_metres


def sides(metres: Floats, municipality: Integers, codes: tuple[str, ...]) -> Floats:
    """How much more Dutch each place is for the side of the town that it lies on; 0 elsewhere.

    ``codes`` are those of the municipalities, in the order of their positions.
    """
    found = np.zeros(len(metres))
    text = files("core.demo.people").joinpath("sides.csv").read_text("utf-8")
    for row in csv.DictReader(text.splitlines()):
        if row["municipality_code"] not in codes:
            continue
        middle = to_metres(np.array([[float(row["longitude"]), float(row["latitude"])]]))[0]
        inside = municipality == codes.index(row["municipality_code"])
        away = ((metres - middle) ** 2).sum(axis=1) / float(row["reach_m"]) ** 2
        found += np.where(inside, float(row["dutch"]) * np.exp(-away / 2), 0.0)
    return found
