"""Below the bars of accumulation nothing says the reverse of the sentence above them."""

from dataclasses import replace

import pytest

from components.exposed import exposed
from components.slides.blocks import blocks
from core.language import LANGUAGES, Language, text
from core.questions.accumulation import Accumulation
from core.release import Release


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_group_without_an_exact_share_is_named_where_its_cells_would_stand(
    release: Release, language: Language
) -> None:
    answer = Accumulation(setting="school", places=("GM0363",)).answer(release)
    hidden = answer.frame.to_pylist()
    hidden[0] |= {"both_share": None}
    frame = type(answer.frame).from_pylist(hidden, schema=answer.frame.schema)
    words = exposed((replace(answer, frame=frame),), language)
    told = [block.text for block in blocks(words)]
    assert text("sentence.nothing_shown", language) not in told
    assert "Amsterdam" in told[0]
