"""What the fit wishes for: published values within their intervals, and orders that hold."""

from dataclasses import dataclass

import numpy as np

from core.demo.fit.orders import SCHOOL_ORDERS, WORK_ORDERS, Order
from core.demo.fit.trial import TrialFigures
from core.demo.geography.arrays import Floats
from core.demo.targets import FACTS
from core.demo.targets.figures import Figures
from core.published import published

SCHOOL_FACTS = tuple(
    f"P-{number:03d}" for number in (16, 20, 21, 22, 23, 24, 25, 26, 31, 32, 33, 34, 52, 62)
)
WORK_FACTS = tuple(f"P-{number:03d}" for number in (36, 37, 40, 41, 43, 45, 46, 47, 48, 49, 50, 52))
YEARS_FACTS = ("K-001",)
LEFT_OUT = {
    "school": ("employees_same_hometown", "gap_G28_other"),
    "work": ("pupils_same_hometown",),
    "years": (),
}
"""Values of the other setting, which stand in a fact of both, and one that jumps: an order
tells it group by group."""

MARGIN = 0.4
"""How far inside its interval a value should lie, as part of half its width: protection and
another number of people shouldn't undo what was fitted."""
SOFT = 0.3
"""Below so many half-widths outside, a miss counts squared; beyond, it counts as it is, so that
what can't be met doesn't spoil the rest."""
MIDDLE = 0.01
"""How much it counts where inside its interval a value lies."""


@dataclass(frozen=True, eq=False)
class Wish:
    """One value, or the distances of one order, with the interval to lie in."""

    name: str
    low: float
    high: float = np.inf

    @property
    def half(self) -> float:
        """Half the width of the interval; of an order, what is enough."""
        return (self.high - self.low) / 2 if np.isfinite(self.high) else self.low

    def is_met(self, found: Floats) -> bool:
        """Whether the value lies within, or the order holds."""
        low = self.low if np.isfinite(self.high) else 0.0
        return bool((found >= low).all() and (found <= self.high).all())

    def cost(self, found: Floats) -> tuple[Floats, Floats]:
        """How much is missed, and how that changes, element by element."""
        has_middle = np.isfinite(self.high)
        inner = MARGIN * self.half if has_middle else 0.0
        over = np.maximum(found - (self.high - inner), 0)
        under = np.maximum(self.low + inner - found, 0)
        miss = (over - under) / self.half
        far = np.sqrt(1 + (miss / SOFT) ** 2)
        off = (found - (self.low + self.high) / 2) / self.half if has_middle else 0 * found
        slope = (miss / SOFT / far + 2 * MIDDLE * off) / self.half
        return np.asarray(SOFT * (far - 1) + MIDDLE * off**2), np.asarray(slope)


@dataclass(frozen=True, eq=False)
class Found:
    """What the wishes come to in one trial."""

    wishes: list[tuple[Wish, Floats]]

    @property
    def numbers(self) -> Floats:
        """All numbers in one line."""
        return np.concatenate([numbers for _, numbers in self.wishes])

    def shifted(self, change: Floats | float) -> "Found":
        """The same wishes with all numbers changed."""
        wishes = [wish for wish, _ in self.wishes]
        return Found(list(zip(wishes, self._parted(self.numbers + change), strict=True)))

    @property
    def missed(self) -> list[str]:
        """The names of the wishes that aren't met."""
        return [wish.name for wish, numbers in self.wishes if not wish.is_met(numbers)]

    @property
    def rank(self) -> tuple[int, float]:
        """What is better comes first: fewer wishes missed, then less missed."""
        return len(self.missed), self.cost()[0]

    def _parted(self, numbers: Floats) -> list[Floats]:
        ends = np.cumsum([len(numbers) for _, numbers in self.wishes])
        return np.split(numbers, ends[:-1])

    def cost(self, change: Floats | float = 0.0) -> tuple[float, Floats]:
        """How much is missed after a change of all numbers, and how that changes with each."""
        parts = self._parted(self.numbers + change)
        found = [wish.cost(part) for (wish, _), part in zip(self.wishes, parts, strict=True)]
        costs, slopes = zip(*found, strict=True)
        return float(np.concatenate(costs).sum()), np.concatenate(slopes)


@dataclass(frozen=True, eq=False)
class Wishes:
    """All that is wished for in one stage."""

    facts: tuple[str, ...]
    values: tuple[Wish, ...]
    orders: tuple[tuple[Order, float], ...]

    def found(self, figures: Figures) -> Found:
        """Every wish with what it comes to."""
        facts = dict(FACTS)
        if isinstance(figures, TrialFigures):
            facts["P-062"] = lambda _: figures.schools
        together = {
            f"{code} {name}": number
            for code in self.facts
            for name, number in facts[code](figures).items()
        }
        return Found(
            [
                *((wish, np.array([together[wish.name]])) for wish in self.values),
                *((Wish(order.__name__, enough), order(figures)) for order, enough in self.orders),
            ]
        )


_WISHED: dict[str, tuple[tuple[str, ...], tuple[tuple[Order, float], ...]]] = {
    "school": (SCHOOL_FACTS, SCHOOL_ORDERS),
    "work": (WORK_FACTS, WORK_ORDERS),
    "years": (YEARS_FACTS, ()),
}


def wishes(stage: str) -> Wishes:
    """What is wished for in a stage of the fit."""
    facts, orders = _WISHED[stage]
    values = tuple(
        Wish(f"{code} {value.name}", *value.accept)
        for code in facts
        for value in published()[code].values
        if value.name not in LEFT_OUT[stage] and value.unit != "truth"
    )
    return Wishes(facts, values, orders)
