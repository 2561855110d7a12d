"""Every attack fails on protected figures, and would succeed without the protection."""

import numpy as np
import pytest

from core.errors import ProtectionError
from core.protection.attacks import ATTACKS
from core.protection.attacks.averaging import averaging
from core.protection.attacks.city import city
from core.protection.attacks.differencing import differencing
from core.protection.attacks.emptiness import cost, emptiness
from core.protection.attacks.evidence import Evidence
from core.protection.attacks.finding import Finding
from core.protection.attacks.mean_candidates import best_balancing, mean_candidates
from core.protection.attacks.mean_differencing import mean_differencing
from core.protection.attacks.repetition import repetition
from core.protection.attacks.threshold_slider import threshold_slider
from core.protection.counts import perturb_counts
from core.protection.profiles import PUBLIC
from tests.core.protection.samples import SEED


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return city(SEED, people=120_000)


def by_name(findings: tuple[Finding, ...]) -> dict[str, Finding]:
    return {finding.name: finding for finding in findings}


def assert_held(findings: tuple[Finding, ...]) -> None:
    assert findings
    for finding in findings:
        assert finding.ok, finding.row()


def test_a1_differences_do_not_tell_how_many_are_in_between(evidence: Evidence) -> None:
    findings = differencing(evidence)
    assert_held(findings)
    found = by_name(findings)
    # what two independent draws of the noise give, within three standard errors of 10,000 pairs
    chances = np.array(list(PUBLIC.table.probabilities(50).values()))
    by_chance = np.convolve(chances, chances[::-1])
    middle = len(by_chance) // 2
    exact, within = by_chance[middle], by_chance[middle - 1 : middle + 2].sum()
    assert found["A1 exact difference"].figure == pytest.approx(exact, abs=0.011)
    assert found["A1 difference within one"].figure == pytest.approx(within, abs=0.015)
    assert found["A1p exact difference"].figure == 0
    assert found["A1p difference seen"].figure == pytest.approx(0.44, abs=0.02)


def test_a2_the_first_visible_figure_is_not_at_ten_people(evidence: Evidence) -> None:
    assert_held(threshold_slider(evidence, trials=4_000))


def test_a3_averaging_over_unions_gains_nothing(evidence: Evidence) -> None:
    findings = averaging(evidence, trials=2_000, queries=1_000)
    assert_held(findings)
    assert findings[0].figure == pytest.approx(0.2288, abs=0.03), "the chance of no noise at all"


def test_a3_a_fresh_draw_for_each_union_would_give_the_count_away(evidence: Evidence) -> None:
    for finding in averaging(evidence, trials=200, queries=200):
        assert finding.control is not None
        assert finding.control.figure >= 0.9


def test_a5_nearly_equal_nested_cells_are_not_both_shown(evidence: Evidence) -> None:
    findings = emptiness(evidence)
    assert_held(findings)
    for finding in findings:
        assert finding.figure == 0


def test_a5_the_rule_costs_few_figures(evidence: Evidence) -> None:
    cells = evidence.cells
    counts = perturb_counts(cells.people, cells.key_sums, evidence.seed, PUBLIC)
    assert 0 < cost(cells, counts) <= 0.04


def test_a8_means_do_not_tell_the_value_of_the_one_person_more(evidence: Evidence) -> None:
    assert_held(mean_differencing(evidence))


def test_a8_no_candidate_counts_balance(evidence: Evidence) -> None:
    assert_held(mean_candidates(evidence))


def test_a9_asking_again_gives_the_same(evidence: Evidence) -> None:
    assert_held(repetition(evidence, sets=300, times=3))


def test_every_attack_is_registered_once_and_names_its_findings() -> None:
    small = city(SEED, people=6_000)
    names = [finding.name for attack in ATTACKS for finding in attack(small)]
    assert len(names) == len(set(names))
    assert {name.split()[0] for name in names} == {"A1", "A1p", "A2", "A3", "A5", "A8", "A9"}


def test_the_same_evidence_gives_the_same_findings(evidence: Evidence) -> None:
    assert mean_candidates(evidence) == mean_candidates(evidence)
    assert city(SEED, people=6_000).values.tolist() == city(SEED, people=6_000).values.tolist()


def test_the_handbook_example_has_one_balancing_candidate() -> None:
    """Handbook on Statistical Disclosure Control, §5.7: counts 8, 12 and 20 come out.

    Perturbed counts 9, 14 and 19, a noise of at most 2, exact sums of ages 90, 95 and 185.
    """
    noisy = np.array([[9], [14], [19]])
    exact_means = np.array([[90 / 8], [95 / 12], [185 / 20]])
    assert best_balancing(noisy, exact_means, reach=2)[:, 0].tolist() == [8, 12]


def test_attacks_need_people_to_work_on() -> None:
    with pytest.raises(ProtectionError, match="5,000 people"):
        city(SEED, people=400)
