"""Facts about employees: what each of them comes to in a release."""

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
from core.demo.targets.pupils import NON_WESTERN, gap, share_of
from core.groups.setting import SECTOR

WORK = "work"
WEST_INDIAN = "surinamese_antillean"
REST = "turkish_moroccan_other"
REST_GROUPS = ("turkish", "moroccan", "other_non_western")
WEST_INDIAN_GROUPS = ("surinamese", "antillean")


def employees_in_file(figures: Figures) -> Values:
    """All records of the year."""
    return {"employees_in_file": figures.records("jobs")}


def employees_linked(figures: Figures) -> Values:
    """Records with a person and a home."""
    linked, records = figures.people(WORK), figures.records("jobs")
    return {"employees_linked": linked, "linked_share": percent(linked / records)}


def employees_of_caption(figures: Figures) -> Values:
    """The same number as the caption of the figure gives it."""
    return {"employees_fig3": figures.people(WORK)}


def native_employees(figures: Figures) -> Values:
    """Employees with a Dutch background."""
    return {"share": share_of(figures, WORK, "dutch")}


def non_western_employees(figures: Figures) -> Values:
    """Non-western employees."""
    return {"share": share_of(figures, WORK, "non_western")}


def western_employees(figures: Figures) -> Values:
    """Western employees."""
    return {"share": share_of(figures, WORK, "western")}


def _mean_shares(figures: Figures, origin: str) -> Values:
    means = figures.means(WORK, origin=origin)
    return {
        "work": percent(means["setting_share"]),
        "neighbourhood": percent(means["neighbourhood_share"]),
    }


def mean_shares(figures: Figures) -> Values:
    """All employees, at work and at home."""
    return _mean_shares(figures, "all")


def mean_shares_non_western(figures: Figures) -> Values:
    """Non-western employees, at work and at home."""
    return _mean_shares(figures, "non_western")


def _sign(gaps: list[float]) -> float:
    if min(gaps) > 0:
        return 1.0
    return -1.0 if max(gaps) < 0 else 0.0


def signs_of_gaps(figures: Figures) -> Values:
    """Whether there is more or less at work than at home, for each group alike; 0 if mixed."""

    def sign(place: str, members: tuple[str, ...]) -> float:
        return _sign([gap(figures, WORK, place, group) for group in members])

    return {
        "sign_G4_nonwestern": sign(G4, NON_WESTERN),
        "sign_G28_Turkish_Moroccan_otherNW": sign(G28, REST_GROUPS),
        "sign_G28_Surinamese_Antillean": sign(G28, WEST_INDIAN_GROUPS),
        "sign_other_nonwestern": sign(OTHER, NON_WESTERN),
    }


def west_indian_lead(figures: Figures) -> Values:
    """Surinamese and Antillean employees ahead, at work and at home, most of all in the G4."""

    def lead(place: str, share: str) -> float:
        first = figures.means(WORK, place, origin=WEST_INDIAN)[share]
        return first - figures.means(WORK, place, origin=REST)[share]

    leads = [lead(place, s) for place in CLUSTERS for s in ("setting_share", "neighbourhood_share")]
    work = {place: lead(place, "setting_share") for place in CLUSTERS}
    return {"ordering": truth(min(leads) > 0 and work[G4] == max(work.values()))}


def correlation(figures: Figures) -> Values:
    """Between the shares at home and at work."""
    return {"r": figures.line(WORK)["r"]}


def intercepts(figures: Figures) -> Values:
    """The lowest for Turkish employees, the highest for Dutch ones in G4 and G28."""
    found = figures.lines(WORK, "intercept")
    lowest = min(found[place, "turkish"] for place in (COUNTRY, *CLUSTERS))
    native = {place: found.pop((place, "dutch")) for place in (G4, G28)}
    holds = lowest == min(found.values()) and max(found.values()) < min(native.values())
    return {
        "B0_min_Turkish": percent(lowest),
        "B0_native_G4": percent(native[G4]),
        "B0_native_G28": percent(native[G28]),
        "others_between": truth(holds),
    }


def order_of_intercepts(figures: Figures) -> Values:
    """In all clusters higher for Dutch than for Turkish, Moroccan and other employees."""
    holds = all(
        figures.line(WORK, place, origin="dutch")["intercept"]
        > max(figures.line(WORK, place, origin=group)["intercept"] for group in REST_GROUPS)
        for place in (COUNTRY, *CLUSTERS)
    )
    return {"ordering": truth(holds)}


def explained(figures: Figures) -> Values:
    """Least and most explained variance of the national lines."""
    found = [percent(figures.line(WORK, origin=group)["r_squared"]) for group in groups(WORK)]
    return {"R2_min": min(found), "R2_max": max(found)}


def explained_less_within(figures: Figures) -> Values:
    """Less explained within clusters than nationwide, and less than for schools."""
    holds = all(
        max(figures.line(WORK, place, origin=group)["r_squared"] for place in CLUSTERS)
        < figures.line(WORK, origin=group)["r_squared"]
        < figures.line("school", origin=group)["r_squared"]
        for group in groups(WORK)
    )
    return {"ordering": truth(holds)}


def accumulation_first_generation(figures: Figures) -> Values:
    """First generation in the G4."""
    return {
        "Surinamese_Antillean_first_gen": figures.accumulated(
            WORK, (G4,), origin=WEST_INDIAN, generation="first"
        ),
        "other_non_western_first_gen": figures.accumulated(
            WORK, (G4,), origin=REST, generation="first"
        ),
    }


def accumulation_outside_g4(figures: Figures) -> Values:
    """First generation, non-western, outside the G4."""
    node = {"origin": "non_western", "generation": "first"}
    return {"both_poor": figures.accumulated(WORK, OUTSIDE_G4, **node)}


def accumulation_retail(figures: Figures) -> Values:
    """Turkish, Moroccan and other non-western employees in retail in the G4."""
    return {"both_poor": figures.accumulated(WORK, (G4,), origin=REST, stratum="retail")}


def gaining(figures: Figures) -> Values:
    """More at work than at home."""
    return {"more_or_much_more": figures.gaining(WORK)}


def gaining_from_poor(figures: Figures) -> Values:
    """More at work, of those in contact-poor neighbourhoods of the G4."""

    def of(**node: str) -> float:
        return figures.gaining(WORK, (G4,), True, **node)

    return {
        "all": of(),
        "native": of(origin="dutch"),
        "Surinamese_Antillean": of(origin=WEST_INDIAN),
        "other_non_western_incl_Turkish_Moroccan": of(origin=REST),
        "first_gen_Surinamese_Antillean": of(origin=WEST_INDIAN, generation="first"),
        "first_gen_other_non_western": of(origin=REST, generation="first"),
        "retail_Surinamese_Antillean": of(origin=WEST_INDIAN, stratum="retail"),
        "retail_other_non_western": of(origin=REST, stratum="retail"),
    }


def gaining_non_western(figures: Figures) -> Values:
    """Non-western employees of contact-poor neighbourhoods, in and outside the G4."""
    return {
        "G4_low": figures.gaining(WORK, (G4,), True, origin=REST),
        "G4_high": figures.gaining(WORK, (G4,), True, origin=WEST_INDIAN),
        "outside_G4": figures.gaining(WORK, OUTSIDE_G4, True, origin="non_western"),
    }


def own_town(figures: Figures) -> Values:
    """School or work within the own municipality."""
    school, work = figures.means("school"), figures.means(WORK)
    return {
        "pupils_same_hometown": percent(school["same_municipality"] / school["people"]),
        "employees_same_hometown": percent(work["same_municipality"] / work["people"]),
    }


def order_of_sectors(figures: Figures) -> Values:
    """Public services and health care give most, retail least; retail has more than its part."""
    gains = {
        sector: figures.gaining(WORK, (G4,), True, origin="non_western", stratum=sector)
        for sector in SECTOR.leaves
    }
    best = sorted(gains, key=lambda sector: -gains[sector])[:2]

    def retail(origin: str) -> float:
        node = figures.means(WORK, origin=origin, stratum="retail")["people"]
        return node / figures.means(WORK, origin=origin)["people"]

    holds = (
        set(best) == {"public_services", "health_care"}
        and min(gains, key=lambda sector: gains[sector]) == "retail"
        and retail("non_western") > retail("all")
    )
    return {"ordering": truth(holds)}


def order_outside_g4(figures: Figures) -> Values:
    """Dutch before Surinamese and Antillean before other non-western employees."""
    dutch, west_indian, rest = (
        figures.gaining(WORK, OUTSIDE_G4, True, origin=origin)
        for origin in ("dutch", WEST_INDIAN, REST)
    )
    return {"ordering": truth(dutch > west_indian > rest)}
