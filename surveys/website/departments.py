"""A department and its programs: every figure that was published of them, read in one go."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from departments.models import Department, Level, Program
from home.collation import sort_key
from surveys.reports.cells import Place
from surveys.reports.periods import Period, Periods
from surveys.reports.public import whole_university
from surveys.reports.public_pages import PublishedWave, UnitResults, published_waves, read_period, reading_of, unit_results
from surveys.reports.reading import reading_language
from surveys.reports.units import Wider

_LEVELS = list(Level)


@dataclass(frozen=True, slots=True)
class DepartmentResults:
    """whole: of the department; None where it has one program, whose figures are the same. wider: names, from near to far."""

    waves: tuple[PublishedWave, ...]
    whole: UnitResults | None
    programs: tuple[UnitResults, ...]
    wider: tuple[str, ...]


def department_results(
    department: Department, programs: Sequence[Program], *, periods: Periods, period: Period | None
) -> DepartmentResults | None:
    """None where nothing is published of any period. One query, however many programs and waves."""
    if period is None:
        return None
    language, faculty = reading_language(), department.faculty
    wider = (Wider("faculty", faculty.name, ("faculty", faculty.code)), whole_university())
    own: Place = ("department", department.code)
    places = [own, *(("program", program.code) for program in programs), *(each.place for each in wider)]
    cells = read_period(periods, period, places=places)

    def results(place: Place, name: str, about: str) -> UnitResults:
        reading = reading_of(
            cells,
            periods,
            period,
            place=place,
            name=name,
            wider=wider,
            language=language,
            percent_base=settings.SURVEYS_PUBLIC_PERCENT_BASE,
        )
        return unit_results(reading, period, about=about)

    return DepartmentResults(
        waves=published_waves(period, language=language, cells=cells),
        whole=results(own, department.name, _("All programs of the department together")) if len(programs) > 1 else None,
        programs=tuple(results(("program", program.code), program.name, program.get_level_display()) for program in programs),
        wider=tuple(each.name for each in wider),
    )


def in_order(programs: Iterable[Program]) -> list[Program]:
    """Lower levels first, then by name in Turkish order."""
    return sorted(programs, key=lambda each: (_LEVELS.index(Level(each.level)), sort_key(each.name)))
