"""Puts a LimeSurvey survey together from the tables of its file, and refuses a file whose tables do not fit together.

Two generations are read. Old (DBVersion below 400): `groups`, `questions`, `subquestions` and `answers` have a row per
language with the texts in it. New: one row each, and the texts in `group_l10ns`, `question_l10ns` (sub-questions too) and
`answer_l10ns`.
"""

import re
from collections.abc import Container, Mapping
from itertools import chain
from typing import TypeVar

from django.utils.translation import gettext as _

from surveys.definition.formats.entries import Report

from .model import Answer, LssGroup, LssQuestion, LssSurvey, SubQuestion, Words
from .rows import Row, Tables

T = TypeVar("T")

FIRST_WITH_L10NS = 400
LONGEST_TEXT = 20_000  # characters
_TEXTS = frozenset(
    ["question", "help", "group_name", "description", "answer", "value", "relevance", "grelevance"]
    + [f"surveyls_{name}" for name in ("title", "description", "welcometext", "endtext", "policy_notice")]
)


def link(tables: Tables, report: Report) -> LssSurvey | None:
    """None where the report has got a problem: a table, a field or a row that others point at is missing."""
    return _Linker(tables, report).survey()


class _Linker:
    def __init__(self, tables: Tables, report: Report) -> None:
        self.tables = tables
        self.report = report
        version = tables.version
        self.new = int(version) >= FIRST_WITH_L10NS if version.isdecimal() and len(version) < 9 else "question_l10ns" in tables.seen
        self._said: set[tuple[str, str]] = set()
        self._coded: set[tuple[str, str, str]] = set()  # sub-questions: question, scale, code

    def survey(self) -> LssSurvey | None:
        needed = ["surveys", "surveys_languagesettings", "groups", "questions"]
        needed += ["group_l10ns", "question_l10ns", *(["answer_l10ns"] if self.tables.of("answers") else [])] if self.new else []
        for table in needed:
            if not self.tables.of(table):
                message = _("The file has no %(table)s. Export the survey again from LimeSurvey, with at least one question in it.")
                self._wrong(table, "missing_table", message % {"table": table})
        if self.report.problems:
            return None
        row = self.tables.of("surveys")[0]
        named = [_value(row, "language"), *_value(row, "additional_languages").split(), *self.tables.languages]
        languages = [language for language in dict.fromkeys(named) if language]
        groups, questions = self._groups(), self._questions()
        self._answers(questions)
        self._settings(questions)
        self._conditions(questions)
        for question in questions.values():
            if question.group in groups:
                groups[question.group].questions.append(question)
            else:
                self._dangling("questions", "gid", question.group)
        self._too_long()
        if self.report.problems:
            return None
        ordered = sorted(groups.values(), key=lambda group: group.order)
        for group in ordered:
            group.questions.sort(key=lambda question: question.order)
        return LssSurvey(_value(row, "sid"), languages, ordered, row, self._texts(), self.tables)

    def _groups(self) -> dict[str, LssGroup]:
        groups: dict[str, LssGroup] = {}
        for row in self.tables.of("groups"):
            id_ = self._key("groups", row, "gid", groups)
            order, relevance = _number(row, "group_order"), _value(row, "grelevance")
            group = groups.setdefault(id_, LssGroup(id_, order, relevance, _value(row, "randomization_group")))
            if not self.new:
                _say(group.words, row, "group_name")
                _say(group.description, row, "description")
        for row in self.tables.of("group_l10ns") if self.new else ():
            if group_ := self._owner("group_l10ns", row, "gid", groups):
                _say(group_.words, row, "group_name")
                _say(group_.description, row, "description")
        return groups

    def _questions(self) -> dict[str, LssQuestion]:
        own = [row for row in self.tables.of("questions") if _value(row, "parent_qid") in {"", "0"}]
        questions: dict[str, LssQuestion] = {}
        for row in own:
            id_ = self._key("questions", row, "qid", questions)
            for needed in ("title", "type"):
                if not _value(row, needed):
                    self._missing("questions", needed, id_)
            made = LssQuestion(id_, _value(row, "gid"), _value(row, "title"), _value(row, "type"), _number(row, "question_order"), row)
            question = questions.setdefault(id_, made)
            if not self.new:
                _say(question.words, row, "question")
                _say(question.help, row, "help")
        subs = self._subs(questions)
        for row in self.tables.of("question_l10ns") if self.new else ():
            sub = subs.get(_value(row, "qid"))
            owner = sub or self._owner("question_l10ns", row, "qid", questions)
            if owner:
                _say(owner.words, row, "question")
                _say(owner.help, row, "help")
                _say(owner.script, row, "script")
        return questions

    def _subs(self, questions: Mapping[str, LssQuestion]) -> dict[str, SubQuestion]:
        """LimeSurvey keeps them in a table of their own; other tools leave them among the questions."""
        subs: dict[str, SubQuestion] = {}
        among = (row for row in self.tables.of("questions") if _value(row, "parent_qid") not in {"", "0"})
        for row in chain(self.tables.of("subquestions"), among):
            self._sub(row, questions, subs)
        for question in questions.values():
            question.subs.sort(key=lambda sub: sub.order)
        return subs

    def _sub(self, row: Row, questions: Mapping[str, LssQuestion], subs: dict[str, SubQuestion]) -> None:
        parent = self._owner("subquestions", row, "parent_qid", questions)
        id_ = self._key("subquestions", row, "qid", subs)
        if not parent or not id_:
            return
        code = _value(row, "title")
        if not code:
            self._missing("subquestions", "title", id_)
        if id_ not in subs:
            made = SubQuestion(
                id_, code, _value(row, "scale_id") or "0", _number(row, "question_order"), _value(row, "relevance"), _value(row, "preg")
            )
            subs[id_] = made
            if (key := (parent.id, made.scale, made.code)) in self._coded:
                message = _("Question %(question)s has two sub-questions with the code %(code)s. Correct it and export again.")
                values = {"question": parent.code, "code": made.code}
                self._wrong(f"subquestions.{parent.code}", "duplicate_code", message % values)
            self._coded.add(key)
            parent.subs.append(made)
        if not self.new:
            _say(subs[id_].words, row, "question")
            _say(subs[id_].help, row, "help")

    def _answers(self, questions: Mapping[str, LssQuestion]) -> None:
        by_id: dict[str, Answer] = {}
        by_code: dict[tuple[str, str, str], Answer] = {}
        for row in self.tables.of("answers"):
            question = self._owner("answers", row, "qid", questions)
            key = (_value(row, "qid"), _value(row, "code"), _value(row, "scale_id") or "0")
            if not question:
                continue
            if key not in by_code:
                by_code[key] = Answer(key[1], key[2], _number(row, "sortorder"))
                question.answers.append(by_code[key])
            elif self.new:
                message = _("Question %(question)s has two answers with the code %(code)s. Correct it and export again.")
                self._wrong(f"answers.{question.code}", "duplicate_code", message % {"question": question.code, "code": key[1]})
            if self.new:
                by_id[self._key("answers", row, "aid", by_id)] = by_code[key]
            else:
                _say(by_code[key].words, row, "answer")
        for row in self.tables.of("answer_l10ns") if self.new else ():
            if answer := self._owner("answer_l10ns", row, "aid", by_id):
                _say(answer.words, row, "answer")
        for question in questions.values():
            question.answers.sort(key=lambda answer: answer.order)

    def _settings(self, questions: Mapping[str, LssQuestion]) -> None:
        """Those of a sub-question are kept with its question, under a name nobody reads, so that they are listed."""
        parents = {sub.id: (question, f"{sub.code}.") for question in questions.values() for sub in question.subs}
        owners = {**parents, **{id_: (question, "") for id_, question in questions.items()}}
        for row in self.tables.of("question_attributes"):
            if owner := self._owner("question_attributes", row, "qid", owners):
                question, prefix = owner
                given = question.settings.setdefault(prefix + _value(row, "attribute"), {})
                given[_value(row, "language")] = row.get("value", "")

    def _conditions(self, questions: Mapping[str, LssQuestion]) -> None:
        for row in self.tables.of("conditions"):
            self._owner("conditions", row, "qid", questions)
            if _value(row, "cqid") not in {"", "0"}:  # 0: what is known of the participant decides
                self._owner("conditions", row, "cqid", questions)

    def _texts(self) -> dict[str, Words]:
        texts: dict[str, Words] = {}
        for row in self.tables.of("surveys_languagesettings"):
            for name, value in row.items():
                texts.setdefault(name, {})[_value(row, "surveyls_language")] = value
        return texts

    def _too_long(self) -> None:
        for table, rows in self.tables.rows.items():
            for name in (name for row in rows for name, value in row.items() if len(value) > LONGEST_TEXT and name in _TEXTS):
                message = _("%(field)s has a text longer than %(most)d characters. Shorten it and export again.")
                self._wrong(f"{table}.{name}", "too_long", message % {"field": name, "most": LONGEST_TEXT})

    def _key(self, table: str, row: Row, name: str, known: Container[str]) -> str:
        """The row's own id, which in the new generation no other row has."""
        id_ = _value(row, name)
        if not id_:
            self._missing(table, name, "")
        elif self.new and id_ in known:
            message = _("In %(table)s two rows have the %(name)s %(id)s. Export the survey again from LimeSurvey.")
            self._wrong(f"{table}.{id_}", "duplicate_id", message % {"table": table, "name": name, "id": id_[:40]})
        return id_

    def _owner(self, table: str, row: Row, name: str, known: Mapping[str, T]) -> T | None:
        owner = known.get(_value(row, name))
        if owner is None:
            self._dangling(table, name, _value(row, name))
        return owner

    def _dangling(self, table: str, name: str, id_: str) -> None:
        message = _("%(table)s points with %(name)s at %(id)s, which the file does not hold. Export the survey again from LimeSurvey.")
        self._wrong(f"{table}.{id_[:40]}", "dangling", message % {"table": table, "name": name, "id": id_[:40] or "–"})

    def _missing(self, table: str, name: str, id_: str) -> None:
        message = _("In %(table)s a row has no %(name)s. Export the survey again from LimeSurvey.")
        self._wrong(f"{table}.{id_[:40]}" if id_ else table, "missing_field", message % {"table": table, "name": name})

    def _wrong(self, path: str, code: str, message: str) -> None:
        """Said once, however many rows are wrong in the same way."""
        if (path, message) not in self._said:
            self._said.add((path, message))
            self.report.add(path, code, message)


def _value(row: Row, name: str) -> str:
    return row.get(name, "").strip()


def _number(row: Row, name: str) -> float:
    """For sorting only: what is no number comes last."""
    text = _value(row, name)
    return float(text) if re.fullmatch(r"-?[0-9]{1,15}", text) else float("inf")


def _say(words: Words, row: Row, name: str) -> None:
    if text := row.get(name, "").strip():
        words[_value(row, "language")] = text
