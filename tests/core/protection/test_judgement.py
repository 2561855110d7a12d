"""From the country downwards, no two figures are shown of which one leaves fewer than ten out."""

from itertools import combinations

import numpy as np

from core.groups.bands import THRESHOLDS_PERCENT
from core.protection.attacks.ancestry import with_ancestors
from core.protection.counts import protect_counts
from core.protection.judgement import Ledger, Parents, Step
from core.protection.nesting import NOWHERE
from core.protection.node_columns import class_columns
from core.protection.profiles import PUBLIC
from core.protection.states import Reason
from tests.core.protection.samples import nested, perturbed


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


def test_what_lies_within_something_nearly_equal_is_held_against_what_is_shown_above() -> None:
    above = parents([[NOWHERE], [0], [1], [1], [1]], [0, 1, 2, 2, 2])
    found = judged([[100], [95], [50], [92], [3]], above)
    assert [row[0] for row in found[2:]] == [
        Reason.NONE,
        Reason.ALMOST_ALL_AROUND,
        Reason.BELOW_TEN,
    ]


def test_what_lies_within_something_refused_is_withheld_too() -> None:
    above = parents([[NOWHERE], [0], [1]], [0, 1, 2])
    refusals = np.array([Reason.NONE, Reason.DOMINATED, Reason.NONE], np.uint8)
    counts, keys = np.array([[100], [60], [30]]), np.arange(1, 4, dtype=np.uint64)
    found = Ledger(PUBLIC, (Step((0,)),)).judge(counts, keys, above, refusals)
    assert found[:, 0].tolist() == [Reason.NONE, Reason.DOMINATED, Reason.ANCESTOR_WITHHELD]


def test_the_same_people_are_no_difference_if_their_keys_agree() -> None:
    rows, same = np.array([[NOWHERE], [0]], np.int64), np.array([[False], [True]])
    people, above = np.array([[100], [100]]), Parents(rows, same, np.array([0, 1]), 1)
    for keys, reason in (([7, 7], Reason.NONE), ([7, 8], Reason.ALMOST_ALL_AROUND)):
        ledger = Ledger(PUBLIC, (Step((0,)),))
        found = ledger.judge(people, np.array(keys, np.uint64), above)
        assert found[1, 0] == reason


def test_a_column_is_held_against_the_last_shown_of_those_that_it_is_part_of() -> None:
    """100, then 95 (5 less: withheld), then 88 (12 less than 100: shown), then 80 (8: withheld)."""
    steps = (Step((0,)), *(Step((column,), ((column - 1,),)) for column in (1, 2, 3)))
    found = judged([[100, 95, 88, 80]], parents([[NOWHERE]], [0]), *steps)
    assert found == [[Reason.NONE, Reason.ALMOST_ALL, Reason.NONE, Reason.ALMOST_ALL]]


def test_every_column_of_classes_is_judged_once_and_after_what_it_is_part_of() -> None:
    columns = class_columns(THRESHOLDS_PERCENT)
    judged_so_far: set[int] = set()
    for step in columns.steps:
        for known in (*step.within, *step.holding):
            assert set(known) <= judged_so_far
        assert step.again == bool(judged_so_far & set(step.columns))
        judged_so_far |= set(step.columns)
    assert judged_so_far == set(range(len(columns.names)))


def test_what_matters_most_is_shown_and_others_give_way() -> None:
    """At 50 there are 88; at 45 there are 92, at 55 another 83: both too near to show."""
    columns = class_columns(THRESHOLDS_PERCENT)
    row = np.full(len(columns.names), 3)
    row[0] = 200
    for threshold, people in zip((40, 45, 50, 55, 60), (150, 92, 88, 83, 40), strict=True):
        row[columns.at(f"neither_{threshold}")] = people
    for threshold in range(5, 40, 5):
        row[columns.at(f"neither_{threshold}")] = 195
    (found,) = judged([row.tolist()], parents([[NOWHERE]], [0]), *columns.steps)
    shown = [t for t in THRESHOLDS_PERCENT if found[columns.at(f"neither_{t}")] == Reason.NONE]
    assert shown == [40, 50, 60]


def test_no_two_cells_of_a_chain_are_shown_that_differ_by_fewer_than_ten() -> None:
    columns, luck = class_columns(THRESHOLDS_PERCENT), np.random.default_rng(6)
    chains = [
        [columns.at(f"both_{t}") for t in THRESHOLDS_PERCENT[::-1]],
        [columns.at(f"neither_{t}") for t in THRESHOLDS_PERCENT],
    ]
    rows = np.full((500, len(columns.names)), 3)
    rows[:, 0] = 300
    for row in rows:
        for chain in chains:
            steps = luck.integers(-2, 20, len(chain))
            row[chain] = np.maximum(290 - steps.cumsum(), 0)
    above = parents([[NOWHERE]] * 500, [0] * 500)
    found = np.array(judged(rows.tolist(), above, *columns.steps))
    for chain in chains:
        for larger, smaller in combinations(chain, 2):
            both = (found[:, larger] == Reason.NONE) & (found[:, smaller] == Reason.NONE)
            assert ((rows[:, larger] - rows[:, smaller])[both] >= 10).all()
    assert (found[:, columns.at("neither_50")] == Reason.NONE).mean() > 0.5


def test_rows_are_judged_as_single_cells_are() -> None:
    """Two hundred sets within one another, each with up to two larger ones, in both ways."""
    luck = np.random.default_rng(3)
    people, depth = [400], [0]
    rows = [[NOWHERE, NOWHERE]]
    for number in range(1, 200):
        above = luck.integers(0, number, 2).tolist()
        people.append(max(0, min(people[one] for one in above) - int(luck.integers(0, 25))))
        depth.append(1 + max(depth[one] for one in above))
        rows.append(above)
    counts = perturbed(np.array(people))
    pairs = [(child, one) for child, above in enumerate(rows) for one in above if one != NOWHERE]
    single = protect_counts(counts, nested(len(people), *pairs))
    ledger = Ledger(PUBLIC, (Step((0,)),))
    found = ledger.judge(counts.people[:, None], counts.key_sums, parents(rows, depth, around=0))
    assert np.array_equal(found[:, 0], single.reasons)
    assert 20 < np.count_nonzero(single.reasons == Reason.NONE) < 180


def test_no_two_figures_shown_differ_by_fewer_than_ten_however_far_apart() -> None:
    luck = np.random.default_rng(4)
    cells = 400
    parent = [int(luck.integers(max(0, child - 6), child)) for child in range(1, cells)]
    people = [300]
    for above in parent:
        people.append(max(0, people[above] - int(luck.integers(0, 8))))
    tree = nested(cells, *[(child + 1, above) for child, above in enumerate(parent)])
    counts = perturbed(np.array(people))
    shown = protect_counts(counts, tree).reasons == Reason.NONE
    every = with_ancestors(tree)
    both = shown[every.child] & shown[every.parent]
    assert both.sum() > 20
    assert (counts.people[every.parent] - counts.people[every.child])[both].min() >= 10


def test_nothing_that_is_written_is_judged_otherwise_without_what_is_not() -> None:
    """All within a row of fewer than ten is below ten too, so no row that stays lies in one."""
    luck = np.random.default_rng(8)
    people, rows, depth = [[400, 380, 200]], [[NOWHERE, NOWHERE]], [0]
    for number in range(1, 400):
        above = luck.integers(number * 2 // 3, number, 2).tolist()
        most = np.min([people[one] for one in above], axis=0)
        people.append(np.maximum(most - luck.integers(0, 60, 3), 0).tolist())
        rows.append(above)
        depth.append(1 + max(depth[one] for one in above))
    steps = (Step((0,)), Step((1,), ((0,),)), Step((2,), ((1,),)))
    found = judged(people, parents(rows, depth), *steps)
    kept = [number for number, reasons in enumerate(found) if reasons[0] != Reason.BELOW_TEN]
    place = {number: position for position, number in enumerate(kept)}
    above = [[place[one] if one != NOWHERE else NOWHERE for one in rows[number]] for number in kept]
    alone = parents(above, [depth[number] for number in kept])
    assert judged([people[number] for number in kept], alone, *steps) == [found[n] for n in kept]
    assert 20 < len(kept) < 350
