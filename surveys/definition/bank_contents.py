"""What documents hold that an item bank could share: their lists with a name, terms and competencies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from surveys.questions import DualMatrixQuestion, Option, Question, Text

from .check import is_scale
from .document import Competency, Document, option_set_names
from .draft_questions import COMPETENCIES
from .drafting import names_used
from .formats.registers import REGISTERS

_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class FoundList:
    code: str
    options: tuple[Option, ...]
    is_scale: bool

    @property
    def name(self) -> Text:
        """Documents do not name their lists: a scale is called by its ends, another list by how it begins."""
        if self.is_scale:
            steps = [option.label for option in self.options if not option.missing]
            ends = (steps[0], steps[-1]) if steps else ()
            return Text(tr=" – ".join(end.tr for end in ends)[:_LONGEST_NAME], en=" – ".join(end.en for end in ends)[:_LONGEST_NAME])
        rest = ", …" if len(self.options) > 3 else ""
        first = [option.label for option in self.options[:3]]
        tr, en = ", ".join(label.tr for label in first), ", ".join(label.en for label in first)
        return Text(tr=tr[:_LONGEST_NAME] + rest, en=en[:_LONGEST_NAME] + rest)


@dataclass(frozen=True, slots=True)
class FoundCompetency:
    """graduates, employers: its wordings, None where no document of that audience has it."""

    code: str
    domain: str
    tags: tuple[str, ...]
    graduates: Text | None = None
    employers: Text | None = None
    facets: tuple[str, ...] = ()


@dataclass
class Findings:
    """By code, in the order of the documents. audiences: of facets, "" where more than one asks them.

    contradictions  (kind, code) of what two documents say differently; what the first says is what is kept here
    """

    lists: dict[str, FoundList] = field(default_factory=dict)
    domains: dict[str, Text] = field(default_factory=dict)
    constructs: dict[str, Text] = field(default_factory=dict)
    facets: dict[str, Text] = field(default_factory=dict)
    audiences: dict[str, str] = field(default_factory=dict)
    competencies: dict[str, FoundCompetency] = field(default_factory=dict)
    contradictions: dict[tuple[str, str], None] = field(default_factory=dict)


def gather(documents: Sequence[Document]) -> Findings:
    found = Findings()
    for document in documents:
        for name, options in _shared_lists(document):
            _list(found, FoundList(name, options, is_scale=name in _scales(document)))
        for kind, named, kept in (
            ("domain", document.domains, found.domains),
            ("construct", document.constructs, found.constructs),
            ("facet", document.facets, found.facets),
        ):
            for code, text in named.items():
                if kept.setdefault(code, text) != text:
                    found.contradictions[kind, code] = None
        for code in names_used(document.all_questions, document.competencies)["facet"] & document.facets.keys():
            audience = document.audience if document.audience != "others" else ""
            found.audiences[code] = audience if found.audiences.setdefault(code, audience) == audience else ""
        facets = _facets_by_row(document.questions)
        for competency in document.competencies:
            _competency(found, competency, document.audience, facets.get(competency.code, ()))
    return found


def _shared_lists(document: Document) -> Iterable[tuple[str, tuple[Option, ...]]]:
    """Neither a question's own, nor a register as it is everywhere, nor the list made of the competencies."""
    apart = {question.code for question in document.all_questions} | {COMPETENCIES}
    named = [(name, options) for name, options in document.option_sets.items() if name not in apart]
    return [(name, options) for name, options in named if name not in REGISTERS or REGISTERS[name]() != options]


def _scales(document: Document) -> set[str]:
    return {name for question in document.all_questions if is_scale(question) for name in option_set_names(question)}


def _list(found: Findings, listed: FoundList) -> None:
    known = found.lists.setdefault(listed.code, listed)
    if known.options != listed.options:
        found.contradictions["list", listed.code] = None
    elif listed.is_scale:
        found.lists[listed.code] = listed


def _facets_by_row(questions: Iterable[Question]) -> dict[str, tuple[str, ...]]:
    return {
        row.code: tuple(column.facet for column in question.columns)
        for question in questions
        if isinstance(question, DualMatrixQuestion)
        for row in question.rows
    }


def _competency(found: Findings, competency: Competency, audience: str, facets: tuple[str, ...]) -> None:
    employers = audience == "employers"
    known = found.competencies.get(competency.code)
    if known is None:
        known = FoundCompetency(competency.code, competency.domain, competency.tags)
    said = known.employers if employers else known.graduates
    if (known.domain, known.tags) != (competency.domain, competency.tags) or said not in (None, competency.label):
        found.contradictions["competency", competency.code] = None
    found.competencies[competency.code] = FoundCompetency(
        known.code,
        known.domain,
        known.tags,
        graduates=known.graduates if employers else known.graduates or competency.label,
        employers=known.employers or competency.label if employers else known.employers,
        facets=tuple(dict.fromkeys((*known.facets, *facets))),
    )
