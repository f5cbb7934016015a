"""The tree of a form as sections and questions: every name is checked, every condition kept for later."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from surveys.questions.choice import OTHER_LENGTH

from . import xpath
from .constraints import longest
from .findings import Condition, Findings
from .groups import GroupReader
from .items import ItemReader, Question
from .leftovers import Hints
from .names import CODE, proposal
from .tree import Group, Item
from .xpath import Call, Comparison, Ref, Some, Term, Text, XPathError

PLEASE_WRITE = {"tr": "Lütfen yazınız", "en": "Please specify"}  # label of the text beside "other"

Reason = tuple[tuple[Term, ...], str]  # of being shown: terms, and as the form has them
ALWAYS: Reason = ((), "")


class SurveyReader:
    """sections and after: dumps of a document's. `loose`: codes of sections that stand for no group of the form.
    `lines`: what was asked, by code.
    """

    def __init__(self, root: Group, items: ItemReader, hints: Hints, findings: Findings) -> None:
        self.hints, self.findings, self.items = hints, findings, items
        self.groups = GroupReader(items, hints, findings)
        self.sections: list[dict[str, Any]] = []
        self.after: list[Question] = []
        self.loose: set[str] = set()
        self.lines: dict[str, Item] = {}
        self._rows: dict[str, list[int]] = defaultdict(list)  # by code
        self._refused: set[int] = set()
        self._walk(root, ALWAYS, after=False)
        for code, rows in self._rows.items():
            if len(rows) > 1:
                message = _("The name %(name)s stands in the rows %(rows)s; every name may stand once. Give each its own.")
                said = {"name": code, "rows": ", ".join(str(row) for row in rows)}
                findings.refuse(f"questions.{code}", "duplicate_code", message % said)

    def _walk(self, group: Group, why: Reason, *, after: bool) -> None:
        """A group and the questions in it become a section; groups inside it become sections of their own, in the same order."""
        here: list[Question] = []
        before: Item | None = None
        for child in group.children:
            if isinstance(child, Item):
                if not self._other_text(child, before, here):
                    self._item(child, here, why, after=after)
                before = child
                continue
            before = None
            if self._left_out(child) or self._whole(child, here, why):
                continue
            self._section(group, here, after=after)
            here = []
            if group.name:
                message = _("The group %(inner)s inside %(outer)s is a section of its own.") % {"inner": child.name, "outer": group.name}
                self.findings.remark(f"sections.{child.name}", "not_carried", message)
            inner_after = after or self.hints.name(child.name, "part") == "after"
            self._walk(child, self._also(why, child, f"sections.{child.name}"), after=inner_after)
        self._section(group, here, after=after)

    def _section(self, group: Group, questions: list[Question], *, after: bool) -> None:
        if after:
            self.after += questions
        elif questions or (group.name and not group.children):
            wanted = self._code(group, "sections") if group.name else "S01"
            taken = {section["code"] for section in self.sections}
            numbered = (f"{wanted}_{n}" if group.name else f"S{n:02d}" for n in range(2, len(taken) + 3))
            code = next(code for code in (wanted, *numbered) if code not in taken)
            title = group.line.text()
            self.sections.append({"code": code, "title": title if title["tr"] or title["en"] else None, "questions": questions})
            if not group.name:
                self.loose.add(code)
            if any(group.line.text("hint").values()):
                message = _("The hint of the group %(name)s is not carried over.") % {"name": group.name}
                self.findings.remark(f"sections.{code}", "not_carried", message)

    def _left_out(self, group: Group) -> bool:
        if group.repeats:
            names = [item.name for item in group.items()]
            self.findings.gone |= {*names, group.name}
            message = _("The repeat %(name)s was left out with all it asks: %(names)s.") % {"name": group.name, "names": ", ".join(names)}
            self.findings.remark(f"questions.{group.name}", "not_carried", message)
        return group.repeats

    def _whole(self, group: Group, here: list[Question], why: Reason) -> bool:
        """A group that is one question."""
        facets: list[tuple[str, Group]] = []
        question = None
        code = self._code(group)
        if self.hints.name(group.name, "kind") == "dual_matrix":
            question, facets = self.groups.dual(group, code) or (None, [])
        elif group.is_table:
            question = self.groups.table(group, code, [self._code(row) for row in group.items()])
        if question is None:
            return False
        here.append(question)
        self._claim(code, group)
        for row in group.items():
            self._claim(self._code(row), row)
        self._condition(code, "", self._also(why, group, f"questions.{code}.show_if"))
        for facet, table in facets:
            self._condition(code, facet, self._also(ALWAYS, table, f"questions.{code}.columns.{facet}.show_if"))
        return True

    def _item(self, item: Item, here: list[Question], why: Reason, *, after: bool) -> None:
        code = self._code(item)
        question = self.items.read(item, code)
        if question is None:
            self.findings.gone.add(item.name)
            return
        self._claim(code, item)
        self.lines[code] = item
        self.findings.variables[item.name] = code
        self._condition(code, "", self._also(why, item, f"questions.{code}.show_if"))
        if question["kind"] != "consent" or after:
            here.append(question)
            return
        message = _("%(name)s is asked apart, after the answers were sent, as every consent is.") % {"name": item.name}
        self.findings.remark(f"questions.{code}", "moved", message)
        self.after.append(question)

    def _other_text(self, item: Item, before: Item | None, here: list[Question]) -> bool:
        """The text beside "other" in our own exports: part of the question above it, as long as that is what it is shown by."""
        owner = self.hints.name(item.name, "other_of")
        if not (owner and before and here and here[-1]["code"] == owner and item.kind == "text"):
            return False
        try:
            choices = _options_named(xpath.parse(item.line.get("relevant")), before.name)
        except XPathError:
            return False
        if not choices:
            return False
        list_name = here[-1]["options"]
        self.items.lists.write_text(list_name, [self.items.lists.renamed.get((list_name, choice), choice) for choice in choices])
        self.findings.variables[item.name] = f"{owner}.other"
        if item.line.text() != PLEASE_WRITE or item.line.get("constraint") != longest(OTHER_LENGTH).expression:
            message = _("The text beside “other” of %(name)s has its own words and length here; those of the form are not carried over.")
            self.findings.remark(f"questions.{owner}", "not_carried", message % {"name": before.name})
        return True

    def _condition(self, code: str, facet: str, why: Reason) -> None:
        if why[0]:
            self.findings.conditions.append(Condition(code, facet, *why))

    def _also(self, why: Reason, thing: Item | Group, path: str) -> Reason:
        given = thing.line.get("relevant")
        if not given:
            return why
        try:
            term = xpath.parse(given)
        except XPathError as error:
            self.findings.refuse(path, "condition", refused_condition(given, error))
            return why
        return (*why[0], term), " and ".join(f"({text})" if why[1] else text for text in (why[1], given) if text)

    def _code(self, thing: Item | Group, where: str = "questions") -> str:
        """The code behind a name. A name that can be none is refused, with one that could, which the reading goes on with."""
        code = self.hints.code_of(thing.name) or f"note_{thing.line.number}"
        if CODE.fullmatch(code):
            return code
        if thing.line.number not in self._refused:
            self._refused.add(thing.line.number)
            message = _(
                "“%(name)s” (row %(row)d) cannot be a code: a letter from A to Z, then letters, digits, _ or a dot, at most 64 characters. "
                "Write %(proposal)s, also where conditions and labels name it."
            )
            said = {"name": code[:80], "row": thing.line.number, "proposal": proposal(code)}
            self.findings.refuse(f"{where}.{code}", "wrong_code", message % said)
        return proposal(code)

    def _claim(self, code: str, thing: Item | Group) -> None:
        self._rows[code].append(thing.line.number)


def refused_condition(text: str, why: Exception) -> str:
    message = _(
        "The condition “%(condition)s” cannot be carried over. %(why)s Without it everybody would be asked, so nothing is imported: "
        "write it with selected(), comparisons, and, or and not(), or take it out of the form and set it in the editor."
    )
    return message % {"condition": text[:200], "why": why}


def _options_named(term: Term, name: str) -> list[str]:
    """['a', 'b'] of selected(${name}, 'a') or ${name} = 'b'; empty where it says anything else."""
    match term:
        case Some(terms):
            parts = [_options_named(part, name) for part in terms]
            return [code for part in parts for code in part] if all(parts) else []
        case Call("selected", (Ref(ref), Text(code))) | Comparison("=", Ref(ref), Text(code)):
            return [code] if ref == name else []
    return []
