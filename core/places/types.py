"""The municipality types of the WRR (2020, box 2.3 and section 3.4) with their examples.

The types are ideal types and a municipality may fit several. Only municipalities that the
sources name have a label here; most of the country has none. Some of the named ones no
longer exist: their successors follow from ``core.places.crosswalk``.
"""

from typing import NamedTuple

from core.places.crosswalk import FIRST_YEAR, LAST_YEAR, carried

NAMED_IN = 2015
"""The boundary year of the sources' examples."""

MUNICIPALITY_TYPES = (
    "majority_minority",
    "suburb",
    "large_provincial",
    "one_large_minority",
    "expat",
    "horticulture",
    "border",
    "homogeneous",
    "average",
)
"""In the order of box 2.3, the average municipality last."""

STRENGTHS = ("named", "mentioned", "placed")
"""How firmly a source gives a label: as an example in box 2.3, elsewhere in so many words,
or only by where the text places the municipality."""


class TypeLabel(NamedTuple):
    """One municipality named in the sources as an example of one type."""

    municipality_code: str
    name: str
    municipality_type: str
    strength: str


def _labels(
    municipality_type: str, strength: str, municipalities: dict[str, str]
) -> tuple[TypeLabel, ...]:
    return tuple(
        TypeLabel(code, name, municipality_type, strength) for code, name in municipalities.items()
    )


TYPE_LABELS: tuple[TypeLabel, ...] = (
    *_labels(
        "majority_minority",
        "named",
        {"GM0363": "Amsterdam", "GM0599": "Rotterdam", "GM0518": "Den Haag"},
    ),
    *_labels(
        "suburb",
        "named",
        {"GM0502": "Capelle aan den IJssel", "GM0384": "Diemen", "GM0603": "Rijswijk"},
    ),
    *_labels(
        "suburb",
        "mentioned",
        {"GM0606": "Schiedam", "GM0637": "Zoetermeer", "GM0362": "Amstelveen"},
    ),
    *_labels("suburb", "placed", {"GM0861": "Veldhoven"}),
    *_labels(
        "large_provincial",
        "named",
        {
            "GM0344": "Utrecht",
            "GM0772": "Eindhoven",
            "GM0307": "Amersfoort",
            "GM0546": "Leiden",
            "GM0202": "Arnhem",
        },
    ),
    *_labels(
        "large_provincial",
        "mentioned",
        {
            "GM0392": "Haarlem",
            "GM0505": "Dordrecht",
            "GM0268": "Nijmegen",
            "GM0153": "Enschede",
            "GM0855": "Tilburg",
            "GM0014": "Groningen",
        },
    ),
    *_labels(
        "one_large_minority",
        "named",
        {
            "GM0545": "Leerdam",
            "GM0513": "Gouda",
            "GM0141": "Almelo",
            "GM0400": "Den Helder",
            "GM0010": "Delfzijl",
        },
    ),
    *_labels(
        "one_large_minority",
        "placed",
        {"GM0216": "Culemborg", "GM0281": "Tiel", "GM0164": "Hengelo"},
    ),
    *_labels(
        "expat",
        "named",
        {"GM0362": "Amstelveen", "GM0629": "Wassenaar", "GM0626": "Voorschoten"},
    ),
    *_labels("expat", "mentioned", {"GM0289": "Wageningen"}),
    *_labels(
        "horticulture",
        "named",
        {
            "GM1783": "Westland",
            "GM0879": "Zundert",
            "GM0050": "Zeewolde",
            "GM1507": "Horst aan de Maas",
        },
    ),
    *_labels(
        "horticulture",
        "placed",
        {"GM1955": "Montferland", "GM1894": "Peel en Maas", "GM0984": "Venray"},
    ),
    *_labels(
        "border",
        "named",
        {
            "GM0981": "Vaals",
            "GM0928": "Kerkrade",
            "GM0715": "Terneuzen",
            "GM0744": "Baarle-Nassau",
        },
    ),
    *_labels(
        "border",
        "mentioned",
        {
            "GM0917": "Heerlen",
            "GM0882": "Landgraaf",
            "GM0899": "Brunssum",
            "GM0986": "Voerendaal",
            "GM0965": "Simpelveld",
            "GM1954": "Beekdaelen",
        },
    ),
    # Beekdaelen was made of these three in 2019: its label is theirs before that year.
    *_labels("border", "placed", {"GM0951": "Nuth", "GM0881": "Onderbanken", "GM0962": "Schinnen"}),
    *_labels(
        "homogeneous",
        "named",
        {"GM0184": "Urk", "GM0180": "Staphorst", "GM0015": "Grootegast"},
    ),
    *_labels(
        "homogeneous",
        "mentioned",
        {"GM0707": "Zederik", "GM1700": "Twenterand", "GM1690": "De Wolden"},
    ),
    *_labels(
        "average",
        "named",
        {
            "GM0579": "Oegstgeest",
            "GM0342": "Soest",
            "GM0406": "Huizen",
            "GM0988": "Weert",
            "GM0826": "Oosterhout",
            "GM0164": "Hengelo",
            "GM0018": "Hoogezand-Sappemeer",
            "GM0687": "Middelburg",
            "GM0398": "Heerhugowaard",
        },
    ),
)

NAMED_WITHOUT_TYPE = {
    "GM0034": "Almere",
    "GM0503": "Delft",
    "GM0439": "Purmerend",
    "GM0512": "Gorinchem",
    "GM0794": "Helmond",
    "GM0748": "Bergen op Zoom",
}
"""Municipalities the sources discuss without saying of which type they are."""


def labels_of(municipality_code: str) -> tuple[TypeLabel, ...]:
    """Every label of a municipality, the firmest first; the first one is its primary type."""
    labels = [label for label in TYPE_LABELS if label.municipality_code == municipality_code]
    return tuple(sorted(labels, key=lambda label: STRENGTHS.index(label.strength)))


def types_of(municipality_code: str) -> tuple[str, ...]:
    """The types of a municipality, primary first; empty if the sources name none."""
    return tuple(label.municipality_type for label in labels_of(municipality_code))


def labels_at(municipality_code: str, vintage: int) -> tuple[TypeLabel, ...]:
    """Labels of a municipality at a boundary year: its own, then those of what went into it."""
    own = labels_of(municipality_code)
    if not FIRST_YEAR <= vintage <= LAST_YEAR or vintage == NAMED_IN:
        return own
    before = carried(municipality_code, vintage, NAMED_IN)
    others = (label for code in before if code != municipality_code for label in labels_of(code))
    return tuple(dict.fromkeys((*own, *others)))
