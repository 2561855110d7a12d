"""Every country of origin has one group in each scheme, and the schemes fit together."""

import csv
import re
from importlib.resources import files
from pathlib import Path

import pytest

from core.errors import CoreError
from core.groups import countries as module
from core.groups.countries import (
    EUROPEAN_ANGLO_SAXON,
    Country,
    by_cbs_code,
    by_iso_code,
    countries,
)
from core.groups.origin import ORIGIN_18, ORIGIN_2005, ORIGIN_2022
from tests.shared import shared

ASIAN_SOVIET_REPUBLICS = {"AM", "AZ", "GE", "KZ", "KG", "UZ", "TJ", "TM"}
TOTALS_OF_CBS = {
    "2012605",  # with a migration background
    "2012655",  # western
    "2012657",  # non-western
    "2012659",  # unknown
    "T001040",  # total
    "H008519",  # Africa
    "H008520",  # America
    "H008524",  # Asia
    "H007933",  # Europe
    "H008531",  # Oceania
    "H007935",  # European Union
    "H007936",  # Mediterranean countries in the EU
    "H007937",  # Central and Eastern European countries in the EU
}


def codes(**wanted: object) -> set[str]:
    """Codes of the current countries with these properties."""
    return {
        country.code
        for country in countries()
        if country.kind == "current"
        and all(getattr(country, name) == value for name, value in wanted.items())
    }


def categories_of_cbs() -> dict[str, tuple[str, str]]:
    """Title and description by key, from the metadata of CBS table 37325."""
    text = shared("data", "amsterdam-2019", "37325_metadata.csv").read_text(encoding="utf-8-sig")
    begin = text.index('\n"Migratieachtergrond"\n') + len('\n"Migratieachtergrond"\n')
    lines = text[begin : text.index('\n"Perioden"\n')].splitlines(keepends=True)
    rows = csv.reader(lines[1:], delimiter=";")
    return {row[0].strip(): (row[1].strip(), row[2]) for row in rows if len(row) == 3}


def test_every_iso_country_is_there_exactly_once() -> None:
    """By the ISO list that comes with the time zone database."""
    lines = (files("tzdata") / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8").splitlines()
    iso = [line.split("\t")[0] for line in lines if line and not line.startswith("#")]
    assert len(iso) == 249
    assert sorted(by_iso_code()) == sorted(iso)
    assert sum(len(country.iso) for country in countries()) == len(iso)


def test_every_category_of_cbs_is_a_country_or_a_total() -> None:
    known = categories_of_cbs()
    assert set(known) == set(by_cbs_code()) | TOTALS_OF_CBS
    titles = {key: title for key, (title, _) in known.items() if key in by_cbs_code()}
    titles["1012600"] = "Nederland"  # there: Nederlandse achtergrond
    assert {key: country.name.nl for key, country in by_cbs_code().items()} == titles


def test_every_group_has_a_country() -> None:
    assert {country.origin_18 for country in countries()} == set(ORIGIN_18.leaves)
    assert {country.origin_2005 for country in countries()} == set(ORIGIN_2005.leaves)
    assert {country.origin_2022 for country in countries()} == set(ORIGIN_2022.leaves)


def test_what_has_a_group_of_its_own_has_it_in_both_schemes() -> None:
    assert codes(origin_18="netherlands") == codes(origin_2005="dutch") == {"NL"}
    assert codes(origin_2022="netherlands") == {"NL"}
    assert codes(origin_18="turkey") == codes(origin_2005="turkish") == {"TR"}
    assert codes(origin_18="morocco") == codes(origin_2005="moroccan") == {"MA"}
    assert codes(origin_18="belgium") == {"BE"}
    assert codes(origin_18="indonesia") == {"ID"}
    west_indies = codes(origin_2005="surinamese") | codes(origin_2005="antillean")
    assert codes(origin_18="west_indies") == west_indies == {"SR", "AW", "CW", "SX", "BQ"}


@pytest.mark.parametrize("country", countries(), ids=lambda country: country.code)
def test_european_anglo_saxon_can_be_counted_from_the_eighteen_groups(country: Country) -> None:
    assert country.is_european_anglo_saxon == (country.origin_18 in EUROPEAN_ANGLO_SAXON)


def test_europe_is_western_and_european_anglo_saxon() -> None:
    europe = codes(origin_2022="europe")
    assert {"DE", "CY", "RU", "XK", "FO"} < europe
    assert not europe & {"TR", "GL", "IL", "GE"}
    assert europe < codes(origin_2005="western")
    assert europe < codes(is_european_anglo_saxon=True)


def test_european_anglo_saxon_outside_europe_is_what_the_wrr_names() -> None:
    """WRR note 28; the five small territories are marked as judgement."""
    outside = codes(is_european_anglo_saxon=True, origin_2022="outside_europe")
    named = {"AU", "CA", "ID", "IL", "NZ", "US", "ZA"} | ASIAN_SOVIET_REPUBLICS
    assert outside - named == {"GL", "BM", "PM", "NF", "UM"}
    assert named <= outside
    assert all(by_iso_code()[code].judgement for code in outside - named)


def test_western_is_not_european_anglo_saxon() -> None:
    """Japan is the one, with the islands of Oceania.

    Israel, South Africa and the former Asian Soviet republics are the other.
    """
    european, western = codes(is_european_anglo_saxon=True), codes(origin_2005="western")
    assert european - western - {"NL"} == {"IL", "ZA"} | ASIAN_SOVIET_REPUBLICS
    islands = western & codes(origin_18="south_east_asia_pacific")
    assert western - european == {"JP"} | islands


def test_non_western_is_turkey_africa_latin_america_and_asia_but_indonesia_and_japan() -> None:
    for group in ("arab", "latin_america", "sub_saharan_africa", "south_asia", "central_asia"):
        assert codes(origin_18=group) <= codes(origin_2005="other_non_western")
    assert codes(origin_18="east_asia", origin_2005="western") == {"JP"}
    assert {"ID", "US", "CA", "AU", "NZ", "FJ", "PG"} <= codes(origin_2005="western")
    asia = {"PH", "TH", "VN", "MY", "SG", "MM", "LA", "KH", "BN", "TL"}
    pacific = codes(origin_18="south_east_asia_pacific", origin_2005="other_non_western")
    assert pacific == asia


def test_countries_of_a_former_state_share_the_group_of_its_total() -> None:
    """CBS names the successors in its descriptions; who were born before can't be split."""
    known = categories_of_cbs()
    totals = [country for country in countries() if country.kind == "sum"]
    assert len(totals) == 4
    for total in totals:
        text = known[str(total.cbs_code)][1].replace("landenTs", "landen Ts")  # as printed there
        abroad = [c for c in countries() if c.kind == "current" and c.code != "NL"]
        members = [country for country in abroad if _names(text, country)]
        assert len(members) >= 2
        assert {member.origin_18 for member in members} == {total.origin_18}


@pytest.mark.parametrize(
    ("key", "group"), [("H007936", "mediterranean"), ("H007937", "central_eastern_europe")]
)
def test_parts_of_the_eu_that_cbs_names_lie_in_one_group(key: str, group: str) -> None:
    text = categories_of_cbs()[key][1].split("Europese Unie:")[0]
    members = [country for country in countries() if _names(text, country)]
    assert len(members) >= 4
    assert {member.origin_18 for member in members} == {group}


def test_members_of_the_eu_that_cbs_names_are_europe() -> None:
    text = categories_of_cbs()["H007935"][1]
    members = [c for c in countries() if c.kind == "current" and _names(text, c)]
    assert len(members) == 28
    assert {member.origin_2022 for member in members} == {"europe", "netherlands"}


def test_what_the_sources_leave_open_is_marked_as_judgement() -> None:
    for code in ("FR", "CH", "IE", "AF", "IR", "IL", "ZA", "KZ", "AM", "RU", "SD", "MN", "GL"):
        assert by_iso_code()[code].judgement, code


def test_a_judgement_is_given_in_two_languages() -> None:
    reasons = [country.judgement for country in countries() if country.judgement]
    assert len(reasons) > 50
    assert all(reason.nl.endswith(".") and reason.en.endswith(".") for reason in reasons)
    assert all(reason.nl != reason.en for reason in reasons)


def test_former_states_and_totals_have_no_iso_code() -> None:
    ended = [country for country in countries() if country.kind != "current"]
    assert {"soviet_union", "yugoslavia", "czechoslovakia", "dutch_east_indies"} < {
        country.code for country in ended
    }
    assert not any(country.iso for country in ended)
    assert codes(iso=()) == {"XK"}


def test_a_list_that_does_not_fit_the_schemes_is_refused_with_every_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head, *rows = module.FILE.read_text(encoding="utf-8").splitlines()
    wrong = rows[1].replace(",turkey,", ",turky,")
    broken = tmp_path / "countries.csv"
    broken.write_text("\n".join([head, rows[0], rows[0], wrong]), encoding="utf-8")
    monkeypatch.setattr(module, "FILE", broken)
    with pytest.raises(
        CoreError, match=r"'NL' stands there 2 times.*'turky', no group of origin_18"
    ):
        countries.__wrapped__()


def _names(text: str, country: Country) -> bool:
    name = country.name.nl.removeprefix("Republiek ")
    # "Guinee" isn't named by "Guinee-Bissau", nor "Servië" by "Servië en Montenegro"
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) is not None
