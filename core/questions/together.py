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
REASON = "_reason"
"""How the columns end that say why a count isn't shown."""
MEANS = ("neighbourhood_share", "setting_share")
"""Columns that are means over people; all other figures are counts of them."""


def together_rows(rows: pa.Table, keys: Sequence[str], figures: Sequence[str]) -> pa.Table:
    """One row per group of people: counts added up, means weighted by people.

    Rows that aren't shown can't be added; a sum without them is marked less reliable. Where a
    row is shown but for one of its counts, the sum of that count isn't known.
    """
    if unknown := set(figures) & {"slope", "r"}:
        raise NotInReleaseError(
            "places: this release has no line for places taken as one, and it does not follow "
            f"from their own ({', '.join(sorted(unknown))}); expected places of the release",
            "places",
        )
    shown = pc.is_in(rows["state"], pa.array(SHOWN))
    means = [name for name in figures if name in MEANS]
    counts = [name for name in figures if name not in MEANS and not name.endswith(REASON)]
    parts = {name: _part(rows, name, shown, weighted=name in means) for name in (*counts, *means)}
    parts |= {f"{name}_hidden": pc.and_(shown, pc.is_null(rows[name])) for name in counts}
    parts |= {name: rows[name] for name in (*keys, "state")}
    wanted = [*((name, "sum") for name in (*counts, *means)), ("state", "list")]
    wanted += [(f"{name}_hidden", "any") for name in counts]
    added = pa.table(parts).group_by(list(keys)).aggregate(wanted)
    sums = {name: added[f"{name}_sum"] for name in means}
    sums = {name: pc.divide(sums[name], added["people_sum"].cast("double")) for name in means}
    hidden = {name: added[f"{name}_hidden_any"] for name in counts}
    sums |= {name: _unless(hidden[name], added[f"{name}_sum"]) for name in counts}
    told = [name for name in figures if name.endswith(REASON)]
    sums |= {name: _reasons(hidden[name.removesuffix(REASON)]) for name in told}
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
    """What each place adds: nothing where its row isn't shown."""
    figure = rows[name]
    if weighted:
        figure = pc.multiply(figure, rows["people"].cast("double"))
    return pc.if_else(shown, figure, pa.scalar(None, figure.type))


def _unless(hidden: pa.ChunkedArray, figure: pa.ChunkedArray) -> pa.ChunkedArray:
    """A sum, but none where a single count of a row that is shown isn't."""
    return pc.if_else(hidden, pa.scalar(None, figure.type), figure)


def _reasons(hidden: pa.ChunkedArray) -> pa.Array:
    """Why a sum isn't shown."""
    return pc.if_else(hidden, pa.scalar("member_hidden"), pa.scalar("none"))


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
        key = f"{key}_one" if count == 1 else key
    nl, en = (text(f"together.{key}", language, count=count) for language in LANGUAGES)
    return nl, en
