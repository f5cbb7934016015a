"""The one page for a meeting: everything a representative needs of one program, on exactly one A4."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from departments.models import Program
from surveys.charts import CompetencyRow
from surveys.charts.numbers import NOTHING, count, percent
from surveys.reports import plots
from surveys.reports.dashboard import Dashboard, Headline, dashboard_of, read_program
from surveys.reports.periods import Period, Periods, ReleasedWave
from surveys.reports.reading import Reading
from surveys.reports.statements import Statement
from surveys.results.tables import RESPONSE_RATE

from . import printing
from .competency_table import competency_table

TEMPLATE = "surveys/exports/report_page.html"


class NothingReleased(Exception):
    """The period holds no released graduate wave: there is nothing to print."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a page is set. rows: competencies at most; longest: letters of a label or a line, where they must be cut."""

    setting: str
    rows: int | None = None
    longest: int | None = None

    def cut(self, text: str) -> str:
        return text if self.longest is None else Truncator(text).chars(self.longest)


# The first that fits on one page is printed: smaller type first, then fewer competencies, and only then shorter words.
FITS = (Fit("plain"), Fit("tight"), Fit("tight", 12), Fit("small", 10), Fit("small", 8, 150), Fit("small", 5, 90), Fit("small", 3, 60))


def pdf(*, program: Program, periods: Periods, period: Period, language: str) -> bytes:
    """NothingReleased; ValueError where not even the last setting gives one page, which no text of ours does."""
    with override(language):
        reading, dashboard = _read(program, periods, period, language)
        for fit in FITS:
            document = printing.laid_out(_html(program, reading, dashboard, fit))
            if len(document.pages) == 1:
                return printing.written(document)
    raise ValueError(program)


def html(*, program: Program, periods: Periods, period: Period, language: str, fit: Fit = FITS[0]) -> str:
    with override(language):
        return _html(program, *_read(program, periods, period, language), fit)


def _read(program: Program, periods: Periods, period: Period, language: str) -> tuple[Reading, Dashboard]:
    if period.lead is None:
        raise NothingReleased
    reading = read_program(program=program, periods=periods, period=period, language=language)
    return reading, dashboard_of(reading, period, period.lead)


def _html(program: Program, reading: Reading, dashboard: Dashboard, fit: Fit) -> str:
    period, lead = dashboard.period, dashboard.period.lead
    assert lead is not None  # noqa: S101  (_read refuses such a period)
    rows = plots.competency_rows(reading, period)
    context = {
        "program": program,
        "period": period,
        "lead": lead,
        "fit": fit,
        "reply": _reply(reading, lead),
        "statements": [_cut(statement, fit) for statement in dashboard.statements],
        "headlines": [_headline(headline, fit) for headline in dashboard.headlines],
        "competencies": _competencies(reading, period, rows, fit),
        "method": method_note(period, reading.confidence(lead), dashboard.threshold),
        "releases": printing.releases([wave for wave in (lead, period.employers) if wave]),
        "notes": notes(period, reading.language),
    }
    return printing.page(TEMPLATE, context=context, language=reading.language)


def _reply(reading: Reading, released: ReleasedWave) -> dict[str, str]:
    """n and response rate, or why there are none."""
    body, language = reading.cells.body(released, reading.own, RESPONSE_RATE), reading.language
    hidden = reading.cells.hidden(released, reading.own, RESPONSE_RATE)
    if not body:
        return {"rate": "", "replied": "", "invited": "", "hidden": hidden or NOTHING}
    figures = {"replied": count(body["replied"], language), "invited": count(body["base"], language)}
    return {"rate": percent(body["percent"], language), **figures, "hidden": ""}


def _cut(statement: Statement, fit: Fit) -> Statement:
    if fit.longest is None:
        return statement
    lines = tuple(replace(line, text=Truncator(line.text).chars(2 * fit.longest)) for line in statement.lines)
    return replace(statement, lines=lines)


def _headline(headline: Headline, fit: Fit) -> dict[str, Any]:
    beside = [replace(other, name=fit.cut(other.name)) for other in headline.beside]
    drawing = printing.printed(headline.chart, width=printing.THIRD)
    return {"headline": headline, "label": fit.cut(headline.label), "beside": beside, "drawing": drawing}


def _competencies(reading: Reading, period: Period, rows: Sequence[CompetencyRow], fit: Fit) -> dict[str, Any] | None:
    if not rows:
        return None
    figures = [estimate for row in rows for estimate in (row.acquired, row.required, row.employers) if estimate is not None]
    if not any(figure.shown for figure in figures):
        return {"hidden": rows[0].acquired.hidden or NOTHING}
    cut = [replace(row, label=fit.cut(row.label)) for row in rows]
    return {
        "hidden": "",
        "sentence": plots.competencies(reading, period, tuple(rows)).sentence,
        "table": competency_table(cut, language=reading.language, most=fit.rows),
        "employers": str(period.employers.wave) if period.employers else "",
    }


def method_note(period: Period, confidence: str, threshold: int) -> list[str]:
    """How the figures came about and what was kept back, a sentence each."""
    sentences = [
        _("Percentages are whole, with their %(confidence)s confidence interval (Wilson); means have two decimals.")
        % {"confidence": confidence},
        _("“Clearly” means that chance alone does not explain a difference."),
        _("Figures that rest on fewer than %(threshold)s replies are withheld, and so are those that would give such a figure away.")
        % {"threshold": threshold},
    ]
    if period.employers is not None:
        fewest = period.employers.release.method.get("minimum_organisations", 3)
        sentences.append(
            _("Employers' figures need at least %(number)s organisations, none of them with more than half of the answers.")
            % {"number": fewest}
        )
    return sentences


def notes(period: Period, language: str) -> list[str]:
    """What whoever released the figures wrote beside them."""
    written = [(released.release.note_en if language == "en" else "") or released.release.note for released in period.waves]
    return [note for note in written if note]
