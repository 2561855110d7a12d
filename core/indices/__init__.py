"""Indices of diversity and segregation for all places at once, one index per file.

Indices read one ``Units``; NaN always means undefined, as each ``Index`` says.
"""

from core.indices.atkinson import atkinson, group_atkinson
from core.indices.correlation_ratio import correlation_ratio, group_correlation_ratio
from core.indices.dissimilarity import dissimilarity, group_dissimilarity
from core.indices.divergence import divergence
from core.indices.effective_groups import effective_number_of_groups
from core.indices.entropy import entropy
from core.indices.exposure import exposure
from core.indices.index import (
    Index,
    below_one_over_groups,
    from_zero,
    number_of_groups,
    one_over_groups_to_one,
    unit_interval,
    up_to_log_of_groups,
)
from core.indices.isolation import isolation
from core.indices.largest_group import share_of_largest_group
from core.indices.local_divergence import local_divergence
from core.indices.location_quotient import location_quotient
from core.indices.mutual_information import (
    Decomposition,
    decompose_mutual_information,
    mutual_information,
)
from core.indices.probability_of_difference import (
    probability_of_difference,
    probability_of_difference_within_units,
    probability_of_difference_without_replacement,
)
from core.indices.relative_diversity import relative_diversity
from core.indices.theil import group_theil_h, theil_h
from core.indices.units import Units

__all__ = ["INDICES", "Decomposition", "Index", "Units", "decompose_mutual_information"]

NOBODY = "a place without people"
ONE_GROUP = "a place with fewer than two groups"
ONE_OF_TWO = "a place with only that group, or with nobody of it"

INDICES: tuple[Index, ...] = (
    Index(
        "probability_of_difference",
        probability_of_difference,
        "diversity",
        "place",
        below_one_over_groups,
        "Simpson 1949",
        NOBODY,
    ),
    Index(
        "probability_of_difference_without_replacement",
        probability_of_difference_without_replacement,
        "diversity",
        "place",
        unit_interval,
        "Simpson 1949",
        "a place with fewer than two people",
    ),
    Index(
        "probability_of_difference_within_units",
        probability_of_difference_within_units,
        "diversity",
        "place",
        below_one_over_groups,
        "Simpson 1949",
        NOBODY,
    ),
    Index("entropy", entropy, "diversity", "place", up_to_log_of_groups, "Shannon 1948", NOBODY),
    Index(
        "effective_number_of_groups",
        effective_number_of_groups,
        "diversity",
        "place",
        number_of_groups,
        "Laakso & Taagepera 1979",
        NOBODY,
    ),
    Index(
        "share_of_largest_group",
        share_of_largest_group,
        "diversity",
        "place",
        one_over_groups_to_one,
        "Berger & Parker 1970",
        NOBODY,
    ),
    Index(
        "dissimilarity",
        dissimilarity,
        "evenness",
        "place",
        unit_interval,
        "Sakoda 1981",
        ONE_GROUP,
    ),
    Index(
        "group_dissimilarity",
        group_dissimilarity,
        "evenness",
        "group",
        unit_interval,
        "Duncan & Duncan 1955",
        ONE_OF_TWO,
        "D = Σ nⱼ |pⱼ − P| / (2 n P (1 − P))",
    ),
    Index(
        "theil_h",
        theil_h,
        "evenness",
        "place",
        unit_interval,
        "Theil & Finizza 1971",
        ONE_GROUP,
        "H = Σ nⱼ (E − Eⱼ) / (n E),  E = −Σ pᵢ ln pᵢ",
    ),
    Index(
        "group_theil_h",
        group_theil_h,
        "evenness",
        "group",
        unit_interval,
        "Theil & Finizza 1971",
        ONE_OF_TWO,
    ),
    Index(
        "atkinson",
        atkinson,
        "evenness",
        "place",
        unit_interval,
        "Frankel & Volij 2011",
        ONE_GROUP,
    ),
    Index(
        "group_atkinson",
        group_atkinson,
        "evenness",
        "group",
        unit_interval,
        "Massey & Denton 1988",
        ONE_OF_TWO,
    ),
    Index(
        "correlation_ratio",
        correlation_ratio,
        "evenness",
        "place",
        unit_interval,
        "Reardon & Firebaugh 2002",
        ONE_GROUP,
    ),
    Index(
        "group_correlation_ratio",
        group_correlation_ratio,
        "evenness",
        "group",
        unit_interval,
        "Bell 1954",
        ONE_OF_TWO,
        "η² = (I − P) / (1 − P)",
    ),
    Index(
        "relative_diversity",
        relative_diversity,
        "evenness",
        "place",
        unit_interval,
        "Goodman & Kruskal 1954",
        ONE_GROUP,
    ),
    Index(
        "mutual_information",
        mutual_information,
        "information",
        "place",
        up_to_log_of_groups,
        "Mora & Ruiz-Castillo 2011",
        NOBODY,
    ),
    Index(
        "divergence",
        divergence,
        "information",
        "place",
        up_to_log_of_groups,
        "Roberto 2016",
        NOBODY,
    ),
    Index(
        "isolation",
        isolation,
        "exposure",
        "group",
        unit_interval,
        "Bell 1954",
        "a group without people in the place",
        "I = Σ nⱼ pⱼ² / (n P)",
    ),
    Index(
        "exposure",
        exposure,
        "exposure",
        "pair",
        unit_interval,
        "Lieberson 1981",
        "a group without people in the place, as the group whose surroundings are asked",
    ),
    Index(
        "location_quotient",
        location_quotient,
        "local",
        "unit and group",
        from_zero,
        "Isard 1960",
        "a unit without people, or a group without people in the place",
    ),
    Index(
        "local_divergence",
        local_divergence,
        "local",
        "unit",
        from_zero,
        "Roberto 2016",
        "a unit without people",
    ),
)
