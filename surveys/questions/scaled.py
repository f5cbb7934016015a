"""Likert items, matrices of them, and the 0-10 recommendation question."""

from typing import Literal

from .base import Code, Frozen, Option, OptionSets, Parsed, Question, Raw, Text, Value, Variable
from .choice import parse_one


class Row(Frozen):
    code: Code
    label: Text


class Column(Frozen):
    """One facet of a dual matrix: asked of every row, on a scale and under a condition of its own."""

    facet: Code
    label: Text
    options: str
    required: bool = False
    show_if: str | None = None


class _Scaled(Question):
    def _items(self, sets: OptionSets) -> tuple[tuple[Variable, bool], ...]:
        """(variable, required) of every item."""
        return ()

    def variables(self, sets: OptionSets) -> tuple[Variable, ...]:
        return tuple(variable for variable, _ in self._items(sets))

    def parse(self, raw: Raw, sets: OptionSets, *, asked: frozenset[str]) -> Parsed:
        answers: dict[str, Value] = {}
        problems = []
        for variable, required in self._items(sets):
            if variable.code in asked:
                parsed = parse_one(variable.code, frozenset(o.code for o in variable.options), raw, required=required)
                answers.update(parsed.answers)
                problems.extend(parsed.problems)
        return Parsed(answers, tuple(problems))


class LikertQuestion(_Scaled):
    kind: Literal["likert"] = "likert"
    options: str
    reverse: bool = False

    def _items(self, sets: OptionSets) -> tuple[tuple[Variable, bool], ...]:
        variable = Variable(
            self.code,
            self.code,
            self.label,
            "choice",
            "ordinal",
            sets[self.options],
            construct=self.construct,
            reverse=self.reverse,
            headline=self.headline,
            show_if=self._conditions(),
        )
        return ((variable, self.required),)


class MatrixQuestion(_Scaled):
    kind: Literal["matrix"] = "matrix"
    rows: tuple[Row, ...]
    options: str

    def _items(self, sets: OptionSets) -> tuple[tuple[Variable, bool], ...]:
        return tuple(
            (
                Variable(
                    row.code,
                    self.code,
                    row.label,
                    "choice",
                    "ordinal",
                    sets[self.options],
                    construct=self.construct,
                    row=row.code,
                    headline=self.headline,
                    show_if=self._conditions(),
                ),
                self.required,
            )
            for row in self.rows
        )


class DualMatrixQuestion(_Scaled):
    """Rows x facets; variables are `<row>_<facet>`, facet by facet."""

    kind: Literal["dual_matrix"] = "dual_matrix"
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]

    def _items(self, sets: OptionSets) -> tuple[tuple[Variable, bool], ...]:
        return tuple(
            (
                Variable(
                    f"{row.code}_{column.facet}",
                    self.code,
                    row.label,
                    "choice",
                    "ordinal",
                    sets[column.options],
                    row=row.code,
                    facet=column.facet,
                    headline=self.headline,
                    show_if=self._conditions(column.show_if),
                ),
                column.required or self.required,
            )
            for column in self.columns
            for row in self.rows
        )


class DynamicMatrixQuestion(_Scaled):
    """Rows that differ by program (its educational objectives): twelve slots P01-P12, tabulated at program level only.

    `asked` holds the slots the respondent's program has; their wordings come with the wave.
    """

    kind: Literal["dynamic_matrix"] = "dynamic_matrix"
    rows_from: Literal["programme_objectives"] = "programme_objectives"
    options: str
    slots: int = 12

    def _items(self, sets: OptionSets) -> tuple[tuple[Variable, bool], ...]:
        return tuple(
            (
                Variable(
                    slot,
                    self.code,
                    Text(tr=f"{self.label.tr} ({slot})", en=f"{self.label.en} ({slot})"),
                    "choice",
                    "ordinal",
                    sets[self.options],
                    construct=self.construct,
                    row=slot,
                    show_if=self._conditions(),
                ),
                self.required,
            )
            for slot in (f"P{number:02d}" for number in range(1, self.slots + 1))
        )


class NpsQuestion(_Scaled):
    """0 to 10 (Reichheld 2003): promoters 9-10, detractors 0-6."""

    kind: Literal["nps"] = "nps"
    low: Text
    high: Text

    def _items(self, sets: OptionSets) -> tuple[tuple[Variable, bool], ...]:
        variable = Variable(
            self.code,
            self.code,
            self.label,
            "choice",
            "nps",
            NPS_OPTIONS,
            construct=self.construct,
            headline=self.headline,
            show_if=self._conditions(),
        )
        return ((variable, self.required),)


NPS_OPTIONS = tuple(Option(code=str(n), label=Text(tr=str(n), en=str(n)), value=float(n)) for n in range(11))
