"""Codes for what LimeSurvey names otherwise, and what has become of each LimeSurvey variable, by every name it goes under."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, count
from typing import Literal

from .model import LssQuestion, SubQuestion

LONGEST_CODE = 64
_ASCII = str.maketrans({"ı": "i", "İ": "I", "ß": "ss"})


class Codes:
    """Codes of questions and variables, each given once. Depends on the file alone: the same file gives the same codes."""

    def __init__(self, titles: Iterable[str], *, taken: Iterable[str] = ()) -> None:
        self._taken: set[str] = set(taken)
        given = list(titles)
        self._titles = {cleaned(title) for title in given}
        self._unchanged = self._titles & set(given)
        self._numbers = _Numbers()

    def question(self, title: str, columns: Iterable[str] = ()) -> str:
        """The title itself where it can be a code and is free. `columns`: names of options, for the columns files have of each."""
        endings = ["", ".other", *(f"_{column}" for column in columns)]
        if title in self._unchanged and self._free(title, endings):
            return title
        return next(code for code in self._numbers[cleaned(title)] if code not in self._unchanged and self._free(code, endings))

    def part(self, parent: str, name: str, columns: Iterable[str] = ()) -> str:
        """`parent_name`, for a row, an item, a comment; never the title of another question."""
        endings = ["", *(f"_{column}" for column in columns)]
        return next(c for c in self._numbers[cleaned(f"{parent}_{name}")] if c not in self._titles and self._free(c, endings))

    def _free(self, code: str, endings: list[str]) -> bool:
        """Takes the code, with all its endings, where none of them is taken."""
        codes = [code + ending for ending in endings]
        if not self._taken.isdisjoint(codes):
            return False
        self._taken.update(codes)
        return True


class _Numbers(dict[str, Iterator[str]]):
    """code -> code, code_2, code_3 ... within the length a code may have. Each is handed out once, so many alike cost no time."""

    def __missing__(self, code: str) -> Iterator[str]:
        self[code] = chain([code], (f"{code[: LONGEST_CODE - 1 - len(str(number))]}_{number}" for number in count(2)))
        return self[code]


def cleaned(title: str) -> str:
    """Letters of other alphabets without their marks, everything else that no code may hold as _, a letter in front."""
    plain = unicodedata.normalize("NFKD", title.strip().translate(_ASCII)).encode("ascii", "ignore").decode()
    code = re.sub(r"[^A-Za-z0-9_.]+", "_", plain)
    return (code if code[:1].isalpha() else f"Q{code}")[:LONGEST_CODE]


def option_codes(codes: Iterable[str]) -> list[str]:
    """Text without blanks and quotation marks, at most 64 characters, each once."""
    given: dict[str, None] = {}
    numbers = _Numbers()
    for code in codes:
        printable = re.sub(r"[\s\"']", "_", "".join(c if c.isprintable() else "_" for c in code.strip()))[:LONGEST_CODE] or "_"
        given[next(option for option in numbers[printable] if option not in given)] = None
    return list(given)


Became = Literal["choice", "option", "number", "answer", "lost"]


@dataclass(frozen=True, slots=True)
class Target:
    """What a LimeSurvey variable has become.

    became   choice: a variable with options. option: one option of a multiple choice, `chosen` being what LimeSurvey stores
             where it was ticked. number. answer: text, period or ranking, of which only can be asked whether it was answered.
             lost: not carried over.
    codes    LimeSurvey's code of an answer -> code of the option
    """

    became: Became
    code: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    option: str = ""
    chosen: str = "Y"


LOST = Target("lost")


class Names:
    """Targets by LimeSurvey's names: Q1_SQ001 of its expressions, 123X4X5SQ001 and Q5_S6 of its tables."""

    def __init__(self, survey_id: str, questions: Iterable[LssQuestion]) -> None:
        self._survey = survey_id
        self._whole = {name for question in questions for name in self._names(question)}
        self._targets: dict[str, Target] = {}

    def get(self, name: str) -> Target | None:
        """None where no question before this one bears the name."""
        return self._targets.get(name)

    def add(self, question: LssQuestion, target: Target) -> None:
        for name in self._names(question):
            self._targets[name] = target

    def add_part(
        self, question: LssQuestion, name: str, target: Target, *, sgqa: str | None = None, sub: SubQuestion | None = None
    ) -> None:
        """A part's name may look like another question's (place 1 of question 5 is 123X4X51); the whole question's goes first."""
        title, table_name, field_name = self._names(question)
        parts = [f"{title}_{name}", f"{table_name}{name if sgqa is None else sgqa}", *([f"{field_name}_S{sub.id}"] if sub else [])]
        for part in parts:
            if part not in self._whole:
                self._targets.setdefault(part, target)

    def _names(self, question: LssQuestion) -> tuple[str, str, str]:
        return question.code, f"{self._survey}X{question.group}X{question.id}", f"Q{question.id}"
