"""Facts about pupils: what each of them comes to in a release."""

from core.demo.targets.figures import (
    CLUSTERS,
    COUNTRY,
    G4,
    G28,
    OTHER,
    OUTSIDE_G4,
    Figures,
    Values,
    groups,
    percent,
    truth,
)
from core.groups.setting import LEVEL

SCHOOL = "school"
NON_WESTERN = ("turkish", "moroccan", "surinamese", "antillean", "other_non_western")
TURKISH_MOROCCAN = ("turkish", "moroccan")


def pupils_in_file(figures: Figures) -> Values:
    """All records of the school year."""
    return {"pupils_in_file": figures.records("pupils")}


def pupils_linked(figures: Figures) -> Values:
    """Records with a person and a home."""
    linked, records = figures.people(SCHOOL), figures.records("pupils")
    return {"pupils_linked": linked, "linked_share": percent(linked / records)}


def share_of(figures: Figures, setting: str, origin: str) -> float:
    """Per cent of the people of a setting with this origin."""
    part = figures.means(setting, origin=origin)["people"]
    return percent(part / figures.means(setting)["people"])


def native_pupils(figures: Figures) -> Values:
    """Pupils with a Dutch background."""
    return {"share": share_of(figures, SCHOOL, "dutch")}


def non_western_pupils(figures: Figures) -> Values:
    """Non-western pupils."""
    return {"share": share_of(figures, SCHOOL, "non_western")}


def western_pupils(figures: Figures) -> Values:
    """Western pupils."""
    return {"share": share_of(figures, SCHOOL, "western")}


def mean_shares(figures: Figures) -> Values:
    """All pupils, at school and at home."""
    means = figures.means(SCHOOL)
    return {
        "school": percent(means["setting_share"]),
        "neighbourhood": percent(means["neighbourhood_share"]),
    }


def mean_equals_composition(figures: Figures) -> Values:
    """The mean share in the setting is the share among its members."""
    gap = {
        setting: percent(figures.means(setting)["setting_share"])
        - share_of(figures, setting, "dutch")
        for setting in ("school", "work")
    }
    return {
        "school_mean_minus_native_pupil_share": gap["school"],
        "work_mean_minus_native_employee_share": gap["work"],
    }


def gap(figures: Figures, setting: str, place: str, origin: str) -> float:
    """Percentage points between setting and home."""
    means = figures.means(setting, place, origin=origin)
    return percent(means["setting_share"] - means["neighbourhood_share"])


def below_neighbourhood(figures: Figures) -> Values:
    """Everywhere and for every group less at school than at home."""
    gaps = [gap(figures, SCHOOL, place, group) for place in CLUSTERS for group in groups(SCHOOL)]
    gaps.append(gap(figures, SCHOOL, COUNTRY, "all"))
    return {"sign(school - neighbourhood)": -1.0 if max(gaps) < 0 else 1.0}


def order_of_clusters(figures: Figures) -> Values:
    """The G4 lowest; in each cluster non-western pupils below western and Dutch ones."""
    holds = True
    for share in ("setting_share", "neighbourhood_share"):
        of = {place: figures.means(SCHOOL, place)[share] for place in CLUSTERS}
        holds &= of[G4] < min(of[G28], of[OTHER])
        for place in CLUSTERS:
            by = {g: figures.means(SCHOOL, place, origin=g)[share] for g in groups(SCHOOL)}
            holds &= max(by[g] for g in NON_WESTERN) < min(by["dutch"], by["western"])
    return {"ordering": truth(holds)}


def turkish_moroccan_in_g4(figures: Figures) -> Values:
    """Turkish and Moroccan pupils in the G4, each by themselves."""
    found = {}
    for group in TURKISH_MOROCCAN:
        means = figures.means(SCHOOL, G4, origin=group)
        found[f"neighbourhood_{group.capitalize()}"] = percent(means["neighbourhood_share"])
        found[f"school_{group.capitalize()}"] = percent(means["setting_share"])
    return found


def gaps_by_cluster(figures: Figures) -> Values:
    """The widest gap outside the G4, and that of Turkish and Moroccan pupils within."""
    outside = [gap(figures, SCHOOL, place, g) for place in OUTSIDE_G4 for g in groups(SCHOOL)]
    return {
        "gap_G28_other": min(outside) if max(outside) < 0 else max(outside),
        "gap_G4_Turkish_Moroccan": gap(figures, SCHOOL, G4, "turkish_moroccan"),
    }


def correlation(figures: Figures) -> Values:
    """Between the shares at home and at school."""
    return {"r": figures.line(SCHOOL)["r"]}


def partial_correlation(figures: Figures) -> Values:
    """The same given the cluster."""
    return {"partial_r": figures.line(SCHOOL)["partial_r"]}


def lowest_intercept(figures: Figures) -> Values:
    """Of Moroccan pupils nationwide."""
    return {"B0": percent(figures.line(SCHOOL, origin="moroccan")["intercept"])}


def highest_intercept(figures: Figures) -> Values:
    """Of western pupils in the G28; all others lie between it and the lowest."""
    found = figures.lines(SCHOOL, "intercept")
    ends = (COUNTRY, "moroccan"), (G28, "western")
    holds = found[ends[0]] == min(found.values()) and found[ends[1]] == max(found.values())
    return {"B0": percent(found[ends[1]]), "others_between": truth(holds)}


def moroccan_slope(figures: Figures) -> Values:
    """Of Moroccan pupils nationwide."""
    return {"B1": figures.line(SCHOOL, origin="moroccan")["slope"]}


def order_of_slopes(figures: Figures) -> Values:
    """Flatter within clusters, flattest for Turkish and Moroccan pupils in G4 and G28."""
    slopes = figures.lines(SCHOOL, "slope")
    flatter = all(
        slopes[place, group] < slopes[COUNTRY, group]
        for place in CLUSTERS
        for group in groups(SCHOOL)
    )
    place, group = min((node for node in slopes if node[0] != COUNTRY), key=slopes.__getitem__)
    return {"ordering": truth(flatter and group in TURKISH_MOROCCAN and place in (G4, G28))}


def order_of_intercepts(figures: Figures) -> Values:
    """Higher for Dutch and western pupils, and in the G28."""

    def mean(place: str, members: tuple[str, ...]) -> float:
        lines = [figures.line(SCHOOL, place, origin=group)["intercept"] for group in members]
        return sum(lines) / len(lines)

    higher = mean(COUNTRY, ("dutch", "western")) > mean(COUNTRY, NON_WESTERN)
    by_place = {place: mean(place, groups(SCHOOL)) for place in CLUSTERS}
    return {"ordering": truth(higher and by_place[G28] == max(by_place.values()))}


def order_of_explained(figures: Figures) -> Values:
    """Of all lines most for Antillean, least for Turkish or Moroccan pupils, in the G4 for both."""
    explained = figures.lines(SCHOOL, "r_squared")
    in_order = sorted(explained, key=explained.__getitem__)
    least = [group for place, group in in_order if place == G4][:2]
    holds = in_order[-1][1] == "antillean" and {*least, in_order[0][1]} == set(TURKISH_MOROCCAN)
    return {"ordering": truth(holds)}


def accumulation(figures: Figures) -> Values:
    """Contact-poor at home and at school."""
    return {"both_poor": figures.accumulated(SCHOOL)}


def accumulation_practical(figures: Figures) -> Values:
    """The same for Turkish and Moroccan pupils in VMBO-bk in the G4."""
    node = {"origin": "turkish_moroccan", "stratum": "vmbo_bk"}
    return {"both_poor": figures.accumulated(SCHOOL, (G4,), **node)}


def gaining(figures: Figures) -> Values:
    """More at school than at home."""
    return {"more_or_much_more": figures.gaining(SCHOOL)}


def gaining_from_poor(figures: Figures) -> Values:
    """More at school, of those in contact-poor neighbourhoods."""

    def of(places: tuple[str, ...], origin: str) -> float:
        return figures.gaining(SCHOOL, places, poor=True, origin=origin)

    return {
        "G4_all": of((G4,), "all"),
        "outside_G4_all": of(OUTSIDE_G4, "all"),
        "G4_Turkish_and_Moroccan": of((G4,), "turkish_moroccan"),
        "G4_other_non_western": of((G4,), "surinamese_antillean_other"),
        "G4_native": of((G4,), "dutch"),
        "outside_G4_non_western": of(OUTSIDE_G4, "non_western"),
        "outside_G4_native": of(OUTSIDE_G4, "dutch"),
    }


def native_gainers(figures: Figures) -> Values:
    """Of those who gain from a contact-poor neighbourhood, the Dutch."""
    native, _ = figures.gainers(SCHOOL, poor=True, origin="dutch")
    everyone, _ = figures.gainers(SCHOOL, poor=True)
    return {"native_share_of_gainers": percent(native / everyone) if everyone else float("nan")}


def non_western_gainers(figures: Figures) -> Values:
    """Non-western pupils of contact-poor neighbourhoods in the G4."""
    return {
        "low_Turkish_Moroccan": figures.gaining(SCHOOL, (G4,), True, origin="turkish_moroccan"),
        "high_other_non_western": figures.gaining(
            SCHOOL, (G4,), True, origin="surinamese_antillean_other"
        ),
    }


def level_separates(figures: Figures) -> Values:
    """Accumulation of non-western pupils differs by level, less by gender or generation."""

    def width(**parts: tuple[str, ...]) -> float:
        ((name, codes),) = parts.items()
        node = {"origin": "non_western"}
        found = [figures.accumulated(SCHOOL, **node, **{name: code}) for code in codes]
        return max(found) - min(found)

    levels = width(stratum=LEVEL.leaves_under("upper_years"))
    others = width(gender=("women", "men")), width(generation=("first", "second"))
    return {"finding": truth(levels > max(others))}
