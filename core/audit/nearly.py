"""A5, A6: read the release itself for groups that are nearly everybody, or nearly nobody."""

from collections.abc import Iterator

import numpy as np

from core.audit.records import City
from core.groups.origin import ORIGIN_18
from core.groups.scheme import ALL
from core.protection.attacks.finding import Control, Finding
from core.protection.counts import rounded
from core.protection.states import Reason
from core.release import Release

LEAST = 10
KEPT_BACK = (Reason.ALMOST_ALL, Reason.ALMOST_ALL_AROUND, Reason.ANCESTOR_WITHHELD)


def nearly_equal(release: Release, city: City) -> Iterator[Finding]:
    """Groups that are shown beside a whole from which they differ by fewer than ten."""
    found = release.store.select(
        "composition",
        ("place", "category", "people"),
        {"scheme": ORIGIN_18.code, "year": city.year, "generation": ALL, "place": city.codes},
    ).to_pylist()
    people = {(row["place"], row["category"]): row["people"] for row in found}
    shown = {node: count for node, count in people.items() if count is not None}
    close = [
        node
        for node, count in shown.items()
        if node[1] != ALL and (node[0], ALL) in shown and shown[node[0], ALL] - count < LEAST
    ]
    power = Control(float(_without_rule(city)), 1.0)
    yield Finding("A6 groups shown that are nearly all", float(len(close)), "cells", 0.0, power)
    small = [node for node, count in shown.items() if count < LEAST]
    yield Finding("A6 groups shown below ten", float(len(small)), "cells", 0.0)


def withheld(release: Release, city: City) -> Finding:
    """The share of a year's figures of residents, of ten people or more, that are kept back.

    Of the whole country, in the lattice that the other attacks are run on: the eighteen groups
    in the newest year. Where fewer people have another origin, as in earlier years and in
    sparsely peopled municipalities, it is more.
    """
    where: dict[str, str | int] = {"scheme": ORIGIN_18.code, "year": city.year}
    found = release.store.select("composition", ("reason",), where)["reason"].value_counts()
    rows = {one["values"]: one["counts"] for one in found.to_pylist()}
    kept_back = sum(rows.get(reason.name.lower(), 0) for reason in KEPT_BACK)
    share = kept_back / max(sum(rows.values()), 1)
    return Finding("A5 figures of residents kept back", share, "share", 0.04)


def _without_rule(city: City) -> int:
    """How many there would be in the country if nothing were withheld."""
    people = city.residents.people[:, :, 0].astype(np.int64)
    figures = rounded(people, city.protection.profile)
    left_out = figures[:, :1] - figures[:, 1:]
    return int(np.count_nonzero((left_out < LEAST) & (figures[:, 1:] > 0)))
