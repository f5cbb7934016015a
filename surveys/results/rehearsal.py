"""What a program's results would look like, from made-up answers: the same tabulation, withholding and rounding as of true ones.

Everything stays in memory. The program stands in an invented university, so that faculty and university have figures of their
own and withholding by subtraction can show itself.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from django.utils.translation import gettext as _

from departments.models import Department, Faculty, Program
from departments.models import Level as ProgramLevel
from surveys.definition import synthetic
from surveys.definition.codebook import ProgramNumbers
from surveys.definition.compiled import Compiled
from surveys.definition.document import Document
from surveys.models import Questionnaire, QuestionnaireVersion, Release, ReleasedTable, Wave
from surveys.questions import DynamicMatrixQuestion, Value

from .assembly import tables_of
from .columns import COHORT, ORGANISATION, PROGRAM, STRATA, WEIGHT, Columns
from .disclosed import reasons
from .layers import Layer
from .rates import rates_of
from .tables import RESPONSE_RATE, Level
from .tabulate import Tabulation
from .terms import Terms
from .units import Unit, UnitTree

OWN = "RH-1-1-1"
FACULTIES, DEPARTMENTS, PROGRAMS = 4, 3, 2  # faculties, departments of each, programs of each
OBJECTIVES = 5
AROUND = (15, 120)  # fewest and most graduates of the programs around it
ANSWERS_AN_ORGANISATION = 2
MOST_ANSWERS = 400  # of one program; beyond that nothing about withholding changes
CONFIDENCE = 0.95  # of intervals nobody sees
STEPS = (5, 9, 10, 15, 20, 30, 50, 75, 100, 150)


@dataclass(frozen=True, slots=True)
class Withheld:
    """Of a program with this many answers: how many of its tables would be withheld."""

    answers: int
    withheld: int
    tables: int


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """tables       of the program, its faculty and the university, as a release holds them; nothing of it is saved
    by_answers   at rising numbers of answers, the program's own among them; everything_until and nothing_from: the two ends
    never_shown  variables that so few are asked that they stay withheld whatever number of answers is looked at
    """

    release: Release
    program: Program
    asked: int
    answers: int
    tables: tuple[ReleasedTable, ...]
    by_answers: tuple[Withheld, ...]
    everything_until: int | None
    nothing_from: int | None
    never_shown: tuple[str, ...]

    @property
    def own(self) -> Withheld:
        """Of the program's tables, response rate apart."""
        rows = [row for row in self.tables if row.level == "program" and row.variable != RESPONSE_RATE]
        withheld = sum(row.status == ReleasedTable.Status.WITHHELD for row in rows)
        return Withheld(self.answers, withheld, len(rows))


def rehearse(document: Document, *, asked: int, rate: int, terms: Terms, seed: int, now: datetime) -> Rehearsal:
    """asked   graduates of the program, or employers, who would be asked
    rate    per cent of them who would answer
    """
    wave = _wave(document)
    release = Release(wave=wave, profile=Release.Profile.INTERNAL, number=1, method=terms.method(wave), released_at=now)
    tree = _tree(terms)
    codes = [unit.code for unit in tree.units if unit.level == "program"]
    replies = round(asked * rate / 100)
    made_up = _Answers(document, seed, codes)
    people, strata = {OWN: made_up.of(OWN, max(MOST_ANSWERS, replies))}, [(OWN, asked, asked, replies)]
    draw = random.Random(f"{seed}/around")  # noqa: S311  (made-up figures are no secret)
    for code in codes:
        if code != OWN:
            size = round(draw.triangular(*AROUND, 60))
            count = round(size * min(0.9, max(0.05, draw.gauss(rate / 100, 0.07))))
            people[code] = made_up.of(code, count)
            strata.append((code, size, size, count))
    everybody = _columns(made_up, {**people, OWN: people[OWN][:replies]})
    rates = rates_of(strata, tree, threshold=terms.threshold)
    curve = _Curve(made_up, people[OWN], terms, wave)
    tables = tables_of(release, everybody, document=document, rates=rates, terms=terms, tree=tree) if replies else iter(())
    shown = {("program", OWN), ("faculty", "RH-1"), ("university", str(terms.university["code"]))}
    return Rehearsal(
        release=release,
        program=_program(),
        asked=asked,
        answers=replies,
        tables=tuple(row for row in tables if (row.level, row.unit_code) in shown and row.variable not in made_up.not_asked),
        by_answers=tuple(curve.at(n) for n in sorted({*STEPS, *((replies,) if 0 < replies <= MOST_ANSWERS else ())})),
        everything_until=curve.everything_until(),
        nothing_from=curve.nothing_from(),
        never_shown=curve.withheld(MOST_ANSWERS),
    )


@dataclass
class _Answers:
    document: Document
    seed: int
    programs: Sequence[str]
    compiled: Compiled = field(init=False)

    def __post_init__(self) -> None:
        self.compiled = Compiled(self.document)
        self.numbers = ProgramNumbers({code: n for n, code in enumerate(self.programs, 1)}, dict(enumerate(self.programs, 1)))
        self.slots = frozenset(
            code for q in self.document.questions if isinstance(q, DynamicMatrixQuestion) for code in q.slot_codes[:OBJECTIVES]
        )
        self.not_asked = frozenset(v.code for v in self.document.variables.values() if v.row and v.question in self._dynamic) - self.slots
        self._respondents = synthetic.Respondents(self.document, seed=self.seed, programs=self.programs)
        self._draw = random.Random(f"{self.seed}/levels")  # noqa: S311  (made-up figures are no secret)

    @property
    def _dynamic(self) -> set[str]:
        return {q.code for q in self.document.questions if isinstance(q, DynamicMatrixQuestion)}

    def of(self, program: str, count: int) -> list[dict[str, Value]]:
        return list(self._respondents.answer(count, own=program, slots=self.slots, level=self._draw.gauss(0, 0.25)))


def _columns(made_up: _Answers, people: dict[str, list[dict[str, Value]]]) -> Columns:
    """As a snapshot has them: sorted by program."""
    codes = tuple(code for code in made_up.programs if people.get(code))
    codebook = made_up.compiled.codebook
    rows = [answers for code in codes for answers in people[code]]
    packed = b"".join(codebook.pack(answers, programs=made_up.numbers) for answers in rows)
    record = np.frombuffer(packed, codebook.dtype) if codebook.dtype.itemsize else np.empty(len(rows), codebook.dtype)
    counts = [len(people[code]) for code in codes]
    strata = {
        PROGRAM: np.repeat(np.arange(1, len(codes) + 1), counts),
        COHORT: np.zeros(len(rows)),
        ORGANISATION: np.arange(len(rows)) // ANSWERS_AN_ORGANISATION + 1,
        WEIGHT: np.full(len(rows), np.nan),
    }
    arrays = {name: strata[name].astype(kind) for name, kind in STRATA.items()} | {name: record[name] for name in record.dtype.names or ()}
    return Columns(arrays, codebook=codebook, programs=codes, numbers=made_up.numbers)


class _Curve:
    """The program by itself, with ever more answers: then its figures are withheld for its own smallness alone."""

    def __init__(self, made_up: _Answers, people: list[dict[str, Value]], terms: Terms, wave: Wave) -> None:
        self._made_up, self._policy = made_up, terms.policy(wave)
        self._columns = _columns(made_up, {OWN: people[:MOST_ANSWERS]})
        self._tree = _tree(terms, faculties=1, departments=1, programs=1)
        self._variables = [code for code in made_up.compiled.codebook.variables if code not in made_up.not_asked]
        self._known: dict[int, tuple[str, ...]] = {}

    def at(self, answers: int) -> Withheld:
        return Withheld(answers, len(self.withheld(answers)), len(self._variables))

    def withheld(self, answers: int) -> tuple[str, ...]:
        if answers not in self._known:
            columns = self._columns.select(np.arange(MOST_ANSWERS) < answers)
            tabulation = Tabulation(columns, self._made_up.document, self._tree)
            why = reasons(Layer(tabulation, confidence=CONFIDENCE), policy=self._policy)
            place = self._tree.index["program", OWN]
            self._known[answers] = tuple(code for code in self._variables if why[place, code] is not None)
        return self._known[answers]

    def everything_until(self) -> int | None:
        """The most answers with which every table is withheld; None where more than any program gets would not do."""
        first = self._first(lambda found: found.withheld < found.tables)
        return first - 1 if first else None

    def nothing_from(self) -> int | None:
        return self._first(lambda found: found.withheld == 0)

    def _first(self, reached: Callable[[Withheld], bool]) -> int | None:
        """More answers withhold less, so the range is halved again and again."""
        if not reached(self.at(MOST_ANSWERS)):
            return None
        low, high = 1, MOST_ANSWERS
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if reached(self.at(middle)) else (middle + 1, high)
        return high


def _wave(document: Document) -> Wave:
    facts = {"code": document.code, "title_tr": document.title.tr, "title_en": document.title.en, "audience": document.audience}
    questionnaire = Questionnaire(**facts)
    version = QuestionnaireVersion(
        questionnaire=questionnaire,
        number=0,
        document=document.model_dump(mode="json"),
        structure_hash=document.structure_hash,
        text_hash=document.text_hash,
    )
    return Wave(questionnaire=questionnaire, version=version, name=_("rehearsal"), state=Wave.State.RELEASED, synthetic=True)


def _program() -> Program:
    faculty = Faculty(code="RH-1", name_tr="Örnek Fakülte", name_en="Example Faculty")
    department = Department(code="RH-1-1", name_tr="Örnek Bölüm", name_en="Example Department", faculty=faculty)
    return Program(code=OWN, name_tr="Örnek Program", name_en="Example Program", department=department, level=ProgramLevel.BACHELOR)


def _tree(terms: Terms, *, faculties: int = FACULTIES, departments: int = DEPARTMENTS, programs: int = PROGRAMS) -> UnitTree:
    """Levels one after another, as units.load gives them."""
    names = terms.university["name"]
    units = [Unit("university", str(terms.university["code"]), {"tr": names["tr"], "en": names["en"]}, -1)]
    above: list[tuple[int, str]] = [(0, "RH")]
    levels: list[tuple[Level, int]] = [("faculty", faculties), ("department", departments), ("program", programs)]
    for level, count in levels:
        below: list[tuple[int, str]] = []
        for parent, code in above:
            for number in range(1, count + 1):
                below.append((len(units), f"{code}-{number}"))
                units.append(Unit(level, f"{code}-{number}", {"tr": f"{code}-{number}", "en": f"{code}-{number}"}, parent))
        above = below
    return UnitTree(units)
