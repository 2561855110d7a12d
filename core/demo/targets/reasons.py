"""Why some published facts can't be met together with others."""

from collections.abc import Mapping

from core.language.catalogue import Text

CANNOT_BE_MET: Mapping[str, Text] = {
    "P-029": Text(
        nl="Een helling van 1 en de gemiddelden van P-020 en P-024 verklaren samen al ongeveer de "
        "helft van de verschillen tussen Turkse en Marokkaanse leerlingen, meer dan bij "
        "Nederlandse leerlingen, die vrijwel overal in dezelfde buurten wonen.",
        en="A slope of 1 and the means of P-020 and P-024 together explain about half of the "
        "differences among Turkish and Moroccan pupils already, more than for Dutch pupils, who "
        "live in much the same neighbourhoods everywhere.",
    ),
    "P-035": Text(
        nl="De percentages van P-034 laten in de G4 ongeveer een vijfde Nederlandse leerlingen in "
        "zulke buurten toe; van wie erop vooruitgaan is dan ongeveer twee vijfde Nederlands.",
        en="The percentages of P-034 leave room for about one Dutch pupil in five in such "
        "neighbourhoods of the G4; about two in five of those who gain are Dutch then.",
    ),
    "W-091": Text(
        nl="Welke gemeenten in de tabel bij een type hoorden is niet gepubliceerd; hier tellen "
        "alle voorbeelden uit de tekst mee.",
        en="Which municipalities the table counted with a type was not published; here all "
        "examples from the text count.",
    ),
}
"""Facts that can't all be met together with others, and why."""

GIVEN: Mapping[str, Text] = {
    "noise": Text(
        nl="binnen, gezien ruis en afronding op 5 (tussen {low} en {high})",
        en="within, given noise and rounding to 5 (between {low} and {high})",
    ),
    "withheld": Text(
        nl="binnen, gezien de groepen die niet getoond worden (tussen {low} en {high})",
        en="within, given groups that are not shown (between {low} and {high})",
    ),
}
"""Why a protected release tells a value no closer than between two others."""
