"""A document as the rows of a form, and the hints that say what a row stands for where its type does not."""

from collections.abc import Mapping
from typing import Any

from surveys.definition.document import Document
from surveys.definition.routing import parse
from surveys.questions import (
    AnyQuestion,
    ConsentQuestion,
    ContactQuestion,
    DualMatrixQuestion,
    DynamicMatrixQuestion,
    LikertQuestion,
    MatrixQuestion,
    MultipleQuestion,
    NoteQuestion,
    NpsQuestion,
    NumberQuestion,
    PeriodQuestion,
    PrefilledQuestion,
    RankingQuestion,
    RegisterQuestion,
    SingleQuestion,
    Text,
    TextQuestion,
)
from surveys.questions.choice import OTHER_LENGTH
from surveys.questions.scaled import NPS_OPTIONS

from .constraints import Constraint, constraint_of, longest
from .leftovers import Place
from .lines import ENGLISH, TURKISH
from .names import FormNames
from .pipes import to_form
from .survey import PLEASE_WRITE
from .to_xpath import Names, to_xpath

PROGRAMS_FILE = "programs.csv"  # columns name and label; not part of the form
LONG_LIST, LONG_TEXT = 20, 200  # options, characters: from here on the field looks otherwise
_APART = Text(tr="Yanıtlarınızdan ayrı sorulur", en="Asked apart from your answers")

Cells = dict[str, str]


class FormWriter:
    """survey, choices: rows of the two sheets. hints: for the sheet mik."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.names = FormNames(document)
        self.survey: list[Cells] = []
        self.choices: list[Cells] = []
        self.hints: dict[Place, Any] = {}
        self._routing = Names(document.variables, self.names.variables, self._options_of_variables())
        for name, options in document.option_sets.items():
            self._list(self.names.lists[name], [(self.names.option(name, o.code), o.label) for o in options])
            self._hint("list", self.names.lists[name], "", "code", name)
            for option in options:
                self._hint("choice", self.names.lists[name], self.names.option(name, option.code), "code", option.code)
        for section in document.sections:
            self._section(section.code, section.title, section.questions)
        if document.after:
            self._section("after", _APART, document.after, part="after")

    def _options_of_variables(self) -> dict[tuple[str, str], str]:
        named: dict[tuple[str, str], str] = {}
        for question in self.document.questions:
            for variable in question.variables(self.document.option_sets):
                columns = {column.facet: column.options for column in getattr(question, "columns", ())}
                list_name = columns.get(variable.facet) or getattr(question, "options", None)
                if list_name:
                    named |= {(variable.code, o.code): self.names.option(list_name, o.code) for o in variable.options}
        return named

    def _hint(self, what: str, name: str, part: str, key: str, value: Any) -> None:
        """Said only where the name itself does not say it."""
        if value != (part or name):
            self.hints[Place(what, name, part, key)] = value

    def _list(self, name: str, options: list[tuple[str, Text]]) -> None:
        self.choices += [{"list_name": name, "name": code, **self._labelled(label, code)} for code, label in options]

    def _labelled(self, label: Text, code: str) -> Cells:
        """Forms insist on labels; what has none yet bears its code."""
        return self._spoken("label", label if label.tr.strip() or label.en.strip() else Text(tr=code))

    def _spoken(self, column: str, text: Text | None) -> Cells:
        if text is None:
            return {}
        turkish, english = (to_form(words, self.names.variables) for words in (text.tr, text.en))
        return {f"{column}::{TURKISH}": turkish, f"{column}::{ENGLISH}": english}

    def _section(self, code: str, title: Text | None, questions: tuple[AnyQuestion, ...], *, part: str = "") -> None:
        name = self.names.groups.take(code)
        if part:
            self.hints[Place("name", name, key="part")] = part
        else:
            self._hint("name", name, "", "code", code)
        self.survey.append({"type": "begin_group", "name": name, **self._spoken("label", title), "appearance": "field-list"})
        for question in questions:
            self._question(question)
        self.survey.append({"type": "end_group"})

    def _question(self, question: AnyQuestion) -> None:
        name = self.names.questions[question.code]
        self._hint("name", name, "", "code", question.code)
        head = {"name": name, **self._labelled(question.label, question.code), **self._relevant(question.show_if)}
        if isinstance(question, MatrixQuestion | DynamicMatrixQuestion):
            self.hints[Place("name", name, key="kind")] = question.kind
            variables = question.variables(self.document.option_sets)
            rows = [(v.code, v.label) for v in variables]
            self._table({**head, **self._spoken("hint", question.hint)}, question.options, rows, required=question.required)
        elif isinstance(question, DualMatrixQuestion):
            self._dual(question, head)
        else:
            self._line(question, head)

    def _relevant(self, condition: str | None) -> Cells:
        return {"relevant": to_xpath(parse(condition), self._routing)} if condition else {}

    def _table(self, head: Cells, options: str, rows: list[tuple[str, Text]], *, required: bool) -> None:
        self.survey.append({"type": "begin_group", **head, "appearance": "table-list"})
        for code, label in rows:
            name = self.names.variables[code]
            self._hint("name", name, "", "code", code)
            row = {"type": f"select_one {self.names.lists[options]}", "name": name, **self._labelled(label, code)}
            self.survey.append({**row, **({"required": "yes"} if required else {})})
        self.survey.append({"type": "end_group"})

    def _dual(self, question: DualMatrixQuestion, head: Cells) -> None:
        self.hints[Place("name", head["name"], key="kind")] = question.kind
        self.survey.append({"type": "begin_group", **head})
        for number, column in enumerate(question.columns):
            name = self.names.groups.take(f"{question.code}_{column.facet}")
            self.hints[Place("name", name, key="facet")] = column.facet
            table = {"name": name, **self._spoken("label", column.label), **self._relevant(column.show_if)}
            if number == 0:  # a group without a table shows no hint
                table |= self._spoken("hint", question.hint)
            rows = [(f"{row.code}_{column.facet}", row.label) for row in question.rows]
            self._table(table, column.options, rows, required=column.required or question.required)
        self.survey.append({"type": "end_group"})

    def _line(self, question: AnyQuestion, head: Cells) -> None:
        row = {**self._kind(question), **head, **self._spoken("hint", _hint_with_unit(question))}
        if question.required and question.asks and not isinstance(question, ConsentQuestion):
            row["required"] = "yes"
        row |= self._constraint(constraint_of(question, self.document.option_sets, self.names.option))
        self.survey.append(row)
        if isinstance(question, SingleQuestion | MultipleQuestion):
            self._other(question, row["name"])

    def _constraint(self, constraint: Constraint | None) -> Cells:
        return {"constraint": constraint.expression, **self._spoken("constraint_message", constraint.message)} if constraint else {}

    def _kind(self, question: AnyQuestion) -> Cells:
        """Type and looks of a question that is one line."""
        name = self.names.questions[question.code]
        if isinstance(question, LikertQuestion | NpsQuestion | RegisterQuestion | PrefilledQuestion):
            self.hints[Place("name", name, key="kind")] = question.kind
        match question:
            case SingleQuestion() | LikertQuestion():
                long = {"appearance": "minimal"} if len(self.document.option_sets[question.options]) > LONG_LIST else {}
                looks = {"appearance": "likert"} if isinstance(question, LikertQuestion) else long
                return {"type": f"select_one {self.names.lists[question.options]}", **looks}
            case MultipleQuestion():
                return {"type": f"select_multiple {self.names.lists[question.options]}"}
            case RegisterQuestion():
                count = "multiple" if question.multiple else "one"
                if question.options is None:
                    return {"type": f"select_{count}_from_file {PROGRAMS_FILE}", "appearance": "minimal"}
                return {"type": f"select_{count} {self.names.lists[question.options]}", "appearance": "minimal"}
            case RankingQuestion():
                if question.maximum is not None:
                    self.hints[Place("name", name, key="places")] = question.maximum
                shuffled = {"parameters": "randomize=true"} if question.shuffle else {}
                return {"type": f"rank {self.names.lists[question.options]}", **shuffled}
            case NpsQuestion():
                return {"type": f"select_one {self._recommendation(question)}"}
            case NumberQuestion():
                return {"type": "decimal" if question.decimals else "integer"}
            case PeriodQuestion():
                return {"type": "date", "appearance": "year" if question.precision == "year" else "month-year"}
            case TextQuestion():
                return {"type": "text", **({"appearance": "multiline"} if question.max_length > LONG_TEXT else {})}
            case ContactQuestion():
                return {"type": "text"}
            case PrefilledQuestion():
                return {"type": "text", "read_only": "yes"}
            case ConsentQuestion():
                return {"type": "acknowledge"}
            case NoteQuestion():
                return {"type": "note"}
        raise TypeError(f"no row for {question!r}")

    def _recommendation(self, question: NpsQuestion) -> str:
        """A list of its own: 0 to 10, what the ends mean said with their numbers."""
        name = self.names.new_list(question.code)
        ends = {"0": question.low, "10": question.high}
        self._list(name, [(o.code, _end(o.code, ends[o.code]) if o.code in ends else o.label) for o in NPS_OPTIONS])
        return name

    def _other(self, question: SingleQuestion | MultipleQuestion, name: str) -> None:
        writable = [o.code for o in self.document.option_sets[question.options] if o.other_text]
        if not writable:
            return
        text = self.names.variables[f"{question.code}.other"]
        self.hints[Place("name", text, key="other_of")] = question.code
        chosen = [f"selected(${{{name}}}, '{self.names.option(question.options, code)}')" for code in writable]
        row = {"type": "text", "name": text, **self._spoken("label", Text(**PLEASE_WRITE)), "relevant": " or ".join(chosen)}
        self.survey.append({**row, **self._constraint(longest(OTHER_LENGTH))})


def _hint_with_unit(question: AnyQuestion) -> Text | None:
    """A form has no unit of its own."""
    if not isinstance(question, NumberQuestion) or question.unit_label is None:
        return question.hint
    unit = question.unit_label
    hint = question.hint or Text()
    return Text(tr=" ".join(filter(None, [hint.tr, f"({unit.tr})"])), en=" ".join(filter(None, [hint.en, f"({unit.en})"])))


def _end(number: str, meaning: Text) -> Text:
    """The number before the meaning, unless the meaning begins with it: "0: not at all", "0 = not at all"."""

    def said(words: str) -> str:
        return words if words.startswith(number) else f"{number}: {words}"

    return Text(tr=said(meaning.tr), en=said(meaning.en))


def settings(document: Document) -> Mapping[str, str]:
    title = document.title.tr.strip() or document.title.en.strip() or document.code
    return {
        "form_title": to_form(title, {}),
        "form_id": document.code,
        "version": document.text_hash[:12],
        "default_language": TURKISH,
        "style": "pages",
    }
