"""What lies between two ratings of one competency, and which of these gaps are more than chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isclose

from django.utils.translation import gettext as _

from surveys.charts import Estimate, Figure
from surveys.charts.figure import DIFFERENCE
from surveys.charts.gaps import Certainty, GapRow, Gaps
from surveys.questions import Variable
from surveys.stats.holm import holm
from surveys.stats.student import t_quantile, t_two_sided
from surveys.stats.welch import Sample, difference_of_means

from .cells import Cells, Place
from .periods import ACQUIRED, IMPORTANT, PERFORMED, REQUIRED, Period, ReleasedWave
from .reading import Reading

PAIRED = {(REQUIRED, ACQUIRED): "K01", (IMPORTANT, PERFORMED): "K02"}
LEVEL = 0.05  # of the family of comparisons, after Holm
NAMED = 3  # gaps a sentence names


@dataclass(frozen=True, slots=True)
class Difference:
    """First minus second of one competency. p: two-sided; None where no interval was released."""

    variable: Variable
    estimate: Estimate
    first: Estimate
    second: Estimate
    p: float | None


def paired(cells: Cells, released: ReleasedWave, place: Place, facets: tuple[str, str], *, confidence: float) -> list[Difference]:
    """Of the same respondents: the stored indicator with its interval; until a release has one, the means alone."""
    found = []
    first, second = (released.by_facet(facet) for facet in facets)
    for competency in (code for code in first if code in second):
        sides = [cells.mean(released, place, variables[competency].code) for variables in (first, second)]
        estimate = cells.indicator(released, place, f"{PAIRED[facets]}:{competency}")
        if not estimate.shown:
            estimate = _of_means(*sides)
        p = p_of(estimate, confidence=confidence)
        found.append(Difference(second[competency], estimate, sides[0], sides[1], p))
    return found


def unpaired(cells: Cells, graduates: ReleasedWave, employers: ReleasedWave, place: Place, *, confidence: float) -> list[Difference]:
    """What graduates say they acquired minus what employers see: other people, so by Welch from the two released tables.

    Employers over several years where that was released: one year of them is few.
    """
    found = []
    acquired, performed = graduates.by_facet(ACQUIRED), employers.by_facet(PERFORMED)
    for competency in (code for code in acquired if code in performed):
        codes = acquired[competency].code, performed[competency].code
        sides = [cells.mean(graduates, place, codes[0]), cells.pooled.mean(employers, place, codes[1])]
        bodies = [cells.body(graduates, place, codes[0]), cells.pooled.body(employers, place, codes[1])]
        welch = difference_of_means(*(_sample(body) for body in bodies), confidence=confidence)
        estimate, p = _of_means(*sides), None
        if welch is not None and estimate.shown:
            estimate, p = Estimate(welch.value, welch.low, welch.high), welch.p
        found.append(Difference(acquired[competency], estimate, sides[0], sides[1], p))
    return found


def certainties(differences: Sequence[Difference]) -> list[Certainty]:
    """Of all comparisons made at once, in their order."""
    known = [number for number, difference in enumerate(differences) if difference.p is not None]
    adjusted = dict(zip(known, holm([differences[number].p or 0.0 for number in known]), strict=True))
    return [_certainty(difference, adjusted.get(number)) for number, difference in enumerate(differences)]


def _certainty(difference: Difference, adjusted: float | None) -> Certainty:
    low, high = difference.estimate.low, difference.estimate.high
    if low is None or high is None:
        return "unknown"
    if low <= 0 <= high:
        return "same"
    return "clear" if adjusted is not None and adjusted < LEVEL else "sign"


def p_of(estimate: Estimate, *, confidence: float) -> float | None:
    """Two-sided p of a difference of pairs, out of its released interval: Student's t with n - 1 degrees of freedom.

    Released ends have two decimals, so p is rough where the interval is a few hundredths wide.
    """
    if not estimate.shown or estimate.value is None or estimate.low is None or estimate.high is None or (estimate.n or 0) < 2:
        return None
    half, freedom = (estimate.high - estimate.low) / 2, float((estimate.n or 0) - 1)
    if isclose(half, 0, abs_tol=1e-9):
        return 0.0 if estimate.value else 1.0
    return t_two_sided(estimate.value / (half / t_quantile(confidence, freedom)), freedom)


def _of_means(first: Estimate, second: Estimate) -> Estimate:
    if not (first.shown and second.shown):
        return Estimate(hidden=first.hidden or second.hidden)
    return Estimate(round((first.value or 0) - (second.value or 0), 2))


def _sample(body: object) -> Sample | None:
    """None where the table has no spread to reckon with."""
    if not isinstance(body, dict) or body.get("mean") is None or body.get("sd") is None or not body.get("mean_n"):
        return None
    return Sample(body["mean"], body["sd"], body["mean_n"])


def figures(reading: Reading, period: Period) -> tuple[Figure, ...]:
    lead, employers = period.lead, period.employers
    if lead is None:
        return ()
    confidence = float(lead.release.method.get("confidence", 0.95))
    cells, place = reading.cells, reading.own
    found = [_figure(reading, _REQUIRED, paired(cells, lead, place, (REQUIRED, ACQUIRED), confidence=confidence))]
    if employers is not None:
        important = paired(cells.pooled, employers, place, (IMPORTANT, PERFORMED), confidence=confidence)
        found.append(_figure(reading, _IMPORTANT, important, together=_together(reading, employers, important)))
        seen = unpaired(cells, lead, employers, place, confidence=confidence)
        found.append(_figure(reading, _SEEN, seen, together=_together(reading, employers, seen)))
    return tuple(figure for figure in found if figure is not None)


_REQUIRED, _IMPORTANT, _SEEN = "required", "important", "seen"


def _words(kind: str) -> dict[str, str]:
    """title, note, what a positive and a negative gap mean, and the headings of the two sides."""
    match kind:
        case "required":
            return {
                "title": _("What the work asks minus what the program gave"),
                "note": _("Of graduates who answered both. Above zero: the work asks for more than was acquired."),
                "positive": _("The work clearly asks for more than was acquired: %(items)s."),
                "first": _("Required"),
                "second": _("Acquired"),
            }
        case "important":
            return {
                "title": _("What matters to employers minus what graduates show"),
                "note": _("Of employers who answered both. Above zero: it matters more than it is shown."),
                "positive": _("Employers clearly miss: %(items)s."),
                "first": _("Importance"),
                "second": _("Performance"),
            }
        case _:
            return {
                "title": _("What graduates say they acquired minus what employers see"),
                "note": _("Graduates and employers are different people. Above zero: graduates rate themselves higher."),
                "positive": _("Graduates clearly rate themselves higher than employers do: %(items)s."),
                "negative": _("Employers clearly rate graduates higher than these rate themselves: %(items)s."),
                "first": _("Graduates"),
                "second": _("Employers"),
            }


def said(certainty: Certainty, *, comparisons: int) -> str:
    return {
        "clear": _("clear"),
        "sign": _("a sign only: one of %(number)s comparisons") % {"number": comparisons},
        "same": _("not distinguishable"),
        "unknown": _("no interval released"),
    }[certainty]


def _figure(reading: Reading, kind: str, differences: Sequence[Difference], *, together: str = "") -> Figure | None:
    if not any(difference.estimate.shown for difference in differences):
        return None
    language, worded = reading.language, _words(kind)
    judged = certainties(differences)
    compared = sum(difference.p is not None for difference in differences)
    rows = tuple(
        GapRow(reading.label(d.variable), d.estimate, d.first, d.second, certainty, said(certainty, comparisons=compared))
        for d, certainty in zip(differences, judged, strict=True)
    )
    columns = (_("Competency"), _("Gap"), _("Interval"), worded["first"], _("n"), worded["second"], _("n"), _("How sure"))
    legend = (
        _("clear, also among all compared here"),
        _("a sign only: may be one of many"),
        _("not distinguishable from zero"),
        _("no interval released"),
    )
    sentence = _sentence(rows, worded, language)
    chart = Gaps(worded["title"], sentence, rows, columns, legend, language)
    note = " ".join(part for part in (worded["note"], f"{together}." if together else "") if part)
    return Figure(chart.title, sentence, chart.svg(), chart.table(), note)


def _sentence(rows: Sequence[GapRow], worded: dict[str, str], language: str) -> str:
    """Names only what is certain."""
    clear = sorted((row for row in rows if row.certainty == "clear"), key=lambda row: -abs(row.difference.value or 0))
    parts = []
    for key, sign in (("positive", 1), ("negative", -1)):
        named = [row for row in clear if sign * (row.difference.value or 0) > 0]
        if named and key in worded:
            parts.append(worded[key] % {"items": _listed(named, language)})
    if not parts and any(row.certainty != "unknown" for row in rows if row.difference.shown):
        parts.append(_("No gap of this chart is clear: each may be chance."))
    same = sum(row.certainty == "same" for row in rows)
    shown = sum(row.difference.shown for row in rows)
    if same:
        parts.append(_("%(same)s of %(shown)s cannot be told from zero.") % {"same": same, "shown": shown})
    if not parts:
        return _("The means differ as drawn; how sure that is cannot be said without an interval.")
    return " ".join(parts)


def _listed(rows: Sequence[GapRow], language: str) -> str:
    named = [f"{row.label} ({DIFFERENCE.written(row.difference.value, language)})" for row in rows[:NAMED]]
    more = len(rows) - NAMED
    return ", ".join([*named, *([_("%(number)s more") % {"number": more}] if more > 0 else [])])


def _together(reading: Reading, employers: ReleasedWave, differences: Sequence[Difference]) -> str:
    widest = max((difference.second for difference in differences), key=lambda estimate: estimate.years, default=Estimate())
    words = reading.together(employers, widest)
    return _("Employers: %(years)s") % {"years": words} if words else ""
