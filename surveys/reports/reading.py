"""One program's screen in the making: where its figures lie, in which language they are said, and how a figure is phrased."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from departments.models import Program
from surveys.charts import Estimate
from surveys.charts.numbers import count, percent
from surveys.models import WaveObjectives
from surveys.questions import DynamicMatrixQuestion, Text, Variable

from .cells import UNIVERSITY, Cells, Place, scale_of
from .periods import ReleasedWave


@dataclass(frozen=True, slots=True)
class Reading:
    """history: every wave whose tables were read, by questionnaire code, oldest first, the one on the screen last.

    objectives   of the program as a wave asked them, by the wave's key
    """

    program: Program
    cells: Cells
    history: Mapping[str, tuple[ReleasedWave, ...]]
    language: str
    objectives: Mapping[int, WaveObjectives] = field(default_factory=dict)

    @property
    def own(self) -> Place:
        return ("program", self.program.code)

    @property
    def faculty(self) -> Place:
        return ("faculty", self.program.department.faculty.code)

    @property
    def university(self) -> Place:
        return UNIVERSITY

    def label(self, variable: Variable) -> str:
        return variable.label.in_language(self.language)

    def previous(self, released: ReleasedWave) -> ReleasedWave | None:
        earlier = self.history.get(released.code, ())
        return earlier[-2] if len(earlier) > 1 else None

    def before(self, released: ReleasedWave, variable: Variable) -> Estimate | None:
        """The figure of the previous wave; None where there is none or the question was asked differently."""
        previous = self.previous(released)
        if previous is None or not released.against(previous, variable.code).joined:
            return None
        return self.cells.headline(previous, self.own, variable)

    def broken(self, released: ReleasedWave, variable: Variable) -> str:
        """Why there is no figure of the previous wave, as far as the reason is known; empty where there is one."""
        previous = self.previous(released)
        judgement = released.against(previous, variable.code) if previous else None
        return "" if judgement is None or judgement.joined else judgement.why

    def beside(self, released: ReleasedWave, variable: Variable) -> tuple[Estimate | None, ...]:
        """Faculty, university and, where there was one, the previous wave: in the order of `comparisons`."""
        others: tuple[Estimate | None, ...] = (
            self.cells.headline(released, self.faculty, variable),
            self.cells.headline(released, self.university, variable),
        )
        return (*others, self.before(released, variable)) if self.previous(released) else others

    def comparisons(self, released: ReleasedWave) -> tuple[str, ...]:
        names = (self.program.department.faculty.name, _("University as a whole"))
        previous = self.previous(released)
        return (*names, _("Your program before (%(wave)s)") % {"wave": previous.wave.name}) if previous else names

    def confidence(self, released: ReleasedWave) -> str:
        return percent(100 * float(released.release.method.get("confidence", 0.95)), self.language)

    def figure(self, variable: Variable, estimate: Estimate | None) -> str:
        """The figure as it is printed, or the words in its place."""
        if estimate is None:
            return "–"
        return estimate.hidden or scale_of(variable).written(estimate.value, self.language)

    def certainty(self, released: ReleasedWave, variable: Variable, estimate: Estimate) -> str:
        """Base and interval in words."""
        base = _("%(n)s replies") % {"n": count(estimate.n, self.language)}
        if estimate.low is None or estimate.high is None:
            return base
        interval = scale_of(variable).interval(estimate, self.language)
        return _("%(base)s, %(confidence)s confidence interval %(interval)s") % {
            "base": base,
            "confidence": self.confidence(released),
            "interval": interval,
        }

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
