"""The headline questions of a screen: the figure, how sure it is, and what it stands beside."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.charts import Figure, Whose
from surveys.questions import Variable

from . import plots, trends
from .changes import Verdict, against, change
from .periods import ReleasedWave
from .reading import Reading
from .statements import Tone, against_words, change_words, tone_of


@dataclass(frozen=True, slots=True)
class Beside:
    """Something the headline is compared with, and whether the difference is more than chance."""

    whose: Whose
    name: str
    figure: str
    verdict: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Headline:
    """together: the years where the figure counts several; empty for a year of its own."""

    label: str
    figure: str
    hidden: str
    counts: str
    certainty: str
    beside: tuple[Beside, ...]
    chart: Figure
    trend: Figure | None
    together: str = ""


def headline(reading: Reading, released: ReleasedWave, variable: Variable) -> Headline:
    own = reading.cells.headline(released, reading.own, variable)
    estimates = zip(reading.whose(released), reading.comparisons(released), reading.beside(released, variable), strict=True)
    beside = []
    for whose, name, other in estimates:
        earlier = whose == "earlier"
        difference = change(other, own) if earlier else None
        verdict: Verdict | None = (difference.verdict if difference else None) if earlier else against(own, other)
        words = "" if verdict is None else change_words(verdict) if earlier else against_words(verdict)
        figure = reading.figure(variable, other) if other is not None else _not_beside(reading, released, variable)
        beside.append(Beside(whose, name, figure, words, tone_of(verdict)))
    return Headline(
        label=reading.label(variable),
        figure="" if own.hidden else reading.figure(variable, own),
        hidden=own.hidden,
        counts=reading.best_answers(variable),
        certainty=reading.certainty(released, variable, own) if own.shown else "",
        beside=tuple(beside),
        chart=plots.headline(reading, released, variable),
        trend=trends.trend(reading, released, variable),
        together=reading.together(released, own),
    )


def _not_beside(reading: Reading, released: ReleasedWave, variable: Variable) -> str:
    """Why the previous wave has no figure here."""
    previous = reading.previous(released)
    if previous is not None and released.fielded_otherwise(previous):
        return _("not comparable")
    return _("counted together") if reading.cells.headline(released, reading.own, variable).years > 1 else _("asked differently")
