"""Years as a reader names them."""

from collections.abc import Sequence


def year_words(years: Sequence[int]) -> list[str]:
    """Three or more in a row by their first and last."""
    runs: list[list[int]] = []
    for year in years:
        if not runs or year != runs[-1][-1] + 1:
            runs.append([])
        runs[-1].append(year)
    return [
        word
        for run in runs
        for word in ([f"{run[0]}–{run[-1]}"] if len(run) > 2 else map(str, run))
    ]
