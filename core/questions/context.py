"""What travels with an answer on places: what it rests on, and what its places are called."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.errors import NotInReleaseError
from core.questions.answer import Context, Remark, Source
from core.questions.breaks import KEPT, breaks_of
from core.questions.gazetteer import place
from core.questions.nodes import GROUPINGS, grouping_name
from core.release import Release

ESTIMATED, ROUNDED, OTHER_SCHEME, OTHER_BOUNDARIES = "O01", "O02", "O03", "O04"
"""Caveats of our own: the sources' list knows nothing of published figures."""


def context_of(
    release: Release,
    years: Sequence[int],
    schemes: Sequence[str],
    caveats: Sequence[str],
    places: Iterable[str],
) -> Context:
    """The context of an answer on these places."""
    return Context(
        release=release.id,
        series=release.series,
        basis=release.basis,
        protection=release.protection,
        years=tuple(years),
        schemes=tuple(schemes),
        sources=tuple(
            Source(one["publisher"], one["title"], one["licence"]) for one in release.sources
        ),
        caveats=tuple(caveats),
        places={code: names(release, code) for code in places},
    )


def with_breaks(context: Context, release: Release, places: Iterable[str]) -> Context:
    """The context of figures of all its years beside each other: it says where they break."""
    remarks = [
        Remark(f"break_{why}", year, code)
        for code in places
        for year, why in zip(context.years, breaks_of(release, code, context.years), strict=True)
        if why in KEPT
    ]
    return replace(context, remarks=tuple(remarks))


def estimated_from(release: Release, setting: str, year: int) -> tuple[Remark, ...]:
    """That pupils or employees are of one year and the homes of another, where it is so."""
    homes = release.homes_of.get(setting, {}).get(year, year)
    return () if homes == year else (Remark(f"estimate_{setting}", year, other_year=homes),)


def published_caveats(release: Release, setting: str, level: str, year: int) -> tuple[str, ...]:
    """What to mind with published figures: estimates, rounding, and breaks in what is compared."""
    if release.basis_of(setting) == "estimated":
        return (ESTIMATED,)
    if release.basis != "published":
        return ()
    schemes = {scheme for known in release.schemes.get(level, {}).values() for scheme in known}
    vintages = set(release.vintages.get(level, {}).values())
    return (
        ROUNDED,
        *((OTHER_SCHEME,) if len(schemes) > 1 else ()),
        *((OTHER_BOUNDARIES,) if len(vintages) > 1 else ()),
    )


def names(release: Release, code: str) -> tuple[str, str]:
    """Dutch and English name of a place or a grouping of municipalities."""
    if code in GROUPINGS:
        return grouping_name(code)
    row = place(release, code)
    return (row["name_nl"], row["name_en"]) if row else (code, code)


def require_places(release: Release, codes: Iterable[str], parameter: str) -> None:
    """Refuse places that the release doesn't know."""
    missing = [code for code in codes if code not in GROUPINGS and place(release, code) is None]
    if missing:
        raise NotInReleaseError(
            f"{parameter}: this release has no {', '.join(missing)}; search for places with the "
            f"question 'places'",
            parameter,
        )


def year_in(release: Release, year: int | None) -> int:
    """The year asked for, or the newest of the release."""
    chosen = max(release.years, default=None) if year is None else year
    if chosen is None or chosen not in release.years:
        raise NotInReleaseError(
            f"year: this release has no {chosen or 'year'}; expected one of "
            f"{', '.join(map(str, release.years)) or 'none at all'}",
            "year",
            lacks="" if release.years else "residents",
        )
    return chosen
