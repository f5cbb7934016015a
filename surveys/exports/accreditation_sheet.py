"""The evidence for accreditation as a workbook: the same figures as on paper, as numbers where they are numbers."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from departments.models import Program
from surveys.reports.outcomes import Item, Thresholds
from surveys.reports.periods import Period, Periods
from surveys.reports.responses import response_lines

from . import printing
from .accreditation import Pack, pack, verdict

_WIDE, _NARROW = 52, 14
_TONES = {"met": "#1b6640", "not_met": "#a1242b"}


def write(path: Path, *, program: Program, periods: Periods, period: Period, thresholds: Thresholds, language: str) -> None:
    """One sheet a set of outcomes, then objectives, response and method. NothingReleased."""
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415  (only who makes a workbook loads it)

    with override(language):
        made = pack(program=program, periods=periods, period=period, thresholds=thresholds, language=language)
        with xlsxwriter.Workbook(str(path), {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
            book.set_properties({"title": f"{program.name} · {made.found.lead.wave}", "author": printing.university(language)})
            sheets = _Sheets(book, made)
            for evidence in made.found.sets:
                rows = [(o.code, o.label, item) for o in evidence.outcomes for item in o.items or (None,)]
                verdicts = [verdict(o.standing) for o in evidence.outcomes for _item in o.items or (None,)]
                sheets.items(evidence.code, rows, verdicts)
            if made.found.objectives:
                sheets.items(_("Objectives"), [(item.code, item.label, item) for item in made.found.objectives], None)
            sheets.responses(period)
            sheets.method(period)


class _Sheets:
    def __init__(self, book: Any, made: Pack) -> None:
        self._book, self._made = book, made
        self._head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "font_color": "#074c58"})
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._two = book.add_format({"num_format": "0.00", "valign": "top"})
        self._whole = book.add_format({"num_format": "0", "valign": "top"})
        self._tones = {name: book.add_format({"bold": True, "valign": "top", "font_color": tone}) for name, tone in _TONES.items()}

    def items(self, name: str, rows: Sequence[tuple[str, str, Item | None]], verdicts: Sequence[str] | None) -> None:
        """A row an item, with the outcome it serves; outcomes without one stand alone. verdicts: of the outcomes."""
        headings = [
            _("Code"), _("Outcome or objective"), _("Item"), _("Wording"), _("Graduates' mean"), _("SD"), _("n"), _("Reach the level (%)"),
            _("Years together"), _("Employers' mean"), _("Employers' n"), _("Previous wave"), _("Item: threshold"),
        ]  # fmt: skip
        if verdicts is not None:
            headings.append(_("Outcome: threshold"))
        sheet = self._sheet(name, headings, widths=[12, _WIDE, 10, _WIDE, *[_NARROW] * (len(headings) - 4)])
        for number, (code, label, item) in enumerate(rows, start=1):
            sheet.write_string(number, 0, code, self._text)
            sheet.write_string(number, 1, label, self._text)
            if item is not None:
                self._item(sheet, number, item)
            if verdicts is not None:
                sheet.write_string(number, 13, verdicts[number - 1], self._text)

    def _item(self, sheet: Any, row: int, item: Item) -> None:
        sheet.write_string(row, 2, item.code, self._text)
        sheet.write_string(row, 3, item.label, self._text)
        own, seen, before = item.graduates, item.employers, item.before
        figures = [
            (4, own.mean, own.hidden, self._two), (5, own.sd, "", self._two), (6, own.n, "", self._whole), (7, own.share, "", self._whole),
            (8, own.years if own.shown else None, "", self._whole), (9, seen.mean, seen.hidden, self._two), (10, seen.n, "", self._whole),
            (11, before.mean if before else None, before.hidden if before else "", self._two),
        ]  # fmt: skip
        for column, value, hidden, form in figures:
            if hidden:
                sheet.write_string(row, column, hidden, self._text)
            elif value is not None:
                sheet.write_number(row, column, value, form)
        sheet.write_string(row, 12, verdict(item.standing), self._tones.get(item.standing, self._text))

    def responses(self, period: Period) -> None:
        reading = self._made.reading
        headings = [_("Wave"), _("Invited"), _("Replied"), _("Response rate"), *reading.names]
        sheet = self._sheet("A.4.3", headings, widths=[24, *[22] * (len(headings) - 1)])
        for number, line in enumerate(response_lines(reading, period), start=1):
            for column, words in enumerate((line.wave, line.invited, line.replied, *line.rates)):
                sheet.write_string(number, column, words, self._text)

    def method(self, period: Period) -> None:
        sheet = self._sheet(_("Method"), [self._made.program.name], widths=[120])
        waves = [wave for wave in (*period.waves, self._made.found.previous) if wave]
        for number, sentence in enumerate((self._made.criterion, *self._made.method, *printing.releases(waves)), start=1):
            sheet.write_string(number, 0, sentence, self._text)

    def _sheet(self, name: str, headings: Sequence[str], *, widths: Sequence[int]) -> Any:
        sheet = self._book.add_worksheet(name.translate(str.maketrans("[]:*?/\\", "-------"))[:31])
        sheet.write_row(0, 0, headings, self._head)
        sheet.freeze_panes(1, 0)
        if len(headings) > 1:
            sheet.autofilter(0, 0, 0, len(headings) - 1)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet
