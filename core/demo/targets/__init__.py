"""Published facts held against a release of the demo country: ``targets(release)``.

Every fact that follows from persons is worked out by the product's own code and compared with
what was published. Left out, because no person's origin, home, school or work tells them: length
of stay (W-T21, W-021 to W-026), migration flows and projections (W-032 to W-038), countries of
origin (W-033, W-073, W-085), surveys and other registers (W-040 to W-049, W-060 to W-077, W-T71,
K-005), primary schools (P-063), years before 2000 and after 2020, and incomes (in W-016 and
K-002). R-001 gives no number.
"""

from collections.abc import Callable, Iterator
from typing import Any

from core.bundle import Bundle
from core.demo.targets import employees, municipality_types, pupils, residents, segregation
from core.demo.targets.figures import Figures, Values
from core.demo.targets.outcome import Outcome
from core.demo.targets.schools import schools_mostly_non_western
from core.demo.targets.tables import paper_figures
from core.language import Language
from core.protection.profiles import profile_named
from core.protection.utility import most_off
from core.published import published
from core.release import Release

FACTS: tuple[tuple[str, Callable[[Figures], Values]], ...] = (
    ("P-001", pupils.pupils_in_file),
    ("P-002", pupils.pupils_linked),
    ("P-003", pupils.native_pupils),
    ("P-004", pupils.non_western_pupils),
    ("P-005", pupils.western_pupils),
    ("P-006", employees.employees_in_file),
    ("P-007", employees.employees_linked),
    ("P-008", employees.employees_of_caption),
    ("P-009", employees.native_employees),
    ("P-010", employees.non_western_employees),
    ("P-011", employees.western_employees),
    ("P-016", pupils.mean_shares),
    ("P-017", pupils.mean_equals_composition),
    ("P-018", pupils.below_neighbourhood),
    ("P-019", pupils.order_of_clusters),
    ("P-020", pupils.turkish_moroccan_in_g4),
    ("P-021", pupils.gaps_by_cluster),
    ("P-022", pupils.correlation),
    ("P-023", pupils.partial_correlation),
    ("P-024", pupils.lowest_intercept),
    ("P-025", pupils.highest_intercept),
    ("P-026", pupils.moroccan_slope),
    ("P-027", pupils.order_of_slopes),
    ("P-028", pupils.order_of_intercepts),
    ("P-029", pupils.order_of_explained),
    ("P-031", pupils.accumulation),
    ("P-032", pupils.accumulation_practical),
    ("P-033", pupils.gaining),
    ("P-034", pupils.gaining_from_poor),
    ("P-035", pupils.native_gainers),
    ("P-036", employees.mean_shares),
    ("P-037", employees.mean_shares_non_western),
    ("P-038", employees.signs_of_gaps),
    ("P-039", employees.west_indian_lead),
    ("P-040", employees.correlation),
    ("P-041", employees.intercepts),
    ("P-042", employees.order_of_intercepts),
    ("P-043", employees.explained),
    ("P-044", employees.explained_less_within),
    ("P-045", employees.accumulation_first_generation),
    ("P-046", employees.accumulation_outside_g4),
    ("P-047", employees.accumulation_retail),
    ("P-048", employees.gaining),
    ("P-049", employees.gaining_from_poor),
    ("P-050", employees.gaining_non_western),
    ("P-051", pupils.non_western_gainers),
    ("P-052", employees.own_town),
    ("P-053", employees.order_of_sectors),
    ("P-056", pupils.level_separates),
    ("P-057", residents.foreign_share),
    ("P-058", residents.foreign_generations),
    ("P-059", residents.non_western_three_cities),
    ("P-060", residents.non_western_provincial),
    ("P-061", residents.non_western_suburbs),
    ("P-067", employees.order_outside_g4),
    ("W-001", residents.national_difference),
    ("W-002", residents.city_difference),
    ("W-003", residents.city_people),
    ("W-004", segregation.zorgvliet),
    ("W-005", segregation.schilderswijk_and_vogelwijk),
    ("W-006", segregation.three_diverse_districts),
    ("W-007", residents.hague_share),
    ("W-008", residents.hague_rank),
    ("W-010", residents.people_above_a_third),
    ("W-011", residents.people_below_three_tenths),
    ("W-012", residents.people_in_homogeneous),
    ("W-013", residents.dutch_share),
    ("W-016", residents.almelo),
    ("W-017", residents.order_of_diversity),
    ("W-020", residents.order_of_growth),
    ("W-028", residents.foreign_share_over_time),
    ("W-029", residents.other_origins),
    ("W-030", residents.classic_seven),
    ("W-031", residents.classic_four),
    ("W-090", municipality_types.examples_of_types),
    ("W-091", municipality_types.untyped),
    ("K-001", segregation.fall_around_amsterdam),
    ("K-002", segregation.fall_in_utrecht),
    ("K-008", residents.largest_group_of_neighbourhoods),
)
"""Facts that a release tells, in the order of the sources."""

BUNDLE_FACTS: tuple[tuple[str, Callable[[Bundle], Values]], ...] = (
    ("P-062", schools_mostly_non_western),
)
"""Facts about schools, which a release tells in whole percents alone."""

OF_NO_RECORDS = ("P-063",)
"""Facts of which there are no records: the pages give them as printed."""


def outcomes(figures: Figures, bundle: Bundle | None = None) -> Iterator[Outcome]:
    """Every published value with what these figures come to."""
    for code, fact in FACTS:
        yield from _outcomes(code, fact(figures))
    if bundle is not None:
        for code, of_bundle in BUNDLE_FACTS:
            yield from _outcomes(code, of_bundle(bundle))


def _outcomes(code: str, obtained: Values) -> Iterator[Outcome]:
    fact = published()[code]
    for value in fact.values:
        yield Outcome(fact, value, obtained[value.name])


def targets(
    release: Release, bundle: Bundle | None = None, language: Language = "nl"
) -> list[dict[str, Any]]:
    """A row for every published value that follows from persons, as a reader can know it."""
    off = most_off(profile_named(release.protection)) if release.has_noise else 0
    figures = Figures(release.store, release.linkage, release.years, off)
    return [outcome.row(language) for outcome in outcomes(figures, bundle)]


def exact_targets(bundle: Bundle, language: Language = "nl") -> list[dict[str, Any]]:
    """The same, counted from the people themselves: what the demo was fitted on."""
    return [outcome.row(language) for outcome in outcomes(paper_figures(bundle), bundle)]
