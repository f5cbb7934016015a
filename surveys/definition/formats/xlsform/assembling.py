"""A form as the plain mapping a document is made of, before the sheet mik is laid over it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext as _

from surveys.definition.check import DefinitionError, DefinitionProblem
from surveys.definition.document import Document
from surveys.definition.formats.document_file import validated
from surveys.definition.paging import split_by_topic
from surveys.definition.routing import RoutingError, read

from .choices import Lists
from .expressions import expression
from .findings import Condition, Findings
from .from_xpath import Scope, to_condition
from .items import ItemReader
from .leftovers import Hints, Place
from .lines import Languages, Line, languages_of, lines_of
from .names import CODE, proposal
from .pipes import from_form
from .survey import SurveyReader, refused_condition
from .tables import Table, Tables
from .tree import Item, tree_of
from .unread import columns_left_out
from .xpath import Every, XPathError


@dataclass(frozen=True, slots=True)
class Assembled:
    """plain: a document's dump. lines: what was asked, by code. names: of variables in the form, by code."""

    plain: dict[str, Any]
    remarks: tuple[DefinitionProblem, ...]
    assumed: tuple[tuple[Place, DefinitionProblem], ...]
    lines: dict[str, Item]
    names: dict[str, str]


def assemble(tables: Tables, hints: Hints, name: str) -> Assembled:
    """DefinitionError with everything that cannot be read."""
    findings = Findings()
    settings = _settings(tables)
    languages = languages_of([tables[t] for t in ("survey", "choices") if t in tables], settings.get("default_language", ""), name)
    findings.remarks += languages.remarks(name)
    choices = lines_of(tables.get("choices", Table()), languages)
    lines = [line for line in lines_of(tables["survey"], languages) if not _is_disabled(line, findings)]
    lists = Lists(choices, hints, findings)
    items = ItemReader(lists, hints, findings)
    survey = SurveyReader(tree_of(lines), items, hints, findings)
    _exclusive_in_all(items, findings)
    columns_left_out(lines, settings, findings)
    head = _head(settings, languages, name, findings)
    if not survey.sections and not survey.after:
        findings.refuse(name, "empty", _("The form asks nothing that can be asked here."))
    plain = {**head, "option_sets": lists.sets, "sections": survey.sections, "after": survey.after}
    _drop(items.spent, plain)
    plain = _with_conditions(_document(plain, findings, name), findings, lists)
    if findings.problems:
        raise DefinitionError(findings.problems)
    plain = _in_pages(plain, survey.loose)
    return Assembled(
        plain, tuple(findings.remarks), tuple(findings.assumed), survey.lines, {code: name for name, code in findings.variables.items()}
    )


def _document(plain: dict[str, Any], findings: Findings, name: str) -> Document:
    try:
        return validated(from_form(plain, findings.variables), whole=name)
    except DefinitionError as error:
        raise DefinitionError([*findings.problems, *error.problems]) from error


def _drop(spent: set[str], plain: dict[str, Any]) -> None:
    asked = list(_questions(plain))
    used = {q.get("options") for q in asked} | {column["options"] for q in asked for column in q.get("columns", ())}
    plain["option_sets"] = {name: options for name, options in plain["option_sets"].items() if name not in spent - used}


def _settings(tables: Tables) -> dict[str, str]:
    rows = tables.get("settings", Table()).rows
    return {"_".join(column.lower().split()): text.strip() for column, text in rows[0].cells.items()} if rows else {}


def _is_disabled(line: Line, findings: Findings) -> bool:
    disabled = line.get("disabled").lower() in {"yes", "true"}
    if disabled:
        findings.gone.add(line.get("name"))
        message = _("%(name)s is switched off in the form and was left out.") % {"name": line.get("name")}
        findings.remark(f"questions.{line.get('name')}", "not_carried", message)
    return disabled


def _head(settings: dict[str, str], languages: Languages, name: str, findings: Findings) -> dict[str, Any]:
    code = settings.get("form_id") or settings.get("id_string") or ""
    stem = PurePath(name).stem
    if not code:
        code = proposal(stem)[:32]
        findings.assume(
            Place("document", key="code"), _("The form has no form_id: its code is %(code)s, after the file's name.") % {"code": code}
        )
    elif not CODE.fullmatch(code):
        message = _("The form_id “%(code)s” cannot be a code: a letter from A to Z, then letters, digits, _ or a dot. Write %(proposal)s.")
        findings.refuse("settings.form_id", "wrong_code", message % {"code": code[:80], "proposal": proposal(code)})
        code = proposal(code)
    title = settings.get("form_title") or settings.get("title") or ""
    spoken = languages.known.get("") or next(iter(languages.known.values()), "tr")
    findings.assume(Place("document", key="audience"), _("Who the questionnaire is for is not said in a form: set it in the editor."))
    return {"code": code, "title": {spoken: title}, "audience": "others"}


def _exclusive_in_all(items: ItemReader, findings: Findings) -> None:
    for name, said in items.alone.items():
        if len(set(said)) > 1:
            options = ", ".join(sorted({code for codes in said for code in codes}))
            message = _("In every question with the list %(list)s these options are chosen alone: %(options)s.")
            findings.remark(f"option_sets.{name}", "not_carried", message % {"list": name, "options": options})


def _with_conditions(document: Document, findings: Findings, lists: Lists) -> dict[str, Any]:
    """The dump with every condition written in; those that cannot be are refused, each by name."""
    plain = document.model_dump(mode="json")
    questions = {question["code"]: question for question in _questions(plain)}
    lists_of = {
        v.code: named for q in document.all_questions for v in q.variables(document.option_sets) for named in [_list_of(q, v.facet)]
    }
    renamed: dict[str, dict[str, str]] = defaultdict(dict)
    for (list_name, choice), code in lists.renamed.items():
        renamed[list_name][choice] = code
    options = {(v, choice): code for v, named in lists_of.items() for choice, code in renamed.get(named, {}).items()}
    scope = Scope(document.variables, findings.variables, frozenset(findings.gone), options)
    for condition in findings.conditions:
        try:
            text = _condition(condition, scope, document)
        except (XPathError, RoutingError) as error:
            findings.refuse(condition.path, "condition", refused_condition(condition.text, error))
            continue
        target = questions[condition.question]
        if condition.facet:
            target = next(column for column in target["columns"] if column["facet"] == condition.facet)
        target["show_if"] = text
    return plain


def _list_of(question: Any, facet: str) -> str:
    if facet:
        return next(column.options for column in question.columns if column.facet == facet)
    return getattr(question, "options", None) or ""


def _condition(condition: Condition, scope: Scope, document: Document) -> str | None:
    node = to_condition(Every(condition.terms), scope)
    if node is None:
        return None
    text = expression(node)
    read(text, document.variables)
    return text


def _questions(plain: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from (question for section in plain["sections"] for question in section["questions"])
    yield from plain["after"]


def _in_pages(plain: dict[str, Any], loose: set[str]) -> dict[str, Any]:
    """Questions outside all groups, page by page as in any questionnaire without sections."""
    if not loose:
        return plain
    sections, taken = [], {section["code"] for section in plain["sections"]}
    for section, dumped in zip(Document.model_validate(plain).sections, plain["sections"], strict=True):
        if section.code not in loose:
            sections.append(dumped)
            continue
        by_code = {question["code"]: question for question in dumped["questions"]}
        for number, page in enumerate(split_by_topic(section.questions), start=1):
            code = section.code if number == 1 else next(c for n in range(2, 5000) if (c := f"S{n:02d}") not in taken)
            taken.add(code)
            sections.append({**dumped, "code": code, "questions": [by_code[q.code] for q in page]})
    return {**plain, "sections": sections}
