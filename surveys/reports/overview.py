"""All programs a person may see, a line each: how many replied, how satisfied, how likely to recommend, where the widest gap is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from departments.models import Program
from surveys.charts import Estimate, TrendPoint
from surveys.charts.small import strip
from surveys.charts.sparkline import sparkline
from surveys.questions import Variable
from surveys.results.tables import RESPONSE_RATE

from .cells import UNIVERSITY, Cells, Place, read_cells
from .overview_lines import SORTS, Gap, Line, sort_lines
from .periods import ACQUIRED, PAIRED_GAP, REQUIRED, Period, Periods, ReleasedWave
from .pressing import reasons, verdicts, withheld_shares
from .units import years_together

__all__ = ["SORTS", "Gap", "Line", "Overview", "overview", "sort_lines"]

EMPLOYMENT = "K07"


@dataclass(frozen=True, slots=True)
class Overview:
    """university: the whole, in the shape of a program's line. employment: whether any line has a figure of it."""

    lines: tuple[Line, ...]
    university: Line | None
    satisfaction: str  # the question whose two best answers count as satisfied, in words
    wave: ReleasedWave | None
    employment: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a line is made of."""

    lead: ReleasedWave
    satisfaction: Variable | None
    score: Variable | None
    pairs: tuple[tuple[str, Variable, Variable], ...]  # competency, acquired, required
    employment: ReleasedWave | None
    history: tuple[ReleasedWave, ...]  # of the lead wave, oldest first
    language: str


def overview(*, programs: Sequence[Program], period: Period | None, language: str, periods: Periods | None = None) -> Overview:
    """Lines of these programs for the leading wave of the period, with two queries; three where no gap was stored.

    periods   where satisfaction is followed over the waves before
    """
    lead = period.lead if period else None
    if lead is None or period is None:
        empty = Estimate()
        return Overview(tuple(Line(program, empty, empty, empty, None, language, None) for program in programs), None, "", None)
    asked = _asked(lead, period, periods, language)
    places: list[Place] = [UNIVERSITY, *(("program", program.code) for program in programs)]
    cells = _read(asked, places)
    gaps = _gaps_stored(cells, asked)
    if not gaps:
        cells = _read(asked, places, with_means=True)
    whole = _line(Program(name_tr="Üniversite geneli", name_en="University as a whole"), UNIVERSITY, cells, asked, stored=gaps)
    lines = [_line(program, ("program", program.code), cells, asked, stored=gaps) for program in programs]
    judged = verdicts([line.satisfaction for line in lines], whole.satisfaction if asked.satisfaction else None)
    withheld = withheld_shares(lead, [program.code for program in programs])
    told = tuple(
        replace(
            line,
            verdict=verdict,
            bar=strip(line.satisfaction, whole.satisfaction),
            reasons=reasons(verdict=verdict, rate=line.rate, whole_rate=whole.rate, withheld=withheld.get(line.program.code, 0.0)),
        )
        for line, verdict in zip(lines, judged, strict=True)
    )
    name = asked.satisfaction.label.in_language(language) if asked.satisfaction else ""
    return Overview(told, replace(whole, bar=strip(whole.satisfaction)), name, lead, any(line.employment.shown for line in told))


def _asked(lead: ReleasedWave, period: Period, periods: Periods | None, language: str) -> _Asked:
    acquired, required = lead.by_facet(ACQUIRED), lead.by_facet(REQUIRED)
    employment = next((wave for wave in period.others if any(listed.code == EMPLOYMENT for listed in wave.document.indicators)), None)
    return _Asked(
        lead,
        next((variable for variable in lead.headlines if variable.measure == "ordinal"), None),
        next((variable for variable in lead.headlines if variable.measure == "nps"), None),
        tuple((code, acquired[code], required[code]) for code in acquired if code in required),
        employment,
        periods.history(lead) if periods else (lead,),
        language,
    )


def _read(asked: _Asked, places: Sequence[Place], *, with_means: bool = False) -> Cells:
    codes = [RESPONSE_RATE, *(variable.code for variable in (asked.satisfaction, asked.score) if variable)]
    if with_means:
        codes += [variable.code for _competency, *pair in asked.pairs for variable in pair]
    else:
        codes += [f"{PAIRED_GAP}:{competency}" for competency, *_pair in asked.pairs]
    selections: list[tuple[ReleasedWave, list[str]]] = [(asked.lead, codes)]
    if asked.employment:
        selections.append((asked.employment, [EMPLOYMENT]))
    if asked.satisfaction:
        selections += [(wave, [asked.satisfaction.code]) for wave in asked.history if wave is not asked.lead]
    return read_cells(selections, places=places)


def _gaps_stored(cells: Cells, asked: _Asked) -> bool:
    return not asked.pairs or any(cells.find(asked.lead, UNIVERSITY, f"{PAIRED_GAP}:{code}") for code, *_pair in asked.pairs)


def _line(program: Program, place: Place, cells: Cells, asked: _Asked, *, stored: bool) -> Line:
    nothing, lead = Estimate(), asked.lead
    satisfied = cells.headline(lead, place, asked.satisfaction) if asked.satisfaction else nothing
    return Line(
        program=program,
        rate=cells.single.rate(lead, place),
        satisfaction=satisfied,
        score=cells.headline(lead, place, asked.score) if asked.score else nothing,
        gap=_widest(cells, place, asked, stored=stored),
        language=asked.language,
        verdict=None,
        employment=cells.indicator(asked.employment, place, EMPLOYMENT) if asked.employment else nothing,
        together=years_together(lead.order[0], satisfied),
        line=_over_the_waves(cells.single, place, asked),
    )


def _over_the_waves(cells: Cells, place: Place, asked: _Asked) -> str:
    """Empty where there are no two waves with a figure."""
    variable = asked.satisfaction
    if variable is None or len(asked.history) < 2:
        return ""
    points = []
    for number, wave in enumerate(asked.history):
        own = cells.headline(wave, place, variable) if variable.code in wave.document.variables else Estimate()
        joined = number == 0 or wave.against(asked.history[number - 1], variable.code).joined
        points.append(TrendPoint(wave.wave.name, own, joined=joined))
    return sparkline(points) if sum(point.own.shown for point in points) > 1 else ""


def _widest(cells: Cells, place: Place, asked: _Asked, *, stored: bool) -> Gap | None:
    gaps = []
    for competency, acquired, required in asked.pairs:
        label = acquired.label.in_language(asked.language)
        if stored:
            gap = cells.indicator(asked.lead, place, f"{PAIRED_GAP}:{competency}")
            if gap.shown and gap.value is not None:
                gaps.append(Gap(label, gap.value, gap.low is not None and gap.low > 0))
            continue
        given, needed = (cells.mean(asked.lead, place, variable.code).value for variable in (acquired, required))
        if given is not None and needed is not None:
            gaps.append(Gap(label, round(needed - given, 2)))
    return max(gaps, key=lambda gap: gap.value, default=None)
