"""Five answers for whoever has a minute: how many replied, what is good, what is bad, what changed, how sure and beside whom."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.charts import Estimate
from surveys.charts.numbers import count, percent
from surveys.questions import Variable
from surveys.results.tables import RESPONSE_RATE

from .changes import against, change
from .periods import ReleasedWave
from .reading import Reading
from .statements import Tone, against_words, change_words, standing


@dataclass(frozen=True, slots=True)
class Answer:
    question: str
    answer: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Glance:
    answers: tuple[Answer, ...]


def glance(reading: Reading, released: ReleasedWave, headlines: Sequence[Variable], rated: Sequence[Variable]) -> Glance | None:
    """None where not one figure of the unit may be shown: the statements say why."""
    shown = [(variable, own) for variable in (*headlines, *rated) if (own := reading.cells.headline(released, reading.own, variable)).shown]
    if not shown:
        return None
    items = [(variable, own) for variable, own in shown if variable in rated]
    best, worst = _ends(reading, released, items or shown)
    return Glance(
        (
            Answer(_("Replied"), _replied(reading, released)),
            Answer(_("Good"), best, "good"),
            *([Answer(_("Bad"), worst, "bad")] if worst else []),
            Answer(_("Changed"), *_changed(reading, released, [*headlines, *rated])),
            Answer(_("How sure"), _sure(reading, released, shown)),
            Answer(_("Beside"), ", ".join(reading.comparisons(released)) or _("nothing: this is the whole")),
        )
    )


def _replied(reading: Reading, released: ReleasedWave) -> str:
    body = reading.cells.single.body(released, reading.own, RESPONSE_RATE)
    if not body:
        return reading.cells.single.hidden(released, reading.own, RESPONSE_RATE) or _("not known")
    facts = {"replied": count(body["replied"], reading.language), "invited": count(body["base"], reading.language)}
    return _("%(replied)s of %(invited)s") % facts + f" ({percent(body['percent'], reading.language)})"


def _ends(reading: Reading, released: ReleasedWave, shown: Sequence[tuple[Variable, Estimate]]) -> tuple[str, str]:
    """Best and worst item. What certainly differs from the university goes before what is merely high or low."""
    ranked = sorted(shown, key=lambda pair: (standing(reading, released, *pair), pair[1].value or 0))
    best = _named(reading, released, *ranked[-1])
    return best, _named(reading, released, *ranked[0]) if len(ranked) > 1 else ""


def _named(reading: Reading, released: ReleasedWave, variable: Variable, own: Estimate) -> str:
    whole = reading.whole(released, variable)
    facts = {"label": reading.label(variable), "figure": reading.figure(variable, own), "whole": reading.figure(variable, whole)}
    verdict = against(own, whole)
    if verdict is None:
        return _("“%(label)s”, %(figure)s") % facts
    return _("“%(label)s”, %(figure)s (university %(whole)s, %(verdict)s)") % {**facts, "verdict": against_words(verdict)}


def _changed(reading: Reading, released: ReleasedWave, variables: Sequence[Variable]) -> tuple[str, Tone]:
    """The clear changes since the wave before, the largest first; or that there is none."""
    if reading.previous(released) is None:
        return _("nothing to compare with yet"), "plain"
    found = []
    for variable in dict.fromkeys(v.code for v in variables):
        asked = released.document.variables[variable]
        own = reading.cells.headline(released, reading.own, asked)
        difference = change(reading.before(released, asked), own)
        if difference is not None:
            found.append((difference, asked, own))
    if not found:
        return _("no figure can be compared with the wave before"), "plain"
    clear = sorted((entry for entry in found if entry[0].verdict != "same"), key=lambda entry: -abs(entry[0].value))
    if not clear:
        return _("nothing clearly, in %(number)s questions") % {"number": len(found)}, "plain"
    named = [
        _("%(label)s: %(verdict)s, now %(figure)s")
        % {"label": reading.label(asked), "verdict": change_words(difference.verdict), "figure": reading.figure(asked, own)}
        for difference, asked, own in clear[:2]
    ]
    return "; ".join(named), "good" if clear[0][0].verdict == "up" else "bad"


def _sure(reading: Reading, released: ReleasedWave, shown: Sequence[tuple[Variable, Estimate]]) -> str:
    variable, own = next(((v, e) for v, e in shown if v.measure == "ordinal" and e.low is not None), shown[0])
    base = _("%(n)s replies") % {"n": count(own.n, reading.language)}
    parts = [base, reading.together(released, own)]
    if variable.measure == "ordinal" and own.low is not None and own.high is not None:
        parts.append(_("percentages to about ±%(half)s points") % {"half": round((own.high - own.low) / 2)})
    return ", ".join(part for part in parts if part)
