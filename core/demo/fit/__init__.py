"""Turns the levers until the demo population reproduces what the paper says of it.

One trial for each lever tells how the figures answer to it; the best step is then looked for as
if they answered along straight lines, no farther than those lines can be trusted; a step that
makes things worse is shortened, and the answers are kept up to date as the levers move
(Broyden). Every trial draws the whole country's pupils or employees anew and counts them in
memory; what comes out is judged by the product's own count afterwards (``targets``).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from core.demo.fit.employees import Expected, Staff, drawn_staff
from core.demo.fit.levers import SCHOOL_LEVERS, WORK_LEVERS, YEARS_LEVERS, Lever
from core.demo.fit.trial import expected_employees, expected_figures, trial_figures
from core.demo.fit.wishes import Found, Wishes, wishes
from core.demo.fit.years import figures_of_years
from core.demo.generation import SEED
from core.demo.geography.arrays import Floats
from core.demo.people.country import DemoCountry
from core.demo.people.parameters import FILE, Parameters, read_parameters, write_parameters
from core.demo.targets.figures import YEAR, Figures

Tell = Callable[[str], None]
START = Path(__file__).with_name("start.json")
"""The best country found so far, to begin with; levers that aren't turned keep its values."""

STIFF, STIFFEST = 1.0, 300.0
"""What moving a lever by one of its steps costs, at first: levers that hardly matter stay where
they are. Beyond the stiffest, it is found out anew how the figures answer."""
SOFTER, STIFFER = 0.4, 3.0
"""How that changes after a step that helped, and after one that didn't."""
REACH = 1.0
"""How many of its own steps a lever moves at most at a time."""
STEPS_BETWEEN = 25
"""After so many steps that is done in any case."""
APART = 0.3
"""How many steps a lever is moved to find out how the figures answer."""
NEARBY = 0.02
"""How many steps away countries nearby are."""


@dataclass(frozen=True)
class Stage:
    """Levers that are turned together, and how many countries are tried to that end."""

    name: str
    levers: tuple[Lever, ...]
    searches: tuple[tuple[float, int], ...]
    """One after another, each with its blur and trials. Where there is a blur, people are not
    drawn but expected, and who just gains or just doesn't counts in part: few pupils of few
    schools decide some figures, which otherwise stand still or jump."""
    nearby: int
    """Trials of countries close to the best one: what hangs on a single school is settled so."""

    @property
    def trials(self) -> int:
        """All of them, with those before and after each search."""
        return 1 + sum(trials + 2 for _, trials in self.searches) + self.nearby


STAGES = (
    Stage("school", SCHOOL_LEVERS, ((0.01, 75), (0.01, 10), (0.01, 10)), 3),
    Stage("work", WORK_LEVERS, ((0.01, 64), (0.01, 12), (0.01, 12)), 2),
    Stage("years", YEARS_LEVERS, ((0.0, 15),), 0),
)
"""Homes and schools first, then work, which follows the homes; then how homes change."""


@dataclass
class Fit:
    """How far the wishes of one stage are missed, as a function of its levers."""

    stage: Stage
    wishes: Wishes
    start: Parameters
    scale: float = 1.0
    tell: Tell = lambda _: None
    trials: int = field(default=0, init=False)
    luck: Floats | float = field(default=0.0, init=False)
    """What was drawn apart from what was expected, taken to stay the same nearby."""

    def parameters(self, moved: Floats) -> Parameters:
        """The parameters after each lever moved by so many of its steps."""
        changes = {
            name: round(self.start.value(name) + lever.step * float(steps), 5)
            for lever, steps in zip(self.stage.levers, moved, strict=True)
            for name in lever.names
        }
        return self.start.replaced(changes)

    def found(self, moved: Floats, blur: float = 0.0) -> Found:
        """What every wish comes to."""
        self.trials += 1
        country = DemoCountry(self.scale, SEED, self.parameters(moved))
        found = self.wishes.found(self._figures(country, blur))
        return found.shifted(self.luck) if blur else found

    def _figures(self, country: DemoCountry, blur: float) -> Figures:
        if self.stage.name == "years":
            return figures_of_years(country)
        if not blur:
            return trial_figures(country, (self.stage.name,))
        if self.stage.name == "school":
            return expected_figures(country, blur)
        return expected_employees(country, self._drawn)

    @cached_property
    def _drawn(self) -> tuple[Staff, Staff]:
        """Who works where at the start, and who is expected to."""
        country = DemoCountry(self.scale, SEED, self.start)
        homes = country.town(YEAR)
        return drawn_staff(country, homes), Expected(homes, country.market(homes, YEAR)).staff

    def answers(self, moved: Floats, blur: float) -> Floats:
        """How every number answers to one step of every lever."""
        here = self.found(moved, blur).numbers
        ahead = [self.found(moved + APART * one, blur) for one in np.eye(len(self.stage.levers))]
        return np.column_stack([(each.numbers - here) / APART for each in ahead])


def best_step(found: Found, answers: Floats, stiffness: float) -> Floats:
    """The best step if all numbers answered along straight lines (Levenberg and Marquardt)."""

    def cost(step: Floats) -> tuple[float, Floats]:
        missed, slope = found.cost(answers @ step)
        return missed + stiffness * float(step @ step), answers.T @ slope + 2 * stiffness * step

    levers = answers.shape[1]
    best = minimize(cost, np.zeros(levers), jac=True, bounds=[(-REACH, REACH)] * levers)
    return np.asarray(best.x)


def fitted(fit: Fit) -> Parameters:
    """The best parameters found by the trials of a stage; the start if that misses nothing."""
    moved = best = np.zeros(len(fit.stage.levers))
    found = least = fit.found(best)
    _tell(fit, found, "start")
    if not found.missed:
        return fit.start
    answers = None
    for blur, trials in fit.stage.searches:
        if blur:
            fit.luck = 0.0
            fit.luck = found.numbers - fit.found(moved, blur).numbers
        moved, answers = _searched(fit, moved, answers, blur, fit.trials + trials)
        found = fit.found(moved)
        _tell(fit, found, "drawn")
        if found.rank < least.rank:
            best, least = moved, found
    return fit.parameters(_nearby(fit, best, least))


def _searched(
    fit: Fit, moved: Floats, answers: Floats | None, blur: float, until: int
) -> tuple[Floats, Floats | None]:
    """The best country found by steps from one, until so many trials are done, and its answers."""
    found, stiffness, since = fit.found(moved, blur), STIFF, 0
    while fit.trials < until:
        if answers is None or since >= STEPS_BETWEEN or stiffness > STIFFEST:
            if fit.trials + len(moved) > until:
                break
            answers, since, stiffness = fit.answers(moved, blur), 0, STIFF
        step = best_step(found, answers, stiffness)
        new = fit.found(moved + step, blur)
        surprise = new.numbers - found.numbers - answers @ step
        answers = answers + np.outer(surprise, step) / (step @ step + 1e-9)
        nearer = new.cost()[0] < found.cost()[0]
        if nearer:
            moved, found = moved + step, new
        stiffness *= SOFTER if nearer else STIFFER
        since += 1
        _tell(fit, found, "blurred" if blur else "")
    return moved, answers


def _nearby(fit: Fit, moved: Floats, found: Found) -> Floats:
    """The best of some countries close to one."""
    chance = np.random.Generator(np.random.PCG64(SEED))
    for _ in range(fit.stage.nearby):
        beside = moved + NEARBY * chance.standard_normal(len(moved))
        new = fit.found(beside)
        if new.rank < found.rank:
            moved, found = beside, new
            _tell(fit, found, "nearby")
    return moved


def _tell(fit: Fit, found: Found, how: str) -> None:
    stage = fit.stage
    missed = ", ".join(found.missed) or "nothing"
    done = f"{stage.name} {fit.trials} of {stage.trials}"
    fit.tell(f"{done}: off by {found.cost()[0]:.3f}, missed: {missed}{how and f' ({how})'}")


def fit(
    scale: float = 1.0,
    file: Path = FILE,
    tell: Tell = lambda _: None,
    stages: tuple[Stage, ...] = STAGES,
) -> Parameters:
    """Turns the levers stage by stage from the start on; each stage's outcome is kept."""
    parameters = read_parameters(START)
    for stage in stages:
        parameters = fitted(Fit(stage, wishes(stage.name), parameters, scale, tell))
        write_parameters(parameters, file)
    return parameters
