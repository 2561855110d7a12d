"""Indicators that a map can show, in the order of its menu: to add one, add one record."""

from functools import partial

from core.groups.origin import NATIVE_18, ORIGIN_18, ORIGIN_2005
from core.places.levels import GROUPINGS, LEVELS
from core.questions.indicators.composition import (
    NON_WESTERN_2005,
    native_share,
    non_western_share,
    probability_of_difference,
    share_of,
)
from core.questions.indicators.contact_poor import contact_poor_share
from core.questions.indicators.indicator import (
    DECIMALS,
    Indicator,
    Measured,
    Palette,
    Unit,
    Where,
)
from core.questions.indicators.mixture import (
    local_divergence,
    location_quotient,
    non_european_share,
)
from core.questions.indicators.opportunity import setting_gap, setting_share

__all__ = [
    "BY_CODE",
    "DECIMALS",
    "INDICATORS",
    "Indicator",
    "Measured",
    "Palette",
    "Unit",
    "Where",
]

_EVERYWHERE = (*LEVELS, *GROUPINGS)
_FROM_AREAS = tuple(level for level in _EVERYWHERE if level not in ("district", "neighbourhood"))
_LARGER = tuple(level for level in _FROM_AREAS if level != "postcode_area")
_AREAS = ("district", "neighbourhood", "postcode_area")
_BANDS = (0.30, 0.50, 0.80)
_GAPS = (-0.25, -0.10, 0.10, 0.25)
_GROUP_SHARES = (0.01, 0.02, 0.05, 0.10)

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "native_share",
        "share",
        native_share,
        "a = N / n",
        _BANDS,
        "paper_bands",
        "bands",
        ("C10", "C09", "C11"),
        _EVERYWHERE,
        "native_share",
        category=NATIVE_18,
    ),
    Indicator(
        "probability_of_difference",
        "coefficient",
        probability_of_difference,
        "1 − Σ pᵢ², i = 1 … 18",
        (0.17, 0.26, 0.35, 0.48),
        "published_classes",
        "diversity",
        ("C11", "C10"),
        _EVERYWHERE,
        "probability_of_difference",
        breaks_inside=(0.35, 0.48, 0.60, 0.70, 0.80),
    ),
    Indicator(
        "non_european_share",
        "share",
        non_european_share,
        "Σ nᵢ / n",
        (0.05, 0.10, 0.20, 0.40),
        "own_classes",
        "share",
        ("C11", "C10"),
        _EVERYWHERE,
        "non_european_share",
    ),
    Indicator(
        "contact_poor_share",
        "share",
        contact_poor_share,
        "n(aₚ < ½) / n",
        (0.05, 0.15, 0.30, 0.50),
        "own_classes",
        "share",
        ("C01", "C09"),
        _LARGER,
        "contact_poor_share",
        category=NATIVE_18,
        counts_at="postcode_area",
    ),
    *(
        Indicator(
            f"{setting}_{kind}",
            unit,  # type: ignore[arg-type] # a literal, which a loop over pairs widens to str
            partial(measure, setting),
            formula,
            breaks,
            "paper_bands",
            palette,  # type: ignore[arg-type] # idem
            caveats,
            _FROM_AREAS,
            f"{setting}_{kind}",
            setting=setting,
        )
        for setting, caveats in (("school", ("C01", "C04")), ("work", ("C01", "C05")))
        for kind, unit, measure, formula, breaks, palette in (
            ("share", "share", setting_share, "Σ aₛ / n", _BANDS, "bands"),
            ("gap", "points", setting_gap, "Σ (aₛ − aₚ) / n", _GAPS, "gap"),
        )
    ),
    *(
        Indicator(
            f"share_{category}",
            "share",
            partial(share_of, category),
            "nᵢ / n",
            _GROUP_SHARES,
            "own_classes",
            "share",
            ("C10", "C11"),
            _EVERYWHERE,
            "origin_share",
            f"origin_18.{category}",
            category=category,
        )
        for category in ORIGIN_18.leaves
        if category != NATIVE_18
    ),
    Indicator(
        "non_western_share",
        "share",
        non_western_share,
        "Σ nᵢ / n",
        (0.05, 0.10, 0.20, 0.40),
        "own_classes",
        "share",
        ("C10", "C11"),
        _EVERYWHERE,
        "non_western_share",
        category=NON_WESTERN_2005,
        scheme=ORIGIN_2005.code,
    ),
)
LOCAL: tuple[Indicator, ...] = (
    Indicator(
        "local_divergence",
        "coefficient",
        local_divergence,
        "Σ pᵢ ln(pᵢ / Pᵢ)",
        (0.01, 0.03, 0.08, 0.20),
        "own_classes",
        "share",
        ("C10", "C09", "C08"),
        _AREAS,
        "local_divergence",
    ),
    *(
        Indicator(
            f"quotient_{category}",
            "coefficient",
            partial(location_quotient, category),
            "pᵢ / Pᵢ",
            (0.5, 0.8, 1.25, 2.0),
            "own_classes",
            "gap",
            ("C10", "C09", "C08"),
            _AREAS,
            "location_quotient",
            f"origin_18.{category}",
            most=4.0,
        )
        for category in ORIGIN_18.leaves
    ),
)
"""Figures of areas against their municipality, for the page on segregation alone."""

BY_CODE = {indicator.code: indicator for indicator in (*INDICATORS, *LOCAL)}
