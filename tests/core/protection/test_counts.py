import numpy as np
import pytest

from core.errors import ProtectionError
from core.protection.counts import (
    perturb_counts,
    protect_counts,
    rounded,
    with_noise,
    with_noise_that_matters,
)
from core.protection.keys import KeyDomain, key_sum, record_keys
from core.protection.perturbation_table import Design, freeze
from core.protection.prf import Purpose, draws
from core.protection.profiles import OPEN, PUBLIC, TRUSTED, WORKBENCH, Profile
from core.protection.states import CellState, Reason
from tests.core.protection.samples import (
    SEED,
    key_of_each,
    nested,
    perturbed,
    random_keys,
    with_counts,
)

NONE = Reason.NONE


def test_the_oracle_end_to_end() -> None:
    """From ids to counts with noise: the specification, §4.2, oracle O3."""
    keys = record_keys([f"P{number:06d}" for number in range(5)], SEED, KeyDomain.PERSON)
    sets = ([0], [1, 2], [0, 1, 2], [3, 4], [0, 1, 2, 3, 4])
    people = np.array([len(members) for members in sets])
    key_sums = np.array([key_sum(keys[members]) for members in sets])
    census = freeze("census", Design(2, 1.08, 1))
    found = with_noise(people, key_sums, SEED, census, Purpose.PEOPLE)
    assert found.tolist() == [0, 2, 2, 4, 4]


def test_parts_do_not_add_up_to_their_total() -> None:
    """Noise that adds up would be noise that can be solved for."""
    parts, luck = key_of_each(np.full((500), 40)), np.random.default_rng(5)
    other = luck.integers(1, 2**64, 500, dtype=np.uint64)
    forty = np.full(500, 40)
    sums = [perturb_counts(forty, k, SEED, TRUSTED).people for k in (parts, other)]
    total = perturb_counts(2 * forty, parts + other, SEED, TRUSTED).people
    assert 0.7 < np.mean(sums[0] + sums[1] != total) < 0.95


def test_the_same_people_have_the_same_noise_in_every_profile_and_role() -> None:
    people = np.array([100, 100, 250])
    keys = random_keys(3)
    first = perturb_counts(people, keys, SEED, PUBLIC).people
    assert np.array_equal(first, perturb_counts(people, keys, SEED, TRUSTED).people)
    turned = perturb_counts(people[::-1], keys[::-1], SEED, PUBLIC).people
    assert np.array_equal(first, turned[::-1])


def test_rounding_is_to_the_nearest_five_and_only_for_the_public() -> None:
    people = np.arange(0, 21)
    expected = [5 * round(n / 5) for n in range(21)]
    assert rounded(people, PUBLIC).tolist() == expected
    assert rounded(people, TRUSTED).tolist() == list(range(21))


def test_below_ten_after_noise_is_withheld_and_ten_is_shown() -> None:
    shown = protect_counts(with_counts([0, 3, 9, 10, 12, 13]), nested(6))
    assert shown.states[:3].tolist() == [CellState.WITHHELD] * 3
    assert shown.reasons[:3].tolist() == [Reason.BELOW_TEN] * 3
    assert shown.values[3:].tolist() == [10, 10, 15]


def test_the_threshold_looks_at_the_count_with_noise_not_at_the_true_one() -> None:
    people = np.full(4_000, 10)
    counts = perturbed(people)
    states = protect_counts(counts, nested(len(people))).states
    assert np.array_equal(states == CellState.WITHHELD, counts.people < 10)
    assert 0.3 < np.mean(states == CellState.WITHHELD) < 0.45


def test_an_empty_cell_looks_like_any_other_below_ten() -> None:
    shown = protect_counts(with_counts([0, 8]), nested(2))
    assert shown.states[0] == shown.states[1]
    assert shown.reasons[0] == shown.reasons[1]


@pytest.mark.parametrize(
    ("child", "expected"), [(90, NONE), (91, Reason.ALMOST_ALL), (103, Reason.ALMOST_ALL)]
)
def test_a_cell_that_leaves_fewer_than_ten_out_is_withheld(child: int, expected: Reason) -> None:
    shown = protect_counts(with_counts([100, child]), nested(2, (1, 0)))
    assert shown.reasons.tolist() == [NONE, expected]


def test_a_cell_is_compared_with_every_parent() -> None:
    shown = protect_counts(with_counts([200, 100, 95]), nested(3, (1, 0), (2, 0), (2, 1)))
    assert shown.reasons.tolist() == [NONE, NONE, Reason.ALMOST_ALL]


def test_what_is_identical_by_definition_is_no_secret() -> None:
    """A district with one neighbourhood has the same people, the same key and the same figure."""
    keys = np.repeat(random_keys(1), 2)
    counts = perturb_counts(np.array([300, 300]), keys, SEED, PUBLIC)
    assert protect_counts(counts, nested(2, (1, 0))).reasons.tolist() == [NONE, Reason.ALMOST_ALL]
    same = protect_counts(counts, nested(2, (1, 0), identical=(0,)))
    assert same.reasons.tolist() == [NONE, NONE]
    assert same.values[0] == same.values[1]


def test_identical_by_definition_is_checked() -> None:
    with pytest.raises(ProtectionError, match="different figures"):
        protect_counts(with_counts([100, 60]), nested(2, (1, 0), identical=(0,)))


def test_what_lies_in_a_nearly_equal_cell_is_held_against_what_is_shown_above() -> None:
    """95 of 100 is withheld; 92 of the 95 is 8 less than 100, and 40 of them 60 less."""
    chain = nested(5, (1, 0), (2, 1), (3, 1), (4, 3))
    shown = protect_counts(with_counts([100, 95, 92, 40, 30]), chain)
    assert shown.reasons.tolist() == [NONE, Reason.ALMOST_ALL, Reason.ALMOST_ALL, NONE, NONE]


def test_what_lies_in_a_cell_below_ten_is_below_ten_whatever_its_own_figure() -> None:
    shown = protect_counts(with_counts([100, 9, 11, 3]), nested(4, (1, 0), (2, 1), (3, 1)))
    assert shown.reasons.tolist() == [NONE] + [Reason.BELOW_TEN] * 3


def test_what_is_the_same_as_a_withheld_cell_is_withheld_with_it() -> None:
    keys = np.concatenate([random_keys(1), np.repeat(random_keys(1, chance=8), 2)])
    counts = perturb_counts(np.array([305, 300, 300]), keys, SEED, PUBLIC)
    same = protect_counts(counts, nested(3, (1, 0), (2, 1), identical=(1,)))
    assert same.reasons.tolist() == [NONE, Reason.ALMOST_ALL, Reason.ALMOST_ALL]


def test_reasons_of_other_rules_stay_and_hide_what_is_within() -> None:
    refusals = np.array([NONE, Reason.DOMINATED, NONE, Reason.NO_DATA, Reason.IMPOSSIBLE], np.uint8)
    counts = with_counts([100, 50, 20, 0, 0])
    shown = protect_counts(counts, nested(5, (1, 0), (2, 1), (4, 1)), refusals)
    assert shown.reasons.tolist() == [
        NONE,
        Reason.DOMINATED,
        Reason.ANCESTOR_WITHHELD,
        Reason.NO_DATA,
        Reason.IMPOSSIBLE,
    ]
    assert shown.states[3:].tolist() == [CellState.MISSING, CellState.NOT_APPLICABLE]


def test_no_two_shown_nested_figures_differ_by_less_than_ten() -> None:
    """Neither directly nor along a chain of parents, before rounding."""
    luck = np.random.default_rng(11)
    people = np.sort(luck.integers(1, 400, (300, 4)))[:, ::-1].ravel()
    parent = np.arange(len(people)) - 1
    child = np.arange(len(people))[np.arange(len(people)) % 4 > 0]
    chains = nested(len(people), *zip(child.tolist(), parent[child].tolist(), strict=True))
    counts = perturbed(people)
    seen = protect_counts(counts, chains).states.reshape(-1, 4) == CellState.VALUE
    by_chain = counts.people.reshape(-1, 4)
    for upper in range(3):
        for lower in range(upper + 1, 4):
            both = seen[:, upper] & seen[:, lower]
            assert both.any()
            assert np.all((by_chain[:, upper] - by_chain[:, lower])[both] >= 10)


@pytest.mark.parametrize(("people", "keys"), [([5], [0]), ([0], [5]), ([-1], [5]), ([5, 5], [5])])
def test_people_and_keys_that_do_not_belong_together_are_refused(
    people: list[int], keys: list[int]
) -> None:
    with pytest.raises(ProtectionError):
        perturb_counts(np.array(people), np.array(keys, np.uint64), SEED, PUBLIC)


@pytest.mark.parametrize("profile", [None, OPEN, WORKBENCH])
def test_without_a_profile_that_gives_noise_nothing_is_answered(profile: Profile) -> None:
    with pytest.raises(ProtectionError):
        perturb_counts(np.array([50]), random_keys(1), SEED, profile)


def test_without_a_seed_nothing_is_answered() -> None:
    with pytest.raises(ProtectionError):
        perturb_counts(np.array([50]), random_keys(1), None, PUBLIC)  # type: ignore[arg-type]


def test_counts_in_floating_point_are_refused() -> None:
    with pytest.raises(ProtectionError, match="whole numbers"):
        perturb_counts(np.array([50.0]), random_keys(1), SEED, PUBLIC)


def test_counts_and_nesting_of_other_cells_are_refused() -> None:
    with pytest.raises(ProtectionError, match="nesting is of 3 cells"):
        protect_counts(with_counts([50, 60]), nested(3))
    with pytest.raises(ProtectionError, match="lengths"):
        protect_counts(with_counts([50, 60]), nested(2), np.zeros(3, np.uint8))
    with pytest.raises(ProtectionError, match="uint8"):
        protect_counts(with_counts([50]), nested(1), np.zeros(1))  # type: ignore[arg-type]


def test_unknown_refusals_are_refused() -> None:
    with pytest.raises(ProtectionError):
        protect_counts(with_counts([50]), nested(1), np.array([99], np.uint8))


def test_no_cells_are_no_trouble() -> None:
    none = np.array([], np.int64)
    counts = perturb_counts(none, np.array([], np.uint64), SEED, PUBLIC)
    assert len(protect_counts(counts, nested(0))) == 0


def test_the_noise_of_nested_sets_is_unrelated() -> None:
    inner = random_keys(50_000)
    one_more = inner + random_keys(50_000, chance=8)
    noise = [
        perturb_counts(np.full(50_000, n), k, SEED, TRUSTED).people - n
        for n, k in ((50, inner), (51, one_more))
    ]
    assert abs(np.corrcoef(noise[0], noise[1])[0, 1]) < 0.03


def test_even_the_sum_of_keys_one_apart_has_unrelated_noise() -> None:
    keys = np.arange(1, 50_001).astype(np.uint64)
    found = draws(keys, SEED, Purpose.PEOPLE).astype(np.float64)
    assert abs(np.corrcoef(found[:-1], found[1:])[0, 1]) < 0.03


def test_only_counts_that_noise_can_lift_to_ten_need_any() -> None:
    """Four people and five more are nine; five may become ten."""
    people = np.tile(np.arange(12), 400)
    keys = np.where(people > 0, random_keys(len(people)), 0).astype(np.uint64)
    exact = with_noise(people, keys, SEED, PUBLIC.table, Purpose.PEOPLE)
    found = with_noise_that_matters(people, keys, SEED, PUBLIC, Purpose.PEOPLE)
    few = people < 5
    assert np.array_equal(found[~few], exact[~few])
    assert np.array_equal(found[few], people[few])
    assert exact[few].max() < PUBLIC.threshold
    assert max(PUBLIC.table.probabilities(5)) + 5 == PUBLIC.threshold
