"""How far graduates say they have reached the objectives of their own program: no other program is asked these."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from departments.models import Program
from surveys.charts import EstimateRow, Estimates, Figure
from surveys.models import WaveObjectives
from surveys.questions import DynamicMatrixQuestion, Text, Variable

from . import plots
from .periods import ReleasedWave
from .reading import Reading


@dataclass(frozen=True, slots=True)
class Objectives:
    about: str
    figures: tuple[Figure, ...]


def frozen(program: Program, waves: Sequence[ReleasedWave]) -> dict[int, WaveObjectives]:
    """What each of the waves asked of the program, by the wave's key. One query, none where no questionnaire asks."""
    asking = [released.wave.pk for released in waves if _slots(released)]
    found = WaveObjectives.objects.filter(wave__in=asking, program=program) if asking else ()
    return {row.wave_id: row for row in found}


def objectives(reading: Reading, released: ReleasedWave) -> Objectives | None:
    """None where the wave asked for none, or not of this program."""
    variables = _as_asked(reading, released)
    if not variables:
        return None
    sentences = [reading.best_answers(variables[0]), _comparison(reading, released)]
    title = _("Program objectives")
    figures = [_estimates(reading, released, variables, title=f"{title}: {_('compared')}")]
    if any(reading.cells.body(released, reading.own, variable.code) for variable in variables):
        figures.append(plots.distribution(reading, released, variables, title=f"{title}: {_('all answers')}"))
    return Objectives(". ".join(sentence for sentence in sentences if sentence), tuple(figures))


def _slots(released: ReleasedWave) -> list[str]:
    questions = released.document.questions
    return [slot for question in questions if isinstance(question, DynamicMatrixQuestion) for slot in question.slot_codes]


def _as_asked(reading: Reading, released: ReleasedWave) -> list[Variable]:
    """The variables of the slots that were asked, in the words of the wave; by number where the wave keeps no words."""
    known = reading.objectives.get(released.wave.pk)
    variables = [released.document.variables[slot] for slot in _slots(released)]
    if known is None:
        return [variable for variable in variables if reading.cells.body(released, reading.own, variable.code)]
    return [replace(v, label=Text(**known.document[v.code])) for v in variables if v.code in known.document]


def _same_before(reading: Reading, released: ReleasedWave) -> bool:
    """Whether the previous wave asked the very same objectives, every word of them: only then is P01 the same P01."""
    previous = reading.previous(released)
    now = reading.objectives.get(released.wave.pk)
    before = reading.objectives.get(previous.wave.pk) if previous else None
    return now is not None and before is not None and now.sha256 == before.sha256


def _comparison(reading: Reading, released: ReleasedWave) -> str:
    previous = reading.previous(released)
    if reading.objectives.get(released.wave.pk) is None:
        return _("The objectives stand by their numbers: their wording is not kept with this wave")
    if previous is None or _same_before(reading, released):
        return ""
    return _("No comparison with %(wave)s: it did not ask these objectives in these words") % {"wave": previous.wave.name}


def _estimates(reading: Reading, released: ReleasedWave, variables: Sequence[Variable], *, title: str) -> Figure:
    """Beside each nothing but the same objective in the previous wave: neither faculty nor university has it."""
    previous = reading.previous(released)
    compared = previous if _same_before(reading, released) else None
    rows = tuple(
        EstimateRow(
            reading.label(variable),
            reading.cells.headline(released, reading.own, variable),
            (reading.before(released, variable),) if compared else (),
        )
        for variable in variables
    )
    columns = (_("Objective"), _("Two best answers"), _("Interval"), _("n"))
    own = reading.own_words(released)
    names = (reading.earlier(compared),) if compared else ()
    sentence = plots.highest_and_lowest(reading, variables, rows)
    drawn = Estimates(title, sentence, rows, own, names, columns, reading.language, whose=("earlier",))
    return Figure(title, sentence, drawn.svg(), drawn.table())
