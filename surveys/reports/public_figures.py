"""Charts of published figures, each with its sentence and its table."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from surveys.charts import Competencies, CompetencyRow, Estimate, EstimateRow, Estimates, Figure, Trend, TrendPoint
from surveys.charts.figure import PERCENT, SCORE
from surveys.charts.numbers import count, percent, signed
from surveys.questions import Variable

from .cells import scale_of
from .periods import ACQUIRED, PERFORMED, REQUIRED, Period, ReleasedWave
from .public import DECIMALS, PublicReading


def compared(reading: PublicReading, released: ReleasedWave, variables: Sequence[Variable], *, title: str) -> Figure:
    """Headline figures of questions of one scale, a line each, beside the wider units."""
    rows = []
    for variable in variables:
        own = reading.headline(released, variable)
        rows.append(EstimateRow(reading.label(variable), own, reading.beside(released, variable, own)))
    score = any(variable.measure == "nps" for variable in variables)
    columns = (_("Question"), _("Score") if score else _("Two best answers"), _("Interval"), _("n (rounded)"))
    return _drawn(reading, title, _highest_and_lowest(reading, variables, rows), rows, columns, score=score)


def shares(reading: PublicReading, released: ReleasedWave, variable: Variable) -> Figure:
    """Answers of one question without an order, the most frequent first."""
    rows = []
    for option in variable.options:
        if option.missing != "na":
            beside = tuple(reading.share(released, variable.code, option.code, wider.place) for wider in reading.wider)
            own = reading.share(released, variable.code, option.code)
            rows.append(EstimateRow(option.label.in_language(reading.language), own, beside))
    rows.sort(key=lambda row: -(row.own.value or 0))
    first = rows[0].own if rows else Estimate()
    sentence = first.hidden or _("No figure of this chart may be shown.")
    if first.shown:
        facts = {"answer": rows[0].label, "share": percent(first.value, reading.language), "n": count(first.n, reading.language)}
        sentence = _("Most frequent answer: “%(answer)s” (%(share)s; n about %(n)s).") % facts
    columns = (_("Answer"), _("Share of answers"), _("Interval"), _("n (rounded)"))
    return _drawn(reading, reading.label(variable), sentence, rows, columns)


def competencies(reading: PublicReading, period: Period) -> Figure | None:
    """Acquired, required and seen by employers; None where nothing of it may be shown."""
    lead, employers = period.lead, period.employers
    acquired = lead.by_facet(ACQUIRED) if lead else {}
    if lead is None or not acquired:
        return None
    required, performed = lead.by_facet(REQUIRED), employers.by_facet(PERFORMED) if employers else {}
    rows = tuple(
        CompetencyRow(
            label=reading.label(variable),
            acquired=reading.mean(lead, variable.code),
            required=reading.mean(lead, required[code].code) if code in required else Estimate(),
            employers=reading.mean(employers, performed[code].code) if employers and code in performed else None,
            beside=tuple(reading.mean(lead, variable.code, wider.place) for wider in reading.wider),
        )
        for code, variable in acquired.items()
    )
    if all(row.gap is None for row in rows):
        return None
    chart = Competencies(
        _("Competencies: acquired, required, seen by employers"),
        _gaps(rows, reading.language),
        rows,
        acquired=_("Acquired in the program (graduates, n about %(n)s)") % {"n": _bases([r.acquired for r in rows], reading.language)},
        required=_("Required at work (graduates, n about %(n)s)") % {"n": _bases([r.required for r in rows], reading.language)},
        employers=_("Shown at work (employers, n about %(n)s)") % {"n": _bases([r.employers for r in rows], reading.language)},
        columns=(_("Competency"), _("Gap"), _("n (rounded)")),
        language=reading.language,
        comparisons=tuple(_("%(unit)s, acquired") % {"unit": wider.name} for wider in reading.wider),
        whose=tuple(wider.whose for wider in reading.wider),
        decimals=DECIMALS,
    )
    note = _("Means on a scale from 1 to 5. The gap is required minus acquired. Graduates and employers are different people.")
    return Figure(chart.title, chart.sentence, chart.svg(), chart.table(), note)


def trend(reading: PublicReading, released: ReleasedWave, variable: Variable) -> Figure | None:
    """The figure over the waves, broken where two cannot be compared; None where fewer than two may be shown."""
    waves = reading.history.get(released.code, ())
    points, breaks = [], []
    for number, wave in enumerate(waves):
        asked = variable.code in wave.document.variables
        own = reading.alone(wave, variable) if asked else Estimate()
        whole = reading.alone(wave, variable, reading.wider[-1].place) if asked and reading.wider else None
        judgement = wave.against(waves[number - 1], variable.code) if number else None
        points.append(TrendPoint(wave.wave.name, own, whole, joined=judgement is None or judgement.joined))
        if judgement and not judgement.joined:
            breaks.append(f"{wave.wave.name}: {judgement.why.rstrip('.')}")
    if sum(point.own.shown for point in points) < 2:
        return None
    sentence = "; ".join(f"{point.wave}: {reading.figure(variable, point.own)}" for point in points) + "."
    if breaks:
        sentence += " " + _("The line is broken where the question was asked differently (%(breaks)s).") % {"breaks": "; ".join(breaks)}
    title = _("Over the years: %(question)s") % {"question": reading.label(variable)}
    columns = (_("Wave"), _("Figure"), _("Interval"), _("n (rounded)"))
    whole_name = reading.wider[-1].name if reading.wider else ""
    chart = Trend(title, sentence, tuple(points), reading.name, whole_name, columns, reading.language, scale_of(variable))
    return Figure(title, sentence, chart.svg(), chart.table())


def _drawn(
    reading: PublicReading,
    title: str,
    sentence: str,
    rows: Sequence[EstimateRow],
    columns: tuple[str, str, str, str],
    *,
    score: bool = False,
) -> Figure:
    names, whose = tuple(wider.name for wider in reading.wider), tuple(wider.whose for wider in reading.wider)
    scale = SCORE if score else PERCENT
    chart = Estimates(title, sentence, tuple(rows), reading.name, names, columns, reading.language, scale=scale, whose=whose)
    return Figure(title, sentence, chart.svg(), chart.table())


def _highest_and_lowest(reading: PublicReading, variables: Sequence[Variable], rows: Sequence[EstimateRow]) -> str:
    shown = [(row.own.value or 0, row.label, reading.figure(v, row.own)) for v, row in zip(variables, rows, strict=True) if row.own.shown]
    if not shown:
        return _("No figure of this chart may be shown.")
    ordered = [{"label": label, "figure": figure} for _value, label, figure in sorted(shown, key=lambda entry: entry[0])]
    if len(ordered) == 1:
        return _("%(label)s: %(figure)s.") % ordered[0]
    return _("Highest: %(label)s (%(figure)s).") % ordered[-1] + " " + _("Lowest: %(label)s (%(figure)s).") % ordered[0]


def _gaps(rows: Sequence[CompetencyRow], language: str) -> str:
    known = [row for row in rows if row.gap is not None]
    wanting = [row for row in known if (row.gap or 0) > 0]
    if not known:
        return ""
    facts: dict[str, object] = {"wanting": len(wanting), "all": len(known)}
    sentence = _("Work asks for more than the program gave in %(wanting)s of %(all)s competencies.") % facts
    if wanting:
        widest = max(wanting, key=lambda row: row.gap or 0)
        facts = {"label": widest.label, "gap": signed(widest.gap, language, decimals=DECIMALS)}
        sentence += " " + _("The widest gap: %(label)s (%(gap)s).") % facts
    return sentence


def _bases(estimates: Sequence[Estimate | None], language: str) -> str:
    bases = sorted({e.n for e in estimates if e is not None and e.shown and e.n is not None})
    ends = [count(base, language) for base in (bases[0], bases[-1])] if bases else ["–", "–"]
    return ends[0] if ends[0] == ends[1] else "–".join(ends)
