"""One row of an old survey as a response: routing applied, the record packed, texts apart."""

from collections.abc import Mapping

from departments.models import Program
from surveys.collection.responses import ResponseRow
from surveys.definition.codebook import ProgramNumbers
from surveys.definition.compiled import Compiled
from surveys.questions import DynamicMatrixQuestion, RegisterQuestion

from .response_columns import Layout, ReadRow
from .response_files import ResponseTable


class Programs:
    """Every program there ever was: key by code, and permanent numbers for the record."""

    def __init__(self) -> None:
        rows = list(Program.objects.values_list("code", "pk", "number"))
        self.ids = {code: pk for code, pk, _number in rows}
        self.numbers = ProgramNumbers({code: n for code, _pk, n in rows}, {n: code for code, _pk, n in rows})


class Packer:
    """From a row as read to a response. `left_out` counts, by variable, the answers that routing does not ask for."""

    def __init__(self, compiled: Compiled, layout: Layout, table: ResponseTable, programs: Programs, left_out: dict[str, int]) -> None:
        self._codebook = compiled.codebook
        self._programs = programs
        self._left_out = left_out
        self._routing = Compiled(compiled.document, known=layout.variables)
        self._texts = [code for code in self._codebook.texts if code in layout.variables]
        self._other = {code: _writable(compiled, code) for code in self._texts if code.endswith(".other")}
        self._slots = _slots_by_program(compiled, layout, table)
        self._report_key = next((q.code for q in compiled.document.questions if isinstance(q, RegisterQuestion) and q.report_key), "")

    def pack(self, row: ReadRow) -> ResponseRow:
        asked = self._routing.asked(row.answers, slots=self._slots.get(row.program or "", frozenset()))
        answers = {code: value for code, value in row.answers.items() if code in asked}
        for code in row.answers.keys() - asked:
            if row.answers[code] is not None:
                self._left_out[code] = self._left_out.get(code, 0) + 1
        program = row.program or answers.get(self._report_key)
        return ResponseRow(
            program_id=self._programs.ids[program] if isinstance(program, str) else None,
            record=self._codebook.pack(answers, programs=self._programs.numbers),
            cohort=row.cohort,
            organisation_number=row.organisation,
            weight=row.weight,
            texts=self._kept_texts(answers),
        )

    def _kept_texts(self, answers: Mapping[str, object]) -> dict[str, str]:
        """What was written beside "other" is kept only where that option was chosen."""
        kept: dict[str, str] = {}
        for code in self._texts:
            text = answers.get(code)
            if not isinstance(text, str):
                continue
            if code in self._other and not self._other[code] & _as_set(answers.get(code.removesuffix(".other"))):
                self._left_out[code] = self._left_out.get(code, 0) + 1
                continue
            kept[code] = text
        return kept


def _as_set(value: object) -> set[str]:
    return set(value) if isinstance(value, list) else {value} if isinstance(value, str) else set()


def _writable(compiled: Compiled, code: str) -> set[str]:
    return {o.code for o in compiled.document.variables[code.removesuffix(".other")].options if o.other_text}


def _slots_by_program(compiled: Compiled, layout: Layout, table: ResponseTable) -> dict[str, frozenset[str]]:
    """Objective slots each program has: those any of its rows answers. An empty cell of another slot was not asked."""
    slots = {slot for q in compiled.document.questions if isinstance(q, DynamicMatrixQuestion) for slot in q.slot_codes}
    columns = [(index, code) for index, code, _read in layout.readers if code in slots]
    answered: dict[str, set[str]] = {}
    for cells in table.rows if columns else ():
        if len(cells) == len(layout.header):
            answered.setdefault(layout.program_cell(cells), set()).update(
                code for i, code in columns if cells[i].strip() not in layout.missing
            )
    return {program: frozenset(found) for program, found in answered.items()}
