"""One program's line in the list of all, and how lines are put in order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from departments.models import Program
from home.collation import sort_key
from surveys.charts import Estimate
from surveys.charts.figure import PERCENT, SCORE
from surveys.charts.numbers import count, percent, signed

from .changes import Verdict
from .pressing import Reason

_NONE = Estimate()


@dataclass(frozen=True, slots=True)
class Gap:
    """value: required minus acquired, in steps of a scale of five; certain: its interval leaves zero out."""

    label: str
    value: float
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """What a program's line shows. `rate`, `satisfaction`, `score` and `employment` may be hidden; each says so itself.

    verdict     satisfaction beside the university's, "up" or "down" only where it is clear among all the lines
    together    the years the satisfaction counts, where several
    bar, line   small drawings of satisfaction: now, and over the waves
    reasons     why to act here
    """

    program: Program
    rate: Estimate
    satisfaction: Estimate
    score: Estimate
    gap: Gap | None
    language: str
    verdict: Verdict | None
    employment: Estimate = _NONE
    together: str = ""
    bar: str = ""
    line: str = ""
    reasons: tuple[Reason, ...] = ()

    @property
    def rate_figure(self) -> str:
        return self.rate.hidden or percent(self.rate.value, self.language)

    @property
    def invited(self) -> str:
        return count(self.rate.n, self.language)

    @property
    def satisfaction_figure(self) -> str:
        return self.satisfaction.hidden or percent(self.satisfaction.value, self.language)

    @property
    def satisfaction_interval(self) -> str:
        return PERCENT.interval(self.satisfaction, self.language) if self.satisfaction.shown else ""

    @property
    def base(self) -> str:
        return count(self.satisfaction.n, self.language)

    @property
    def score_figure(self) -> str:
        return self.score.hidden or SCORE.written(self.score.value, self.language)

    @property
    def employment_figure(self) -> str:
        return self.employment.hidden or percent(self.employment.value, self.language)

    @property
    def employment_base(self) -> str:
        return count(self.employment.n, self.language)

    @property
    def gap_figure(self) -> str:
        return signed(self.gap.value, self.language, decimals=2) if self.gap else "–"


_FIGURES: dict[str, Callable[[Line], float | None]] = {
    "rate": lambda line: line.rate.value if line.rate.shown else None,
    "satisfaction": lambda line: line.satisfaction.value if line.satisfaction.shown else None,
    "score": lambda line: line.score.value if line.score.shown else None,
    "gap": lambda line: line.gap.value if line.gap else None,
    "employment": lambda line: line.employment.value if line.employment.shown else None,
}
SORTS = ("name", *_FIGURES)


def sort_lines(lines: Sequence[Line], *, by: str, descending: bool) -> list[Line]:
    """By one of SORTS, names in Turkish order. Lines without a figure come last in either direction."""
    named = sorted(lines, key=lambda line: sort_key(line.program.name), reverse=descending and by == "name")
    if by == "name":
        return named
    figures = [(_FIGURES[by](line), line) for line in named]
    shown = sorted(((figure, line) for figure, line in figures if figure is not None), key=itemgetter(0), reverse=descending)
    return [*(line for _figure, line in shown), *(line for figure, line in figures if figure is None)]
