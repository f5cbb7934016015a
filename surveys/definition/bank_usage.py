"""Which questionnaires name what of the item bank: their drafts, which follow it, and their published versions, which do not."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from surveys.models import Competency, Facet, Questionnaire, QuestionnaireVersion

from .document import Document, option_set_names
from .drafting import Draft, items, names_used
from .drafts import STREAMS, fields_of
from .outcome_sets import parts

Kind = Literal["list", "competency", "domain", "construct", "facet", "outcome", "outcome_set"]
Name = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class Use:
    """One questionnaire that names an entry.

    draft     its draft takes the entry from the bank, so that its next version bears the wording of that day
    versions  numbers of the published versions that name it, each with the wording it was published with
    """

    questionnaire: str
    pk: int
    audience: str
    draft: bool
    versions: tuple[int, ...]

    def __str__(self) -> str:
        return self.questionnaire


@dataclass(frozen=True, slots=True)
class EntryUses:
    """questionnaires: in the order of their codes. competencies: codes of the bank's own that refer to the entry."""

    questionnaires: tuple[Use, ...] = ()
    competencies: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.questionnaires or self.competencies)

    @property
    def drafts(self) -> tuple[Use, ...]:
        return tuple(use for use in self.questionnaires if use.draft)


class BankUses:
    """Read once for all entries: four queries, and one for each version this process has not met."""

    def __init__(self) -> None:
        self._within: dict[Name, list[str]] = defaultdict(list)
        terms = self._read_competencies()
        versions: dict[int, list[tuple[int, frozenset[Name]]]] = defaultdict(list)
        for questionnaire_id, number, text_hash in QuestionnaireVersion.objects.order_by("number").values_list(
            "questionnaire_id", "number", "text_hash"
        ):
            versions[questionnaire_id].append((number, _named_in_version(text_hash)))
        self._uses: dict[Name, list[Use]] = defaultdict(list)
        for questionnaire in Questionnaire.objects.select_related("latest_revision").order_by("code"):
            taken = names_taken(_draft(questionnaire), terms)
            published = versions[questionnaire.pk]
            for name in taken.union(*(named for _number, named in published)):
                numbers = tuple(number for number, named in published if name in named)
                self._uses[name].append(Use(questionnaire.code, questionnaire.pk, questionnaire.audience, name in taken, numbers))

    def of(self, kind: Kind, code: str) -> EntryUses:
        return EntryUses(tuple(self._uses.get((kind, code), ())), tuple(self._within.get((kind, code), ())))

    def _read_competencies(self) -> dict[str, frozenset[Name]]:
        """What each competency of the bank refers to, by its code."""
        terms: dict[str, frozenset[Name]] = {}
        for competency in Competency.objects.select_related("domain").prefetch_related("outcomes__outcome_set"):
            named: set[Name] = {("domain", competency.domain.code)} if competency.domain else set()
            named |= _of_tags(outcome.tag for outcome in competency.outcomes.all())
            terms[competency.code] = frozenset(named)
            for name in named:
                self._within[name].append(competency.code)
        for facet, code in Facet.objects.filter(competencies__isnull=False).values_list("code", "competencies__code").order_by("code"):
            self._within["facet", facet].append(code)
        return terms


def names_taken(draft: Draft, competencies: Mapping[str, frozenset[Name]]) -> frozenset[Name]:
    """What the draft takes from the bank when it is frozen. `competencies`: what each of the bank's refers to."""
    blocks = [block for section in draft.get("sections") or () for block in section["value"].get("questions") or ()]
    questions = [block["value"] for block in [*blocks, *(draft.get("after") or ())]]
    terms = [(block["type"], block["value"]) for block in draft.get("terms") or ()]
    columns = [column for question in questions for column in items(question.get("columns"))]
    own = {block["value"].get("name") for block in draft.get("lists") or ()}
    own |= {q.get("code") for q in questions if q.get("own_options") and not q.get("options")}
    taken: set[Name] = {("list", part["options"]) for part in (*questions, *columns) if part.get("options") and part["options"] not in own}
    used: set[Name] = {("construct", q["construct"]) for q in questions if q.get("construct")}
    used |= {("facet", column["facet"]) for column in columns if column.get("facet")}
    for kind, value in terms:
        code = value.get("code") or ""
        if kind == "bank_competency":
            taken.add(("competency", code))
            used |= competencies.get(code, frozenset())
        elif kind == "competency":
            used |= {("domain", value["domain"])} if value.get("domain") else set()
            used |= _of_tags(items(value.get("tags")))
    written = {(kind, value.get("code")) for kind, value in terms}
    named = {name for name in used if name[0] in {"outcome", "outcome_set"} or (draft.get("names_from_bank") and name not in written)}
    return frozenset(taken | named)


@lru_cache(maxsize=1024)
def _named_in_version(text_hash: str) -> frozenset[Name]:
    """A version never changes, and its hash is its content."""
    stored = QuestionnaireVersion.objects.filter(text_hash=text_hash).values_list("document", flat=True)[0]
    document = Document.model_validate(stored)
    used = names_used(document.all_questions, document.competencies)
    return frozenset(
        [
            *(("list", name) for question in document.all_questions for name in option_set_names(question)),
            *(("competency", competency.code) for competency in document.competencies),
            *(("domain", code) for code in used["domain"]),
            *(("construct", code) for code in used["construct"]),
            *(("facet", code) for code in used["facet"]),
            *_of_tags(tag for competency in document.competencies for tag in competency.tags),
        ]
    )


def _of_tags(tags: Iterable[str]) -> set[Name]:
    return {name for tag in tags for name in (("outcome", tag), ("outcome_set", parts(tag)[0]))}  # type: ignore[misc]  # two Names


def _draft(questionnaire: Questionnaire) -> Draft:
    """As it was last saved, and as its revision keeps it: no block is made of it, for it may be long and unfinished."""
    revision: Any = questionnaire.latest_revision
    if revision is None:
        return fields_of(questionnaire)
    content = revision.content
    streams = {name: json.loads(content[name]) if isinstance(content.get(name), str) else content.get(name) for name in STREAMS}
    return {"names_from_bank": content.get("names_from_bank"), **streams}
