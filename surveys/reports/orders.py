"""Charts of what was put in order: options of a ranking by place, answers of a period by year."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from surveys.charts import Estimate, EstimateRow, Estimates, Figure
from surveys.charts.figure import PERCENT, Table
from surveys.charts.numbers import NOTHING, count, mean, percent
from surveys.questions import Variable
from surveys.questions.period import in_words

from .periods import ReleasedWave
from .reading import Reading


def ranking(reading: Reading, released: ReleasedWave, variable: Variable) -> Figure:
    """Who ranked each option first, the most often first; in the table also who ranked it at all, and its mean place."""
    language, title = reading.language, reading.label(variable)
    hidden = reading.cells.hidden(released, reading.own, variable.code)
    lines = {line["code"]: line for line in reading.cells.body(released, reading.own, variable.code).get("options", ())}
    rows: dict[str, EstimateRow] = {}
    for option in variable.options:
        estimates = [reading.cells.first(released, place, variable.code, option.code) for place in reading.places]
        rows[option.code] = EstimateRow(option.label.in_language(language), estimates[0], tuple(estimates[1:]))
    ordered = sorted(rows, key=lambda code: -(rows[code].own.value or 0))

    def cells(code: str) -> tuple[str, ...]:
        row, line = rows[code], lines.get(code, {})
        beside = [other.hidden or PERCENT.written(other.value, language) for other in row.beside if other is not None]
        ranked = percent(line.get("percent"), language), mean(line.get("mean_place"), language)
        own = [hidden] * 4 if hidden else [percent(row.own.value, language), *ranked, count(row.own.n, language)]
        return (row.label, *own, *beside)

    sentence = hidden or _most_often_first(rows[ordered[0]], language)
    drawn = _drawn(reading, released, title, sentence, [rows[code] for code in ordered])
    columns = (_("Option"), _("Ranked first"), _("Ranked at all"), _("Mean place"), _("n"), *drawn.comparisons)
    note = "" if hidden else _("Place 1 is the best. Mean places are shown only where none of them would rest on a few people.")
    return Figure(title, sentence, drawn.svg(), Table(title, columns, tuple(cells(code) for code in ordered)), note)


def _most_often_first(row: EstimateRow, language: str) -> str:
    if not row.own.shown:
        return _("No figure of this chart may be shown.")
    facts = {"option": row.label, "share": percent(row.own.value, language), "n": count(row.own.n, language)}
    return _("Most often ranked first: “%(option)s” (%(share)s; n %(n)s).") % facts


def years(reading: Reading, released: ReleasedWave, variable: Variable) -> Figure:
    """Shares of the years somebody of the program gave, in their order, and the median."""
    language, title = reading.language, reading.label(variable)
    body = reading.cells.body(released, reading.own, variable.code)
    hidden = reading.cells.hidden(released, reading.own, variable.code)
    rows = []
    for year in [line["code"] for line in body.get("options", ()) if line["flag"] != "zero"]:
        estimates = [reading.cells.option(released, place, variable.code, year) for place in reading.places]
        rows.append(EstimateRow(year, estimates[0], tuple(estimates[1:])))
    sentence = hidden or NOTHING
    if body.get("median"):
        facts = {"median": in_words(str(body["median"]), language), "n": count(body["base"], language)}
        sentence = _("Median: %(median)s; at least half of the answers lie then or before (n %(n)s).") % facts
    drawn = _drawn(reading, released, title, sentence, rows or [EstimateRow(_("All years"), Estimate(hidden=hidden))])
    return Figure(title, sentence, drawn.svg(), drawn.table())


def _drawn(reading: Reading, released: ReleasedWave, title: str, sentence: str, rows: Sequence[EstimateRow]) -> Estimates:
    """Shares of the unit and of those it belongs to."""
    columns = (_("Answer"), _("Share of answers"), _("Interval"), _("n"))
    whom, whose = reading.subject.whom, reading.whose(released)
    return Estimates(title, sentence, tuple(rows), whom, reading.names, columns, reading.language, whose=whose)
