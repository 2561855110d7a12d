"""Tables made to fit given totals while keeping their pattern (iterative proportional fitting)."""

import numpy as np

from core.demo.geography.arrays import Floats, Integers

ROUNDS = 40
_TINY = 1e-12


def raked(pattern: Floats, rows: Floats, columns: Floats, rounds: int = ROUNDS) -> Floats:
    """The table nearest to the pattern with these row totals and, nearly, column totals."""
    columns = columns * rows.sum() / columns.sum()
    table = pattern * 1.0
    for _ in range(rounds):
        table *= (columns / np.maximum(table.sum(axis=0), _TINY))[None, :]
        table *= (rows / np.maximum(table.sum(axis=1), _TINY))[:, None]
    return table


def raked_within(
    pattern: Floats, rows: Floats, group: Integers, totals: Floats, rounds: int = ROUNDS
) -> Floats:
    """As ``raked`` for many tables at once: rows of one group have the columns of that group.

    Rows of a group follow each other; ``totals`` has one row per group.
    """
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    of_row = np.repeat(np.arange(len(starts)), np.diff(starts, append=len(group)))
    wanted = totals[group[starts]]
    wanted = (
        wanted * (np.add.reduceat(rows, starts) / np.maximum(wanted.sum(axis=1), _TINY))[:, None]
    )
    table = pattern * 1.0
    for _ in range(rounds):
        table *= (wanted / np.maximum(np.add.reduceat(table, starts), _TINY))[of_row]
        table *= (rows / np.maximum(table.sum(axis=1), _TINY))[:, None]
    return table


def logit(share: Floats) -> Floats:
    """Log-odds."""
    return np.asarray(np.log(share / (1 - share)))


def logistic(log_odds: Floats) -> Floats:
    """The share with these log-odds."""
    return np.asarray(1 / (1 + np.exp(-log_odds)))


def shifted_to_mean(
    log_odds: Floats, weight: Floats, group: Integers, mean: Floats, rounds: int = 50
) -> Floats:
    """Shares with these log-odds, each group's moved so that its weighted mean is as given."""
    total = np.bincount(group, weight, len(mean))
    shift = np.zeros(len(mean))
    for _ in range(rounds):
        share = logistic(log_odds + shift[group])
        found = np.bincount(group, weight * share, len(mean)) / total
        slope = np.bincount(group, weight * share * (1 - share), len(mean)) / total
        shift += np.clip((mean - found) / np.maximum(slope, _TINY), -1, 1)
    return logistic(log_odds + shift[group])
