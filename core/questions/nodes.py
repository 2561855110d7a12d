"""What the four questions on opportunities share: which nodes of the lattice they are about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from core.cube.arrays import texts
from core.errors import NotInReleaseError, QuestionError
from core.groups.person import GENDER, GENERATION
from core.groups.scheme import ALL, Scheme
from core.groups.setting import SCHOOL, SETTINGS, Setting, setting
from core.language import text
from core.places.clusters import CLUSTERS
from core.places.types import MUNICIPALITY_TYPES
from core.questions.absent import with_absent
from core.questions.answer import Column, Context, Source
from core.questions.domain import Choice, Several, Whole
from core.questions.question import Question, parameter
from core.questions.together import TOGETHER, together_name, together_rows
from core.release import Release, Value

COUNTRY = "NL01"
PLACE_PATTERN = "|".join(
    (
        r"[A-Z]{2}[0-9]{2}",
        r"(GM|PC)[0-9]{4}",
        r"(WK|BU)[0-9A-Z]{6,8}",
        *CLUSTERS,
        *MUNICIPALITY_TYPES,
    )
)
PLACES = Several(
    f"{PLACE_PATTERN}|{TOGETHER}", 20, (COUNTRY, *CLUSTERS, "GM0363", "GM0034"), least=1
)
MOST_TOGETHER = 400
MEMBERS = Several(PLACE_PATTERN, MOST_TOGETHER, ("GM0363", "GM0034", "GM0362"))
YEARS = Whole(1900, 2100, optional=True)
BREAKDOWNS = ("none", "generation", "gender", "stratum")
_CATEGORIES = tuple(dict.fromkeys(code for one in SETTINGS for code in one.origin.nodes))
ORIGINS = Several("|".join(_CATEGORIES), len(_CATEGORIES), _CATEGORIES, least=1)
LEAVES = (ALL, *SCHOOL.origin.leaves)

NODE_COLUMNS = (
    Column("place", "code", "place"),
    Column("origin", "code", "origin_2005"),
    Column("generation", "code", "generation"),
    Column("gender", "code", "gender"),
    Column("stratum", "code", "stratum"),
)


@dataclass(frozen=True)
class NodeQuestion(Question):
    """A question about groups of pupils or employees in some places."""

    setting: str = parameter(
        Choice(tuple(one.code for one in SETTINGS)),
        SCHOOL.code,
    )
    year: int | None = parameter(YEARS, None)
    places: tuple[str, ...] = parameter(
        PLACES,
        (COUNTRY, *CLUSTERS),
    )
    origin: tuple[str, ...] = parameter(ORIGINS, LEAVES)
    by: str = parameter(
        Choice(BREAKDOWNS),
        "none",
    )
    together: tuple[str, ...] = parameter(MEMBERS, ())

    def node_rows(
        self,
        release: Release,
        table: str,
        columns: Sequence[str],
        where: Mapping[str, Value],
        judged: Sequence[str] = (),
    ) -> pa.Table:
        """The rows of these nodes, in the order in which places and groups were asked for.

        Those of ``columns`` that are ``judged`` may be withheld one by one, each for a reason.
        """
        chosen = setting(self.setting)
        require_counted(release, self.setting)
        self._require(release, chosen)
        nodes: dict[str, Value] = {
            "setting": self.setting,
            "year": self.year_in(release),
            "breakdown": _breakdowns(self.origin, self.by),
            "place": self.places,
            "origin": self.origin,
        }
        own = [f"{name}_reason" for name in judged]
        selected = (*(column.name for column in NODE_COLUMNS), *columns, *own, "state", "reason")
        found = release.store.select(table, selected, nodes | dict(where))
        if TOGETHER in self.places:
            members = nodes | {"place": self.together} | dict(where)
            parts = release.store.select(table, selected, members)
            keys = [column.name for column in NODE_COLUMNS if column.name != "place"]
            one = together_rows(parts, keys, (*columns, *own))
            found = pa.concat_tables([found, one.select(list(selected)).cast(found.schema)])
        split = _stratum(chosen, self.by)
        categories = {"origin": self.origin} | ({split[0]: split[1].nodes} if split else {})
        found = with_absent(release, table, found, self.places, categories)
        return found.take(_order(found, self.places, self.origin, split))

    def year_in(self, release: Release) -> int:
        """The year asked for, or the newest."""
        return year_of_setting(release, self.setting, self.year)

    def _require(self, release: Release, chosen: Setting) -> None:
        for code in self.origin:
            if code not in chosen.origin.nodes:
                raise QuestionError(
                    f"origin: '{code}' is no group of {self.setting}; expected some of "
                    f"{', '.join(chosen.origin.nodes)}",
                    "origin",
                )
        asked = (*self.places, *self.together)
        known = place_names(release, asked)
        missing = [code for code in asked if code not in known and code != TOGETHER]
        if missing:
            raise NotInReleaseError(
                f"places: this release has no {', '.join(missing)}; search for places with "
                f"the question 'places'",
                "places",
            )

    def context(self, release: Release, caveats: Sequence[str]) -> Context:
        """What travels with the answer."""
        return Context(
            release=release.id,
            series=release.series,
            basis=release.basis,
            protection=release.protection,
            years=(self.year_in(release),),
            schemes=(setting(self.setting).origin.code,),
            sources=tuple(
                Source(one["publisher"], one["title"], one["licence"]) for one in release.sources
            ),
            caveats=tuple(caveats),
            places=self._names(release),
        )

    def _names(self, release: Release) -> dict[str, tuple[str, str]]:
        names = place_names(release, self.places)
        return names | {TOGETHER: together_name(self.together)}


def require_counted(release: Release, setting_code: str) -> None:
    """Refuse what figures that were estimated from homes would answer misleadingly."""
    if release.basis_of(setting_code) == "estimated":
        raise NotInReleaseError(
            f"setting: the figures on {setting_code} in this release are estimated from where "
            f"people live, and on average equal those of the neighbourhoods; expected counted "
            f"ones: ask for '{setting_code}_share' in the question 'composition' instead",
            "setting",
            lacks="counted",
        )


def year_of_setting(release: Release, setting_code: str, asked: int | None) -> int:
    """The year asked for, or the newest that this setting has."""
    years = release.setting_years[setting_code]
    year = max(years, default=None) if asked is None else asked
    if year is None or year not in years:
        raise NotInReleaseError(
            f"year: this release has no {setting_code} of {year or 'any year'}; expected one "
            f"of {', '.join(map(str, years)) or 'none at all'}",
            "year",
            lacks="" if years else setting_code,
        )
    return year


def place_names(release: Release, codes: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Dutch and English names of the places that the release knows."""
    names = _names(release)
    found = {code: names[code] for code in codes if code in names}
    return found | {code: grouping_name(code) for code in codes if code in GROUPINGS}


@lru_cache(maxsize=4)
def _names(release: Release) -> dict[str, tuple[str, str]]:
    columns = release.store.select("places", ("code", "name_nl", "name_en"), {})
    codes, dutch, english = (column.to_pylist() for column in columns.columns)
    return dict(zip(codes, zip(dutch, english, strict=True), strict=True))


GROUPINGS = (*CLUSTERS, *MUNICIPALITY_TYPES)


def grouping_name(code: str) -> tuple[str, str]:
    """Dutch and English name of a cluster or type of municipalities."""
    return text(f"grouping.{code}", "nl"), text(f"grouping.{code}", "en")


def _breakdowns(origin: Sequence[str], by: str) -> tuple[str, ...]:
    split = ("origin",) if set(origin) - {ALL} else ()
    whole = ("",) if ALL in origin else ()
    extra = ("", by) if by != "none" else ("",)
    return tuple(
        "+".join(part for part in (first, second) if part) or "none"
        for first in (*split, *whole)
        for second in extra
    )


def _stratum(chosen: Setting, by: str) -> tuple[str, Scheme] | None:
    schemes = {"generation": GENERATION, "gender": GENDER, "stratum": chosen.stratum}
    return (by, schemes[by]) if by in schemes else None


def _order(
    rows: pa.Table,
    places: Sequence[str],
    origin: Sequence[str],
    split: tuple[str, Scheme] | None,
) -> pa.Array:
    wanted = {"place": places, "origin": origin} | ({split[0]: split[1].nodes} if split else {})
    ranks = pa.table(
        {name: pc.index_in(rows[name], texts(codes)) for name, codes in wanted.items()}
    )
    return pc.sort_indices(ranks, sort_keys=[(name, "ascending") for name in wanted])
