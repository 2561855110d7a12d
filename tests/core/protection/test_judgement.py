"""From the country downwards, no two figures are shown of which one leaves fewer than ten out."""

import numpy as np

from core.groups.bands import THRESHOLDS_PERCENT
from core.protection.judgement import Ledger, Parents, Step
from core.protection.nesting import NOWHERE
from core.protection.node_columns import class_columns
from core.protection.profiles import PUBLIC
from core.protection.states import Reason


def parents(rows: list[list[int]], depth: list[int], around: int = 1) -> Parents:
    table = np.array(rows, np.int64)
    return Parents(table, np.zeros(table.shape, np.bool_), np.array(depth), around)


def judged(people: list[list[int]], above: Parents, *steps: Step) -> list[list[Reason]]:
    counts = np.array(people, np.int64)
    keys = np.arange(1, len(people) + 1, dtype=np.uint64)
    reasons = Ledger(PUBLIC, steps or (Step((0,)),)).judge(counts, keys, above)
    return [[Reason(one) for one in row] for row in reasons.tolist()]


def test_a_place_is_held_against_the_place_around_it() -> None:
    above = parents([[NOWHERE], [0], [0], [0]], [0, 1, 1, 1])
    found = judged([[100], [91], [90], [9]], above)
    assert found == [
        [Reason.NONE],
        [Reason.ALMOST_ALL_AROUND],
        [Reason.NONE],
        [Reason.BELOW_TEN],
    ]


def test_a_group_is_held_against_the_larger_group() -> None:
    above = parents([[NOWHERE], [0]], [0, 1], around=0)
    assert judged([[100], [95]], above) == [[Reason.NONE], [Reason.ALMOST_ALL]]


def test_what_lies_within_something_withheld_is_withheld_too() -> None:
    above = parents([[NOWHERE], [0], [1], [1]], [0, 1, 2, 2])
    found = judged([[100], [95], [50], [3]], above)
    assert [row[0] for row in found[2:]] == [Reason.ANCESTOR_WITHHELD, Reason.BELOW_TEN]


def test_the_same_people_are_no_difference_if_their_keys_agree() -> None:
    rows, same = np.array([[NOWHERE], [0]], np.int64), np.array([[False], [True]])
    people, above = np.array([[100], [100]]), Parents(rows, same, np.array([0, 1]), 1)
    for keys, reason in (([7, 7], Reason.NONE), ([7, 8], Reason.ALMOST_ALL_AROUND)):
        ledger = Ledger(PUBLIC, (Step((0,)),))
        found = ledger.judge(people, np.array(keys, np.uint64), above)
        assert found[1, 0] == reason


def test_in_a_chain_the_last_figure_shown_is_what_counts() -> None:
    """100, then 95 (5 less: withheld), then 88 (12 less than 100: shown), then 80 (8: withheld)."""
    steps = (Step((0,)), *(Step((column,), chain="both") for column in (1, 2, 3)))
    found = judged([[100, 95, 88, 80]], parents([[NOWHERE]], [0]), *steps)
    assert found == [[Reason.NONE, Reason.ALMOST_ALL, Reason.NONE, Reason.ALMOST_ALL]]


def test_every_column_of_classes_is_judged_once_and_after_what_it_is_part_of() -> None:
    columns = class_columns(THRESHOLDS_PERCENT)
    judged_so_far: set[int] = set()
    for step in columns.steps:
        for above in (*step.within, *step.beside):
            assert set(above) <= judged_so_far
        assert not judged_so_far & set(step.columns)
        judged_so_far |= set(step.columns)
    assert judged_so_far == set(range(len(columns.names)))
