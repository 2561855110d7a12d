"""Colours: few, told apart in light and dark and with every kind of colour vision.

None of them says good or bad: there is no red against green. A test computes the
differences (CIEDE2000, also as three colour-deficient visions see them).
"""

ACCENT = "#0B6380"
NEUTRAL = "#8A919C"

SURFACES = {"light": "#FFFFFF", "dark": "#1A232D"}
"""What figures are drawn on; every class but the quiet middle stands out from both."""

DARK_INK, LIGHT_INK = "#14181D", "#FFFFFF"


def ink_on(colour: str) -> str:
    """What reads best on a surface of this colour: dark letters, or light ones."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    brightness = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    # contrast with white against contrast with the dark ink, whose own brightness is 0.009
    return LIGHT_INK if 1.05 / (brightness + 0.05) > (brightness + 0.05) / 0.059 else DARK_INK


GAP_BANDS = {
    "much_less": "#A6580B",
    "less": "#E39A3B",
    "equal": "#A9AEB6",
    "more": "#8F9BE0",
    "much_more": "#5A50B8",
}
"""Setting against neighbourhood, from much less to much more."""

CELLS = {
    "both": "#10708F",
    "neighbourhood_only": "#4F9FBC",
    "setting_only": "#D98A2B",
    "neither": "#C2C5CB",
}
"""Few opportunities in both, in one or in neither."""

PLACES = {
    "own": "#C0502E",
    "g4": "#1787C9",
    "g28": "#B0579E",
    "other": "#B98A00",
    "NL01": "#8A8F98",
}
"""Places that are compared; every municipality takes the first."""

SETTINGS = {"neighbourhood": "#8A8F98", "school": "#C67A14", "work": "#7468D6"}

PALETTES: dict[str, tuple[str, ...]] = {
    "gap_bands": tuple(GAP_BANDS.values()),
    "cells": tuple(CELLS.values()),
    "places": tuple(PLACES.values()),
    "settings": tuple(SETTINGS.values()),
}

SYMBOLS = {
    "all": "circle-open",
    "dutch": "circle",
    "western": "square",
    "turkish": "triangle-up",
    "moroccan": "diamond",
    "surinamese": "cross",
    "antillean": "x",
    "other_non_western": "pentagon",
    "non_western": "star",
}
"""A shape for each origin group, so that colour never is the only mark."""


def scheme_of(asked: object) -> str:
    """The colour scheme that somebody asks for; light where it is no scheme."""
    return "dark" if asked == "dark" else "light"
