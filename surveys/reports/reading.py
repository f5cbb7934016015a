"""One unit's screen in the making: where its figures lie, in which language they are said, and how a figure is phrased."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from surveys.charts import Estimate, Whose
from surveys.charts.numbers import count, percent
from surveys.models import WaveObjectives
from surveys.questions import DynamicMatrixQuestion, Text, Variable

from .cells import UNIVERSITY, Cells, Place, scale_of
from .periods import ReleasedWave
from .units import Subject, years_together

if TYPE_CHECKING:
    from .breakdowns import Divided


@dataclass(frozen=True, slots=True)
class Reading:
    """history: every wave whose tables were read, by questionnaire code, oldest first, the one on the screen last.

    objectives   of the program as a wave asked them, by the wave's key
    divided      tables by the answer to another question, by release
    """

    subject: Subject
    cells: Cells
    history: Mapping[str, tuple[ReleasedWave, ...]]
    language: str
    objectives: Mapping[int, WaveObjectives] = field(default_factory=dict)
    divided: Mapping[int, "Divided"] = field(default_factory=dict)

    @property
    def own(self) -> Place:
        return self.subject.place

    @property
    def places(self) -> tuple[Place, ...]:
        """The unit's own, then those it belongs to."""
        return (self.own, *(wider.place for wider in self.subject.wider))

    @property
    def pooled(self) -> "Reading":
        """The same screen over the window of several years, wherever one was released."""
        return replace(self, cells=self.cells.pooled)

    def label(self, variable: Variable) -> str:
        return variable.label.in_language(self.language)

    def marked(self, released: ReleasedWave, label: str, estimate: Estimate) -> str:
        """The label, with the years where the figure counts several together."""
        return f"{label} ({self.together(released, estimate)})" if estimate.years > 1 else label

    def together(self, released: ReleasedWave, estimate: Estimate) -> str:
        """ "2024–2026 together"; empty for a year of its own."""
        return years_together(released.order[0], estimate)

    def previous(self, released: ReleasedWave) -> ReleasedWave | None:
        earlier = self.history.get(released.code, ())
        return earlier[-2] if len(earlier) > 1 else None

    def before(self, released: ReleasedWave, variable: Variable) -> Estimate | None:
        """The figure of the previous wave; None where there is none, where the question was asked differently, or where the
        figure of today counts that wave in."""
        previous = self.previous(released)
        if previous is None or not released.against(previous, variable.code).joined:
            return None
        if self.cells.headline(released, self.own, variable).years > 1:
            return None
        return self.cells.single.headline(previous, self.own, variable)

    def broken(self, released: ReleasedWave, variable: Variable) -> str:
        """Why there is no figure of the previous wave, as far as the reason is known; empty where there is one."""
        previous = self.previous(released)
        judgement = released.against(previous, variable.code) if previous else None
        return "" if judgement is None or judgement.joined else judgement.why

    def beside(self, released: ReleasedWave, variable: Variable) -> tuple[Estimate | None, ...]:
        """The wider units and, where there was one, the previous wave: in the order of `comparisons`."""
        cells = self.cells.beside(self.cells.headline(released, self.own, variable))
        others: tuple[Estimate | None, ...] = tuple(cells.headline(released, wider.place, variable) for wider in self.subject.wider)
        return (*others, self.before(released, variable)) if self.previous(released) else others

    def whole(self, released: ReleasedWave, variable: Variable) -> Estimate | None:
        """The university's figure over the same years; None on its own screen."""
        if self.own == UNIVERSITY:
            return None
        return self.cells.beside(self.cells.headline(released, self.own, variable)).headline(released, UNIVERSITY, variable)

    def comparisons(self, released: ReleasedWave) -> tuple[str, ...]:
        previous = self.previous(released)
        return (*self.names, self.earlier(previous)) if previous else self.names

    def whose(self, released: ReleasedWave) -> tuple[Whose, ...]:
        """The marks of `comparisons`."""
        marks = tuple(wider.whose for wider in self.subject.wider)
        return (*marks, "earlier") if self.previous(released) else marks

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(wider.name for wider in self.subject.wider)

    def earlier(self, previous: ReleasedWave) -> str:
        return _("%(unit)s before (%(wave)s)") % {"unit": self.subject.whom, "wave": previous.wave.name}

    def own_words(self, released: ReleasedWave) -> str:
        """Of a legend: whose marks bear an interval."""
        facts = {"unit": self.subject.whom, "confidence": self.confidence(released)}
        return _("%(unit)s, with its %(confidence)s confidence interval") % facts

    def confidence(self, released: ReleasedWave) -> str:
        return percent(100 * float(released.release.method.get("confidence", 0.95)), self.language)

    def figure(self, variable: Variable, estimate: Estimate | None) -> str:
        """The figure as it is printed, or the words in its place."""
        if estimate is None:
            return "–"
        return estimate.hidden or scale_of(variable).written(estimate.value, self.language)

    def certainty(self, released: ReleasedWave, variable: Variable, estimate: Estimate) -> str:
        """Base, years where there are several, and interval, in words."""
        parts = [_("%(n)s replies") % {"n": count(estimate.n, self.language)}, self.together(released, estimate)]
        if estimate.low is not None and estimate.high is not None:
            facts = {"confidence": self.confidence(released), "interval": scale_of(variable).interval(estimate, self.language)}
            parts.append(_("%(confidence)s confidence interval %(interval)s") % facts)
        return ", ".join(part for part in parts if part)

    def best_answers(self, variable: Variable) -> str:
        """What a headline figure counts: the two best answers by name, or what the score is."""
        if variable.measure == "nps":
            return _("share of 9–10 minus share of 0–6, from −100 to 100")
        valued = sorted((o for o in variable.options if o.value is not None and o.missing is None), key=lambda o: o.value or 0)
        if len(valued) < 4:
            return ""
        low, high = (option.label.in_language(self.language) for option in valued[-2:])
        return _("share answering “%(low)s” or “%(high)s”") % {"low": low, "high": high}


def reading_language() -> Literal["tr", "en"]:
    """Which of the two languages of a questionnaire the reader of this page gets."""
    return "en" if (get_language() or "").startswith("en") else "tr"


def items(released: ReleasedWave) -> dict[str, list[Variable]]:
    """Rated items that are neither headline nor competency nor objective, by construct and scale, in the order asked."""
    objectives = {question.code for question in released.document.questions if isinstance(question, DynamicMatrixQuestion)}
    groups: dict[tuple[str, tuple[str, ...]], list[Variable]] = {}
    for variable in released.document.variables.values():
        if variable.measure == "ordinal" and not variable.headline and not variable.facet and variable.question not in objectives:
            scale = tuple(option.code for option in variable.options)
            groups.setdefault((variable.construct, scale), []).append(variable)
    named: dict[str, list[Variable]] = {}
    for (construct, _scale), variables in groups.items():
        key = construct if construct not in named else f"{construct}/{variables[0].code}"
        named[key] = variables
    return named


def construct_name(key: str, names: Mapping[str, Text], language: str) -> str:
    """A construct in words: the questionnaire's own name for it, else ours; its code where there is neither."""
    construct = key.split("/")[0]
    if construct in names:
        return names[construct].in_language(language)
    known = {
        "teaching": _("Teaching and practice"),
        "support": _("Support and facilities"),
        "alumni": _("Contact after graduation"),
        "overall": _("Overall"),
        "": _("Further questions"),
    }
    return known.get(construct, construct)
