"""The three clusters of municipalities of the paper: G4, G28 and all others.

The paper names the G4 and describes the G28 as the other 27 cities of the Large Cities
Policy plus Almere, without a list. The list here is a reconstruction from the waves of
that policy (1994, 1996, 1999). Codes hold in every vintage from 2001 on.
"""

from core.errors import InputError
from core.places.levels import CODE_PATTERNS

CLUSTERS = ("g4", "g28", "other")

G4 = {
    "GM0363": "Amsterdam",
    "GM0518": "Den Haag",
    "GM0599": "Rotterdam",
    "GM0344": "Utrecht",
}

G28 = {
    "GM0361": "Alkmaar",
    "GM0141": "Almelo",
    "GM0034": "Almere",
    "GM0307": "Amersfoort",
    "GM0202": "Arnhem",
    "GM0758": "Breda",
    "GM0150": "Deventer",
    "GM0505": "Dordrecht",
    "GM0772": "Eindhoven",
    "GM0114": "Emmen",
    "GM0153": "Enschede",
    "GM0014": "Groningen",
    "GM0392": "Haarlem",
    "GM0917": "Heerlen",
    "GM0794": "Helmond",
    "GM0164": "Hengelo",
    "GM0796": "'s-Hertogenbosch",
    "GM0080": "Leeuwarden",
    "GM0546": "Leiden",
    "GM0995": "Lelystad",
    "GM0935": "Maastricht",
    "GM0268": "Nijmegen",
    "GM0606": "Schiedam",
    "GM1883": "Sittard-Geleen",
    "GM0855": "Tilburg",
    "GM0983": "Venlo",
    "GM0479": "Zaanstad",
    "GM0193": "Zwolle",
}

G28_IS_RECONSTRUCTED = True
"""Shown with every figure by cluster: the source does not print the list."""


def cluster_of(municipality_code: str) -> str:
    """The cluster a municipality belongs to."""
    if not CODE_PATTERNS["municipality"].fullmatch(municipality_code):
        raise InputError(f"'{municipality_code}' is not a municipality code such as GM0363")
    if municipality_code in G4:
        return "g4"
    return "g28" if municipality_code in G28 else "other"
