"""The whole demo country, as committed, comes to what the paper says, or it is said why not."""

import numpy as np
import pytest
from scipy.optimize import linprog

from core.demo.fit.trial import TrialFigures, trial_figures
from core.demo.generation import SEED
from core.demo.people.country import DemoCountry
from core.demo.people.parameters import read_parameters
from core.demo.targets import FACTS
from core.demo.targets.figures import G4, OUTSIDE_G4, Figures
from core.demo.targets.outcome import Outcome
from core.demo.targets.reasons import CANNOT_BE_MET
from core.published import published
from core.release import Release

FROM_PERSONS = tuple(code for code, _ in FACTS if "P-016" <= code <= "P-056" or code == "P-067")
"""Facts of the paper about the neighbourhoods, schools and work of persons."""


@pytest.fixture(scope="module")
def tried() -> TrialFigures:
    """All pupils and employees of the paper's year, counted in memory."""
    return trial_figures(DemoCountry(1.0, SEED, read_parameters()), ("school", "work"))


def _missed(figures: Figures, code: str) -> set[str]:
    found = dict(FACTS)[code](figures)
    outcomes = [Outcome(published()[code], v, found[v.name]) for v in published()[code].values]
    return {f"{code} {each.value.name}" for each in outcomes if not each.is_within}


@pytest.mark.slow
def test_what_the_paper_says_of_persons_is_met_unless_it_is_said_why_not(
    tried: TrialFigures,
) -> None:
    without = [code for code in FROM_PERSONS if code not in CANNOT_BE_MET]
    assert {name for code in without for name in _missed(tried, code)} == set()


@pytest.mark.slow
@pytest.mark.parametrize("code", CANNOT_BE_MET)
def test_no_reason_is_given_for_what_is_met(
    tried: TrialFigures, country: Release, code: str
) -> None:
    of_residents = Figures(country.store, country.linkage, country.years)
    assert _missed(tried if code in FROM_PERSONS else of_residents, code), "take the reason away"


class Bound:
    """How large a part of those who gain in poor neighbourhoods can be Dutch, given P-034."""

    def __init__(self) -> None:
        self.at_most: list[np.ndarray] = []

    def line(self, **weights: float) -> np.ndarray:
        """One sum over people and gainers by place and group."""
        found = np.zeros(len(NODES))
        for name, weight in weights.items():
            found[NODES.index(name)] = weight
        return found

    def rate(self, value: str, place: str, *members: str) -> None:
        """P-034: the part of some people that gains lies in the interval of one of its values."""
        low, high = {one.name: one.accept for one in published()["P-034"].values}[value]
        people, gainers = ([f"{place}_{one}{kind}" for one in members] for kind in ("", "_gain"))
        gain = self.line(**dict.fromkeys(gainers, 100.0))
        self.at_most += [
            gain - self.line(**dict.fromkeys(people, high)),
            self.line(**dict.fromkeys(people, low)) - gain,
        ]

    def most(self) -> float:
        """The largest part, in per cent."""
        gainers = [name for name in NODES if name.endswith("_gain")]
        dutch = self.line(g4_dutch_gain=1.0, outside_dutch_gain=1.0)
        found = linprog(
            -dutch,
            A_ub=np.array(self.at_most),
            b_ub=np.zeros(len(self.at_most)),
            A_eq=[self.line(**dict.fromkeys(gainers, 1.0))],
            b_eq=[1.0],
        )
        return float(-100 * found.fun)


GROUPS = {
    "g4": ("dutch", "western", "turkish_moroccan", "surinamese_antillean_other"),
    "outside": ("dutch", "western", "non_western"),
}
NODES = tuple(
    f"{place}_{one}{kind}"
    for place, all_of in GROUPS.items()
    for one in all_of
    for kind in ("", "_gain")
)


def _bound(western: tuple[float, float], to_one_other: float, outside: float) -> float:
    """The largest part for some mix of people, with a part of the gainers outside the G4.

    The western part is that of both places; ``to_one_other`` counts Turkish and Moroccan pupils.
    """
    bound = Bound()
    for value, place, members in (
        ("G4_all", "g4", GROUPS["g4"]),
        ("G4_native", "g4", ("dutch",)),
        ("G4_Turkish_and_Moroccan", "g4", ("turkish_moroccan",)),
        ("G4_other_non_western", "g4", ("surinamese_antillean_other",)),
        ("outside_G4_all", "outside", GROUPS["outside"]),
        ("outside_G4_native", "outside", ("dutch",)),
        ("outside_G4_non_western", "outside", ("non_western",)),
    ):
        bound.rate(value, place, *members)
    accept = {one.name: one.accept for one in published()["P-034"].values}
    for place, part, least in (
        ("g4", western[0], accept["G4_other_non_western"][0]),
        ("outside", western[1], accept["outside_G4_non_western"][0]),
    ):
        name = f"{place}_western"
        people = bound.line(**{f"{place}_{one}": part for one in GROUPS[place]})
        bound.at_most += [
            people - bound.line(**{name: 1.0}),
            bound.line(**{name: least / 100, f"{name}_gain": -1.0}),
        ]
    others = {"g4_turkish_moroccan": 1.0, "g4_surinamese_antillean_other": -to_one_other}
    bound.at_most.append(bound.line(**others))
    gain = {name: (1.0 if "outside" in name else 0.0) - outside for name in NODES if "gain" in name}
    bound.at_most.append(bound.line(**gain))
    return bound.most()


@pytest.mark.slow
def test_no_majority_of_dutch_gainers_goes_with_the_mix_of_the_demo(tried: TrialFigures) -> None:
    gained: dict[tuple[str, str], float] = {}
    people: dict[tuple[str, str], float] = {}
    for place, where in (("g4", (G4,)), ("outside", OUTSIDE_G4)):
        for one in ("all", *GROUPS[place]):
            gained[place, one], people[place, one] = tried.gainers(
                "school", where, True, origin=one
            )
    western = tuple(people[place, "western"] / people[place, "all"] for place in GROUPS)
    assert western == pytest.approx((0.075, 0.13), abs=0.005)
    ratio = people["g4", GROUPS["g4"][2]] / people["g4", GROUPS["g4"][3]]
    assert ratio == pytest.approx(1.4, abs=0.05)
    outside = gained["outside", "all"] / (gained["g4", "all"] + gained["outside", "all"])
    mixed = western[0], western[1]
    assert _bound(mixed, ratio, outside) == pytest.approx(47, abs=0.5)
    assert _bound(mixed, 1.7, outside) < 50 < _bound(mixed, 2.0, outside)
