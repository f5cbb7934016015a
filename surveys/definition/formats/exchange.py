"""What every format gives back: the questionnaires or the file, and what could not be carried over, by name."""

from dataclasses import dataclass

from surveys.definition.check import DefinitionProblem
from surveys.definition.document import Document


@dataclass(frozen=True, slots=True)
class Reading:
    """Read from a file that was accepted. `remarks`: what the file says and a document cannot hold, each for a person to look at."""

    documents: tuple[Document, ...]
    remarks: tuple[DefinitionProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """One document as a file. `remarks`: what the document says and the format cannot hold."""

    content: bytes
    suffix: str  # ".xlsx"
    media_type: str
    remarks: tuple[DefinitionProblem, ...] = ()
