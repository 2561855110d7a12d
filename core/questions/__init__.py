"""Questions that can be asked of a release: the single door out of the core."""

from core.questions.accumulation import Accumulation
from core.questions.answer import Answer, Column, Context
from core.questions.blocks import Blocks
from core.questions.cloud import Cloud
from core.questions.compensation import Compensation
from core.questions.composition import Composition
from core.questions.conditions import Conditions
from core.questions.contrast import Contrast
from core.questions.contributions import Contributions
from core.questions.diversity import Diversity
from core.questions.diversity_years import DiversityYears
from core.questions.exposure import Exposure
from core.questions.generations import Generations
from core.questions.lenses import Lenses
from core.questions.opportunities import Opportunities
from core.questions.origins import Origins
from core.questions.other_lens import OtherLens
from core.questions.overlap import Overlap
from core.questions.places import Places
from core.questions.printed import Printed
from core.questions.profile import Profile
from core.questions.question import Question
from core.questions.reasons import Reasons
from core.questions.relation import Relation
from core.questions.scale import Scale
from core.questions.schools import Schools
from core.questions.segregation import Segregation
from core.questions.segregation_difference import SegregationDifference
from core.questions.stay import Stay
from core.questions.two_measures import TwoMeasures
from core.questions.types import Types

QUESTIONS: tuple[type[Question], ...] = (
    Places,
    Composition,
    Origins,
    Profile,
    Opportunities,
    Relation,
    Accumulation,
    Compensation,
    Schools,
    Cloud,
    Contrast,
    Diversity,
    DiversityYears,
    Contributions,
    TwoMeasures,
    Lenses,
    Generations,
    Printed,
    Types,
    Reasons,
    Segregation,
    SegregationDifference,
    Exposure,
    Scale,
    Blocks,
    OtherLens,
    Overlap,
    Stay,
    Conditions,
)

__all__ = ["QUESTIONS", "Answer", "Column", "Context", "Question", "question_named"]


def question_named(name: str) -> type[Question] | None:
    """The kind of question of this name, if there is one."""
    return next((kind for kind in QUESTIONS if kind.name == name), None)
