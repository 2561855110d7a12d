"""Turns the levers until the demo population reproduces what the paper says of it.

One trial for each lever tells how the figures answer to it; the best step is then looked for as
if they answered along straight lines, no farther than those lines can be trusted; a step that
makes things worse is shortened, and the answers are kept up to date as the levers move
(Broyden). Every trial draws the whole country's pupils or employees anew and counts them in
memory; what comes out is judged by the product's own count afterwards (``targets``).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from core.demo.fit.levers import SCHOOL_LEVERS, WORK_LEVERS, Lever
from core.demo.fit.trial import expected_figures, trial_figures
from core.demo.fit.wishes import Found, Wishes, wishes
from core.demo.generation import SEED
from core.demo.geography.arrays import Floats
from core.demo.people.country import DemoCountry
from core.demo.people.parameters import FILE, Parameters, read_parameters, write_parameters

Tell = Callable[[str], None]
Keep = Callable[[Parameters], None]

TRIALS = 400
"""How many countries are tried for each setting."""
REACH, LEAST_REACH = 0.8, 0.03
"""How many of its own steps a lever moves at most at a time, at first; below the least, it is
found out anew how the figures answer."""
STEPS_BETWEEN = 10
"""After so many steps that is done in any case."""
APART = 0.3
"""How many steps a lever is moved to find out how the figures answer."""
BLUR, SEARCH_BLUR = 0.03, 0.01
"""Who just gains or just doesn't counts in part while answers, or better levers, are sought:
few pupils of few schools decide some figures, which otherwise stand still or jump."""
THINNING = 0.2
"""The part of the employees that is enough to see which way the figures go."""
LAST_TRIES, NEARBY = 40, 0.02
"""How many countries nearby are tried in the end, without a blur, and how near."""
_STIFFNESS = 0.003
"""What moving a lever by a step costs, so that levers that hardly matter stay where they are."""


@dataclass
class Fit:
    """How far the wishes of one setting are missed, as a function of its levers."""

    setting: str
    levers: tuple[Lever, ...]
    wishes: Wishes
    start: Parameters
    scale: float = 1.0
    trials: int = field(default=0, init=False)

    def parameters(self, moved: Floats) -> Parameters:
        """The parameters after each lever moved by so many of its steps."""
        changes = {
            name: round(self.start.value(name) + lever.step * float(steps), 5)
            for lever, steps in zip(self.levers, moved, strict=True)
            for name in lever.names
        }
        return self.start.replaced(changes)

    def found(self, moved: Floats, blur: float = 0.0) -> Found:
        """What every wish comes to."""
        self.trials += 1
        thinning = THINNING if self.setting == "work" and blur == BLUR else 1.0
        country = DemoCountry(self.scale, SEED, self.parameters(moved), thinning)
        if blur and self.setting == "school":
            return self.wishes.found(expected_figures(country, blur))
        return self.wishes.found(trial_figures(country, (self.setting,)))

    def answers(self, moved: Floats) -> Floats:
        """How every number answers to one step of every lever."""
        here = self.found(moved, BLUR).numbers
        ahead = [self.found(moved + APART * one, BLUR) for one in np.eye(len(self.levers))]
        return np.column_stack([(each.numbers - here) / APART for each in ahead])


def best_step(found: Found, answers: Floats, reach: float) -> Floats:
    """The best step within reach if all numbers answered along straight lines."""

    def cost(step: Floats) -> tuple[float, Floats]:
        missed, slope = found.cost(answers @ step)
        stiff = _STIFFNESS * step
        return missed + float(stiff @ step), answers.T @ slope + 2 * stiff

    levers = answers.shape[1]
    best = minimize(cost, np.zeros(levers), jac=True, bounds=[(-reach, reach)] * levers)
    return np.asarray(best.x)


def fitted(fit: Fit, budget: int, tell: Tell, keep: Keep = lambda _: None) -> Parameters:
    """The best parameters found by so many trials; what is better is kept at once."""
    moved, reach, since = np.zeros(len(fit.levers)), REACH, STEPS_BETWEEN
    while fit.trials < budget - LAST_TRIES:
        if since >= STEPS_BETWEEN or reach < LEAST_REACH:
            found = fit.found(moved, SEARCH_BLUR)
            answers, since, reach = fit.answers(moved), 0, REACH
        step = best_step(found, answers, reach)
        new = fit.found(moved + step, SEARCH_BLUR)
        surprise = new.numbers - found.numbers - answers @ step
        answers = answers + np.outer(surprise, step) / (step @ step + 1e-9)
        nearer = new.cost()[0] < found.cost()[0]
        if nearer:
            moved, found = moved + step, new
            keep(fit.parameters(moved))
        reach *= 1.4 if nearer else 0.5
        since += 1
        tell(_told(fit, found))
    return fit.parameters(_nearby(fit, moved, tell))


def _nearby(fit: Fit, moved: Floats, tell: Tell) -> Floats:
    """The best of some countries close to one: what hangs on a single school is settled there."""
    chance = np.random.Generator(np.random.PCG64(SEED))
    found = fit.found(moved)
    for _ in range(LAST_TRIES):
        beside = moved + NEARBY * chance.standard_normal(len(moved))
        new = fit.found(beside)
        if new.cost()[0] < found.cost()[0]:
            moved, found = beside, new
            tell(_told(fit, found))
    return moved


def _told(fit: Fit, found: Found) -> str:
    missed = ", ".join(found.missed) or "nothing"
    return f"{fit.setting} {fit.trials}: missed by {found.cost()[0]:.3f}: {missed}"


def fit(
    scale: float = 1.0,
    budget: int = TRIALS,
    file: Path = FILE,
    tell: Tell = lambda _: None,
) -> Parameters:
    """Fits schools, then work, from the values in the file on, and keeps the outcome there."""
    for setting, levers in (("school", SCHOOL_LEVERS), ("work", WORK_LEVERS)):
        tried = Fit(setting, levers, wishes(setting), read_parameters(file), scale)

        def keep(better: Parameters) -> None:
            write_parameters(better, file)

        keep(fitted(tried, budget, tell, keep))
    return read_parameters(file)
