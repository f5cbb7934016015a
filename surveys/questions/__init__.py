"""One family of question kinds per file; `AnyQuestion` is the union a document is made of."""

from typing import Annotated

from pydantic import Field

from .apart import ConsentQuestion, ContactQuestion, NoteQuestion, PrefilledQuestion
from .base import Answers, Option, OptionSets, Parsed, Problem, Question, Raw, Text, Value, Variable
from .choice import MultipleQuestion, RegisterQuestion, SingleQuestion
from .open import NumberQuestion, TextQuestion
from .period import PeriodQuestion
from .ranking import RankingQuestion
from .scaled import DualMatrixQuestion, DynamicMatrixQuestion, LikertQuestion, MatrixQuestion, NpsQuestion

AnyQuestion = Annotated[
    SingleQuestion
    | MultipleQuestion
    | RegisterQuestion
    | RankingQuestion
    | LikertQuestion
    | MatrixQuestion
    | DualMatrixQuestion
    | DynamicMatrixQuestion
    | NpsQuestion
    | NumberQuestion
    | PeriodQuestion
    | TextQuestion
    | PrefilledQuestion
    | NoteQuestion
    | ConsentQuestion
    | ContactQuestion,
    Field(discriminator="kind"),
]

__all__ = [
    "Answers",
    "AnyQuestion",
    "ConsentQuestion",
    "ContactQuestion",
    "DualMatrixQuestion",
    "DynamicMatrixQuestion",
    "LikertQuestion",
    "MatrixQuestion",
    "MultipleQuestion",
    "NoteQuestion",
    "NpsQuestion",
    "NumberQuestion",
    "Option",
    "OptionSets",
    "Parsed",
    "PeriodQuestion",
    "PrefilledQuestion",
    "Problem",
    "Question",
    "RankingQuestion",
    "Raw",
    "RegisterQuestion",
    "SingleQuestion",
    "Text",
    "TextQuestion",
    "Value",
    "Variable",
]
