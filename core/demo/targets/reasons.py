"""Why some published facts can't be met together with others."""

from collections.abc import Mapping

from core.language.catalogue import Text

CANNOT_BE_MET: Mapping[str, Text] = {
    "P-035": Text(
        nl="P-034 legt vast wie erop vooruitgaan. Buiten de G4 geeft 82 = 94 n + 74 (1 - n) een "
        "deel n van 40% Nederlandse leerlingen, en 94 x 40 / 82 = 46% van wie erop vooruitgaan. "
        "In de G4 is 29 = 58 n + 15 t + 28 a; is de helft van wie erop vooruitgaan Nederlands "
        "(58 n = 14,5), dan is n 25%, t 50% en a 25%: twee Turkse of Marokkaanse leerlingen op "
        "elke andere met een migratieachtergrond. Van alle leerlingen is 7% Turks of Marokkaans, "
        "7% anders niet-westers en bijna 7% westers.",
        en="P-034 settles who gain. Outside the G4, 82 = 94 n + 74 (1 - n) gives a part n of 40% "
        "Dutch pupils, and 94 x 40 / 82 = 46% of those who gain. In the G4, 29 = 58 n + 15 t + "
        "28 o; if half of those who gain are Dutch (58 n = 14.5), n is 25%, t 50% and o 25%: two "
        "Turkish or Moroccan pupils for every other one with a migration background. Of all "
        "pupils 7% are Turkish or Moroccan, 7% otherwise non-western and nearly 7% western.",
    ),
    "W-091": Text(
        nl="Van de 393 gemeenten van 2015 hadden er in de tabel 393 - 359 = 34 een type. Welke "
        "dat zijn is niet gepubliceerd; hier tellen alle 51 voorbeelden uit de tekst mee.",
        en="Of the 393 municipalities of 2015 the table gave 393 - 359 = 34 a type. Which ones "
        "was not published; here all 51 examples from the text count.",
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
