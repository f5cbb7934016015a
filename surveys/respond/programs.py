"""Programs to choose from, under their faculties. Kept per process: they change a few times a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import groupby

from django.db.models import Count, Max, Q

from departments.models import Faculty, Level, Program
from home.collation import sort_key
from surveys.questions import Option, Text


@dataclass(frozen=True, slots=True, eq=False)
class Programs:
    """groups: (faculty, its living programs), faculties first, each kind and each group in Turkish order."""

    groups: tuple[tuple[Text, tuple[Option, ...]], ...] = ()

    @property
    def options(self) -> tuple[Option, ...]:
        return tuple(option for _, options in self.groups for option in options)


NO_PROGRAMS = Programs()

_KINDS = list(Faculty.Kind)  # faculties before schools before vocational schools
_LEVELS = {
    Level.ASSOCIATE: Text(tr="ön lisans", en="associate degree"),
    Level.BACHELOR: Text(tr="lisans", en="bachelor's"),
    Level.MASTER: Text(tr="yüksek lisans", en="master's"),
    Level.DOCTORATE: Text(tr="doktora", en="doctorate"),
}


def living_programs(*, now: datetime) -> Programs:
    """One small query tells whether the list that was read before still holds; a name that was mended shows within ten minutes."""
    stamp = Program.objects.aggregate(rows=Count("pk"), newest=Max("pk"), ended=Count("pk", filter=Q(valid_until__isnull=False)))
    return _read((stamp["rows"], stamp["newest"], stamp["ended"], int(now.timestamp()) // 600))


@lru_cache(maxsize=4)
def _read(stamp: tuple[int, int | None, int, int]) -> Programs:
    rows = Program.objects.filter(valid_until=None).select_related("department__faculty")
    return Programs(tuple(_groups(sorted(rows, key=_place))))


def _place(program: Program) -> tuple:
    faculty = program.department.faculty
    kind, level = _KINDS.index(Faculty.Kind(faculty.kind)), list(Level).index(Level(program.level))
    return kind, sort_key(faculty.name_tr), faculty.pk, sort_key(program.name_tr), level, program.code


def _groups(rows: Iterable[Program]) -> Iterable[tuple[Text, tuple[Option, ...]]]:
    for faculty, programs in groupby(rows, key=lambda p: p.department.faculty):
        yield Text(**faculty.names), tuple(Option(code=p.code, label=program_label(p)) for p in programs)


def program_label(program: Program) -> Text:
    """ "İnşaat Mühendisliği (lisans)": the same name occurs at several levels."""
    level = _LEVELS[Level(program.level)]
    return Text(tr=f"{program.names['tr']} ({level.tr})", en=f"{program.names['en']} ({level.en})")
