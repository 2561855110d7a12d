"""The tables of a release and their columns; another schema version is refused."""

import pyarrow as pa

SCHEMA = 4

_NODE = {
    "setting": pa.string(),
    "year": pa.int16(),
    "breakdown": pa.string(),
    "level": pa.string(),
    "place": pa.string(),
    "origin": pa.string(),
    "generation": pa.string(),
    "gender": pa.string(),
    "stratum": pa.string(),
}
_JUDGEMENT = {"state": pa.string(), "reason": pa.string()}
_PEOPLE = pa.int64()
_REASON = pa.string()
_SHARE = pa.float64()


def _schema(columns: dict[str, pa.DataType]) -> pa.Schema:
    return pa.schema([pa.field(name, kind) for name, kind in columns.items()])


def _counts(*names: str) -> dict[str, pa.DataType]:
    """Counts that may be withheld one by one, each with its reason."""
    return dict.fromkeys(names, _PEOPLE) | {f"{name}_reason": _REASON for name in names}


TABLES: dict[str, pa.Schema] = {
    "places": _schema(
        {
            "code": pa.string(),
            "level": pa.string(),
            "vintage": pa.int16(),
            "name_nl": pa.string(),
            "name_en": pa.string(),
            "parent": pa.string(),
            "postcode_area": pa.string(),
            "municipality": pa.string(),
            "cluster": pa.string(),
            "municipality_type": pa.string(),
            "since": pa.int16(),
            "until": pa.int16(),
        }
    ),
    "composition": _schema(
        {
            "year": pa.int16(),
            "scheme": pa.string(),
            "level": pa.string(),
            "place": pa.string(),
            "category": pa.string(),
            "generation": pa.string(),
            "people": _PEOPLE,
            "share": _SHARE,
            "share_lower": _SHARE,
            "share_upper": _SHARE,
        }
        | _JUDGEMENT
    ),
    "opportunity": _schema(
        _NODE
        | {
            "people": _PEOPLE,
            "same_municipality": _PEOPLE,
            "neighbourhood_share": _SHARE,
            "setting_share": _SHARE,
            "same_municipality_reason": _REASON,
            "setting_lower": _SHARE,
            "setting_upper": _SHARE,
        }
        | _JUDGEMENT
    ),
    "accumulation": _schema(
        _NODE
        | {"threshold": pa.int16(), "people": _PEOPLE}
        | _counts("both", "neighbourhood_only", "setting_only", "neither")
        | _JUDGEMENT
    ),
    "compensation": _schema(
        _NODE
        | {"residents": pa.string(), "people": _PEOPLE}
        | _counts("much_less", "less", "equal", "more", "much_more")
        | _JUDGEMENT
    ),
    "relation": _schema(
        _NODE
        | dict.fromkeys(("people", "areas", "units"), _PEOPLE)
        | dict.fromkeys(
            ("intercept", "slope", "r_squared", "r", "partial_r", "se_intercept", "se_slope"),
            pa.float64(),
        )
        | _JUDGEMENT
    ),
    "segregation": _schema(
        {
            "year": pa.int16(),
            "level": pa.string(),
            "place": pa.string(),
            "unit_level": pa.string(),
            "index": pa.string(),
            "group": pa.string(),
            "other": pa.string(),
            "units": _PEOPLE,
        }
        | dict.fromkeys(("value", "corrected", "lower", "upper", "expected"), pa.float64())
        | _JUDGEMENT
    ),
    "segregation_difference": _schema(
        {
            "year": pa.int16(),
            "other_year": pa.int16(),
            "place": pa.string(),
            "other_place": pa.string(),
            "unit_level": pa.string(),
            "index": pa.string(),
        }
        | dict.fromkeys(("composition", "unevenness"), pa.float64())
        | _JUDGEMENT
    ),
    "conditions": _schema(
        {
            "year": pa.int16(),
            "indicator": pa.string(),
            "level": pa.string(),
            "place": pa.string(),
            "value": pa.float64(),
        }
        | _JUDGEMENT
    ),
    "units": _schema(
        {
            "setting": pa.string(),
            "year": pa.int16(),
            "unit": pa.string(),
            "name": pa.string(),
            "municipality": pa.string(),
            "postcode_area": pa.string(),
            "longitude": pa.float64(),
            "latitude": pa.float64(),
            "people": _PEOPLE,
            "share": _SHARE,
            "share_lower": _SHARE,
            "share_upper": _SHARE,
        }
        | _JUDGEMENT
    ),
}

MAY_BE_LEFT_OUT = (
    "since",
    "until",
    "share",
    "share_lower",
    "share_upper",
    "setting_lower",
    "setting_upper",
)
"""Columns that only published figures have: the boundary years between which a place was there,
and shares that are known to an interval. Rows of other releases may come without them."""

ALWAYS_FILLED = ("places", "composition")
PUBLISHED_ALONE = ("conditions", "units")
"""Tables that no release is without, and those that only published figures fill."""


def filled_tables(basis: str) -> tuple[str, ...]:
    """The tables that a release on this basis has rows in."""
    if basis == "published":
        return ALWAYS_FILLED
    return tuple(name for name in TABLES if name not in PUBLISHED_ALONE)
