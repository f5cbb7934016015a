"""Every question of a LimeSurvey survey in its order: its type decides what it becomes."""

from collections.abc import Callable
from functools import partial

from django.utils.translation import gettext as _

from surveys.definition.document import Section
from surveys.definition.formats.entries import Report
from surveys.questions import AnyQuestion, NoteQuestion, Text

from . import arrays, choices, written
from .making import Making, Shared, shown_by
from .model import LssGroup, LssQuestion, LssSurvey, Words
from .names import LOST, Codes, Names, option_codes
from .relevance import Relevance
from .settings import report_unread
from .texts import Wording
from .translation import ALWAYS, NEVER, WORDS, Condition

_Build = Callable[[Making], list[AnyQuestion]]
_BUILD: dict[str, _Build] = {
    **dict.fromkeys("L!O", choices.one_of_list),
    **dict.fromkeys("MP", choices.several_of_list),
    "R": choices.ranking,
    "Y": partial(choices.from_fixed_list, name="LSS_YES_NO"),
    "G": partial(choices.from_fixed_list, name="LSS_GENDER"),
    "5": partial(choices.from_fixed_list, name="LSS_POINTS_5"),
    **dict.fromkeys("ABCEFH", arrays.matrix),
    "1": arrays.dual_matrix,
    ";": arrays.texts_in_cells,
    ":": arrays.numbers_in_cells,
    **dict.fromkeys("STU", written.text),
    **dict.fromkeys("QK", written.items),
    "N": written.number,
    "D": written.date,
    "X": written.note,
}
# Which scales of answers and sub-questions a type reads; on scale 1 are the second answers of 1 and the columns of ; and :.
_ANSWER_SCALES = {**dict.fromkeys("L!OFHR", "0"), "1": "01"}
_SUB_SCALES = {**dict.fromkeys("ABCEFH1", "0"), **dict.fromkeys("MPQKR;:", "01")}


class Reader:
    def __init__(self, survey: LssSurvey, report: Report) -> None:
        names = Names(survey.id, survey.questions)
        codes = Codes((question.code for question in survey.questions), taken=[*choices.FIXED_LISTS, *WORDS])
        self.wording = Wording(survey.languages, report, self._pipe)
        self.shared = Shared(report, codes, names, self.wording, Relevance(survey, names, report), {})
        self.became: dict[str, str] = {}  # path of every question, by its id
        self._report = report

    def note(self, code: str, words: Words, path: str, condition: Condition = ALWAYS) -> list[AnyQuestion]:
        """A text that stands for itself: a welcome, the description of a group."""
        text = self.wording.text(words, path)
        if not (text.tr or text.en):
            return []
        note = NoteQuestion(code=self.shared.codes.part(code, "text"), label=text, show_if=shown_by(condition))
        self._report.add(path, "became_note", _("The text became the note %(code)s.") % {"code": note.code})
        return [note]

    def section(self, group: LssGroup, number: int) -> Section:
        """May be empty, where everything of the group was left out."""
        code, path = f"G{number}", f"sections.G{number}"
        title: Text | None = self.wording.text_or_none(group.words, path)
        condition = self.shared.relevance.group(group, path)
        if group.randomization:
            message = _("The order of groups is not shuffled here; the group was in %(name)s.")
            self._report.add(path, "setting", message % {"name": group.randomization})
        introduction = [] if condition == NEVER else self.note(code, group.description, path, condition)
        asked = [made for question in group.questions for made in self._question(question, condition)]
        return Section(code=code, title=title, questions=(*introduction, *asked))

    def _question(self, question: LssQuestion, group: Condition) -> list[AnyQuestion]:
        code = self.shared.codes.question(question.code, _columns(question))
        make = Making(question, self.shared, code, ALWAYS)
        self.became[question.id] = make.path
        if code != question.code:
            message = _("%(name)s became %(code)s: codes are letters, digits, _ and a dot, begin with a letter and are not used twice.")
            make.remark("renamed", message % {"name": question.code, "code": code})
        made = self._make(make, group)
        if not made:
            self.shared.names.add(question, LOST)
            for sub in question.subs:
                make.add(sub.code, LOST, sub=sub)
            return []
        for part in made:
            if not self.shared.relevance.knows(part.code):
                make.know(part, make.condition)
        self._say_rest(make)
        return made

    def _make(self, make: Making, group: Condition) -> list[AnyQuestion]:
        question = make.question
        build = _BUILD.get(question.type)
        if not build or question.setting("hidden") == "1":
            self.shared.relevance.tell(question, make.path)
            return make.leave_out(_("it is hidden from everybody (setting hidden)") if build else _left_out(question))
        make.condition = self.shared.relevance.question(question, make.path, group)
        if make.condition == NEVER:
            return make.leave_out(_("its condition never holds"))
        return build(make)

    def _say_rest(self, make: Making) -> None:
        """What the question has beside what its type has read."""
        question = make.question
        if question.row.get("mandatory", "").strip() == "S":
            make.remark("setting", _("It was softly mandatory; here it may be skipped."))
        if question.has("encrypted"):
            make.remark("setting", _("Its answers were stored encrypted: consider whether they point at a person."))
        pregs = [(make.question.code, question.row.get("preg", "")), *((sub.code, sub.preg) for sub in question.subs)]
        for name, preg in pregs:
            if preg.strip():
                message = _("The pattern that answers to %(name)s had to match was not carried over: %(pattern)s.")
                make.remark("setting", message % {"name": name, "pattern": preg.strip()[:200]})
        if any([question.script, *(sub.script for sub in question.subs)]):
            make.remark("html", _("A script of the question was not carried over."))
        if any(sub.help for sub in question.subs):
            make.remark("not_used", _("Help texts of sub-questions were not carried over."))
        if answers := [answer.code for answer in question.answers if answer.scale not in _ANSWER_SCALES.get(question.type, "")]:
            message = _("Answers that this type of question does not use were left out: %(codes)s.")
            make.remark("not_used", message % {"codes": ", ".join(dict.fromkeys(answers))})
        if subs := [sub.code for sub in question.subs if sub.scale not in _SUB_SCALES.get(question.type, "")]:
            message = _("Sub-questions that this type of question does not use were left out: %(codes)s.")
            make.remark("not_used", message % {"codes": ", ".join(dict.fromkeys(subs))})
        report_unread(question, make.path, self._report)

    def _pipe(self, name: str) -> str:
        """Code of the variable whose answer can be shown in a text from here on."""
        target = self.shared.names.get(name)
        return target.code if target and target.became not in {"lost", "option"} and self.shared.relevance.knows(target.code) else ""


def _columns(question: LssQuestion) -> list[str]:
    """Options of a multiple choice: files of answers have a column for each."""
    return [*option_codes(sub.code for sub in question.subs), "other"] if question.type in {"M", "P"} else []


def _left_out(question: LssQuestion) -> str:
    match question.type:
        case "I":
            return _("the language is chosen on every page here")
        case "*":
            equation = question.setting("equation") or next(iter(question.words.values()), "")
            return _("nothing is reckoned here; its equation is %(equation)s") % {"equation": equation[:200] or "–"}
        case "|":
            return _("no files can be sent here")
    return _("its type %(type)s is not known") % {"type": question.type[:20]}
