"""Controls: each sets one parameter of the address, and the address sets it back."""

from collections.abc import Iterable
from typing import Any

import dash_mantine_components as dmc
from dash import html

from components import ids
from components.address import Address
from components.attributes import aria, data
from core.language import Language, text
from core.release import Release

Options = Iterable[tuple[str, str]]
"""What the address writes, and what the reader sees."""

WIDTHS = {"is-short": 8, "is-middle": 26, "is-long": 10_000}
"""By class, the most letters of what a list offers."""


def written_default(address: Address, name: str) -> str:
    """The default of a parameter as an address would write it."""
    parameter = address.known()[name]
    written: str = parameter.domain.write(parameter.default)
    return written


def _value(address: Address, name: str) -> str:
    written: str = address.known()[name].domain.write(address[name])
    return written


def switch(address: Address, name: str, label: str, options: Options) -> html.Div:
    """A few options side by side, one of them chosen."""
    return html.Div(
        [
            html.Span(label, className="control-label", id=f"label-{name}"),
            html.Div(
                dmc.SegmentedControl(
                    id=ids.control(name, written_default(address, name)),
                    data=[{"value": value, "label": shown} for value, shown in options],
                    value=_value(address, name),
                    size="sm",
                    transitionDuration=0,
                ),
                role="group",
                **aria(labelledby=f"label-{name}"),
            ),
        ],
        className="control",
    )


def choice(address: Address, name: str, label: str, options: Options) -> Any:
    """A list to choose one from; as wide as what it lists needs."""
    options = list(options)
    longest = max((len(shown) for _, shown in options), default=0)
    width = next(name for name, most in WIDTHS.items() if longest <= most)
    return dmc.Select(
        id=ids.control(name, written_default(address, name)),
        label=label,
        data=[{"value": value, "label": shown} for value, shown in options],
        value=_value(address, name),
        allowDeselect=False,
        size="sm",
        className=f"control choice {width}",
        comboboxProps={"transitionProps": {"duration": 0}},
    )


def year_choice(address: Address, label: str, years: Iterable[int]) -> Any:
    """A year to choose; the newest is what an address without a year means."""
    newest, *older = sorted(years, reverse=True)
    options = [("", str(newest)), *((str(year), str(year)) for year in older)]
    return choice(address, "year", label, options)


def level_options(levels: Iterable[str], release: Release, language: Language) -> Options:
    """The levels of areas that a map of this release can draw."""
    return [
        (level, text(f"place_level.{level}", language))
        for level in levels
        if not release.maps or level in release.maps
    ]


def slider(address: Address, name: str, label: str, bounds: tuple[int, int, int]) -> html.Div:
    """A whole number on a line, in steps, with a way back to the default."""
    lowest, highest, step = bounds
    default = address.known()[name].default
    marks = [{"value": n, "label": f"{n}%"} for n in (25, 50, 75)]
    return html.Div(
        [
            html.Span(label, className="control-label"),
            dmc.Slider(
                id=ids.control(name, str(default)),
                min=lowest,
                max=highest,
                step=step,
                value=address[name],
                marks=marks,
                thumbLabel=label,
                label={"function": "asPercent"},
                labelAlwaysOn=True,
                updatemode="drag",
            ),
        ],
        className="control slider",
    )


def reset(name: str, label: str) -> html.Button:
    """Back to the default of one parameter."""
    return html.Button(label, type="button", className="plain", **data(set=f"{name}="))
