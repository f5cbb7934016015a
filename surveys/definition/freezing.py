"""From a draft to the document. Whatever stands in the way is named by codes, all of it at once."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from pydantic import ValidationError

from surveys.questions import AnyQuestion, Option, Text
from surveys.questions.base import Frozen

from .bank import Bank
from .check import DefinitionError, DefinitionProblem
from .document import Competency, Document, Indicator, Section, option_set_names
from .draft_questions import COMPETENCIES, freeze_question
from .drafting import Draft, competency_options, items, names_used, option_fields, text_of

Made = TypeVar("Made", bound=Frozen)


def freeze(draft: Draft, bank: Bank) -> Document:
    """DefinitionError where the draft is not yet a document. Whether the document may be published is `check.problems`' to say."""
    return _Freezing(draft, bank).document()


def freeze_what_there_is(draft: Draft, bank: Bank) -> tuple[Document, list[DefinitionProblem]]:
    """For a look at a draft under way: the document without the parts that are not finished, and what is wrong with those."""
    freezing = _Freezing(draft, bank)
    try:
        return freezing.document(), []
    except DefinitionError:
        return freezing.rest()


class _Freezing:
    def __init__(self, draft: Draft, bank: Bank) -> None:
        self.draft = draft
        self.bank = bank
        self.problems: list[DefinitionProblem] = []
        self.terms = [(block["type"], block["value"]) for block in draft.get("terms") or ()]
        self.competencies = tuple(self._competencies())
        self.own: dict[str, tuple[Option, ...]] = {}
        self.made: tuple[tuple[Section, ...], tuple[AnyQuestion, ...]] = ((), ())

    def document(self) -> Document:
        draft = self.draft
        for block in draft.get("lists") or ():
            self._keep_list(block["value"].get("name") or "", block["value"].get("options"), path="lists")
        sections = tuple(self._section(number, block["value"]) for number, block in enumerate(draft.get("sections") or (), start=1))
        after = self._questions(draft.get("after"), place="after")
        self.made = tuple(section for section in sections if section), after
        questions = [q for section in sections if section for q in section.questions] + list(after)
        fields = {
            "code": draft.get("code") or "",
            "title": text_of(draft, "title"),
            "audience": draft.get("audience"),
            "minutes": draft.get("minutes"),
            "legal_basis": draft.get("legal_basis") or "",
            "privacy": text_of(draft, "privacy"),
            "competencies": self.competencies,
            "option_sets": self._option_sets(questions),
            "indicators": tuple(self._indicators()),
            "metadata": draft.get("metadata") or {},
            **self._names(questions),
        }
        self._refuse_if_broken()
        made = self._make(Document, "", sections=sections, after=after, **fields)
        self._refuse_if_broken()
        assert made is not None  # noqa: S101  (what was not made is among the problems)
        return made

    def rest(self) -> tuple[Document, list[DefinitionProblem]]:
        """What could be made, once `document` has refused."""
        sections, after = self.made
        found = list(self.problems)
        sets = self._option_sets([q for section in sections for q in section.questions] + list(after))

        def whole(questions: tuple[AnyQuestion, ...]) -> tuple[AnyQuestion, ...]:
            return tuple(q for q in questions if all(name in sets for name in option_set_names(q)))

        document = Document(
            code="DRAFT",
            title=text_of(self.draft, "title"),
            minutes=self.draft.get("minutes"),
            privacy=text_of(self.draft, "privacy"),
            competencies=self.competencies,
            option_sets=sets,
            sections=tuple(section.model_copy(update={"questions": whole(section.questions)}) for section in sections),
            after=whole(after),
        )
        return document, found

    def _section(self, number: int, value: Mapping[str, Any]) -> Section | None:
        title = text_of(value, "title")
        path = f"sections.{value.get('code') or number}"
        questions = self._questions(value.get("questions"), place=path)
        title_or_none = title if title.tr or title.en else None
        return self._make(Section, path, code=value.get("code") or "", title=title_or_none, questions=questions)

    def _questions(self, blocks: Any, *, place: str) -> tuple[AnyQuestion, ...]:
        made = []
        for number, block in enumerate(blocks or (), start=1):
            value = block["value"]
            path = f"questions.{value['code']}" if value.get("code") else f"{place}.{number}"
            if value.get("own_options"):
                if value.get("options"):
                    message = _("Name a list or write options here: one of the two.")
                    self.problems.append(DefinitionProblem(f"{path}.options", "contradiction", message))
                else:
                    self._keep_list(value.get("code") or "", value["own_options"], path=path)
            question, complaints = freeze_question(block["type"], value, self.competencies)
            for field, complaint in complaints:
                self.problems.append(DefinitionProblem(f"{path}.{field}" if field else path, "invalid", _in_words(field, complaint)))
            if question is not None:
                made.append(question)
        return tuple(made)  # type: ignore[arg-type]  # every kind of KINDS is one of the union

    def _keep_list(self, name: str, options: Any, *, path: str) -> None:
        if name in self.own:
            message = _("There are two lists of the name %(name)s.") % {"name": name}
            self.problems.append(DefinitionProblem(path, "duplicate_code", message))
            return
        made = (self._make(Option, f"{path}.{name}.{o.get('code') or '–'}", **option_fields(o)) for o in items(options))
        self.own[name] = tuple(option for option in made if option is not None)

    def _option_sets(self, questions: Iterable[AnyQuestion]) -> dict[str, tuple[Option, ...]]:
        found = dict(self.own)
        for question in questions:
            for name in option_set_names(question):
                if name in found:
                    continue
                options = self.bank.options(name)
                if options is None and name == COMPETENCIES:
                    options = competency_options(self.competencies)
                if options is None:
                    message = _("There is no list %(name)s, neither here nor in the item bank.") % {"name": name}
                    self.problems.append(DefinitionProblem(f"questions.{question.code}.options", "unknown_list", message))
                else:
                    found[name] = options
        return found

    def _competencies(self) -> Iterable[Competency]:
        for kind, value in self.terms:
            code = value.get("code") or ""
            if kind == "bank_competency":
                if code in self.bank.competencies:
                    yield self.bank.competencies[code]
                else:
                    message = _("The item bank has no competency %(code)s.") % {"code": code or "–"}
                    self.problems.append(DefinitionProblem(f"competencies.{code}", "unknown_competency", message))
            elif kind == "competency":
                tags = tuple(items(value.get("tags")))
                fields = {"code": code, "label": text_of(value, "label"), "domain": value.get("domain") or "", "tags": tags}
                if made := self._make(Competency, f"competencies.{code}", **fields):
                    yield made

    def _indicators(self) -> Iterable[Indicator]:
        for kind, value in self.terms:
            if kind == "indicator":
                fields = {"code": value.get("code") or "", "label": text_of(value, "label"), "formula": value.get("formula") or ""}
                if made := self._make(Indicator, f"indicators.{fields['code']}", **fields):
                    yield made

    def _names(self, questions: Iterable[AnyQuestion]) -> dict[str, dict[str, Text]]:
        used = names_used(questions, self.competencies)
        found: dict[str, dict[str, Text]] = {}
        for kind, known in (("domain", self.bank.domains), ("construct", self.bank.constructs), ("facet", self.bank.facets)):
            written = {value.get("code") or "": text_of(value, "label") for name, value in self.terms if name == kind}
            taken = {code: known[code] for code in sorted(used[kind]) if code in known} if self.draft.get("names_from_bank") else {}
            found[f"{kind}s"] = {**taken, **written}
        return found

    def _make(self, model: type[Made], path: str, **fields: Any) -> Made | None:
        try:
            return model(**fields)
        except ValidationError as error:
            for one in error.errors():
                field = ".".join(str(part) for part in one["loc"])
                place = ".".join(part for part in (path, field) if part)
                self.problems.append(DefinitionProblem(place, "invalid", _in_words(field, one["msg"])))
            return None

    def _refuse_if_broken(self) -> None:
        if self.problems:
            raise DefinitionError(self.problems)


def _in_words(field: str, complaint: str) -> str:
    last = field.rpartition(".")[2]
    if last in {"code", "facet", "name"}:
        return _("A code is missing or not possible: it begins with a letter and has letters (no ç, ğ, ı, ö, ş, ü), digits, _ or a dot.")
    return _("This value is not possible here: %(error)s") % {"error": complaint}
