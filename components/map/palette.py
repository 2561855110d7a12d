"""Colours of maps: more of what a figure is about stands out more, in light and in dark.

Each ramp runs from little to much in lightness as well as in hue, so that every kind of colour
vision sees the order. No ramp says good or bad. A test computes the differences.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from core.questions.indicators import Palette

Rgb = tuple[float, float, float]

RAMPS: Mapping[str, Mapping[Palette, tuple[str, ...]]] = {
    "light": {
        "bands": ("#08304A", "#246F9F", "#7DB7DA", "#D2E6F2"),
        "diversity": ("#F0DCEC", "#D6A5CF", "#B06FB2", "#7A398E", "#3D1059"),
        "share": ("#F9E8C9", "#EBBE74", "#CB8637", "#8F501C", "#45200A"),
        "gap": ("#9A4A06", "#DD9549", "#D6D8DC", "#9198DF", "#463AA3"),
    },
    "dark": {
        "bands": ("#C9E6F8", "#7DB9DF", "#3B7CA6", "#22435B"),
        "diversity": ("#45304C", "#74467F", "#A163A8", "#CC8ACB", "#F4C6EE"),
        "share": ("#4A3218", "#7A4F22", "#AE7635", "#DCAA63", "#FADFB4"),
        "gap": ("#F2A95C", "#B06A22", "#4A525C", "#6F68C6", "#B5B4F5"),
    },
}
"""Classes from the lowest values to the highest."""


KINDS: Mapping[str, tuple[str, ...]] = {
    "light": (
        *("#1E0E4E", "#7F1CA0", "#945EBA", "#A03D1C", "#57ABC7"),
        *("#A0A01C", "#D3A77B", "#BCC3CB", "#7F8791", "#F3F4F6"),
    ),
    "dark": (
        *("#F6EBCB", "#B36FF7", "#7462AB", "#AB9862", "#6FF7F7"),
        *("#74673E", "#591B98", "#4A5560", "#8A96A2", "#222B34"),
    ),
}
"""Types of municipalities in their order; what is common or has no type is grey."""


@dataclass(frozen=True)
class Ink:
    """What a map is drawn with, beside its classes."""

    border: str
    strong: str
    selected: str
    halo: str
    faded: str
    empty: str
    mark: str


INKS: Mapping[str, Ink] = {
    "light": Ink(
        border="#FFFFFF",
        strong="#5A6570",
        selected="#1B1F24",
        halo="#FFFFFF",
        faded="#F5F6F7",
        empty="#FAFAFA",
        mark="#7A828C",
    ),
    "dark": Ink(
        border="#141B22",
        strong="#A8B3BE",
        selected="#FFFFFF",
        halo="#10161C",
        faded="#242E38",
        empty="#1A222A",
        mark="#8A96A3",
    ),
}


def colours(palette: Palette, count: int, scheme: str) -> tuple[str, ...]:
    """As many colours as there are classes, evenly along the ramp."""
    ramp = RAMPS[scheme][palette]
    if count == len(ramp):
        return ramp
    if count == 1:
        return (ramp[len(ramp) // 2],)
    return tuple(_between(ramp, step * (len(ramp) - 1) / (count - 1)) for step in range(count))


def _between(ramp: tuple[str, ...], at: float) -> str:
    """The colour at a point along the ramp, mixed as light mixes."""
    below = min(int(at), len(ramp) - 2)
    part = at - below
    first, second = _rgb(ramp[below]), _rgb(ramp[below + 1])
    mixed = (round(a + (b - a) * part) for a, b in zip(first, second, strict=True))
    return "#" + "".join(f"{value:02X}" for value in mixed)


def _rgb(colour: str) -> Rgb:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red, green, blue
