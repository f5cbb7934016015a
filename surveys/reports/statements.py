"""What a reader should know before the charts: how many replied, what changed, what to look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from surveys.charts import CompetencyRow, Estimate
from surveys.charts.numbers import count, mean, percent
from surveys.questions import Variable
from surveys.results.tables import RESPONSE_RATE

from .changes import Verdict, against, change
from .periods import ReleasedWave
from .reading import Reading

FURTHER_CHANGES = 3  # clear ones beside the headlines that a statement names

Tone = Literal["good", "bad", "plain"]


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Statement:
    """`figure` is the one number set large; empty where there is none."""

    title: str
    figure: str
    lines: tuple[Line, ...]


def change_words(verdict: Verdict) -> str:
    return {"up": _("a clear rise"), "down": _("a clear fall"), "same": _("no clear change")}[verdict]


def against_words(verdict: Verdict) -> str:
    return {"up": _("clearly above"), "down": _("clearly below"), "same": _("no clear difference")}[verdict]


def tone_of(verdict: Verdict | None) -> Tone:
    if verdict == "up":
        return "good"
    return "bad" if verdict == "down" else "plain"


def how_many_replied(reading: Reading, released: ReleasedWave, headlines: Sequence[Variable]) -> Statement:
    cells, language = reading.cells.single, reading.language  # of this wave, whatever its figures count together
    body = cells.body(released, reading.own, RESPONSE_RATE)
    title = _("How many replied?")
    if not body:
        hidden = cells.hidden(released, reading.own, RESPONSE_RATE)
        return Statement(
            title, "", (Line(_("Response rate: %(why)s.") % {"why": hidden or _("not known")}), *_precision(reading, released, headlines))
        )
    facts = {"replied": count(body["replied"], language), "invited": count(body["base"], language)}
    lines = [Line(_("%(replied)s of %(invited)s invited graduates replied.") % facts)]
    rates = [_rate(wider.name, cells.rate(released, wider.place), language) for wider in reading.subject.wider]
    previous = reading.previous(released)
    if previous is not None:
        rates.append(_rate(reading.earlier(previous), cells.rate(previous, reading.own), language))
    if rates:
        lines.append(Line("; ".join(rates) + "."))
    return Statement(title, percent(body["percent"], language), (*lines, *_precision(reading, released, headlines)))


def _rate(name: str, rate: Estimate, language: str) -> str:
    return f"{name}: {rate.hidden or percent(rate.value, language)}"


def _precision(reading: Reading, released: ReleasedWave, headlines: Sequence[Variable]) -> tuple[Line, ...]:
    for variable in headlines:
        own = reading.cells.headline(released, reading.own, variable)
        if variable.measure == "ordinal" and own.shown and own.low is not None and own.high is not None:
            half = round((own.high - own.low) / 2)
            return (Line(_("With this many replies a percentage is sure to about ±%(half)s points.") % {"half": half}),)
    return ()


@dataclass(frozen=True, slots=True)
class Changed:
    variable: Variable
    before: Estimate | None
    own: Estimate
    verdict: Verdict
    by: float

    @property
    def words(self) -> str:
        return change_words(self.verdict)

    @property
    def tone(self) -> Tone:
        return tone_of(self.verdict)


@dataclass(frozen=True, slots=True)
class Changes:
    """clear: the widest first, of so many that could be compared."""

    clear: tuple[Changed, ...]
    compared: int


def clear_changes(reading: Reading, released: ReleasedWave, variables: Sequence[Variable]) -> Changes:
    found = []
    for variable in variables:
        own, before = reading.cells.headline(released, reading.own, variable), reading.before(released, variable)
        difference = change(before, own)
        if difference is not None:
            found.append(Changed(variable, before, own, difference.verdict, difference.value))
    clear = sorted((each for each in found if each.verdict != "same"), key=lambda each: -abs(each.by))
    return Changes(tuple(clear), len(found))


def what_changed(reading: Reading, released: ReleasedWave, headlines: Sequence[Variable], rated: Sequence[Variable] = ()) -> Statement:
    """First what changed clearly in any of the rated items, then how the headlines stand."""
    previous, title = reading.previous(released), _("What changed?")
    if previous is None:
        return Statement(title, "", (Line(_("This is the first wave with results: there is nothing to compare it with yet.")),))
    figures = [(reading.cells.headline(released, reading.own, v), reading.before(released, v)) for v in headlines]
    if headlines and not any(own.shown or (before and before.shown) for own, before in figures):
        return Statement(title, "", (Line(_("Both waves had too few replies to be compared.")),))
    codes = {variable.code for variable in headlines}
    further = clear_changes(reading, released, [variable for variable in rated if variable.code not in codes])
    lines = [_changed_line(reading, each) for each in further.clear[:FURTHER_CHANGES]]
    for variable in headlines:
        own, before = reading.cells.headline(released, reading.own, variable), reading.before(released, variable)
        difference, label = change(before, own), reading.label(variable)
        if difference is not None:
            lines.append(_changed_line(reading, Changed(variable, before, own, difference.verdict, difference.value)))
        elif own.years > 1:
            facts = {"label": label, "years": reading.together(released, own)}
            lines.append(Line(_("“%(label)s”: %(years)s, so there is no single year to compare.") % facts))
        elif before is None:
            why = reading.broken(released, variable).rstrip(".")
            lines.append(Line(_("“%(label)s”: asked differently before, not comparable (%(why)s).") % {"label": label, "why": why}))
        else:
            lines.append(Line(_("“%(label)s”: one of the two figures is withheld.") % {"label": label}))
    return Statement(title, "", tuple(lines) or (Line(_("No question of this wave has a headline figure.")),))


def _changed_line(reading: Reading, changed: Changed) -> Line:
    facts = {
        "label": reading.label(changed.variable),
        "before": reading.figure(changed.variable, changed.before),
        "now": reading.figure(changed.variable, changed.own),
        "verdict": changed.words,
    }
    return Line(_("“%(label)s”: %(before)s before, %(now)s now; %(verdict)s.") % facts, changed.tone)


def what_to_look_at(reading: Reading, released: ReleasedWave, variables: Sequence[Variable], rows: Sequence[CompetencyRow]) -> Statement:
    """The strongest and the weakest item (beside the university first), the widest gap, and what employers rate lowest."""
    language, lines = reading.language, []
    shown = [(own.value, variable, own) for variable in variables if (own := reading.cells.headline(released, reading.own, variable)).shown]
    if shown:
        ordered = sorted(shown, key=lambda entry: (standing(reading, released, entry[1], entry[2]), entry[0] or 0))
        if standing(reading, released, *ordered[-1][1:]) > 0:
            lines.append(Line(_("Strength: %(item)s.") % {"item": _item(reading, released, *ordered[-1][1:])}, "good"))
        elif level := [entry for entry in shown if standing(reading, released, *entry[1:]) == 0]:
            highest = max(level, key=lambda entry: entry[0] or 0)
            lines.append(Line(_("Highest: %(item)s.") % {"item": _item(reading, released, *highest[1:])}))
        if len(ordered) > 1:
            weak = standing(reading, released, *ordered[0][1:]) < 0
            lowest = ordered[0] if weak else min(shown, key=lambda entry: entry[0] or 0)
            words = _("Weakness: %(item)s.") if weak else _("Lowest: %(item)s.")
            lines.append(Line(words % {"item": _item(reading, released, *lowest[1:])}, "bad" if weak else "plain"))
    gaps = [row for row in rows if (row.gap or 0) > 0 and row.acquired.shown and row.required.shown]
    rated = [(row.employers.value, row.label) for row in rows if row.employers and row.employers.shown and row.employers.value is not None]
    if gaps and rated and min(rated)[1] == (both := max(gaps, key=lambda row: row.gap or 0)).label:
        facts = {
            "label": both.label,
            "required": mean(both.required.value, language),
            "acquired": mean(both.acquired.value, language),
            "mean": mean(min(rated)[0], language),
        }
        told = _(
            "Graduates and employers point at the same: %(label)s. Graduates: work asks %(required)s, the program gave %(acquired)s of 5; "
            "employers: %(mean)s of 5, their lowest mark."
        )
        return Statement(_("What to look at?"), "", (*lines, Line(told % facts, "bad")))
    if gaps:
        widest = max(gaps, key=lambda row: row.gap or 0)
        facts = {
            "label": widest.label,
            "required": mean(widest.required.value, language),
            "acquired": mean(widest.acquired.value, language),
        }
        lines.append(Line(_("Widest gap: %(label)s (work asks %(required)s, the program gave %(acquired)s of 5).") % facts, "bad"))
    if rated:
        value, label = min(rated)
        facts = {"label": label, "mean": mean(value, language)}
        lines.append(Line(_("Employers rate lowest: %(label)s (%(mean)s of 5).") % facts, "bad"))
    return Statement(_("What to look at?"), "", tuple(lines) or (_nothing_to_look_at(reading, released),))


def _nothing_to_look_at(reading: Reading, released: ReleasedWave) -> Line:
    if reading.cells.answered(released, reading.own):
        return Line(_("Too few replies to point at anything."))
    return Line(_("Nobody replied from here in this wave, so there are no figures to show."))


def standing(reading: Reading, released: ReleasedWave, variable: Variable, own: Estimate) -> int:
    """1 where the item is certainly above the university, -1 below, 0 where neither is sure: that goes before being merely high."""
    return {"up": 1, "down": -1}.get(against(own, reading.whole(released, variable)) or "", 0)


def _item(reading: Reading, released: ReleasedWave, variable: Variable, own: Estimate) -> str:
    university = reading.whole(released, variable)
    facts = {"label": reading.label(variable), "figure": reading.figure(variable, own), "whole": reading.figure(variable, university)}
    if university is None:
        return _("“%(label)s”, %(figure)s") % facts
    verdict = against(own, university)
    if verdict == "up" or verdict == "down":
        told = {**facts, "verdict": against_words(verdict)}
        return _("“%(label)s”, %(figure)s (university %(whole)s, %(verdict)s)") % told
    return _("“%(label)s”, %(figure)s (university %(whole)s)") % facts
