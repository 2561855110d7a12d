"""Several places taken as one: what their figures come to for all of their people."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from core.errors import NotInReleaseError
from core.language import LANGUAGES, text
from core.questions.sentences import SHOWN

TOGETHER = "together"
"""How places taken as one are called among the places of a question."""
OUTSIDE_G4 = ("g28", "other")
MEANS = ("neighbourhood_share", "setting_share")
"""Columns that are means over people; all other figures are counts of them."""


def together_rows(rows: pa.Table, keys: Sequence[str], figures: Sequence[str]) -> pa.Table:
    """One row per group of people: counts added up, means weighted by people.

    Cells that aren't shown can't be added; a sum without them is marked less reliable.
    """
    if unknown := set(figures) & {"slope", "r"}:
        raise NotInReleaseError(
            "places: this release has no line for places taken as one, and it does not follow "
            f"from their own ({', '.join(sorted(unknown))}); expected places of the release",
            "places",
        )
    shown = pc.is_in(rows["state"], pa.array(SHOWN))
    means = [name for name in figures if name in MEANS]
    parts = {name: _part(rows, name, shown, weighted=name in means) for name in figures}
    parts |= {name: rows[name] for name in (*keys, "state")}
    wanted = [*((name, "sum") for name in figures), ("state", "list")]
    added = pa.table(parts).group_by(list(keys)).aggregate(wanted)
    sums = {name: added[f"{name}_sum"] for name in figures}
    sums |= {name: pc.divide(sums[name], sums["people"].cast("double")) for name in means}
    states = [_state(set(found)) for found in added["state_list"].to_pylist()]
    return pa.table(
        {name: added[name] for name in keys}
        | sums
        | {
            "place": pa.array([TOGETHER] * added.num_rows, pa.string()),
            "state": pa.array([state for state, _ in states], pa.string()),
            "reason": pa.array([reason for _, reason in states], pa.string()),
        }
    )


def _part(rows: pa.Table, name: str, shown: pa.ChunkedArray, *, weighted: bool) -> pa.Array:
    """What each place adds: nothing where its cell isn't shown."""
    figure = rows[name]
    if weighted:
        figure = pc.multiply(figure, rows["people"].cast("double"))
    return pc.if_else(shown, figure, pa.scalar(None, figure.type))


def _state(members: set[str]) -> tuple[str, str]:
    """State and reason of a sum, by the states of its members."""
    if members == {"value"}:
        return "value", "none"
    if members & set(SHOWN):
        return "low_reliability", "noisy"
    return ("withheld", "member_hidden") if "withheld" in members else ("missing", "no_data")


def together_name(codes: Sequence[str]) -> tuple[str, str]:
    """Dutch and English name of places taken as one."""
    if tuple(codes) == OUTSIDE_G4:
        key, count = "outside_g4", 0
    else:
        areas = all(code.startswith("PC") for code in codes)
        key, count = "areas" if areas else "municipalities", len(codes)
    nl, en = (text(f"together.{key}", language, count=count) for language in LANGUAGES)
    return nl, en
