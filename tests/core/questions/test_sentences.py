"""Every answer says itself in one sentence of each language, with the figures of its rows."""

from itertools import product
from string import Formatter

import pytest

from core.groups.setting import SETTINGS
from core.language import LANGUAGES, coefficient, percent, points, text
from core.language.catalogue import keys
from core.questions import QUESTIONS, Answer, Question
from core.questions.accumulation import Accumulation
from core.questions.compensation import RESIDENTS, Compensation
from core.questions.nodes import BREAKDOWNS, NodeQuestion
from core.questions.opportunities import Opportunities
from core.questions.places import Places
from core.questions.relation import Relation
from tests.counted import counted_release

CODES = tuple(one.code for one in SETTINGS)
EVERY_ORIGIN = [(one.code, origin) for one in SETTINGS for origin in one.origin.nodes]


def answered(question: Question) -> Answer:
    found = question.answer(counted_release())
    assert set(found.sentences) == set(LANGUAGES)
    for sentence in found.sentences.values():
        assert sentence.endswith(".")
        assert sentence[0].isupper()
        assert not set("{}") & set(sentence)
        assert "nan" not in sentence.lower().split()
        assert "None" not in sentence
    return found


@pytest.mark.parametrize("kind", QUESTIONS, ids=lambda kind: kind.name)
def test_the_default_question_of_every_kind_says_itself_in_two_ways(
    kind: type[Question],
) -> None:
    found = answered(kind())
    assert found.sentence("nl") != found.sentence("en")


@pytest.mark.parametrize(("setting", "origin"), EVERY_ORIGIN)
def test_opportunities_say_both_shares_and_the_gap_of_the_first_row(
    setting: str, origin: str
) -> None:
    question = Opportunities(setting=setting, places=("NL01",), origin=(origin,))
    found = answered(question)
    rows = found.rows()
    for language in LANGUAGES:
        sentence = found.sentence(language)
        if not rows:
            assert sentence == text("sentence.nothing_shown", language)
            continue
        assert percent(rows[0]["neighbourhood_share"], language) in sentence
        assert percent(rows[0]["setting_share"], language) in sentence
        assert "2005" in sentence
        if round(rows[0]["gap"], 2):
            assert points(abs(rows[0]["gap"]), language).lstrip("+") in sentence


def test_more_less_and_the_same_are_told_apart_in_each_setting() -> None:
    asked = {
        ("school", "less"): "turkish",
        ("school", "more"): "dutch",
        ("school", "same"): "moroccan",
        ("work", "more"): "turkish",
        ("work", "less"): "surinamese",
    }
    shapes = {}
    for (setting, direction), origin in asked.items():
        question = Opportunities(setting=setting, places=("NL01",), origin=(origin,))
        shapes[setting, direction] = answered(question).sentence("nl")
    assert "minder" in shapes["school", "less"]
    assert "minder" in shapes["work", "less"]
    assert "procentpunt meer" in shapes["school", "more"]
    assert "procentpunt meer" in shapes["work", "more"]
    assert "even veel" in shapes["school", "same"]


@pytest.mark.parametrize(("setting", "threshold"), [*product(CODES, (5, 50, 95))])
def test_accumulation_says_its_threshold_and_who_is_below_it_twice(
    setting: str, threshold: int
) -> None:
    question = Accumulation(setting=setting, places=("NL01",), origin=("all",), threshold=threshold)
    found = answered(question)
    for language in LANGUAGES:
        sentence = found.sentence(language)
        assert percent(found.rows()[0]["both_share"], language, 1) in sentence
        assert f"{threshold}%" in sentence


@pytest.mark.parametrize(("setting", "residents"), [*product(CODES, RESIDENTS)])
def test_compensation_says_whom_it_is_about_and_how_many_have_more(
    setting: str, residents: str
) -> None:
    question = Compensation(setting=setting, places=("NL01",), origin=("all",), residents=residents)
    found = answered(question)
    for language in LANGUAGES:
        sentence = found.sentence(language)
        if not found.rows():
            assert sentence == text("sentence.nothing_shown", language)
            continue
        assert percent(found.rows()[0]["more_or_much_more_share"], language) in sentence
        if residents != "all":
            assert text(f"residents_phrase.{residents}", language) in sentence


@pytest.mark.parametrize(("setting", "origin"), [*product(CODES, ("all", "dutch", "turkish"))])
def test_relation_says_its_slope_and_correlation_or_that_there_is_no_line(
    setting: str, origin: str
) -> None:
    found = answered(Relation(setting=setting, places=("NL01",), origin=(origin,)))
    (row,) = found.rows()
    for language in LANGUAGES:
        sentence = found.sentence(language)
        if row["slope"] is None:
            assert sentence == text("sentence.nothing_shown", language)
        else:
            assert coefficient(abs(10 * row["slope"]), language, 1) in sentence
            assert row["r"] is None or coefficient(row["r"], language) in sentence


@pytest.mark.parametrize(
    ("kind", "setting", "by"),
    [*product((Opportunities, Accumulation, Compensation, Relation), CODES, BREAKDOWNS)],
)
def test_every_breakdown_has_words(kind: type[NodeQuestion], setting: str, by: str) -> None:
    answered(kind(setting=setting, by=by))


def test_places_say_how_many_were_found_not_how_many_are_listed() -> None:
    found = answered(Places(search="gm0", most=2))
    assert len(found.rows()) == 2
    assert "4" in found.sentence("nl")
    assert "4" in found.sentence("en")


def test_both_sides_of_a_sentence_have_the_same_figures() -> None:
    sentences = [key for key in keys() if key.startswith("sentence.")]
    assert len(sentences) > 10
    for key in sentences:
        dutch, english = (_placeholders(key, language) for language in ("nl", "en"))
        assert dutch == english, key


def _placeholders(key: str, language: str) -> set[str]:
    from core.language.catalogue import _catalogue  # noqa: PLC0415

    side = _catalogue()[key].side("nl" if language == "nl" else "en")
    return {name for _, name, _, _ in Formatter().parse(side) if name}
