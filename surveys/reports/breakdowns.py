"""Headline figures by the answer to another question, where a release was divided by one."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from surveys.charts import Estimate, EstimateRow, Estimates, Figure
from surveys.charts.figure import PERCENT, SCORE
from surveys.models import ReleasedTable
from surveys.questions import Variable

from .cells import UNIVERSITY, Cells, Place, Row, at_places
from .periods import Period, ReleasedWave
from .reading import Reading

COHORT = "cohort"  # the stratum of the frame that may divide a release


class Divided(NamedTuple):
    """values: of the dividing question with a table each, in the order of the list; by release, place and variable."""

    cells: Mapping[str, Cells]
    values: tuple[str, ...]


def read_breakdowns(waves: Iterable[ReleasedWave], *, places: Collection[Place]) -> dict[int, Divided]:
    """By release. One query; none where no release of the period was divided."""
    dividing = [released for released in waves if released.release.breakdown]
    if not dividing:
        return {}
    codes = {variable.code for released in dividing for variable in _headlines(released)}
    tables = ReleasedTable.objects.filter(at_places(places), release__in=[r.pk for r in dividing], variable__in=codes, years=1)
    found: dict[int, dict[str, list[Row]]] = {}
    fields = ("release_id", "level", "unit_code", "years", "variable", "status", "reason", "body")
    for value, *row in tables.exclude(by_variable="").values_list("by_value", *fields):
        found.setdefault(row[0], {}).setdefault(value, []).append(Row._make(row))
    return {
        released.pk: Divided(
            {value: Cells(rows, [released]) for value, rows in found.get(released.pk, {}).items()},
            _ordered(released, found.get(released.pk, {})),
        )
        for released in dividing
    }


def divided(reading: Reading, period: Period) -> Iterator[tuple[str, str, tuple[Figure, ...]]]:
    """Title, what it is about, and a figure of each headline question, at the nearest place where some of it was released."""
    for released in period.waves:
        tables = reading.divided.get(released.pk)
        place = _nearest(reading, released, tables) if tables else None
        if tables is None or place is None:
            continue
        figures = tuple(
            _figure(reading, released, tables, place, variable)
            for variable in _headlines(released)
            if any(cells.find(released, place, variable.code) for cells in tables.cells.values())
        )
        asked = _by_label(released, reading.language)
        name = reading.subject.whom if place == reading.own else _name_of(reading, place)
        title = _("By “%(question)s” (%(questionnaire)s)") % {"question": asked, "questionnaire": released.code}
        yield title, _("%(wave)s · %(unit)s") % {"wave": released.wave, "unit": name}, figures


def _headlines(released: ReleasedWave) -> list[Variable]:
    return [variable for variable in released.headlines if variable.measure in {"ordinal", "nps"}]


def _ordered(released: ReleasedWave, given: Collection[str]) -> tuple[str, ...]:
    variable = released.document.variables.get(released.release.breakdown)
    listed = [option.code for option in variable.options] if variable else []
    return tuple(sorted(given, key=lambda value: (listed.index(value) if value in listed else len(listed), value)))


def _nearest(reading: Reading, released: ReleasedWave, tables: Divided) -> Place | None:
    for place in reading.places:
        for cells in tables.cells.values():
            if any(cells.body(released, place, variable.code) for variable in _headlines(released)):
                return place
    return None


def _name_of(reading: Reading, place: Place) -> str:
    return next((wider.name for wider in reading.subject.wider if wider.place == place), "")


def _by_label(released: ReleasedWave, language: str) -> str:
    code = released.release.breakdown
    variable = released.document.variables.get(code)
    if variable is not None:
        return variable.label.in_language(language)
    return _("Year of graduation") if code == COHORT else code


def _value_label(released: ReleasedWave, value: str, language: str) -> str:
    variable = released.document.variables.get(released.release.breakdown)
    options: Sequence[Any] = variable.options if variable else ()
    return next((option.label.in_language(language) for option in options if option.code == value), value)


def _figure(reading: Reading, released: ReleasedWave, tables: Divided, place: Place, variable: Variable) -> Figure:
    score = variable.measure == "nps"
    wider = () if place == UNIVERSITY else (UNIVERSITY,)
    rows = []
    for value in tables.values:
        cells = tables.cells[value]
        beside: tuple[Estimate | None, ...] = tuple(cells.headline(released, other, variable) for other in wider)
        rows.append(EstimateRow(_value_label(released, value, reading.language), cells.headline(released, place, variable), beside))
    shown = [row for row in rows if row.own.shown]
    scale = SCORE if score else PERCENT
    sentence = "; ".join(f"{row.label}: {scale.written(row.own.value, reading.language)}" for row in shown) + "."
    if not shown:
        sentence = _("No figure of this chart may be shown.")
    title = reading.label(variable)
    columns = (_("Answer"), _("Score") if score else _("Two best answers"), _("Interval"), _("n"))
    names = tuple(_("University as a whole") for _other in wider)
    whom = reading.own_words(released) if place == reading.own else _name_of(reading, place)
    chart = Estimates(title, sentence, tuple(rows), whom, names, columns, reading.language, scale=scale, whose=("university",))
    return Figure(title, sentence, chart.svg(), chart.table())
