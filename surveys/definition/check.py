"""What keeps a document from being published, each with the code it is about and a sentence for the person who wrote it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.questions import (
    AnyQuestion,
    ConsentQuestion,
    ContactQuestion,
    DualMatrixQuestion,
    DynamicMatrixQuestion,
    LikertQuestion,
    MatrixQuestion,
    PeriodQuestion,
    RankingQuestion,
    RegisterQuestion,
    SingleQuestion,
    Variable,
)

from .document import Document, option_set_names
from .routing import RoutingError, parse, read
from .wordings import missing_translations, unprintable

MOST_U1, MOST_U2, MOST_BITS = 254, 65_534, 254  # options a record has room for: one byte, two bytes, one bit each


@dataclass(frozen=True, slots=True)
class DefinitionProblem:
    """path: where in the document, by codes. code: kind of problem, for programs. message: in the reader's language."""

    path: str
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


class DefinitionError(ValueError):
    """A definition was refused as a whole; nothing was kept of it."""

    def __init__(self, problems: Iterable[DefinitionProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def problems(document: Document) -> list[DefinitionProblem]:
    """Everything that is wrong, in the order of the document; empty where it can be published."""
    return [
        *_head(document),
        *_duplicates(document),
        *_option_sets(document),
        *_record(document),
        *_rankings_and_periods(document),
        *_places(document),
        *_conditions(document),
        *(
            DefinitionProblem(path, "missing_translation", _("The %(language)s text is missing.") % {"language": _LANGUAGES[language]()})
            for path, language in missing_translations(document)
        ),
        *(
            DefinitionProblem(path, "unprintable", _("The text holds a control character that cannot be kept."))
            for path in unprintable(document)
        ),
    ]


_LANGUAGES = {"tr": lambda: _("Turkish"), "en": lambda: _("English")}


def _head(document: Document) -> Iterator[DefinitionProblem]:
    if len(document.code) > 32:
        yield DefinitionProblem("code", "too_long", _("The code %(code)s is longer than 32 characters.") % {"code": document.code})
    for language in ("tr", "en"):
        if len(getattr(document.title, language)) > 200:
            yield DefinitionProblem(f"title.{language}", "too_long", _("The title is longer than 200 characters."))
    if not document.questions:
        yield DefinitionProblem("sections", "empty", _("The questionnaire asks nothing."))


def _duplicates(document: Document) -> Iterator[DefinitionProblem]:
    """Question codes and the variables made of them share one space of names: rows, facets, objective slots, other texts."""
    owners: dict[str, str] = {}
    for question in document.all_questions:
        own = {question.code: question.code, **{v.code: question.code for v in question.variables(document.option_sets)}}
        own |= dict.fromkeys(question.fields(document.option_sets), question.code)
        codes = Counter([v.code for v in question.variables(document.option_sets)])
        for code in [code for code, times in codes.items() if times > 1]:
            yield _twice(f"questions.{question.code}", code)
        for code in own:
            if code in owners:
                message = _("The code %(code)s is taken already by question %(owner)s.") % {"code": code, "owner": owners[code]}
                yield DefinitionProblem(f"questions.{question.code}", "duplicate_code", message)
        owners = {**own, **owners}
    for variable in document.variables.values():  # files of answers have a column for every option of a multiple choice
        for option in variable.options if variable.storage in {"choices", "registers"} else ():
            if owner := owners.get(f"{variable.code}_{option.code}"):
                message = _("Option %(option)s of %(code)s bears the same name in files as the variable %(owner)s.")
                values = {"option": option.code, "code": variable.code, "owner": f"{variable.code}_{option.code} ({owner})"}
                yield DefinitionProblem(f"questions.{variable.question}", "duplicate_code", message % values)
        for place in range(1, variable.maximum + 1) if variable.storage == "ranking" else ():  # and for every place of a ranking
            if owner := owners.get(f"{variable.code}_{place}"):
                message = _("Place %(place)d of %(code)s bears the same name in files as the variable %(owner)s.")
                where = {"place": place, "code": variable.code, "owner": f"{variable.code}_{place} ({owner})"}
                yield DefinitionProblem(f"questions.{variable.question}", "duplicate_code", message % where)
    for path, listed in (
        ("sections", [section.code for section in document.sections]),
        ("competencies", [competency.code for competency in document.competencies]),
        ("indicators", [indicator.code for indicator in document.indicators]),
        *((f"option_sets.{name}", [option.code for option in options]) for name, options in document.option_sets.items()),
    ):
        for code in [code for code, times in Counter(listed).items() if times > 1]:
            yield _twice(path, code)


def _twice(path: str, code: str) -> DefinitionProblem:
    return DefinitionProblem(path, "duplicate_code", _("The code %(code)s occurs twice.") % {"code": code})


def _option_sets(document: Document) -> Iterator[DefinitionProblem]:
    scales = {name for q in document.all_questions if is_scale(q) for name in option_set_names(q)}
    for name, options in document.option_sets.items():
        path = f"option_sets.{name}"
        if not options:
            yield DefinitionProblem(path, "empty", _("The list %(name)s has no options.") % {"name": name})
        if name not in scales:
            continue
        steps = [option for option in options if not option.missing]
        for value in [v for v, times in Counter(o.value for o in steps if o.value is not None).items() if times > 1]:
            yield DefinitionProblem(
                path, "equal_values", _("The scale %(name)s has two options of value %(value)g.") % {"name": name, "value": value}
            )
        for option in steps:
            if option.value is None:
                message = _("Option %(option)s of the scale %(name)s has no value.") % {"option": option.code, "name": name}
                yield DefinitionProblem(f"{path}.{option.code}", "no_value", message)


def is_scale(question: AnyQuestion) -> bool:
    if isinstance(question, SingleQuestion):
        return question.measure in {"ordinal", "interval"}
    return isinstance(question, LikertQuestion | MatrixQuestion | DualMatrixQuestion | DynamicMatrixQuestion)


def _record(document: Document) -> Iterator[DefinitionProblem]:
    for question in document.questions:
        for variable in question.variables(document.option_sets):
            most = _most_options(variable)
            if len(variable.options) > most:
                message = _("%(code)s has %(count)d options; the record has room for %(most)d.")
                values = {"code": variable.code, "count": len(variable.options), "most": most}
                yield DefinitionProblem(f"questions.{question.code}", "too_many_options", message % values)
            if variable.storage == "number" and max(abs(variable.low or 0), abs(variable.high or 0)) * 10**variable.decimals >= 2**62:
                message = _("The range of %(code)s is too wide for the record.") % {"code": variable.code}
                yield DefinitionProblem(f"questions.{question.code}", "range_too_wide", message)


def _most_options(variable: Variable) -> int:
    return {"choice": MOST_U1, "choices": MOST_BITS, "ranking": MOST_U1}.get(variable.storage, MOST_U2)


def _rankings_and_periods(document: Document) -> Iterator[DefinitionProblem]:
    for question in document.all_questions:
        path, values = f"questions.{question.code}", {"code": question.code}
        if isinstance(question, RankingQuestion):
            options = document.option_sets[question.options]
            if len(options) < 2:
                yield DefinitionProblem(path, "too_few_options", _("%(code)s needs at least two options to be ranked.") % values)
            for option in options:
                if option.missing or option.exclusive or option.other_text:
                    message = _("Option %(option)s of %(code)s cannot be ranked: it is no answer, excludes the others or asks for a text.")
                    yield DefinitionProblem(path, "cannot_be_ranked", message % {**values, "option": option.code})
        if isinstance(question, PeriodQuestion) and question.earliest == question.latest:
            message = _("%(code)s leaves no choice: its earliest and its latest answer are both %(only)s.")
            yield DefinitionProblem(path, "no_choice", message % {**values, "only": question.latest})


def _places(document: Document) -> Iterator[DefinitionProblem]:
    """Questions that may stand in one part of the document only, or only once."""
    for question in document.questions:
        if isinstance(question, ConsentQuestion | ContactQuestion):
            message = _("%(code)s belongs in the after-part: consents and contacts are kept apart from the answers.")
            yield DefinitionProblem(f"questions.{question.code}", "belongs_after", message % {"code": question.code})
    domains = set(document.domains)
    for competency in document.competencies:
        if competency.domain and competency.domain not in domains:
            message = _("Competency %(code)s names the unknown domain %(domain)s.") % {"code": competency.code, "domain": competency.domain}
            yield DefinitionProblem(f"competencies.{competency.code}", "unknown_domain", message)
    once: list[tuple[str, list[AnyQuestion]]] = [
        (_("the program's objectives"), [q for q in document.questions if isinstance(q, DynamicMatrixQuestion)]),
        (_("the program reported on"), [q for q in document.questions if isinstance(q, RegisterQuestion) and q.report_key]),
    ]
    for what, questions in once:
        for question in questions[1:]:
            message = _("Only one question may ask for %(what)s: %(first)s does already.") % {"what": what, "first": questions[0].code}
            yield DefinitionProblem(f"questions.{question.code}", "only_once", message)
    for question in document.questions:
        if isinstance(question, RegisterQuestion) and question.report_key and (question.multiple or question.register_name != "programs"):
            message = _("%(code)s cannot decide the program reported on: it must ask for one program.") % {"code": question.code}
            yield DefinitionProblem(f"questions.{question.code}", "report_key", message)
        if isinstance(question, SingleQuestion) and question.measure in {"nps", "multiple", "ranking", "number", "period", "text"}:
            message = _("%(code)s is a single choice and cannot be measured as %(measure)s.") % {
                "code": question.code,
                "measure": question.measure,
            }
            yield DefinitionProblem(f"questions.{question.code}", "measure", message)


def _conditions(document: Document) -> Iterator[DefinitionProblem]:
    """Conditions look back: at questions before this one, never at itself or at what comes later."""
    variables, earlier = document.variables, dict[str, Variable]()
    answering = len(document.questions)  # the after-part follows: nothing asks for what it says
    for number, question in enumerate(document.all_questions):
        path = f"questions.{question.code}"
        places = [(f"{path}.show_if", question.show_if)]
        places += [(f"{path}.columns.{column.facet}.show_if", column.show_if) for column in getattr(question, "columns", ())]
        for place, condition in places:
            if condition:
                yield from _condition(place, question.code, condition, variables, earlier)
        if number < answering:
            earlier |= {v.code: v for v in question.variables(document.option_sets)}


def _condition(
    path: str, code: str, condition: str, variables: dict[str, Variable], earlier: dict[str, Variable]
) -> Iterator[DefinitionProblem]:
    try:
        named = parse(condition).codes()
        dangling, forward = sorted(named - variables.keys()), sorted(named & variables.keys() - earlier.keys())
        for other in dangling:
            message = _("%(code)s is shown by a question that does not exist: %(other)s.") % {"code": code, "other": other}
            yield DefinitionProblem(path, "dangling_condition", message)
        for other in forward:
            message = _("%(code)s is shown by %(other)s, which does not come before it.") % {"code": code, "other": other}
            yield DefinitionProblem(path, "forward_condition", message)
        if not dangling:
            read(condition, variables)
    except RoutingError as error:
        yield DefinitionProblem(path, "condition", str(error))
