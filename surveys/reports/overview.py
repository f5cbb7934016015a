"""All programs a person may see, a line each: how many replied, how satisfied, how likely to recommend, where the widest gap is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter

from departments.models import Program
from home.collation import sort_key
from surveys.charts import Estimate
from surveys.charts.figure import PERCENT, SCORE
from surveys.charts.numbers import count, percent, signed
from surveys.questions import Variable
from surveys.results.tables import RESPONSE_RATE

from .cells import UNIVERSITY, Cells, Place, read_cells
from .changes import Verdict, against
from .periods import ACQUIRED, REQUIRED, Period, ReleasedWave


@dataclass(frozen=True, slots=True)
class Gap:
    label: str
    value: float


@dataclass(frozen=True, slots=True)
class Line:
    """What a program's line shows. `rate`, `satisfaction` and `score` may be hidden; each says so itself."""

    program: Program
    rate: Estimate
    satisfaction: Estimate
    score: Estimate
    gap: Gap | None
    language: str
    verdict: Verdict | None  # satisfaction beside the university

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
    def gap_figure(self) -> str:
        return signed(self.gap.value, self.language, decimals=2) if self.gap else "–"


@dataclass(frozen=True, slots=True)
class Overview:
    lines: tuple[Line, ...]
    university: Line | None
    satisfaction: str  # the question whose two best answers count as satisfied, in words
    wave: ReleasedWave | None


_FIGURES: dict[str, Callable[[Line], float | None]] = {
    "rate": lambda line: line.rate.value if line.rate.shown else None,
    "satisfaction": lambda line: line.satisfaction.value if line.satisfaction.shown else None,
    "score": lambda line: line.score.value if line.score.shown else None,
    "gap": lambda line: line.gap.value if line.gap else None,
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


def overview(*, programs: Sequence[Program], period: Period | None, language: str) -> Overview:
    """Lines of these programs for the leading wave of the period, with one query."""
    lead = period.lead if period else None
    if lead is None:
        empty = Estimate()
        return Overview(tuple(Line(program, empty, empty, empty, None, language, None) for program in programs), None, "", None)
    satisfaction = next((variable for variable in lead.headlines if variable.measure == "ordinal"), None)
    score = next((variable for variable in lead.headlines if variable.measure == "nps"), None)
    acquired, required = lead.by_facet(ACQUIRED), lead.by_facet(REQUIRED)
    pairs = [(acquired[code], required[code]) for code in acquired if code in required]
    codes = [RESPONSE_RATE, *(v.code for v in (satisfaction, score) if v), *(v.code for pair in pairs for v in pair)]
    places: list[Place] = [UNIVERSITY, *(("program", program.code) for program in programs)]
    cells = read_cells([(lead, codes)], places=places)

    def line(program: Program, place: Place) -> Line:
        nothing = Estimate()
        own = cells.headline(lead, place, satisfaction) if satisfaction else nothing
        whole = cells.headline(lead, UNIVERSITY, satisfaction) if satisfaction else None
        recommending = cells.headline(lead, place, score) if score else nothing
        gap = _widest(cells, lead, place, pairs, language)
        return Line(program, cells.rate(lead, place), own, recommending, gap, language, against(own, whole))

    lines = tuple(line(program, ("program", program.code)) for program in programs)
    whole = line(Program(name_tr="Üniversite geneli", name_en="University as a whole"), UNIVERSITY)
    return Overview(lines, whole, satisfaction.label.in_language(language) if satisfaction else "", lead)


def _widest(cells: Cells, lead: ReleasedWave, place: Place, pairs: Sequence[tuple[Variable, Variable]], language: str) -> Gap | None:
    gaps = []
    for acquired, required in pairs:
        given, asked = (cells.mean(lead, place, variable.code).value for variable in (acquired, required))
        if given is not None and asked is not None:
            gaps.append(Gap(acquired.label.in_language(language), round(asked - given, 2)))
    return max(gaps, key=lambda gap: gap.value, default=None)
