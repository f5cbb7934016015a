"""Groups that are one question: tables of choices, and our own tables of two facets."""

from typing import Any

from django.utils.translation import gettext as _

from .findings import Findings
from .items import ItemReader, Question
from .leftovers import Hints
from .tree import Group, Item


class GroupReader:
    def __init__(self, items: ItemReader, hints: Hints, findings: Findings) -> None:
        self.items = items
        self.hints = hints
        self.findings = findings

    def table(self, group: Group, code: str, codes: list[str]) -> Question | None:
        """A table-list as a matrix, `codes` being those of its rows; None where they have to stay questions of their own, which is
        remarked upon."""
        rows = [child for child in group.children if isinstance(child, Item)]
        why = self._no_table(group, rows)
        if why:
            self.findings.remark(f"questions.{code}", "not_carried", why % {"name": group.name})
            return None
        for row, row_code in zip(rows, codes, strict=True):
            self.findings.variables[row.name] = row_code
        shared = {**self.items.shared(Item(group.line, "group"), code), "required": self.items.required(rows[0], code)}
        options = self.hints.list_of(rows[0].argument)
        if self.hints.name(group.name, "kind") == "dynamic_matrix" and codes == [f"P{n:02d}" for n in range(1, len(codes) + 1)]:
            return {**shared, "kind": "dynamic_matrix", "options": options, "slots": len(codes)}
        labelled = [{"code": row_code, "label": row.line.text()} for row, row_code in zip(rows, codes, strict=True)]
        self._hints_of_rows(rows, code)
        return {**shared, "kind": "matrix", "options": options, "rows": labelled}

    def _no_table(self, group: Group, rows: list[Item]) -> str:
        if not rows or len(rows) != len(group.children) or any(row.kind != "select_one" or row.or_other for row in rows):
            return _("The table %(name)s holds more than single choices: its rows are questions of their own here.")
        if len({row.argument for row in rows}) > 1 or len({row.line.get("required").lower() for row in rows}) > 1:
            return _("The rows of the table %(name)s differ in their options or in being required: they are questions of their own here.")
        if any(row.line.get(column) for row in rows for column in ("relevant", "constraint", "choice_filter")):
            return _("Rows of the table %(name)s have conditions: they are questions of their own here.")
        ours = self.hints.name(group.name, "kind") or self.hints.name(group.name, "facet")
        if not ours and not self.items.lists.is_scale(self.hints.list_of(rows[0].argument)):
            return _("The options of the table %(name)s are no numbers, so they are no scale: its rows are questions of their own here.")
        return ""

    def _hints_of_rows(self, rows: list[Item], code: str) -> None:
        for row in rows:
            if any(row.line.text("hint").values()):
                message = _("The hint of row %(row)s is not carried over.")
                self.findings.remark(f"questions.{code}.rows.{row.name}", "not_carried", message % {"row": row.name})

    def dual(self, group: Group, code: str) -> tuple[Question, list[tuple[str, Group]]] | None:
        """Tables of the same rows, one for each facet, and those groups by facet; None where that is no longer so."""
        tables = [child for child in group.children if isinstance(child, Group) and child.is_table]
        facets = [self.hints.name(table.name, "facet") for table in tables]
        if not tables or len(tables) != len(group.children) or not all(isinstance(facet, str) for facet in facets):
            return None
        read = [self._facet(table, facet) for table, facet in zip(tables, facets, strict=True)]
        rows, labels = read[0][0] if read[0] else [], read[0][1] if read[0] else []
        if not rows or any(facet is None or facet[0] != rows for facet in read):
            return None
        for other in read[1:]:
            if other and other[1] != labels:
                message = _("The facets of %(name)s word their rows differently: the words of the first are taken.")
                self.findings.remark(f"questions.{code}", "not_carried", message % {"name": group.name})
                break
        columns = [facet[2] for facet in read if facet]
        hint = tables[0].line.text("hint")
        question: Question = {
            **self.items.shared(Item(group.line, "group"), code),
            "hint": hint if hint["tr"] or hint["en"] else None,
            "kind": "dual_matrix",
            "rows": [{"code": row, "label": label} for row, label in zip(rows, labels, strict=True)],
            "columns": columns,
        }
        return question, list(zip(facets, tables, strict=True))

    def _facet(self, table: Group, facet: str) -> tuple[list[str], list[dict[str, str]], dict[str, Any]] | None:
        """(codes of the rows, their labels, the column)."""
        rows = [child for child in table.children if isinstance(child, Item)]
        if self._no_table(table, rows):
            return None
        codes = {row.name: self.hints.code_of(row.name) for row in rows}
        if not all(code.endswith(f"_{facet}") for code in codes.values()):
            return None
        self.findings.variables |= codes
        column = {
            "facet": facet,
            "label": table.line.text(),
            "options": self.hints.list_of(rows[0].argument),
            "required": self.items.required(rows[0], facet),
        }
        return [code.removesuffix(f"_{facet}") for code in codes.values()], [row.line.text() for row in rows], column
