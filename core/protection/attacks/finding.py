"""What an attack found: how far it came, how far it may come, and that it works at all."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Control:
    """The same attack with the defence switched off, which must get at least this far."""

    figure: float
    limit: float

    @property
    def succeeds(self) -> bool:
        """Whether the attack has the power to find what isn't defended."""
        return self.figure >= self.limit


@dataclass(frozen=True)
class Finding:
    """One figure of an attack against its limit, with its control."""

    name: str
    figure: float
    unit: str
    limit: float
    control: Control | None = None
    must_exceed: bool = False

    @property
    def ok(self) -> bool:
        """Whether the defence holds and the attack was a real one; NaN never is."""
        held = self.figure >= self.limit if self.must_exceed else self.figure <= self.limit
        return held and (self.control is None or self.control.succeeds)

    def row(self) -> dict[str, str | float | bool | None]:
        """The finding as a row of the report."""
        control = self.control
        return {
            "name": self.name,
            "figure": self.figure,
            "unit": self.unit,
            "limit": self.limit,
            "ok": self.ok,
            "control_figure": control.figure if control else None,
            "control_limit": control.limit if control else None,
        }
