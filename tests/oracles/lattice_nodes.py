"""Which canonical nodes a row is part of."""

from collections.abc import Iterator
from itertools import combinations

import pandas as pd

from tests.oracles.codebook import (
    GENDER_NODES,
    GENERATION_NODES,
    ORIGIN_NODES,
    STRATUM_NODES,
    Nodes,
)
from tests.oracles.lattice_people import TRAITS

KEYS = ["year", "place", *TRAITS]


def node_tables(setting: str) -> dict[str, pd.DataFrame]:
    """For each trait, every category of the files beside every node it is part of."""
    nodes = {
        "origin": ORIGIN_NODES[setting],
        "generation": GENERATION_NODES,
        "gender": GENDER_NODES,
        "stratum": STRATUM_NODES[setting],
    }
    return {trait: node_table(trait, tree) for trait, tree in nodes.items()}


def node_table(trait: str, nodes: Nodes) -> pd.DataFrame:
    pairs = [(part, node) for node, parts in nodes.items() for part in parts]
    return pd.DataFrame(pairs, columns=[trait, "node"])


def canonical(
    rows: pd.DataFrame, setting: str, levels: tuple[str, ...]
) -> Iterator[tuple[str, pd.DataFrame]]:
    """The rows once for every node they are part of: one level and set of traits at a time."""
    for level in levels:
        others = [other for other in levels if other != level]
        placed = rows.drop(columns=others).rename(columns={level: "place"}).dropna(subset="place")
        most = 3 if level == "country" else 2
        for count in range(most + 1):
            for traits in combinations(TRAITS, count):
                yield level, as_nodes(placed, setting, traits)


def as_nodes(rows: pd.DataFrame, setting: str, traits: tuple[str, ...]) -> pd.DataFrame:
    """The rows once for every node of these traits; the other traits stay at their total."""
    tables = node_tables(setting)
    nodes = rows.assign(**{trait: "all" for trait in TRAITS if trait not in traits})
    for trait in traits:
        nodes = nodes.merge(tables[trait], on=trait).drop(columns=trait)
        nodes = nodes.rename(columns={"node": trait})
    return nodes
