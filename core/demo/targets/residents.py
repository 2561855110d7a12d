"""Facts about residents: what each of them comes to in a release."""

import numpy as np

from core.demo.geography.arrays import Floats, Truths
from core.demo.targets.composition import Composition
from core.demo.targets.figures import Figures, Values, percent, truth
from core.groups.countries import EUROPEAN_ANGLO_SAXON
from core.groups.origin import ORIGIN_18, ORIGIN_2005
from core.places.types import TYPE_LABELS

AMSTERDAM, ROTTERDAM, THE_HAGUE, UTRECHT = "GM0363", "GM0599", "GM0518", "GM0344"
THREE_CITIES = (AMSTERDAM, ROTTERDAM, THE_HAGUE)
PROVINCIAL = (UTRECHT, "GM0202", "GM0153", "GM0141", "GM0772", "GM0855")
NEW_TOWNS = ("GM0034", "GM0384", "GM0606")
SUBURBS = ("GM0995", "GM0479", "GM0502", "GM0622", "GM0505", "GM0556", "GM0503")
ZOETERMEER_GOUDA = ("GM0637", "GM0513")
ALMELO = "GM0141"
GORINCHEM_HELMOND = ("GM0512", "GM0794")
NON_EUROPEAN = tuple(leaf for leaf in ORIGIN_18.leaves if leaf not in EUROPEAN_ANGLO_SAXON)
CLASSIC_FOUR = ("turkey", "morocco", "west_indies")
CLASSIC_SEVEN = (*CLASSIC_FOUR, "indonesia", "german_speaking", "belgium")
NON_WESTERN = ORIGIN_2005.leaves_under("non_western")
MUNICIPALITY = "municipality"
EARLY, PROFILE, LATE = 2005, 2015, 2020


def _country(figures: Figures, year: int) -> Composition:
    return figures.composition(ORIGIN_18, year, "country")


def municipalities(figures: Figures, year: int = PROFILE) -> Composition:
    """The residents of every municipality by the eighteen origins."""
    return figures.composition(ORIGIN_18, year, MUNICIPALITY)


def foreign_share(figures: Figures) -> Values:
    """Residents with a migration background."""
    return {"share": percent(1 - float(_country(figures, EARLY).share("netherlands")[0]))}


def foreign_generations(figures: Figures) -> Values:
    """Non-western part, and who was born here."""
    everyone = figures.composition(ORIGIN_2005, EARLY, "country")
    second = figures.composition(ORIGIN_2005, EARLY, "country", "second")

    def people(composition: Composition, *categories: str) -> float:
        return float((composition.share(*categories) * composition.total)[0])

    non_western, western = people(everyone, *NON_WESTERN), people(everyone, "western")
    return {
        "non_western_share_of_immigrants": percent(non_western / (non_western + western)),
        "second_gen_non_western": percent(people(second, *NON_WESTERN) / non_western),
        "second_gen_western": percent(people(second, "western") / western),
    }


def _non_western(figures: Figures, codes: tuple[str, ...]) -> dict[str, float]:
    """Per cent of non-western residents of some municipalities, in 2005."""
    all_of_them = figures.composition(ORIGIN_2005, EARLY, MUNICIPALITY)
    shares = all_of_them.share(*NON_WESTERN)
    return {code: percent(float(shares[all_of_them.row(code)])) for code in codes}


def _lowest_and_highest(figures: Figures, codes: tuple[str, ...], name: str) -> Values:
    found = _non_western(figures, codes).values()
    return {f"{name}_lowest": min(found), f"{name}_highest": max(found)}


def non_western_three_cities(figures: Figures) -> Values:
    """Amsterdam, Rotterdam and The Hague."""
    return _lowest_and_highest(figures, THREE_CITIES, "share")


def non_western_provincial(figures: Figures) -> Values:
    """Utrecht, Arnhem, Enschede, Almelo, Eindhoven and Tilburg."""
    return _lowest_and_highest(figures, PROVINCIAL, "share")


def non_western_suburbs(figures: Figures) -> Values:
    """Three bands of suburbs and new towns."""
    return {
        **_lowest_and_highest(figures, NEW_TOWNS, "Almere_Diemen_Schiedam"),
        **_lowest_and_highest(figures, SUBURBS, "Lelystad_and_six_others"),
        **_lowest_and_highest(figures, ZOETERMEER_GOUDA, "Zoetermeer_Gouda"),
    }


def national_difference(figures: Figures) -> Values:
    """The index of the pooled population."""
    return {"HHI": float(_country(figures, PROFILE).difference[0])}


def city_difference(figures: Figures) -> Values:
    """The lowest and the highest index of the three cities."""
    towns = municipalities(figures)
    found = [float(towns.difference[towns.row(code)]) for code in THREE_CITIES]
    return {"HHI_lowest": min(found), "HHI_highest": max(found)}


def city_people(figures: Figures) -> Values:
    """The part of the people that lives in the three cities."""
    towns = municipalities(figures)
    three = sum(towns.total[towns.row(code)] for code in THREE_CITIES)
    return {"share": percent(float(three / towns.total.sum()))}


def hague_share(figures: Figures) -> Values:
    """The Hague's residents with a migration background."""
    towns = municipalities(figures)
    return {"share": percent(1 - float(towns.share("netherlands")[towns.row(THE_HAGUE)]))}


def hague_rank(figures: Figures) -> Values:
    """Where The Hague stands among all municipalities, on both measures."""
    towns = municipalities(figures, LATE)
    foreign = 1 - towns.share("netherlands")

    def rank(values: Floats) -> float:
        return 1.0 + float((values > values[towns.row(THE_HAGUE)]).sum())

    return {"rank_share": rank(foreign), "rank_HHI": rank(towns.difference)}


def people_above_a_third(figures: Figures) -> Values:
    """People in municipalities with an index of at least 0.33."""
    towns = municipalities(figures)
    return {"population_share": percent(_part(towns, towns.difference >= 0.33))}


def people_below_three_tenths(figures: Figures) -> Values:
    """People in municipalities with an index below 0.30."""
    towns = municipalities(figures)
    return {"population_share": percent(_part(towns, towns.difference < 0.30))}


def _part(towns: Composition, which: Truths) -> float:
    return float(towns.total[which].sum() / towns.total.sum())


def people_in_homogeneous(figures: Figures) -> Values:
    """People in municipalities where more than 90 % are Dutch."""
    towns = municipalities(figures)
    homogeneous = towns.share("netherlands") > 0.9
    persons = float(towns.total[homogeneous].sum())
    return {"persons": persons, "share": percent(_part(towns, homogeneous))}


def dutch_share(figures: Figures) -> Values:
    """Residents of Dutch origin."""
    return {"share": percent(float(_country(figures, PROFILE).share("netherlands")[0]))}


def almelo(figures: Figures) -> Values:
    """Index and migration background of Almelo."""
    towns = municipalities(figures, 2018)
    row = towns.row(ALMELO)
    foreign = 1 - float(towns.share("netherlands")[row])
    return {"HHI_min": float(towns.difference[row]), "migration_background": percent(foreign)}


def order_of_diversity(figures: Figures) -> Values:
    """Gorinchem and Helmond below Rotterdam and The Hague."""
    towns = municipalities(figures)
    medium = max(towns.difference[towns.row(code)] for code in GORINCHEM_HELMOND)
    high = min(towns.difference[towns.row(code)] for code in (ROTTERDAM, THE_HAGUE))
    return {"ordering": truth(bool(medium < high))}


def order_of_growth(figures: Figures) -> Values:
    """Suburbs become diverse faster than the three cities."""
    before, after = municipalities(figures, EARLY), municipalities(figures, LATE)
    suburbs = [
        label.municipality_code
        for label in TYPE_LABELS
        if label.municipality_type == "suburb" and label.strength != "placed"
    ]

    def growth(codes: tuple[str, ...] | list[str]) -> float:
        rises = [
            after.difference[after.row(code)] - before.difference[before.row(code)]
            for code in codes
            if code in after.places
        ]
        return float(np.mean(rises))

    return {"ordering": truth(growth(suburbs) > growth(THREE_CITIES))}


def foreign_share_over_time(figures: Figures) -> Values:
    """Residents with a migration background in three years."""
    return {
        name: percent(1 - float(_country(figures, year).share("netherlands")[0]))
        for name, year in (("2016", 2016), ("2018-01", 2018), ("2020-01", 2020))
    }


def _of_foreign(figures: Figures, year: int, *categories: str) -> float:
    country = _country(figures, year)
    return percent(float(country.share(*categories)[0] / (1 - country.share("netherlands")[0])))


def other_origins(figures: Figures) -> Values:
    """Other non-European origins, as part of those with a migration background."""
    others = [leaf for leaf in NON_EUROPEAN if leaf not in CLASSIC_FOUR]
    return {"other_nonEA_2018": _of_foreign(figures, 2018, *others)}


def classic_seven(figures: Figures) -> Values:
    """The seven classic groups; German stands for all German-speaking countries."""
    return {"2018": _of_foreign(figures, 2018, *CLASSIC_SEVEN)}


def classic_four(figures: Figures) -> Values:
    """The four classic groups."""
    return {"classic": _of_foreign(figures, 2016, *CLASSIC_FOUR)}


def largest_group_of_neighbourhoods(figures: Figures) -> Values:
    """The largest share that one group with a migration background has in a neighbourhood."""
    small = figures.composition(ORIGIN_18, LATE, "neighbourhood")
    shares = small.people[:, 1:] / np.maximum(small.total, 1)[:, None]
    return {"max_single_nonDutch_group_share": percent(float(shares.max()))}
