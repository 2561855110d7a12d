"""What the facts of the paper come to on the pages, worked out from the lines that a reader sees.

Nothing here looks into the release: only at the rows of cards and at what the pages write.
"""

import re
from collections.abc import Callable, Mapping
from math import nan

from tests.components.pages_read import CLUSTERS, COUNTRY, G4, G28, OTHER, OUTSIDE, Pages

Found = Mapping[str, float]
GROUPS = (
    *("dutch", "western", "turkish", "moroccan", "surinamese", "antillean"),
    "other_non_western",
)
NON_WESTERN = GROUPS[2:]
TURKISH_MOROCCAN = GROUPS[2:4]
WEST_INDIAN = GROUPS[4:6]
REST = ("turkish", "moroccan", "other_non_western")
LEVELS = ("practice", "vmbo_bk", "vmbo_gt", "havo", "vwo")
SECTORS = (
    *("agriculture", "industry", "retail", "logistics", "public_services", "health_care"),
    "commercial_services",
)
GAINS = "more_or_much_more_share"


def _gaining(p: Pages, card: str, place: str, origin: str = "all", **node: str) -> float:
    return p.share(card, GAINS, place, origin=origin, whom="contact_poor", **node)


def _both(p: Pages, card: str, place: str = COUNTRY, **node: str) -> float:
    return p.share(card, "both_share", place, **node)


def _true(holds: bool) -> float:
    return 1.0 if holds else 0.0


def _sign(gaps: list[float]) -> float:
    return 1.0 if min(gaps) > 0 else -1.0 if max(gaps) < 0 else 0.0


def _means(p: Pages, card: str, name: str, place: str = COUNTRY, origin: str = "all") -> Found:
    return {
        name: p.share(card, "setting_share", place, origin=origin),
        "neighbourhood": p.share(card, "neighbourhood_share", place, origin=origin),
    }


def _below_everywhere(p: Pages) -> Found:
    gaps = [p.gap("figure_2", place, group) for place in CLUSTERS for group in GROUPS]
    worst = max([*gaps, p.gap("figure_2", COUNTRY, "all")])
    return {"sign(school - neighbourhood)": -1.0 if worst < 0 else 1.0}


def _clusters_in_order(p: Pages) -> Found:
    holds = True
    for name in ("setting_share", "neighbourhood_share"):
        whole = {place: p.share("figure_2", name, place) for place in CLUSTERS}
        holds &= whole[G4] < min(whole[G28], whole[OTHER])
        for place in CLUSTERS:
            by = {g: p.share("figure_2", name, place, origin=g) for g in GROUPS}
            holds &= max(by[g] for g in NON_WESTERN) < min(by["dutch"], by["western"])
    return {"ordering": _true(holds)}


def _gaps_by_cluster(p: Pages) -> Found:
    outside = [p.gap("figure_2", place, g) for place in (G28, OTHER) for g in GROUPS]
    return {
        "gap_G28_other": min(outside) if max(outside) < 0 else max(outside),
        "gap_G4_Turkish_Moroccan": p.gap("figure_2", G4, "turkish_moroccan"),
    }


def _lines(p: Pages, card: str, name: str) -> dict[tuple[str, str], float]:
    places = (COUNTRY, *CLUSTERS)
    return {(at, g): p.share(card, name, at, origin=g) for at in places for g in GROUPS}


def _turkish_and_moroccan(p: Pages) -> Found:
    return {
        f"{where}_{name}": p.share("figure_2", share, G4, origin=name.lower())
        for where, share in (("neighbourhood", "neighbourhood_share"), ("school", "setting_share"))
        for name in ("Turkish", "Moroccan")
    }


def _highest_intercept(p: Pages) -> Found:
    found = _lines(p, "table_1", "intercept")
    low, high = found[COUNTRY, "moroccan"], found[G28, "western"]
    between = low == min(found.values()) and high == max(found.values())
    return {"B0": high, "others_between": _true(between)}


def _slopes_in_order(p: Pages) -> Found:
    slopes = _lines(p, "table_1", "slope")
    flatter = all(slopes[at, g] < slopes[COUNTRY, g] for at in CLUSTERS for g in GROUPS)
    place, group = min((node for node in slopes if node[0] != COUNTRY), key=slopes.__getitem__)
    return {"ordering": _true(flatter and group in TURKISH_MOROCCAN and place in (G4, G28))}


def _intercepts_in_order(p: Pages) -> Found:
    found = _lines(p, "table_1", "intercept")

    def mean(place: str, members: tuple[str, ...]) -> float:
        return sum(found[place, one] for one in members) / len(members)

    higher = mean(COUNTRY, GROUPS[:2]) > mean(COUNTRY, NON_WESTERN)
    means = {place: mean(place, GROUPS) for place in CLUSTERS}
    return {"ordering": _true(higher and means[G28] == max(means.values()))}


def _explained_in_order(p: Pages) -> Found:
    found = _lines(p, "table_1", "r_squared")
    order = sorted(found, key=found.__getitem__)
    least_in_g4 = [group for place, group in order if place == G4][:2]
    both = {*least_in_g4, order[0][1]} == set(TURKISH_MOROCCAN)
    return {"ordering": _true(order[-1][1] == "antillean" and both)}


def _native_gainers(p: Pages) -> Found:
    rows = [p.row("table_3", origin=g, whom="contact_poor") for g in ("dutch", "all")]
    native, everyone = (sum(row.get(name) or 0 for name in ("more", "much_more")) for row in rows)
    return {"native_share_of_gainers": 100 * native / everyone if everyone else float("nan")}


def _pupils_from_poor(p: Pages) -> Found:
    return {
        "G4_all": _gaining(p, "table_3", G4),
        "outside_G4_all": _gaining(p, "table_3", OUTSIDE),
        "G4_Turkish_and_Moroccan": _gaining(p, "table_3", G4, "turkish_moroccan"),
        "G4_other_non_western": _gaining(p, "table_3", G4, "surinamese_antillean_other"),
        "G4_native": _gaining(p, "table_3", G4, "dutch"),
        "outside_G4_non_western": _gaining(p, "table_3", OUTSIDE, "non_western"),
        "outside_G4_native": _gaining(p, "table_3", OUTSIDE, "dutch"),
    }


def _signs_at_work(p: Pages) -> Found:
    def sign(place: str, members: tuple[str, ...]) -> float:
        return _sign([p.gap("figure_3", place, group) for group in members])

    return {
        "sign_G4_nonwestern": sign(G4, NON_WESTERN),
        "sign_G28_Turkish_Moroccan_otherNW": sign(G28, REST),
        "sign_G28_Surinamese_Antillean": sign(G28, WEST_INDIAN),
        "sign_other_nonwestern": sign(OTHER, NON_WESTERN),
    }


def _west_indian_lead(p: Pages) -> Found:
    def lead(place: str, name: str) -> float:
        first, rest = (
            p.share("figure_3", name, place, origin=one)
            for one in ("surinamese_antillean", "turkish_moroccan_other")
        )
        return first - rest

    names = ("setting_share", "neighbourhood_share")
    work = {place: lead(place, names[0]) for place in CLUSTERS}
    ahead = min(lead(place, name) for place in CLUSTERS for name in names) > 0
    return {"ordering": _true(ahead and work[G4] == max(work.values()))}


def _work_intercepts(p: Pages) -> Found:
    found = _lines(p, "table_4", "intercept")
    native = {at: found.pop((at, "dutch")) for at in (G4, G28)}
    turkish = min(found[at, "turkish"] for at in (COUNTRY, *CLUSTERS))
    between = turkish == min(found.values()) and max(found.values()) < min(native.values())
    return {
        "B0_min_Turkish": turkish,
        "B0_native_G4": native[G4],
        "B0_native_G28": native[G28],
        "others_between": _true(between),
    }


def _work_intercepts_in_order(p: Pages) -> Found:
    found = _lines(p, "table_4", "intercept")
    holds = all(found[at, "dutch"] > max(found[at, g] for g in REST) for at in (COUNTRY, *CLUSTERS))
    return {"ordering": _true(holds)}


def _work_explained(p: Pages) -> Found:
    found = [p.share("table_4", "r_squared", origin=g) for g in GROUPS]
    return {"R2_min": min(found), "R2_max": max(found)}


def _work_explains_less(p: Pages) -> Found:
    work, school = (_lines(p, card, "r_squared") for card in ("table_4", "table_1"))
    holds = all(
        max(work[at, g] for at in CLUSTERS) < work[COUNTRY, g] < school[COUNTRY, g] for g in GROUPS
    )
    return {"ordering": _true(holds)}


def _employees_from_poor(p: Pages) -> Found:
    first, retail = {"generation": "first"}, {"stratum": "retail"}
    west, rest = "surinamese_antillean", "turkish_moroccan_other"
    return {
        "all": _gaining(p, "table_6", G4),
        "native": _gaining(p, "table_6", G4, "dutch"),
        "Surinamese_Antillean": _gaining(p, "table_6", G4, west),
        "other_non_western_incl_Turkish_Moroccan": _gaining(p, "table_6", G4, rest),
        "first_gen_Surinamese_Antillean": _gaining(p, "table_6", G4, west, **first),
        "first_gen_other_non_western": _gaining(p, "table_6", G4, rest, **first),
        "retail_Surinamese_Antillean": _gaining(p, "table_6", G4, west, **retail),
        "retail_other_non_western": _gaining(p, "table_6", G4, rest, **retail),
    }


def _sectors_in_order(p: Pages) -> Found:
    gains = {one: _gaining(p, "table_6", G4, "non_western", stratum=one) for one in SECTORS}
    best = set(sorted(gains, key=lambda one: -gains[one])[:2])

    def in_retail(origin: str) -> float:
        retail, everyone = (
            p.row("table_5", origin=origin, stratum=one).get("people") or 0
            for one in ("retail", "all")
        )
        return retail / everyone if everyone else 0.0

    holds = (
        best == {"public_services", "health_care"}
        and min(gains, key=gains.__getitem__) == "retail"
        and in_retail("non_western") > in_retail("all")
    )
    return {"ordering": _true(holds)}


def _order_outside_g4(p: Pages) -> Found:
    origins = ("dutch", "surinamese_antillean", "turkish_moroccan_other")
    dutch, west, rest = (_gaining(p, "table_6", OUTSIDE, one) for one in origins)
    return {"ordering": _true(dutch > west > rest)}


def _level_separates(p: Pages) -> Found:
    """On Contact, where the same card is split by level, by gender and by generation."""

    def width(by: str, codes: tuple[str, ...]) -> float:
        rows = p.rows("contact", "accumulation", by=by, group="non_western")
        found = [
            row["both_share"]
            for row in rows
            if (row["place"], row["origin"]) == (COUNTRY, "non_western") and row[by] in codes
        ]
        return max(found) - min(found) if found and None not in found else float("nan")

    others = (width("gender", ("women", "men")), width("generation", ("first", "second")))
    return {"finding": _true(width("stratum", LEVELS) > max(others))}


def _foreign_share(p: Pages) -> Found:
    rows = p.rows("map", "profile")
    (native,) = (
        r["value"] for r in rows if (r["indicator"], r["place"]) == ("native_share", COUNTRY)
    )
    return {"share": 100 * (1 - native)}


def _born_here(p: Pages) -> Found:
    rows = {row["origin"]: row for row in p.rows("diversity", "generations")}
    return {
        "non_western_share_of_immigrants": 100 * rows["non_western"]["migrant_share"],
        "second_gen_non_western": 100 * rows["non_western"]["here_share"],
        "second_gen_western": 100 * rows["western"]["here_share"],
    }


def _mixed_schools(p: Pages) -> Found:
    first = p.rows("contact", "schools")[0]
    return {"share_of_schools": nan if first["own_share"] is None else 100 * first["own_share"]}


def _schools_as_printed(p: Pages) -> Found:
    """As the page writes them: there are no records of primary schools to work them out from."""
    found = {row["measure"]: 100 * row["printed_share"] for row in p.rows("contact", "schools")}
    cities = re.search(r"van de basisscholen in (\d+) grotere steden", p.said("contact", "schools"))
    assert cities is not None
    return {
        "mirror_within_10pp": found["mirror"],
        "too_white": found["more"],
        "too_black": found["fewer"],
        "n_cities": float(cities[1]),
    }


def _lowest_and_highest(*named: tuple[str, tuple[str, ...]]) -> Callable[[Pages], Found]:
    def found(p: Pages) -> Found:
        shares = p.on_map("non_western_share")
        told: dict[str, float] = {}
        for name, codes in named:
            values = [shares.get(code, float("nan")) for code in codes]
            told |= {f"{name}_lowest": min(values), f"{name}_highest": max(values)}
        return told

    return found


ON_PAGES: Mapping[str, Callable[[Pages], Found]] = {
    "P-001": lambda p: {"pupils_in_file": p.linked("Leerlingen")[1]},
    "P-002": lambda p: dict(
        zip(("pupils_linked", "linked_share"), p.linked("Leerlingen")[::2], strict=True)
    ),
    "P-003": lambda p: {"share": p.part("figure_2", "dutch")},
    "P-004": lambda p: {"share": p.part("figure_2", "non_western")},
    "P-005": lambda p: {"share": p.part("figure_2", "western")},
    "P-006": lambda p: {"employees_in_file": p.linked("Banen")[1]},
    "P-007": lambda p: dict(
        zip(("employees_linked", "linked_share"), p.linked("Banen")[::2], strict=True)
    ),
    "P-008": lambda p: {"employees_fig3": p.linked("Banen")[0]},
    "P-009": lambda p: {"share": p.part("figure_3", "dutch")},
    "P-010": lambda p: {"share": p.part("figure_3", "non_western")},
    "P-011": lambda p: {"share": p.part("figure_3", "western")},
    "P-016": lambda p: _means(p, "figure_2", "school"),
    "P-017": lambda p: {
        "school_mean_minus_native_pupil_share": p.share("figure_2", "setting_share")
        - p.part("figure_2", "dutch"),
        "work_mean_minus_native_employee_share": p.share("figure_3", "setting_share")
        - p.part("figure_3", "dutch"),
    },
    "P-018": _below_everywhere,
    "P-019": _clusters_in_order,
    "P-020": _turkish_and_moroccan,
    "P-021": _gaps_by_cluster,
    "P-022": lambda p: {"r": p.share("table_1", "r")},
    "P-023": lambda p: {"partial_r": p.share("table_1", "partial_r")},
    "P-024": lambda p: {"B0": p.share("table_1", "intercept", origin="moroccan")},
    "P-025": _highest_intercept,
    "P-026": lambda p: {"B1": p.share("table_1", "slope", origin="moroccan")},
    "P-027": _slopes_in_order,
    "P-028": _intercepts_in_order,
    "P-029": _explained_in_order,
    "P-031": lambda p: {"both_poor": _both(p, "table_2")},
    "P-032": lambda p: {
        "both_poor": _both(p, "table_2", G4, origin="turkish_moroccan", stratum="vmbo_bk")
    },
    "P-033": lambda p: {"more_or_much_more": p.share("table_3", GAINS, whom="all")},
    "P-034": _pupils_from_poor,
    "P-035": _native_gainers,
    "P-036": lambda p: _means(p, "figure_3", "work"),
    "P-037": lambda p: _means(p, "figure_3", "work", origin="non_western"),
    "P-038": _signs_at_work,
    "P-039": _west_indian_lead,
    "P-040": lambda p: {"r": p.share("table_4", "r")},
    "P-041": _work_intercepts,
    "P-042": _work_intercepts_in_order,
    "P-043": _work_explained,
    "P-044": _work_explains_less,
    "P-045": lambda p: {
        "Surinamese_Antillean_first_gen": _both(
            p, "table_5", G4, origin="surinamese_antillean", generation="first"
        ),
        "other_non_western_first_gen": _both(
            p, "table_5", G4, origin="turkish_moroccan_other", generation="first"
        ),
    },
    "P-046": lambda p: {
        "both_poor": _both(p, "table_5", OUTSIDE, origin="non_western", generation="first")
    },
    "P-047": lambda p: {
        "both_poor": _both(p, "table_5", G4, origin="turkish_moroccan_other", stratum="retail")
    },
    "P-048": lambda p: {"more_or_much_more": p.share("table_6", GAINS, whom="all")},
    "P-049": _employees_from_poor,
    "P-050": lambda p: {
        "G4_low": _gaining(p, "table_6", G4, "turkish_moroccan_other"),
        "G4_high": _gaining(p, "table_6", G4, "surinamese_antillean"),
        "outside_G4": _gaining(p, "table_6", OUTSIDE, "non_western"),
    },
    "P-051": lambda p: {
        "low_Turkish_Moroccan": _gaining(p, "table_3", G4, "turkish_moroccan"),
        "high_other_non_western": _gaining(p, "table_3", G4, "surinamese_antillean_other"),
    },
    "P-052": lambda p: {
        "pupils_same_hometown": p.share("figure_2", "same_municipality_share"),
        "employees_same_hometown": p.share("figure_3", "same_municipality_share"),
    },
    "P-053": _sectors_in_order,
    "P-056": _level_separates,
    "P-057": _foreign_share,
    "P-058": _born_here,
    "P-059": _lowest_and_highest(("share", ("GM0363", "GM0599", "GM0518"))),
    "P-060": _lowest_and_highest(
        ("share", ("GM0344", "GM0202", "GM0153", "GM0141", "GM0772", "GM0855"))
    ),
    "P-061": _lowest_and_highest(
        ("Almere_Diemen_Schiedam", ("GM0034", "GM0384", "GM0606")),
        (
            "Lelystad_and_six_others",
            ("GM0995", "GM0479", "GM0502", "GM0622", "GM0505", "GM0556", "GM0503"),
        ),
        ("Zoetermeer_Gouda", ("GM0637", "GM0513")),
    ),
    "P-062": _mixed_schools,
    "P-063": _schools_as_printed,
    "P-067": _order_outside_g4,
}
"""By fact, what each of its values comes to on the pages."""

OF_SCHOOLS = {"P-062", "P-063"}
"""Facts about schools: one is in a release alone, the other a printed figure without records."""
