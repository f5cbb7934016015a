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
from .statements import Tone, against_words, change_words, clear_changes, standing

Rated = tuple[Variable, Estimate]


@dataclass(frozen=True, slots=True)
class Answer:
    question: str
    answer: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Glance:
    """note: what the percentages count, and what is called clear."""

    answers: tuple[Answer, ...]
    note: str = ""


def glance(reading: Reading, released: ReleasedWave, headlines: Sequence[Variable], rated: Sequence[Variable]) -> Glance | None:
    """None where not one figure of the unit may be shown: the statements say why."""
    asked = list({variable.code: variable for variable in (*headlines, *rated)}.values())
    shown = [(variable, own) for variable in asked if (own := reading.cells.headline(released, reading.own, variable)).shown]
    if not shown:
        return None
    items = [(variable, own) for variable, own in shown if variable.measure == "ordinal"]
    return Glance(
        (
            Answer(_("Replied"), _replied(reading, released)),
            *(_ends(reading, released, items) if items else ()),
            _changed(reading, released, asked),
            Answer(_("How sure"), _sure(reading, released, shown)),
            Answer(_("Beside"), _beside(reading, released, shown)),
        ),
        _("Percentages: those who gave one of the two best answers. Clear: hardly to be explained by chance.") if items else "",
    )


def _replied(reading: Reading, released: ReleasedWave) -> str:
    body = reading.cells.single.body(released, reading.own, RESPONSE_RATE)
    if not body:
        return reading.cells.single.hidden(released, reading.own, RESPONSE_RATE) or _("not known")
    facts = {"replied": count(body["replied"], reading.language), "invited": count(body["base"], reading.language)}
    return _("%(replied)s of %(invited)s") % facts + f" ({percent(body['percent'], reading.language)})"


def _ends(reading: Reading, released: ReleasedWave, items: Sequence[Rated]) -> list[Answer]:
    """Best and worst item. What certainly differs from the university goes before what is merely high or low, and is called so."""
    ranked = sorted(items, key=lambda pair: (standing(reading, released, *pair), pair[1].value or 0))
    ends = [(ranked[-1], 1, _("Good"), _("Highest"), _("Nothing is clearly above the university."))]
    if len(ranked) > 1:
        ends.append((ranked[0], -1, _("Bad"), _("Lowest"), _("Nothing is clearly below the university.")))
    answers = []
    for pair, sign, certain, merely, nothing in ends:
        if standing(reading, released, *pair) == sign:
            answers.append(Answer(certain, _named(reading, released, *pair), "good" if sign > 0 else "bad"))
            continue
        extreme = (max if sign > 0 else min)(items, key=lambda pair: pair[1].value or 0)
        told = [_named(reading, released, *extreme) + ".", *([nothing] if reading.whole(released, extreme[0]) is not None else [])]
        answers.append(Answer(merely, " ".join(told)))
    return answers


def _named(reading: Reading, released: ReleasedWave, variable: Variable, own: Estimate) -> str:
    whole = reading.whole(released, variable)
    facts = {"label": reading.label(variable), "figure": reading.figure(variable, own), "whole": reading.figure(variable, whole)}
    verdict = against(own, whole)
    if verdict is None:
        return _("“%(label)s”, %(figure)s") % facts
    return _("“%(label)s”, %(figure)s (university %(whole)s, %(verdict)s)") % {**facts, "verdict": against_words(verdict)}


def _changed(reading: Reading, released: ReleasedWave, asked: Sequence[Variable]) -> Answer:
    """The clear changes since the wave before, the largest first, with both figures; or that there is none."""
    question = _("Changed")
    if reading.previous(released) is None:
        return Answer(question, _("nothing to compare with yet"))
    found = clear_changes(reading, released, asked)
    if not found.compared:
        return Answer(question, _("no figure can be compared with the wave before"))
    if not found.clear:
        return Answer(question, _("nothing clearly, in %(number)s questions") % {"number": found.compared})
    named = [
        _("“%(label)s”: from %(before)s to %(now)s, %(verdict)s")
        % {
            "label": reading.label(each.variable),
            "before": reading.figure(each.variable, each.before),
            "now": reading.figure(each.variable, each.own),
            "verdict": each.words,
        }
        for each in found.clear[:2]
    ]
    others = found.compared - len(named)
    if others:
        more = len(found.clear) - len(named)
        named.append(
            _("%(more)s further clear changes") % {"more": more} if more else _("nothing clearly in %(others)s others") % {"others": others}
        )
    return Answer(question, "; ".join(named), found.clear[0].tone)


def _sure(reading: Reading, released: ReleasedWave, shown: Sequence[Rated]) -> str:
    bases = sorted(own.n for _variable, own in shown if own.n is not None)
    parts = []
    if bases:
        ends = dict.fromkeys(count(base, reading.language) for base in (bases[0], bases[-1]))
        parts.append(_("%(n)s replies to a question") % {"n": "–".join(ends)})
    variable, own = next(((v, e) for v, e in shown if v.measure == "ordinal" and e.low is not None), shown[0])
    parts.append(reading.together(released, own))
    if variable.measure == "ordinal" and own.low is not None and own.high is not None:
        parts.append(_("percentages to about ±%(half)s points") % {"half": round((own.high - own.low) / 2)})
    told = ", ".join(part for part in parts if part)
    return told + ". " + _("Those who did not reply may think otherwise.")


def _beside(reading: Reading, released: ReleasedWave, shown: Sequence[Rated]) -> str:
    """Where the first headline stands: beside faculty, university and the wave before."""
    variable, own = shown[0]
    names, others = reading.comparisons(released), reading.beside(released, variable)
    told, plain = [], True
    for number, (name, other) in enumerate(zip(names, others, strict=True)):
        if other is not None:
            earlier = number == len(reading.subject.wider)
            difference = change(other, own) if earlier else None
            verdict = (difference.verdict if difference else None) if earlier else against(own, other)
            words = "" if verdict in {None, "same"} else f", {(change_words if earlier else against_words)(verdict)}"
            plain &= not words
            told.append(f"{name} {reading.figure(variable, other)}{words}")
    if not told:
        return ", ".join(names) or _("nothing: this is the whole")
    if plain:
        told.append(_("clearly different from none of them"))
    facts = {"label": reading.label(variable), "figure": reading.figure(variable, own), "others": "; ".join(told)}
    return _("“%(label)s” %(figure)s — %(others)s") % facts
