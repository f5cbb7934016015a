"""The tree of a routing expression (definition.routing). It answers for one respondent, for columns, and as JSON for a browser.

A variable that was not asked or was skipped makes `==`, `in`, `has` and every order comparison false; `!=` and `not in`
are the negations of `==` and `in`.
"""

import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from surveys.questions import Answers
from surveys.questions.period import ordinal

Mask = NDArray[np.bool_]

ORDER: Mapping[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
}


class Columns(Protocol):
    """Answers of many respondents. Every mask has one element a respondent and is false where nothing was answered."""

    def is_option(self, code: str, option_code: str) -> Mask:
        """Chosen, among those chosen, or ranked."""

    def is_first(self, code: str, option_code: str) -> Mask:
        """Ranked before all others."""

    def compare(self, code: str, op: str, number: float) -> Mask:
        """Of a period: by questions.period.ordinal."""

    def answered(self, code: str) -> Mask: ...


class Node(ABC):
    """One condition. Immutable; two of the same expression are equal."""

    __slots__ = ()

    @abstractmethod
    def holds(self, answers: Answers) -> bool: ...

    @abstractmethod
    def mask(self, columns: Columns) -> Mask: ...

    @abstractmethod
    def codes(self) -> frozenset[str]:
        """The variables it asks about."""

    @abstractmethod
    def as_json(self) -> list[Any]:
        """Prefix form: ["in", code, [values]], ["has", code, value], ["first", code, [values]], ["<", code, number],
        ["<", code, "2024-05"], ["answered", code], ["not", x], ["and", x, y], ["or", x, y].
        """


@dataclass(frozen=True, slots=True)
class In(Node):
    """`==` is `in` a list of one."""

    code: str
    values: tuple[str, ...]

    def holds(self, answers: Answers) -> bool:
        return answers.get(self.code) in self.values

    def mask(self, columns: Columns) -> Mask:
        if not self.values:
            return np.zeros_like(columns.answered(self.code))
        return np.logical_or.reduce([columns.is_option(self.code, value) for value in self.values])

    def codes(self) -> frozenset[str]:
        return frozenset((self.code,))

    def as_json(self) -> list[Any]:
        return ["in", self.code, list(self.values)]


@dataclass(frozen=True, slots=True)
class Has(Node):
    """The option is among those chosen of a multiple choice, or among those ranked."""

    code: str
    value: str

    def holds(self, answers: Answers) -> bool:
        chosen = answers.get(self.code)
        return isinstance(chosen, list) and self.value in chosen

    def mask(self, columns: Columns) -> Mask:
        return columns.is_option(self.code, self.value)

    def codes(self) -> frozenset[str]:
        return frozenset((self.code,))

    def as_json(self) -> list[Any]:
        return ["has", self.code, self.value]


@dataclass(frozen=True, slots=True)
class First(Node):
    """What is ranked before all others is one of these."""

    code: str
    values: tuple[str, ...]

    def holds(self, answers: Answers) -> bool:
        ranked = answers.get(self.code)
        return isinstance(ranked, list) and bool(ranked) and ranked[0] in self.values

    def mask(self, columns: Columns) -> Mask:
        return np.logical_or.reduce([columns.is_first(self.code, value) for value in self.values])

    def codes(self) -> frozenset[str]:
        return frozenset((self.code,))

    def as_json(self) -> list[Any]:
        return ["first", self.code, list(self.values)]


@dataclass(frozen=True, slots=True)
class Compare(Node):
    code: str
    op: str  # a key of ORDER
    number: float

    def holds(self, answers: Answers) -> bool:
        value = answers.get(self.code)
        try:
            return bool(ORDER[self.op](float(value), self.number)) if isinstance(value, str) else False
        except ValueError:
            return False

    def mask(self, columns: Columns) -> Mask:
        return columns.compare(self.code, self.op, self.number)

    def codes(self) -> frozenset[str]:
        return frozenset((self.code,))

    def as_json(self) -> list[Any]:
        return [self.op, self.code, self.number]


@dataclass(frozen=True, slots=True)
class ComparePeriod(Node):
    """`period` is in the precision of the answers, so that both are compared as text."""

    code: str
    op: str  # a key of ORDER
    period: str

    def holds(self, answers: Answers) -> bool:
        value = answers.get(self.code)
        return isinstance(value, str) and bool(ORDER[self.op](value, self.period))

    def mask(self, columns: Columns) -> Mask:
        return columns.compare(self.code, self.op, ordinal(self.period))

    def codes(self) -> frozenset[str]:
        return frozenset((self.code,))

    def as_json(self) -> list[Any]:
        return [self.op, self.code, self.period]


@dataclass(frozen=True, slots=True)
class Answered(Node):
    code: str

    def holds(self, answers: Answers) -> bool:
        return answers.get(self.code) is not None

    def mask(self, columns: Columns) -> Mask:
        return columns.answered(self.code)

    def codes(self) -> frozenset[str]:
        return frozenset((self.code,))

    def as_json(self) -> list[Any]:
        return ["answered", self.code]


@dataclass(frozen=True, slots=True)
class Not(Node):
    inner: Node

    def holds(self, answers: Answers) -> bool:
        return not self.inner.holds(answers)

    def mask(self, columns: Columns) -> Mask:
        return ~self.inner.mask(columns)

    def codes(self) -> frozenset[str]:
        return self.inner.codes()

    def as_json(self) -> list[Any]:
        return ["not", self.inner.as_json()]


@dataclass(frozen=True, slots=True)
class And(Node):
    left: Node
    right: Node

    def holds(self, answers: Answers) -> bool:
        return self.left.holds(answers) and self.right.holds(answers)

    def mask(self, columns: Columns) -> Mask:
        return self.left.mask(columns) & self.right.mask(columns)

    def codes(self) -> frozenset[str]:
        return self.left.codes() | self.right.codes()

    def as_json(self) -> list[Any]:
        return ["and", self.left.as_json(), self.right.as_json()]


@dataclass(frozen=True, slots=True)
class Or(Node):
    left: Node
    right: Node

    def holds(self, answers: Answers) -> bool:
        return self.left.holds(answers) or self.right.holds(answers)

    def mask(self, columns: Columns) -> Mask:
        return self.left.mask(columns) | self.right.mask(columns)

    def codes(self) -> frozenset[str]:
        return self.left.codes() | self.right.codes()

    def as_json(self) -> list[Any]:
        return ["or", self.left.as_json(), self.right.as_json()]
