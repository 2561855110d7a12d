import numpy as np
import pytest

from core.errors import ProtectionError
from core.protection.arrays import Real, Whole
from core.protection.counts import protect_counts
from core.protection.means import (
    SCHOOL_SHARE,
    NoisedSums,
    Variable,
    centred_steps,
    noised_sums,
    protect_means,
    step_at_least,
    steps_of_mean,
    sum_noise,
)
from core.protection.prf import Purpose
from core.protection.profiles import PUBLIC, TRUSTED, Profile
from core.protection.protected import SEAL, PerturbedCounts, ProtectedMeans
from core.protection.states import CellState, Reason
from tests.core.protection.samples import SEED, nested, perturbed, random_keys, with_counts

SCORE = Variable("score", 501.0, 551.0, 535.0, 100, Purpose.SCHOOL_SHARE)


def sums_of(values: Real, people: int, variable: Variable) -> Whole:
    """The sum of steps of consecutive groups of people."""
    steps = centred_steps(values, variable)
    return np.add.reduceat(steps, np.arange(0, len(steps), people))


def means_of(
    values: Real, people: int, variable: Variable = SCORE, profile: Profile = PUBLIC
) -> ProtectedMeans:
    """Protected means of consecutive groups of people."""
    counts = perturbed(np.full(len(values) // people, people), profile)
    sums = noised_sums(sums_of(values, people, variable), counts, variable, SEED)
    return protect_means(sums, counts, protect_counts(counts, nested(len(counts))))


def scores(people: int, sets: int = 4_000) -> tuple[Real, Real]:
    """Scores of people, and the true mean of each set."""
    values = np.random.default_rng(9).normal(535.0, 8.6, people * sets)
    values = np.clip(values, SCORE.lower, SCORE.upper)
    return values, values.reshape(sets, people).mean(axis=1)


def test_steps_are_centred_and_clipped() -> None:
    values = np.array([400.0, 501.0, 535.0, 535.016, 600.0])
    assert centred_steps(values, SCORE).tolist() == [-3400, -3400, 0, 2, 1600]


def test_people_without_a_value_are_not_averaged() -> None:
    with pytest.raises(ProtectionError, match="without a value"):
        centred_steps(np.array([np.nan]), SCORE)


def test_exact_means_give_the_sums_they_came_from() -> None:
    people = np.array([0, 3, 1_000, 17_000_000])
    sums = np.array([0, -12_345, 1_999_999, -33_333_333_333])
    means = SCHOOL_SHARE.centre + sums / SCHOOL_SHARE.steps / np.maximum(people, 1)
    assert steps_of_mean(people, means, SCHOOL_SHARE).tolist() == sums.tolist()


@pytest.mark.parametrize("mean", [-0.1, 1.1, np.nan])
def test_means_outside_the_bounds_were_never_clipped(mean: float) -> None:
    with pytest.raises(ProtectionError, match="outside the bounds"):
        steps_of_mean(np.array([10]), np.array([mean]), SCHOOL_SHARE)


def test_the_noise_of_a_sum_does_not_depend_on_the_data() -> None:
    """Its scale is public: half the range, whatever is in the cell."""
    counts = perturbed(np.full(50_000, 40))
    for size in (0, 5_000_000):
        exact = np.full(50_000, size)
        noise = noised_sums(exact, counts, SCORE, SEED).sums - size / SCORE.steps
        assert abs(noise.mean()) < 0.3
        assert noise.std() == pytest.approx(25, rel=0.01)
        assert np.abs(noise).max() <= 4 * 25


def test_the_same_set_has_the_same_noise_and_each_variable_its_own() -> None:
    keys = random_keys(20_000)
    once, again, other = (
        sum_noise(keys, SEED, purpose)
        for purpose in (Purpose.SCHOOL_SHARE, Purpose.SCHOOL_SHARE, Purpose.WORK_SHARE)
    )
    assert np.array_equal(once, again)
    assert abs(np.corrcoef(once, other)[0, 1]) < 0.03


@pytest.mark.parametrize(("people", "limit"), [(100, 0.006), (25, 0.02)])
def test_the_error_of_a_mean_as_a_share_of_the_range(people: int, limit: float) -> None:
    """The specification, §5.2 and §8: 0.4 % at 100 people before rounding, 1.6 % at 25."""
    values, truth = scores(people)
    found = means_of(values, people)
    assert np.nanmean(np.abs(found.values - truth)) / 50 <= limit


def test_means_are_unbiased() -> None:
    values, truth = scores(200)
    error = means_of(values - 4.0, 200).values - (truth - 4.0)
    assert abs(error.mean()) < 4 * error.std() / np.sqrt(len(error))


def test_the_sum_is_divided_by_the_count_with_noise() -> None:
    """Neither by the true count nor by the rounded one."""
    counts = perturbed(np.full(2_000, 52))
    published = protect_counts(counts, nested(2_000))
    sums = noised_sums(np.full(2_000, -52 * 3_000), counts, SCORE, SEED)
    found = protect_means(sums, counts, published)
    expected = SCORE.centre + sums.sums / counts.people
    inside = (expected > SCORE.lower) & (expected < SCORE.upper)
    assert np.all((np.abs(found.values - expected) <= found.step / 2 + 1e-9)[inside])
    of_rounded = SCORE.centre + sums.sums / published.values
    assert not np.all((np.abs(found.values - of_rounded) <= found.step / 2 + 1e-9)[inside])


def test_an_uncentred_sum_would_wreck_the_mean() -> None:
    """What §5.2 forbids: 14 points off at 50 people."""
    values, truth = scores(50)
    counts = perturbed(np.full(len(truth), 50))
    exact = values.reshape(-1, 50).sum(axis=1)
    assert np.abs(exact / counts.people - truth).mean() > 10
    assert np.nanmean(np.abs(means_of(values, 50).values - truth)) < 0.8


@pytest.mark.parametrize("profile", [PUBLIC, TRUSTED])
@pytest.mark.parametrize("people", [12, 30, 50, 100, 1_000])
def test_a_mean_is_never_finer_than_its_noise(people: int, profile: Profile) -> None:
    values, _ = scores(people, 300)
    counts = perturbed(np.full(300, people), profile)
    found = means_of(values, people, profile=profile)
    shown = ~np.isnan(found.values)
    noise = SCORE.half_range / counts.people
    assert np.all(found.step[shown] >= noise[shown])
    steps = found.values[shown] / found.step[shown]
    inside = (found.values[shown] > SCORE.lower) & (found.values[shown] < SCORE.upper)
    assert np.abs(steps - np.rint(steps))[inside].max() < 1e-6


def test_the_step_tells_no_more_than_the_published_count() -> None:
    values, _ = scores(50, 2_000)
    found = means_of(values, 50)
    counts = perturbed(np.full(2_000, 50))
    published = protect_counts(counts, nested(2_000)).values
    for count in np.unique(published):
        assert len(np.unique(found.step[published == count])) == 1


@pytest.mark.parametrize(
    ("noise", "step"),
    [(0.1, 0.1), (0.11, 0.2), (0.2, 0.2), (0.21, 0.5), (0.51, 1.0), (7.0, 10.0), (0.003, 0.005)],
)
def test_steps_are_one_two_or_five_of_a_power_of_ten(noise: float, step: float) -> None:
    assert step_at_least(np.array([noise]))[0] == pytest.approx(step)


def test_a_mean_is_hidden_with_its_count_and_for_its_reason() -> None:
    counts = with_counts([100, 95, 8, 24, 60])
    published = protect_counts(counts, nested(5, (1, 0)))
    sums = noised_sums(np.zeros(5, np.int64), counts, SCORE, SEED)
    found = protect_means(sums, counts, published)
    assert found.states.tolist() == [
        CellState.VALUE,
        CellState.WITHHELD,
        CellState.WITHHELD,
        CellState.VALUE,
        CellState.VALUE,
    ]
    assert found.reasons[1:3].tolist() == [Reason.ALMOST_ALL, Reason.BELOW_TEN]
    assert np.isnan(found.values).tolist() == [False, True, True, False, False]


def test_a_mean_of_few_people_is_marked_unreliable() -> None:
    counts = with_counts([20, 22, 23], TRUSTED)
    sums = noised_sums(np.zeros(3, np.int64), counts, SCORE, SEED)
    found = protect_means(sums, counts, protect_counts(counts, nested(3)))
    assert found.states.tolist() == [CellState.LOW_RELIABILITY] * 3
    assert found.reasons.tolist() == [Reason.FEW_PEOPLE] * 3
    assert not np.isnan(found.values).any()


def test_a_mean_stays_within_the_bounds() -> None:
    values = np.full(12 * 500, SCORE.upper)
    found = means_of(values, 12)
    assert np.nanmax(found.values) == SCORE.upper


@pytest.mark.parametrize(
    "other", [perturbed(np.array([50, 50])), perturbed(np.array([50]), TRUSTED)]
)
def test_sums_and_counts_of_other_cells_or_profiles_do_not_combine(other: PerturbedCounts) -> None:
    counts = perturbed(np.array([50]))
    sums = noised_sums(np.array([0]), counts, SCORE, SEED)
    with pytest.raises(ProtectionError):
        protect_means(sums, other, protect_counts(counts, nested(1)))


def test_sums_without_a_seed_or_in_floating_point_are_refused() -> None:
    counts = perturbed(np.array([50]))
    with pytest.raises(ProtectionError):
        noised_sums(np.array([0]), counts, SCORE, None)  # type: ignore[arg-type]
    with pytest.raises(ProtectionError, match="whole numbers"):
        noised_sums(np.array([0.5]), counts, SCORE, SEED)
    with pytest.raises(ProtectionError, match="near the end"):
        noised_sums(np.array([2**62 + 1]), counts, SCORE, SEED)
    with pytest.raises(ProtectionError, match=r"core\.protection only"):
        NoisedSums(None, PUBLIC, SCORE, np.zeros(1))


@pytest.mark.parametrize(
    "bounds", [(1.0, 0.0, 0.5, 10), (0.0, 1.0, 2.0, 10), (0.0, 0.0, 0.0, 10), (0.0, 1.0, 0.5, 0)]
)
def test_a_variable_needs_bounds_with_a_centre_between_and_steps(
    bounds: tuple[float, float, float, int],
) -> None:
    with pytest.raises(ProtectionError):
        Variable("wrong", *bounds, Purpose.SCHOOL_SHARE)
    with pytest.raises(ProtectionError):
        Variable("count", 0.0, 1.0, 0.5, 10, Purpose.PEOPLE)


def test_noised_sums_show_nothing_of_themselves() -> None:
    sums = NoisedSums(SEAL, PUBLIC, SCORE, np.array([123.0]))
    assert repr(sums) == "NoisedSums(1 cells, profile public)"
