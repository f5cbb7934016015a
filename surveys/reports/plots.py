"""Charts of one program out of its cells, each with the sentence that says the same."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from surveys.charts import (
    Competencies,
    CompetencyRow,
    Distribution,
    DistributionRow,
    Estimate,
    EstimateRow,
    Estimates,
    Figure,
)
from surveys.charts.figure import PERCENT, SCORE
from surveys.charts.numbers import count, percent, signed
from surveys.questions import Variable

from .periods import ACQUIRED, PAIRED_GAP, PERFORMED, REQUIRED, Period, ReleasedWave
from .reading import Reading


def estimates(reading: Reading, released: ReleasedWave, variables: Sequence[Variable], *, title: str) -> Figure:
    """Headline figures of several questions, one line each, beside faculty, university and previous wave."""
    rows = tuple(_row(reading, released, variable) for variable in variables)
    score = any(variable.measure == "nps" for variable in variables)
    columns = (_("Question"), _("Score") if score else _("Two best answers"), _("Interval"), _("n"))
    chart = _estimates(
        reading, released, rows, title=title, sentence=highest_and_lowest(reading, variables, rows), columns=columns, score=score
    )
    return Figure(chart.title, chart.sentence, chart.svg(), chart.table())


def _row(reading: Reading, released: ReleasedWave, variable: Variable) -> EstimateRow:
    own = reading.cells.headline(released, reading.own, variable)
    return EstimateRow(reading.marked(released, reading.label(variable), own), own, reading.beside(released, variable))


def headline(reading: Reading, released: ReleasedWave, variable: Variable) -> Figure:
    """One question on one line, without a label of its own: it stands under its heading."""
    own = reading.cells.headline(released, reading.own, variable)
    beside = reading.beside(released, variable)
    parts = [f"{name}: {reading.figure(variable, other)}" for name, other in zip(reading.comparisons(released), beside, strict=True)]
    facts = {"unit": reading.subject.whom, "figure": reading.figure(variable, own)}
    sentence = _("%(unit)s: %(figure)s.") % facts
    if own.shown:
        sentence = _("%(unit)s: %(figure)s (%(certainty)s).") % {**facts, "certainty": reading.certainty(released, variable, own)}
    sentence = " ".join([sentence, *([f"{'; '.join(parts)}."] if parts else [])])
    score = variable.measure == "nps"
    columns = (_("Unit"), _("Score") if score else _("Two best answers"), _("Interval"), _("n"))
    title = reading.label(variable)
    chart = _estimates(
        reading, released, (EstimateRow("", own, beside),), title=title, sentence=sentence, columns=columns, score=score, keyed=False
    )
    table = chart.table()
    named = tuple((reading.subject.name, *row[1:]) for row in table.rows)
    return Figure(chart.title, sentence, chart.svg(), type(table)(table.caption, table.columns, named))


def _estimates(
    reading: Reading,
    released: ReleasedWave,
    rows: tuple[EstimateRow, ...],
    *,
    title: str,
    sentence: str,
    columns: tuple[str, str, str, str],
    score: bool,
    keyed: bool = True,
) -> Estimates:
    own, names, whose = reading.own_words(released), reading.comparisons(released), reading.whose(released)
    scale = SCORE if score else PERCENT
    return Estimates(title, sentence, rows, own, names, columns, reading.language, scale=scale, keyed=keyed, whose=whose)


def shares(reading: Reading, released: ReleasedWave, variable: Variable) -> Figure:
    """Answers of one question without an order: a line each, the most frequent first."""
    rows = []
    for option in variable.options:
        if option.missing != "na":
            own = reading.cells.option(released, reading.own, variable.code, option.code)
            cells = reading.cells.beside(own)
            beside = tuple(cells.option(released, place, variable.code, option.code) for place in reading.places[1:])
            rows.append(EstimateRow(option.label.in_language(reading.language), own, beside))
    rows.sort(key=lambda row: -(row.own.value or 0))
    hidden = rows[0].own.hidden if rows else ""
    sentence = hidden
    if not hidden and rows:
        facts = {
            "answer": rows[0].label,
            "share": percent(rows[0].own.value, reading.language),
            "n": count(rows[0].own.n, reading.language),
        }
        sentence = _("Most frequent answer: “%(answer)s” (%(share)s; n %(n)s).") % facts
    columns = (_("Answer"), _("Share of answers"), _("Interval"), _("n"))
    whom = reading.marked(released, reading.subject.whom, rows[0].own) if rows else reading.subject.whom
    whose = reading.whose(released)
    drawn = Estimates(reading.label(variable), sentence, tuple(rows), whom, reading.names, columns, reading.language, whose=whose)
    return Figure(drawn.title, sentence, drawn.svg(), drawn.table())


def distribution(reading: Reading, released: ReleasedWave, variables: Sequence[Variable], *, title: str) -> Figure:
    """How answers spread over the scale all these questions share."""
    scale = sorted((o for o in variables[0].options if o.value is not None and o.missing is None), key=lambda o: o.value or 0)
    rows = []
    for variable in variables:
        body = reading.cells.body(released, reading.own, variable.code)
        given = {line["code"]: line["percent"] or 0.0 for line in body.get("options", ())}
        shown = tuple(given.get(option.code, 0.0) for option in scale) if body else ()
        best = reading.cells.headline(released, reading.own, variable)
        rows.append(
            DistributionRow(
                reading.marked(released, reading.label(variable), best),
                shown,
                best.value,
                body.get("mean"),
                body.get("base"),
                reading.cells.hidden(released, reading.own, variable.code),
            )
        )
    kept = [row for row in rows if not row.hidden]
    sentence = (
        _("%(shown)s of %(all)s questions can be shown.") % {"shown": len(kept), "all": len(rows)}
        if len(kept) < len(rows)
        else _("How the answers spread, from worst to best.")
    )
    answers = tuple(option.label.in_language(reading.language) for option in scale)
    chart = Distribution(title, sentence, answers, tuple(rows), (_("Question"), _("Two best answers"), _("Mean"), _("n")), reading.language)
    return Figure(title, sentence, chart.svg(), chart.table())


def competency_rows(reading: Reading, period: Period) -> tuple[CompetencyRow, ...]:
    lead, employers = period.lead, period.employers
    if lead is None:
        return ()
    acquired, required = lead.by_facet(ACQUIRED), lead.by_facet(REQUIRED)
    performed = employers.by_facet(PERFORMED) if employers else {}
    return tuple(
        CompetencyRow(
            label=reading.label(variable),
            acquired=reading.cells.mean(lead, reading.own, variable.code),
            required=reading.cells.mean(lead, reading.own, required[code].code) if code in required else Estimate(),
            employers=reading.cells.pooled.mean(employers, reading.own, performed[code].code) if employers and code in performed else None,
            beside=tuple(reading.cells.mean(lead, place, variable.code) for place in reading.places[1:]),
            paired=reading.cells.indicator(lead, reading.own, f"{PAIRED_GAP}:{code}"),
        )
        for code, variable in acquired.items()
    )


def competencies(reading: Reading, period: Period, rows: tuple[CompetencyRow, ...]) -> Figure:
    language = reading.language
    words = {
        "acquired": _("Acquired in the program (graduates, n %(n)s)") % {"n": _bases([row.acquired for row in rows], language)},
        "required": _("Required at work (graduates, n %(n)s)") % {"n": _bases([row.required for row in rows], language)},
        "employers": _("Shown at work (employers, n %(n)s)") % {"n": _employers_base(reading, period, rows)},
    }
    known = [row for row in rows if row.gap is not None]
    wanting = [row for row in known if (row.gap or 0) > 0]
    facts: dict[str, object] = {"wanting": len(wanting), "all": len(known)}
    sentence = _("Work asks for more than the program gave in %(wanting)s of %(all)s competencies.") % facts if known else ""
    if wanting:
        widest = max(wanting, key=lambda row: row.gap or 0)
        facts = {"label": widest.label, "gap": signed(widest.gap, language, decimals=2)}
        sentence += " " + _("The widest gap: %(label)s (%(gap)s).") % facts
    columns = (_("Competency"), _("Gap"), _("n"))
    beside = tuple(_("%(unit)s, acquired") % {"unit": unit} for unit in reading.names)
    chart = Competencies(
        _("Competencies: acquired, required, seen by employers"),
        sentence,
        rows,
        columns=columns,
        language=language,
        comparisons=beside,
        whose=tuple(wider.whose for wider in reading.subject.wider),
        acquired=words["acquired"],
        required=words["required"],
        employers=words["employers"],
    )
    note = _(
        "The gap is required minus acquired among graduates who rated both, so it may differ a little from the distance of the two means. "
        "Graduates and employers are different people."
    )
    return Figure(chart.title, sentence, chart.svg(), chart.table(), note)


def _employers_base(reading: Reading, period: Period, rows: Sequence[CompetencyRow]) -> str:
    """n, and the years where several are counted together: employers of one year are few."""
    estimates = [row.employers for row in rows if row.employers is not None and row.employers.shown]
    base = _bases(estimates, reading.language)
    widest = max(estimates, key=lambda estimate: estimate.years, default=None)
    if period.employers is None or widest is None or widest.years < 2:
        return base
    last = period.employers.order[0]
    return f"{base}; {last - widest.years + 1}–{last}"  # short: a legend does not break its lines


def _bases(estimates: Sequence[Estimate | None], language: str) -> str:
    """The bases as a range: they differ a little between the items."""
    bases = sorted(e.n for e in estimates if e is not None and e.shown and e.n is not None)
    if not bases:
        return "–"
    ends = [count(base, language) for base in (bases[0], bases[-1])]
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def highest_and_lowest(reading: Reading, variables: Sequence[Variable], rows: Sequence[EstimateRow]) -> str:
    shown = [
        (row.own.value, variable, row) for variable, row in zip(variables, rows, strict=True) if row.own.shown and row.own.value is not None
    ]
    if not shown:
        return _("No figure of this chart may be shown.")
    shown.sort(key=lambda entry: entry[0])
    ends = (shown[-1], shown[0])
    facts = [{"label": row.label.rstrip("."), "figure": reading.figure(variable, row.own)} for _value, variable, row in ends]
    if len(shown) == 1:
        return _("%(label)s: %(figure)s.") % facts[0]
    highest = _("Highest: %(label)s (%(figure)s).") % facts[0]
    return f"{highest} " + _("Lowest: %(label)s (%(figure)s).") % facts[1]
