"""A question and its address say the same, for every kind of question."""

import random
from dataclasses import fields
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import QuestionError
from core.language import LANGUAGES
from core.questions import QUESTIONS, Question, question_named

KINDS = pytest.mark.parametrize("kind", QUESTIONS, ids=lambda kind: kind.name)


def drawn(kind: type[Question], chance: random.Random) -> Question:
    """Any valid question of a kind."""
    return kind(**{one.name: one.domain.draw(chance) for one in kind.parameters()})


@settings(max_examples=1000, deadline=None)
@given(kind=st.sampled_from(QUESTIONS), chance=st.randoms(use_true_random=False))
def test_what_a_question_writes_reads_as_the_same_question(
    kind: type[Question], chance: random.Random
) -> None:
    question = drawn(kind, chance)
    address = urlencode(question.to_query())
    assert kind.from_query(dict(parse_qsl(address, keep_blank_values=True))) == question
    assert kind.nearest(question.to_query()) == (question, ())


@settings(max_examples=500, deadline=None)
@given(
    kind=st.sampled_from(QUESTIONS),
    query=st.dictionaries(st.text(max_size=12), st.text(max_size=200), max_size=4),
    known=st.dictionaries(
        st.sampled_from(["year", "places", "origin", "by", "search", "most", "setting"]),
        st.text(max_size=60),
    ),
)
def test_nonsense_is_refused_by_name_and_the_nearest_question_is_valid(
    kind: type[Question], query: dict[str, str], known: dict[str, str]
) -> None:
    query |= known
    nearest, left_out = kind.nearest(query)
    assert isinstance(nearest, kind)
    if not left_out:
        assert kind.from_query(query) == nearest
        return
    with pytest.raises(QuestionError) as refused:
        kind.from_query(query)
    assert refused.value.parameter is not None
    assert any(name.startswith(refused.value.parameter) for name in query)
    assert str(refused.value).isprintable()


@KINDS
def test_a_question_without_parameters_in_its_address_is_the_default(
    kind: type[Question],
) -> None:
    assert kind.from_query({}) == kind()
    assert kind().to_query() == {}


@KINDS
def test_every_parameter_and_every_question_is_documented(kind: type[Question]) -> None:
    assert all(len(kind.about(language)) > 20 for language in LANGUAGES)
    assert question_named(kind.name) is kind
    names = [one.name for one in kind.parameters()]
    assert names == [one.name for one in fields(kind)]
    for one in kind.parameters():
        assert all(len(kind.about_parameter(one.name, each)) > 3 for each in LANGUAGES)
        assert one.domain.schema()["type"] in ("string", "integer", "array", "boolean", "number")


@KINDS
def test_a_question_can_not_be_made_with_a_value_outside_its_domain(
    kind: type[Question],
) -> None:
    for one in kind.parameters():
        with pytest.raises(QuestionError) as refused:
            kind(**{one.name: object()})
        assert refused.value.parameter == one.name
