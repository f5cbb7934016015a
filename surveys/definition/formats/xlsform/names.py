"""What questions, groups, lists and options are called in a form: their codes, wherever programs that read forms can hold them.

Names are letters, digits and _ (a dot is allowed by some readers only), each once whatever its case.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from surveys.definition.document import Document
from surveys.questions import Question

RESERVED = {"meta", "instanceid", "instancename", "data"}  # names a form's reader gives itself
CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.]{0,63}")  # the pattern of questions.base
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_WITHOUT_MARKS = str.maketrans({"ı": "i", "İ": "I", "ß": "ss"})
_UNSAFE_IN_OPTIONS = set("'\"‘’“”$\\")


def proposal(name: str) -> str:
    """A code for a name that can be none: çalışma -> calisma, 1-b -> Q1_b."""
    plain = unicodedata.normalize("NFKD", name.translate(_WITHOUT_MARKS)).encode("ascii", "ignore").decode()
    code = re.sub(r"[^A-Za-z0-9_.]+", "_", plain).strip("_.") or "Q"
    return (code if code[0].isalpha() else f"Q{code}")[:64].rstrip("_.")


class Allotment:
    """Gives every name once."""

    def __init__(self, reserved: Iterable[str] = ()) -> None:
        self._taken = set(reserved)

    def take(self, wanted: str) -> str:
        cleaned = wanted if _NAME.fullmatch(wanted) else re.sub(r"[^A-Za-z0-9_]", "_", wanted)
        name = next(n for n in _numbered(cleaned if _NAME.fullmatch(cleaned) else f"n_{cleaned}") if n.lower() not in self._taken)
        self._taken.add(name.lower())
        return name


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}_{number}"
        number += 1


class FormNames:
    """variables, questions: by code. `groups` gives a name to a group that is no question. lists, options: by list and code."""

    def __init__(self, document: Document) -> None:
        self.groups = Allotment(RESERVED)
        self.variables: dict[str, str] = {}
        self.questions: dict[str, str] = {}
        for question in document.all_questions:
            self._name(question, document)
        lists = Allotment()
        self.lists = {name: lists.take(name) for name in document.option_sets}
        self.new_list = lists.take
        self.options = {
            (name, code): new
            for name, options in document.option_sets.items()
            for code, new in _option_names([option.code for option in options]).items()
        }

    def _name(self, question: Question, document: Document) -> None:
        variables = [v.code for v in question.variables(document.option_sets)]
        for code in variables:
            self.variables[code] = self.groups.take(code)
        self.questions[question.code] = self.variables.get(question.code) or self.groups.take(question.code)

    def option(self, list_name: str, code: str) -> str:
        return self.options.get((list_name, code), code)


def _option_names(codes: list[str]) -> dict[str, str]:
    """Only the codes that are called otherwise."""
    taken = {code for code in codes if _can_be_option(code)}
    renamed = {}
    for code in codes:
        if code not in taken:
            name = next(n for n in _numbered("option") if n not in taken)
            taken.add(name)
            renamed[code] = name
    return renamed


def _can_be_option(code: str) -> bool:
    return code.isprintable() and not _UNSAFE_IN_OPTIONS & set(code)
