"""One question on its way from LimeSurvey's shape to ours: what its type has to know, and where it says what it makes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from surveys.definition.formats.entries import Report
from surveys.questions import AnyQuestion, NoteQuestion, Option, Text

from .model import Answer, LssQuestion, SubQuestion, Words
from .names import Codes, Names, Target, option_codes
from .relevance import Relevance
from .texts import Wording
from .translation import ALWAYS, NEVER, Condition

WRITTEN_OTHER = "-oth-"  # what LimeSurvey stores where "other" was chosen of a list
_NUMERIC = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,6})?")
NOT_APPLICABLE, REFUSED = "99", "98"  # the codes of no-answers on scales of the house

OTHER = Text(tr="Diğer", en="Other")


@dataclass
class Shared:
    """What the questions of one survey have in common; it grows with each."""

    report: Report
    codes: Codes
    names: Names
    wording: Wording
    relevance: Relevance
    option_sets: dict[str, tuple[Option, ...]]


@dataclass
class Making:
    question: LssQuestion
    shared: Shared
    code: str
    condition: Condition

    @property
    def path(self) -> str:
        return f"questions.{self.code}"

    def remark(self, code: str, message: str) -> None:
        self.shared.report.add(self.path, code, message)

    def leave_out(self, why: str) -> list[AnyQuestion]:
        self.remark("left_out", _("The question was left out: %(why)s.") % {"why": why})
        return []

    def words(self, words: Words) -> Text:
        return self.shared.wording.text(words, self.path)

    def fields(self) -> dict[str, Any]:
        """What every kind takes from the question itself."""
        hint = self.shared.wording.text_or_none(self.question.help, self.path)
        return {"code": self.code, "label": self.words(self.question.words), "hint": hint, **self.asked()}

    def asked(self) -> dict[str, Any]:
        return {"required": self.question.has("mandatory"), "show_if": shown_by(self.condition)}

    def add(self, name: str, target: Target, *, sgqa: str | None = None, sub: SubQuestion | None = None) -> None:
        self.shared.names.add_part(self.question, name, target, sgqa=sgqa, sub=sub)

    def part_code(self, name: str, columns: Iterable[str] = ()) -> str:
        """Code of a row, an item, a comment. Said where it is not simply `question_name`."""
        code = self.shared.codes.part(self.code, name, columns)
        if code != f"{self.code}_{name}":
            message = _("%(name)s became %(code)s: codes are letters, digits, _ and a dot, begin with a letter and are not used twice.")
            self.remark("renamed", message % {"name": f"{self.question.code}_{name}", "code": code})
        return code

    def know(self, question: AnyQuestion, condition: Condition) -> AnyQuestion:
        """For the conditions of what comes next, also within this very question."""
        self.shared.relevance.know(question, self.shared.option_sets, condition)
        return question

    def asked_parts(self, subs: Iterable[SubQuestion]) -> Iterator[tuple[SubQuestion, Condition]]:
        """Sub-questions that become questions of their own, each with its condition as far as those before it decide it."""
        for sub in subs:
            condition = self.shared.relevance.part(sub.relevance, self.path, sub.code, self.condition)
            if condition == NEVER:
                self.remark("left_out", _("%(name)s was left out: its condition never holds.") % {"name": sub.code})
            else:
                yield sub, condition

    def introduction(self) -> list[AnyQuestion]:
        """The wording of a question whose parts have become questions of their own."""
        fields = {**self.fields(), "required": False}
        return [NoteQuestion(**fields)] if fields["label"].tr or fields["label"].en else []

    def keep_options(self, name: str, options: Iterable[Option]) -> str:
        self.shared.option_sets[name] = tuple(options)
        return name

    def shuffled(self, order: str) -> bool:
        """random_order of older versions, answer_order or subquestion_order of newer ones."""
        newer = self.question.setting(order)
        if newer == "alphabetical":
            self.question.read.discard(order)
        return self.question.setting("random_order") == "1" or newer == "random"

    def whole_setting(self, name: str) -> int | None:
        """A whole number from 1 on; anything else is left for the list of what was not carried over."""
        text = self.question.setting(name)
        if re.fullmatch(r"0*[1-9][0-9]{0,8}", text):
            return int(text)
        self.question.read.discard(name)
        return None

    def number_setting(self, name: str) -> Decimal | None:
        text = self.question.setting(name).replace(",", ".")
        if re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", text):
            return Decimal(text)
        self.question.read.discard(name)
        return None

    def coded(self, codes: Sequence[str]) -> dict[str, str]:
        """LimeSurvey's code -> ours, in the order given."""
        ours = option_codes(codes)
        for old, new in zip(codes, ours, strict=True):
            if old != new:
                message = _("The answer code “%(old)s” became %(new)s: codes have no blanks and no more than 64 characters.")
                self.remark("renamed", message % {"old": old, "new": new})
        return dict(zip(codes, ours, strict=True))

    def nominal(self, answers: Sequence[Answer | SubQuestion]) -> tuple[list[Option], dict[str, str]]:
        """(options, codes). Numbers as codes are values too, where all are numbers."""
        codes = self.coded([answer.code for answer in answers])
        numeric = all(_NUMERIC.fullmatch(answer.code) for answer in answers)
        options = [
            Option(code=codes[answer.code], label=self.words(answer.words), value=float(answer.code) if numeric else None)
            for answer in answers
        ]
        return options, codes

    def scaled(self, answers: Sequence[Answer]) -> tuple[list[Option], dict[str, str]]:
        """(options, codes) of a scale: every answer has a value of its own, or is one of no-answer."""
        options, codes = self.nominal(answers)
        steps = [option for option in options if option.code not in {NOT_APPLICABLE, REFUSED}]
        values = [option.value for option in steps if option.value is not None]
        no_answers = len(values) > 1 and len(steps) < len(options) and max(values) < float(REFUSED)
        if no_answers:
            missing = {NOT_APPLICABLE: "na", REFUSED: "refused"}
            options = [
                option.model_copy(update={"value": None, "missing": missing[option.code]}) if option not in steps else option
                for option in options
            ]
            message = _("On the scale 99 was read as “not applicable” and 98 as “refused”; check it.")
            self.remark("no_answers", message)
        given = [option.value for option in options if not option.missing]
        if None in given or len(set(given)) < len(given):
            options = [option.model_copy(update={"value": float(place)}) for place, option in enumerate(options, start=1)]
            listed = ", ".join(option.code for option in options)
            message = _("The answers %(codes)s bear no numbers; on the scale they count as 1 to %(count)d in this order. Check it.")
            self.remark("values", message % {"codes": listed if len(listed) < 200 else f"{listed[:200]}…", "count": len(options)})
        return options, codes


def shown_by(condition: Condition) -> str | None:
    return None if condition == ALWAYS else condition.text
