"""Evidence of one program for accreditation: outcomes and objectives against thresholds, and the page for YÖKAK A.4.3."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from departments.models import Program
from surveys.charts.numbers import NOTHING, count, mean, percent
from surveys.reports.dashboard import Dashboard, dashboard_of, read_program
from surveys.reports.outcomes import Accreditation, Item, Measured, OutcomeEvidence, SetEvidence, Standing, Thresholds, accreditation
from surveys.reports.periods import Period, Periods
from surveys.reports.reading import Reading
from surveys.reports.responses import response_lines

from . import printing
from .report_page import NothingReleased, method_note, notes

TEMPLATE = "surveys/exports/accreditation.html"


@dataclass(frozen=True, slots=True)
class Line:
    """An item as it is printed; a figure that is kept back says why in its own place."""

    code: str
    label: str
    mean: str
    sd: str
    n: str
    share: str
    employers: str
    employers_n: str
    before: str
    together: str
    standing: Standing
    verdict: str


@dataclass(frozen=True, slots=True)
class Outcome:
    code: str
    label: str
    lines: tuple[Line, ...]
    standing: Standing
    verdict: str


@dataclass(frozen=True, slots=True)
class OutcomeTable:
    name: str
    outcomes: tuple[Outcome, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything the paper and the workbook show, in words of one language."""

    program: Program
    found: Accreditation
    thresholds: Thresholds
    reading: Reading
    dashboard: Dashboard
    tables: tuple[OutcomeTable, ...]
    objectives: tuple[Line, ...]
    criterion: str
    method: tuple[str, ...]


def pack(*, program: Program, periods: Periods, period: Period, thresholds: Thresholds, language: str) -> Pack:
    """In the language that is active. NothingReleased where the period holds no graduate wave."""
    found = accreditation(program=program, periods=periods, period=period, thresholds=thresholds, language=language)
    if found is None:
        raise NothingReleased
    reading = read_program(program=program, periods=periods, period=period, language=language)
    dashboard = dashboard_of(reading, period, found.lead)
    return Pack(
        program=program,
        found=found,
        thresholds=thresholds,
        reading=reading,
        dashboard=dashboard,
        tables=tuple(_table(evidence, language) for evidence in found.sets),
        objectives=tuple(line_of(item, language) for item in found.objectives),
        criterion=criterion(thresholds, language),
        method=(*_indirect(), *method_note(period, reading.confidence(found.lead), dashboard.threshold)),
    )


def html(*, program: Program, periods: Periods, period: Period, thresholds: Thresholds, language: str) -> str:
    with override(language):
        made = pack(program=program, periods=periods, period=period, thresholds=thresholds, language=language)
        context = {
            "pack": made,
            "program": program,
            "period": period,
            "responses": response_lines(made.reading, period),
            "indicators": [s for s in made.dashboard.sections if s.key == "indicators"],
            "releases": printing.releases([wave for wave in (*period.waves, made.found.previous) if wave]),
            "notes": notes(period, language),
        }
        return printing.page(TEMPLATE, context=context, language=language)


def pdf(*, program: Program, periods: Periods, period: Period, thresholds: Thresholds, language: str) -> bytes:
    return printing.pdf(html(program=program, periods=periods, period=period, thresholds=thresholds, language=language))


def criterion(thresholds: Thresholds, language: str) -> str:
    """When an outcome counts as met, in one sentence."""
    facts = {
        "mean": mean(thresholds.mean, language),
        "share": percent(thresholds.share, language),
        "level": thresholds.level,
    }
    by_mean = _("the mean is at least %(mean)s of 5") % facts
    by_share = _("at least %(share)s answer %(level)s or better of 5") % facts
    ways: Mapping[str, str] = {
        "mean": by_mean,
        "share": by_share,
        "either": _("%(first)s, or %(second)s") % {"first": by_mean, "second": by_share},
        "both": _("%(first)s, and %(second)s") % {"first": by_mean, "second": by_share},
    }
    return _("An item counts as met where %(criterion)s.") % {"criterion": ways[thresholds.rule]}


def verdict(standing: Standing) -> str:
    return {"met": _("met"), "not_met": _("not met"), "not_shown": _("not shown"), "not_asked": _("nobody was asked")}[standing]


def line_of(item: Item, language: str) -> Line:
    own, seen, before = item.graduates, item.employers, item.before
    together = _("%(years)s years together") % {"years": own.years} if own.years > 1 else ""
    return Line(
        code=item.code,
        label=item.label,
        mean=_figure(own, language),
        sd=NOTHING if own.hidden else mean(own.sd, language),
        n=NOTHING if own.hidden else count(own.n, language),
        share=NOTHING if own.hidden else percent(own.share, language),
        employers=_figure(seen, language),
        employers_n=NOTHING if seen.hidden else count(seen.n, language),
        before=NOTHING if before is None else _figure(before, language),
        together=together,
        standing=item.standing,
        verdict=verdict(item.standing),
    )


def _figure(measured: Measured, language: str) -> str:
    return measured.hidden or mean(measured.mean, language)


def _table(evidence: SetEvidence, language: str) -> OutcomeTable:
    name = f"{evidence.name} ({evidence.edition})" if evidence.edition and evidence.edition not in evidence.name else evidence.name
    outcomes = tuple(_outcome(outcome, language) for outcome in evidence.outcomes)
    return OutcomeTable(name, outcomes, _summary(outcomes))


def _outcome(outcome: OutcomeEvidence, language: str) -> Outcome:
    lines = tuple(line_of(item, language) for item in outcome.items)
    return Outcome(outcome.code, outcome.label, lines, outcome.standing, verdict(outcome.standing))


def _summary(outcomes: Sequence[Outcome]) -> str:
    numbers: dict[str, Any] = {
        name: sum(outcome.standing == name for outcome in outcomes) for name in ("met", "not_met", "not_shown", "not_asked")
    }
    sentence = _("%(met)s of %(all)s outcomes met, %(not_met)s not met, %(not_shown)s not shown, %(not_asked)s not asked.")
    return sentence % {**numbers, "all": len(outcomes)}


def _indirect() -> tuple[str, ...]:
    return (
        _(
            "Surveys are indirect evidence: graduates and employers judge, nothing is examined. "
            "Read them beside direct evidence such as examinations and projects."
        ),
        _(
            "An outcome counts as met where all of its items are, and as not met where one is not. "
            "Where a withheld item leaves it open, it is not shown."
        ),
        _("Graduates say what they acquired in the program; employers say what they see at work. They are different people."),
    )
