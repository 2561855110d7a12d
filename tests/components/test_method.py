"""Data and method: nothing that the registries know is left out, in either language."""

import pytest

from components.address import Address
from components.markup import written
from components.views.method import METHOD
from components.views.view import Scene
from core.groups import SCHEMES
from core.language import LANGUAGES, Language, keys, text
from core.places.types import MUNICIPALITY_TYPES
from core.questions import QUESTIONS
from core.questions.indicators import BY_CODE
from core.questions.kept_indices import formula_of
from core.questions.segregation import INDEX
from core.release import Release


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_the_registries_know_is_told(language: Language, release: Release) -> None:
    address = Address(METHOD.path, METHOD.parameters).having(lang=language)
    page = written(METHOD.body(Scene(address, release, "light", lambda card: None)))
    told = [text(key, language) for key in sorted(keys()) if key.startswith(DEFINED)]
    told += [text(f"grouping.{kind}", language) for kind in MUNICIPALITY_TYPES]
    told += [text(f"scheme.{scheme.code}", language) for scheme in SCHEMES]
    told += [indicator.formula for indicator in BY_CODE.values()]
    told += [text(one.group, language) for one in BY_CODE.values() if one.group]
    formulas = [formula_of(code) for code in INDEX.codes]
    assert len(set(formulas) - {""}) == len(INDEX.codes)
    told += [*formulas, *(f"/api/v1/{kind.name}" for kind in QUESTIONS)]
    told += [kind.about(language) for kind in QUESTIONS]
    told += [
        kind.about_parameter(one.name, language) for kind in QUESTIONS for one in kind.parameters()
    ]
    told += [one["title"] for one in release.sources]
    assert [one for one in told if written(one) not in page] == []
    named = [text(f"indicator.{one.text}.about", language, group="…") for one in BY_CODE.values()]
    assert [one for one in named if written(one) not in page] == []


DEFINED = ("definition.", "caveats.", "segregation_index.", "method.index.", "type_rule.")
"""Texts that each define something."""


def test_every_caveat_that_an_indicator_names_stands_on_the_page(release: Release) -> None:
    address = Address(METHOD.path, METHOD.parameters)
    page = written(METHOD.body(Scene(address, release, "light", lambda card: None)))
    named = {code for one in BY_CODE.values() for code in one.caveats}
    assert named
    for code in named:
        assert f'href="#caveat-{code}"' in page
        assert f'id="caveat-{code}"' in page
