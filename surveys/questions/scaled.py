"""Likert items, matrices of them, and the 0-10 recommendation question."""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field, field_validator

from .base import Code, Frozen, Option, OptionSets, Parsed, Problem, Question, Raw, Text, Value, Variable, first

NPS_OPTIONS = tuple(Option(code=str(n), label=Text(tr=str(n), en=str(n)), value=float(n)) for n in range(11))


class Row(Frozen):
    code: Code
    label: Text
    reverse: bool = False  # min + max - x, in scales only


class Column(Frozen):
    """One facet of a dual matrix: asked of every row, on a scale and under a condition of its own."""

    facet: Code
    label: Text
    options: str
    required: bool = False
    show_if: str | None = None

    @field_validator("show_if")
    @classmethod
    def _no_condition(cls, given: str | None) -> str | None:
        return given or None


class _Scaled(Question):
    def _items(self, sets: OptionSets) -> Iterator[tuple[str, tuple[Option, ...], bool]]:
        """(variable, its options, required) of every item."""
        return iter(())

    def parse(self, raw: Raw, sets: OptionSets, *, asked: frozenset[str]) -> Parsed:
        answers: dict[str, Value] = {}
        problems: list[Problem] = []
        known: dict[int, frozenset[str]] = {}  # codes of each scale, worked out once a page
        for code, options, required in self._items(sets):
            if code not in asked:
                continue
            if id(options) not in known:
                known[id(options)] = frozenset([o.code for o in options])
            given = first(raw, code)
            answers[code] = given if given in known[id(options)] else None
            if given and answers[code] is None:
                problems.append(Problem(code, "unknown_option", {"given": given[:40]}))
            elif required and not given:
                problems.append(Problem(code, "required"))
        return Parsed(answers, tuple(problems))


class LikertQuestion(_Scaled):
    kind: Literal["likert"] = "likert"
    options: str
    reverse: bool = False  # min + max - x, in scales only

    def variables(self, sets: OptionSets) -> tuple[Variable, ...]:
        return (self._variable("choice", "ordinal", sets[self.options], reverse=self.reverse),)

    def _items(self, sets: OptionSets) -> Iterator[tuple[str, tuple[Option, ...], bool]]:
        yield self.code, sets[self.options], self.required


class MatrixQuestion(_Scaled):
    kind: Literal["matrix"] = "matrix"
    rows: tuple[Row, ...]
    options: str
    shuffle: bool = False  # rows in an order of their own for each respondent

    def variables(self, sets: OptionSets) -> tuple[Variable, ...]:
        return tuple(
            self._variable("choice", "ordinal", sets[self.options], code=row.code, label=row.label, row=row.code, reverse=row.reverse)
            for row in self.rows
        )

    def _items(self, sets: OptionSets) -> Iterator[tuple[str, tuple[Option, ...], bool]]:
        return ((row.code, sets[self.options], self.required) for row in self.rows)


class DualMatrixQuestion(_Scaled):
    """Rows x facets; variables are `<row>_<facet>`, facet by facet."""

    kind: Literal["dual_matrix"] = "dual_matrix"
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    shuffle: bool = False

    def variables(self, sets: OptionSets) -> tuple[Variable, ...]:
        return tuple(
            self._variable("choice", "ordinal", sets[column.options], **self._place(row, column))
            for column in self.columns
            for row in self.rows
        )

    def _items(self, sets: OptionSets) -> Iterator[tuple[str, tuple[Option, ...], bool]]:
        return (
            (f"{row.code}_{column.facet}", sets[column.options], column.required or self.required)
            for column in self.columns
            for row in self.rows
        )

    def _place(self, row: Row, column: Column) -> dict[str, Any]:
        conditions = tuple(c for c in (self.show_if, column.show_if) if c)
        place = {"row": row.code, "facet": column.facet, "show_if": conditions}
        return {"code": f"{row.code}_{column.facet}", "label": row.label, "reverse": row.reverse, **place}


class DynamicMatrixQuestion(_Scaled):
    """Rows that differ by program (its educational objectives): twelve slots P01-P12, tabulated at program level only.

    `asked` holds the slots the respondent's program has; their wordings come with the wave.
    """

    kind: Literal["dynamic_matrix"] = "dynamic_matrix"
    rows_from: Literal["programme_objectives"] = "programme_objectives"
    options: str
    slots: int = Field(12, ge=1, le=12)

    @property
    def slot_codes(self) -> tuple[str, ...]:
        return tuple(f"P{number:02d}" for number in range(1, self.slots + 1))

    def variables(self, sets: OptionSets) -> tuple[Variable, ...]:
        return tuple(
            self._variable(
                "choice", "ordinal", sets[self.options], code=slot, row=slot,
                label=Text(tr=f"{self.label.tr} ({slot})", en=f"{self.label.en} ({slot})"),
            )
            for slot in self.slot_codes
        )  # fmt: skip

    def _items(self, sets: OptionSets) -> Iterator[tuple[str, tuple[Option, ...], bool]]:
        return ((slot, sets[self.options], self.required) for slot in self.slot_codes)


class NpsQuestion(_Scaled):
    """0 to 10 (Reichheld 2003): promoters 9-10, detractors 0-6."""

    kind: Literal["nps"] = "nps"
    low: Text
    high: Text

    def variables(self, sets: OptionSets) -> tuple[Variable, ...]:
        return (self._variable("choice", "nps", NPS_OPTIONS),)

    def _items(self, sets: OptionSets) -> Iterator[tuple[str, tuple[Option, ...], bool]]:
        yield self.code, NPS_OPTIONS, self.required
