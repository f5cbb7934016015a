"""Which competencies matter much and are done badly, where that is certain, and which cannot be placed."""

from collections.abc import Sequence
from functools import lru_cache
from math import sqrt

from django.utils.translation import gettext as _

from surveys.charts import Estimate, Figure
from surveys.charts.quadrant import Quadrant, QuadrantPoint
from surveys.stats.student import t_quantile

from .cells import UNIVERSITY, Cells, Place
from .periods import ACQUIRED, IMPORTANT, PERFORMED, REQUIRED, Period, ReleasedWave
from .reading import Reading

MIDDLE = 3.0  # of the scale, where the university has no released mean
CORNERS = (("low", "high"), ("high", "high"), ("high", "low"), ("low", "low"))  # across, up


def mean_with_interval(cells: Cells, released: ReleasedWave, place: Place, code: str, *, confidence: float) -> Estimate:
    """Student's interval from the released mean, standard deviation and base; without ends where one of these is missing.

    mean ± t(n - 1)·sd/√n; no finite population factor, as a release does not keep it for means.
    """
    body, plain = cells.body(released, place, code), cells.mean(released, place, code)
    n, sd, centre = plain.n or 0, body.get("sd"), plain.value
    if centre is None or not sd or n < 2:
        return plain
    half = _t(confidence, n - 1) * sd / sqrt(n)
    return Estimate(centre, centre - half, centre + half, n, years=plain.years)


@lru_cache(maxsize=512)
def _t(confidence: float, freedom: int) -> float:
    return t_quantile(confidence, freedom)


def figures(reading: Reading, period: Period) -> tuple[Figure, ...]:
    found = []
    if period.lead is not None:
        words = (_("Required at work against acquired"), _("acquired"), _("required at work"))
        found.append(_figure(reading, reading.cells, period.lead, (ACQUIRED, REQUIRED), words))
    if period.employers is not None:
        words = (_("Importance to employers against performance"), _("performance"), _("importance"))
        found.append(_figure(reading, reading.cells.pooled, period.employers, (PERFORMED, IMPORTANT), words))
    return tuple(figure for figure in found if figure is not None)


def _figure(reading: Reading, cells: Cells, released: ReleasedWave, facets: tuple[str, str], words: tuple[str, str, str]) -> Figure | None:
    across, up = (released.by_facet(facet) for facet in facets)
    common = [code for code in across if code in up]
    confidence = float(released.release.method.get("confidence", 0.95))

    def estimates(place: Place, code: str) -> tuple[Estimate, Estimate]:
        first, second = (mean_with_interval(cells, released, place, found[code].code, confidence=confidence) for found in (across, up))
        return first, second

    points = tuple(
        QuadrantPoint(number, reading.label(across[code]), *estimates(reading.own, code)) for number, code in enumerate(common, start=1)
    )
    if sum(point.shown for point in points) < 2:
        return None
    whole = [estimates(UNIVERSITY, code) for code in common]
    lines = (_line([pair[0] for pair in whole]), _line([pair[1] for pair in whole]))
    return _drawn(reading, points, lines, words)


def _line(estimates: Sequence[Estimate]) -> float:
    """The university's mean over all competencies."""
    values = [estimate.value for estimate in estimates if estimate.shown and estimate.value is not None]
    return round(sum(values) / len(values), 2) if values else MIDDLE


def _drawn(reading: Reading, points: tuple[QuadrantPoint, ...], lines: tuple[float, float], words: tuple[str, str, str]) -> Figure:
    title, across, up = words
    corners = (_("matters, weak"), _("matters, strong"), _("matters less, strong"), _("matters less, weak"))
    unsure = _("cannot be placed")
    by_corner: dict[str, list[QuadrantPoint]] = {corner: [] for corner in (*corners, unsure)}
    places = []
    for point in points:
        place = corners[CORNERS.index(point.sides(lines))] if point.placed(lines) else unsure  # type: ignore[arg-type]
        places.append(place)
        by_corner[place].append(point)
    sentence = _sentence(by_corner[corners[0]], by_corner[unsure], points)
    columns = (_("No."), _("Competency"), across, _("Interval"), up, _("Interval"), _("Place"))
    chart = Quadrant(title, sentence, points, lines, (across, up), corners, columns, tuple(places), reading.language)
    note = _("The dashed lines are the university's means. A hollow grey point has an interval that crosses a line.")
    groups = tuple((corner, tuple(f"{p.number} {p.label}" for p in found)) for corner, found in by_corner.items() if found)
    return Figure(title, sentence, chart.svg(), chart.table(), note, groups)


def _sentence(wanting: Sequence[QuadrantPoint], unsure: Sequence[QuadrantPoint], points: Sequence[QuadrantPoint]) -> str:
    if wanting:
        facts = {"items": ", ".join(point.label for point in wanting)}
        first = _("Matters more than average and is certainly weaker than average: %(items)s.") % facts
    else:
        first = _("No competency is certainly both more important and weaker than average.")
    if not unsure:
        return first
    counts = {"unsure": len(unsure), "all": len(points)}
    return f"{first} " + _("%(unsure)s of %(all)s cannot be placed: their intervals cross a line.") % counts
