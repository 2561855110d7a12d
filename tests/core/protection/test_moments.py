from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import linregress

from core.errors import ProtectionError
from core.protection.arrays import Real
from core.protection.counts import protect_counts
from core.protection.estimates import estimate
from core.protection.means import centred_steps, noised_sums
from core.protection.moments import (
    RELATIONS,
    SCHOOL_RELATION,
    WORK_RELATION,
    NoisedMoments,
    ProductSums,
    ProtectedRelations,
    noised_moments,
    product_sums,
    protect_relations,
    reach,
)
from core.protection.prf import Purpose
from core.protection.profiles import PUBLIC
from core.protection.protected import PerturbedCounts
from core.protection.states import CellState, Reason, is_shown
from tests.core.protection.samples import SEED, nested, perturbed, with_counts


def pupils(people: int, sets: int, spread: float = 0.2) -> tuple[Real, Real]:
    """Neighbourhood and school shares, one row for each set."""
    luck = np.random.default_rng(21)
    x = np.clip(luck.normal(0.7, spread, (sets, people)), 0, 1)
    y = np.clip(0.2 + 0.75 * x + luck.normal(0, 0.1, x.shape), 0, 1)
    return x, y


def moments_of(x: Real, y: Real, counts: PerturbedCounts) -> NoisedMoments:
    relation = SCHOOL_RELATION
    steps = [
        centred_steps(v.ravel(), u).reshape(v.shape) for v, u in ((x, relation.x), (y, relation.y))
    ]
    a, b = steps
    products = ProductSums((a * a).sum(axis=1), (a * b).sum(axis=1), (b * b).sum(axis=1))
    sums = (
        noised_sums(a.sum(axis=1), counts, relation.x, SEED),
        noised_sums(b.sum(axis=1), counts, relation.y, SEED),
    )
    return noised_moments(relation, sums, products, counts, SEED)


def relations_of(x: Real, y: Real) -> ProtectedRelations:
    counts = perturbed(np.full(len(x), x.shape[1]))
    published = protect_counts(counts, nested(len(x)))
    return protect_relations(moments_of(x, y, counts), published)


def test_with_many_people_the_relation_is_that_of_least_squares() -> None:
    x, y = pupils(50_000, 1)
    theirs, found = linregress(x[0], y[0]), relations_of(x, y)
    assert found.states.tolist() == [CellState.VALUE]
    assert found.values[0] == pytest.approx(theirs.slope, abs=0.005)
    assert found.intercept[0] == pytest.approx(theirs.intercept, abs=0.005)
    assert found.correlation[0] == pytest.approx(theirs.rvalue, abs=0.01)
    assert found.r_squared[0] == pytest.approx(theirs.rvalue**2, abs=0.02)
    assert found.slope_error[0] == pytest.approx(theirs.stderr, abs=0.001)


def test_the_stated_noise_is_the_noise_there_is() -> None:
    """Slopes and heights scatter around the exact ones as far as their errors say."""
    x, y = pupils(1_000, 1_500)
    counts = perturbed(np.full(1_500, 1_000))
    moments = moments_of(x, y, counts)
    people = moments.people.astype(np.float64)
    rows = (people, moments.x, moments.y, moments.xx, moments.xy, moments.yy)
    scale = reach(SCHOOL_RELATION.x)
    assert scale == 0.8
    noise = np.array([np.sqrt(3), 0.5 / scale, 0.5 / scale, 1, 1, 1])
    found = estimate(rows, noise)
    u, v = (x - 0.8) / scale, (y - 0.8) / scale
    exact = estimate(
        [np.full(1_500, 1_000.0), *(e.sum(axis=1) for e in (u, v, u * u, u * v, v * v))], noise
    )
    off = (found.slope - exact.slope) / exact.errors_of_slope()[0]
    height = (found.intercept - exact.intercept) / exact.errors_at(0.0)[0]
    assert 0.9 < off.std() < 1.1
    assert 0.9 < height.std() < 1.1
    assert abs(off.mean()) < 0.1


def test_standard_errors_hold_chance_and_noise() -> None:
    """The true line lies within two of them as often as it should."""
    x, y = pupils(400, 2_000, spread=0.12)
    found = relations_of(x, y)
    shown = is_shown(found.states)
    population = linregress(x.ravel(), y.ravel()).slope
    within = np.abs(found.values - population)[shown] <= 2 * found.slope_error[shown]
    assert 0.93 < within.mean() < 0.98


def test_a_relation_gives_no_second_draw_of_the_means() -> None:
    """Σx and Σy in the relation are, noise and all, those of the means."""
    x, y = pupils(200, 50)
    counts = perturbed(np.full(50, 200))
    moments = moments_of(x, y, counts)
    steps = centred_steps(x.ravel(), SCHOOL_RELATION.x).reshape(x.shape).sum(axis=1)
    sums = noised_sums(steps, counts, SCHOOL_RELATION.x, SEED)
    assert np.allclose(moments.x * reach(SCHOOL_RELATION.x), sums.sums, atol=1e-9)


def test_every_moment_has_noise_of_its_own() -> None:
    counts = perturbed(np.full(20_000, 150))
    nothing = np.zeros(20_000, np.int64)
    sums = tuple(noised_sums(nothing, counts, v, SEED) for v in (WORK_RELATION.x, WORK_RELATION.y))
    products = ProductSums(nothing, nothing, nothing)
    found = noised_moments(WORK_RELATION, (sums[0], sums[1]), products, counts, SEED)
    rows = np.stack([found.x, found.y, found.xx, found.xy, found.yy])
    related = np.corrcoef(rows) - np.eye(5)
    assert np.abs(related).max() < 0.03
    assert rows[2:].std(axis=1) == pytest.approx([1, 1, 1], abs=0.02)


@pytest.mark.parametrize(("people", "reason"), [(95, Reason.FEW_PEOPLE), (1_000, Reason.NONE)])
def test_a_relation_needs_a_hundred_people(people: int, reason: Reason) -> None:
    x, y = pupils(people, 1)
    counts = with_counts([people])
    published = protect_counts(counts, nested(1))
    found = protect_relations(moments_of(x, y, counts), published)
    assert found.reasons.tolist() == [reason]
    assert np.isnan(found.values[0]) == (reason != Reason.NONE)


def test_without_spread_at_home_there_is_no_relation() -> None:
    x, y = pupils(300, 1, spread=0.0)
    found = relations_of(x, y)
    assert found.reasons.tolist() == [Reason.NO_SPREAD]


def test_a_relation_with_much_noise_says_so() -> None:
    luck = np.random.default_rng(2)
    x = np.clip(luck.normal(0.75, 0.14, (200, 150)), 0, 1)
    found = relations_of(x, np.clip(x + luck.normal(0, 0.01, x.shape), 0, 1))
    marked = found.reasons == Reason.NOISY
    assert marked.mean() > 0.5
    assert np.all(found.states[marked] == CellState.LOW_RELIABILITY)
    assert not np.isnan(found.values[marked]).any()


def test_no_fit_is_perfect() -> None:
    x, _ = pupils(5_000, 1)
    found = relations_of(x, 0.5 * x)
    assert found.correlation[0] == 0.95
    assert found.r_squared[0] == 0.90


def test_a_relation_is_hidden_with_its_count() -> None:
    x, y = pupils(1_000, 2)
    counts = with_counts([1_000, 1_000])
    refusals = np.array([Reason.NONE, Reason.DOMINATED], np.uint8)
    published = protect_counts(counts, nested(2), refusals)
    found = protect_relations(moments_of(x, y, counts), published)
    assert found.reasons.tolist() == [Reason.NONE, Reason.DOMINATED]
    for figure in (found.values, found.intercept, found.correlation, found.r_squared):
        assert np.isnan(figure).tolist() == [False, True]


def test_products_about_the_centre_follow_from_those_about_the_mean() -> None:
    x, y = pupils(500, 20)
    relation, dx, dy = SCHOOL_RELATION, x - x.mean(1, keepdims=True), y - y.mean(1, keepdims=True)
    spreads = tuple((a * b).sum(axis=1) for a, b in ((dx, dx), (dx, dy), (dy, dy)))
    people = np.full(20, 500)
    found = product_sums(
        relation, people, (x.mean(axis=1), y.mean(axis=1)), (spreads[0], spreads[1], spreads[2])
    )
    steps = relation.x.steps * relation.y.steps
    expected = ((x - relation.x.centre) * (y - relation.y.centre)).sum(axis=1) * steps
    assert np.abs(found.xy - expected).max() <= 1
    squares = ((y - relation.y.centre) ** 2).sum(axis=1) * relation.y.steps**2
    assert np.abs(found.yy - squares).max() <= 1


def test_products_of_nobody_are_nothing_and_undefined_ones_are_refused() -> None:
    undefined, one = np.array([np.nan]), np.array([0.5])
    nobody = product_sums(
        SCHOOL_RELATION, np.array([0]), (undefined, undefined), (undefined, undefined, undefined)
    )
    assert nobody.xx.tolist() == nobody.xy.tolist() == nobody.yy.tolist() == [0]
    with pytest.raises(ProtectionError, match="undefined"):
        product_sums(SCHOOL_RELATION, np.array([5]), (one, one), (undefined, one, one))


def test_sums_of_other_variables_are_refused() -> None:
    counts = perturbed(np.array([200]))
    nothing = np.array([0])
    x = noised_sums(nothing, counts, SCHOOL_RELATION.x, SEED)
    products = ProductSums(nothing, nothing, nothing)
    with pytest.raises(ProtectionError, match="not the sums"):
        noised_moments(SCHOOL_RELATION, (x, x), products, counts, SEED)
    y = noised_sums(nothing, counts, SCHOOL_RELATION.y, SEED)
    with pytest.raises(ProtectionError):
        noised_moments(SCHOOL_RELATION, (x, y), products, counts, None)  # type: ignore[arg-type]
    floats = ProductSums(nothing, nothing, np.array([0.5]))
    with pytest.raises(ProtectionError, match="whole numbers"):
        noised_moments(SCHOOL_RELATION, (x, y), floats, counts, SEED)


def test_every_moment_of_a_relation_has_a_purpose_of_its_own() -> None:
    assert {relation.name for relation in RELATIONS} == {"school", "work"}
    with pytest.raises(ProtectionError, match="purpose of its own"):
        replace(SCHOOL_RELATION, xy=SCHOOL_RELATION.xx)
    with pytest.raises(ProtectionError, match="purpose of its own"):
        replace(SCHOOL_RELATION, xy=Purpose.PEOPLE)


def test_a_relation_leaves_only_with_the_seal() -> None:
    row = np.ones(1)
    with pytest.raises(ProtectionError, match=r"core\.protection only"):
        ProtectedRelations(None, PUBLIC, *[row] * 10)  # type: ignore[arg-type]
