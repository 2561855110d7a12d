"""Turns the levers until the demo population reproduces what the paper says of it.

Damped least squares: one evaluation for each lever tells how the figures answer to it
(Gauss, Newton), the answers are kept up to date as the levers move (Broyden), and a step that
makes things worse is shortened (Levenberg, Marquardt). Far misses count less than squared, so
that a fact which can't be met does not spoil the others. Every evaluation generates the country
anew and counts it by the product's own code; only how the figures answer is first found out with
part of the employees, because what they come to depends on how small workplaces are. Orders and
signs are judged afterwards.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from core.demo.generation import SEED, Years, write_country
from core.demo.geography.arrays import Floats
from core.demo.people.country import DemoCountry
from core.demo.people.parameters import FILE, Parameters, read_parameters, write_parameters
from core.demo.targets import FACTS
from core.demo.targets.figures import YEAR, Figures
from core.demo.targets.tables import paper_figures
from core.groups.setting import Setting, setting
from core.published import published

Tell = Callable[[str], None]

THINNING = 0.2
"""The part of the employees that is enough to see which way the figures go."""
STEPS = 12
FAR = 6.0
"""A miss of so many half-widths of its interval begins to count less."""
FIRST_DAMPING, LAST_DAMPING = 0.5, 1e3
LONGEST = 1.2
"""A lever moves at most so many of its own steps at a time."""

_CLUSTERS = range(3)
_BOTH = ("turkish", "moroccan")
_OTHER_SECTORS = ("agriculture", "industry", "logistics")
_WEST_INDIAN = ("surinamese", "antillean")


@dataclass(frozen=True)
class Lever:
    """Places in the parameters that move together, and by how much in one step."""

    names: tuple[str, ...]
    step: float


def _levers(lever: str, groups: tuple[tuple[str, ...], ...], step: float) -> list[Lever]:
    """One lever for each cluster and each set of groups."""
    return [
        Lever(tuple(f"{lever}.{group}.{cluster}" for group in together), step)
        for together in groups
        for cluster in _CLUSTERS
    ]


SCHOOL_LEVERS = (
    Lever(("own_town_school",), 0.4),
    Lever(("family_areas",), 0.2),
    Lever(("city_pupils.0",), 0.05),
    *(Lever((f"school_match.{cluster}",), 0.3) for cluster in _CLUSTERS),
    *(Lever((f"school_reach_m.{cluster}",), 500.0) for cluster in _CLUSTERS),
    *_levers(
        "school_wish",
        (("dutch",), ("western",), _BOTH, _WEST_INDIAN, ("other_non_western",)),
        0.15,
    ),
    *_levers(
        "school_follow",
        (("dutch",), ("western",), _BOTH, (*_WEST_INDIAN, "other_non_western")),
        0.3,
    ),
    *_levers("school_character", (("dutch",), _BOTH), 0.4),
)
WORK_LEVERS = (
    Lever(("work_reach_m",), 3000.0),
    Lever(("own_town_work",), 0.4),
    Lever(("working_areas",), 0.3),
    Lever(("city_employees.0",), 0.05),
    Lever(("work_neighbourhood",), 0.1),
    Lever(("work_first_generation",), 0.1),
    *(Lever((f"work_sector.{sector}",), 0.2) for sector in ("public_services", "health_care")),
    Lever(tuple(f"work_sector.{sector}" for sector in _OTHER_SECTORS), 0.2),
    Lever(tuple(f"work_retail.{group}" for group in (*_BOTH, "other_non_western")), 0.2),
    Lever(tuple(f"work_retail.{group}" for group in _WEST_INDIAN), 0.3),
    *_levers(
        "work_pull",
        (("western",), ("turkish",), ("moroccan",), _WEST_INDIAN, ("other_non_western",)),
        0.3,
    ),
    *_levers("work_pull", (("dutch",),), 0.1),
)
SCHOOL_FACTS = tuple(
    f"P-{number:03d}" for number in (16, 20, 21, 22, 23, 24, 25, 26, 31, 32, 33, 34, 52)
)
WORK_FACTS = tuple(f"P-{number:03d}" for number in (36, 37, 40, 41, 43, 45, 46, 47, 48, 49, 50, 52))


@dataclass(frozen=True)
class Fit:
    """How far the facts of one setting are missed, as a function of its levers."""

    setting: Setting
    levers: tuple[Lever, ...]
    facts: tuple[str, ...]
    start: Parameters
    scale: float = 1.0
    thinning: float = 1.0

    def parameters(self, moved: Floats) -> Parameters:
        """The parameters after each lever moved by so many of its steps."""
        changes = {
            name: round(self.start.value(name) + lever.step * float(steps), 5)
            for lever, steps in zip(self.levers, moved, strict=True)
            for name in lever.names
        }
        return self.start.replaced(changes)

    def misses(self, moved: Floats) -> Floats:
        """Distance of every value from the middle of its interval, in half-widths."""
        figures = self._figures(self.parameters(moved))
        facts = dict(FACTS)
        found: list[float] = []
        for code in self.facts:
            obtained = facts[code](figures)
            for value in published()[code].values:
                low, high = value.accept
                found.append((obtained[value.name] - (low + high) / 2) / ((high - low) / 2))
        # What belongs to the other setting is not there to be missed.
        return np.asarray(np.nan_to_num(np.array(found), nan=0.0))

    def _figures(self, parameters: Parameters) -> Figures:
        country = DemoCountry(self.scale, SEED, parameters, self.thinning)
        is_school = self.setting.code == "school"
        years = Years((YEAR,), (YEAR,) if is_school else (), () if is_school else (YEAR,))
        with tempfile.TemporaryDirectory() as folder:
            bundle = write_country(Path(folder) / "trial", country, years)
            return paper_figures(bundle, (self.setting,))


def _cost(misses: Floats) -> float:
    return float((np.sqrt(1 + (misses / FAR) ** 2) - 1).sum())


def _answers(fit: Fit) -> Floats:
    """How every value answers to one step of every lever."""
    thinned = replace(fit, thinning=THINNING)
    misses = thinned.misses(np.zeros(len(fit.levers)))
    columns = [thinned.misses(one) - misses for one in np.eye(len(fit.levers))]
    return np.column_stack(columns)


def _step(answers: Floats, misses: Floats, damping: float) -> Floats:
    weight = 1 / np.sqrt(1 + (misses / FAR) ** 2)
    weighted = answers * weight[:, None]
    square = weighted.T @ weighted
    scale = np.diag(square) + 0.02 * np.trace(square) / len(square)
    step = -np.linalg.solve(square + damping * np.diag(scale), weighted.T @ (weight * misses))
    return np.clip(step, -LONGEST, LONGEST)


def fitted(fit: Fit, steps: int, tell: Tell) -> Parameters:
    """The parameters after so many steps, each kept only if it brings the facts nearer."""
    moved = np.zeros(len(fit.levers))
    misses = fit.misses(moved)
    answers = _answers(fit)
    damping = FIRST_DAMPING
    for number in range(steps):
        step = _step(answers, misses, damping)
        new = fit.misses(moved + step)
        answers = answers + np.outer(new - misses - answers @ step, step) / (step @ step + 1e-9)
        nearer = _cost(new) < _cost(misses)
        damping *= 0.5 if nearer else 3.0
        if nearer:
            moved, misses = moved + step, new
        tell(f"{fit.setting.code} {number + 1}: {np.sum(np.abs(misses) <= 1)} within")
        if damping > LAST_DAMPING:
            break
    return fit.parameters(moved)


def fit(
    scale: float = 1.0,
    steps: int = STEPS,
    file: Path = FILE,
    tell: Tell = lambda _: None,
) -> Parameters:
    """Fits schools, then work, from the values in the file on, and keeps the outcome there."""
    for code, levers, facts in (
        ("school", SCHOOL_LEVERS, SCHOOL_FACTS),
        ("work", WORK_LEVERS, WORK_FACTS),
    ):
        found = fitted(Fit(setting(code), levers, facts, read_parameters(file), scale), steps, tell)
        write_parameters(found, file)
    return read_parameters(file)
