"""Why some published facts can't be met together with others."""

from collections.abc import Mapping

from core.language.catalogue import Text

CANNOT_BE_MET: Mapping[str, Text] = {
    "P-035": Text(
        nl="P-034 legt vast wie erop vooruitgaan. Waar de zeven waarden daarvan ook in hun marges "
        "liggen: bij de samenstelling van de contactarme buurten in deze demo is hoogstens 47% van "
        "wie erop vooruitgaan Nederlands. In de G4 is er daar 1,4 Turkse of Marokkaanse leerling "
        "op elke andere niet-westerse en is 8% westers, daarbuiten is 13% westers. Voor de helft "
        "zijn bijna twee Turkse of Marokkaanse op elke andere nodig; in heel Nederland zijn het er "
        "evenveel. De werkelijke samenstelling van die buurten is niet gepubliceerd.",
        en="P-034 settles who gain. Wherever in their intervals its seven values lie: with the mix "
        "of the contact-poor neighbourhoods in this demo, at most 47% of those who gain are Dutch. "
        "In the G4 there are 1.4 Turkish or Moroccan pupils to one other non-western there and 8% "
        "are western, elsewhere 13% are western. Half would take nearly two Turkish or Moroccan "
        "pupils to each other one; nationwide there are as many of either. How the groups really "
        "mixed in those neighbourhoods was not published.",
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
