"""The named analyst's door to raw results: any cross-table over the snapshot of a closed wave, each question written down first.

Beside results.release the only way out of unrounded tables, and for the explorer's screens alone. It is a part of the right to
individual answers, given to a person by name, and stands outside what is promised of published tables: cells are not withheld
one by one, and only a table whose base is under the minimum shows no figures at all. Nothing of it is for publication.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from surveys import audit
from surveys.definition.compiled import compile_version
from surveys.definition.document import Document
from surveys.models import AuditEntry, Wave
from surveys.questions import DynamicMatrixQuestion, RegisterQuestion, SingleQuestion, Variable

from . import snapshot
from .axes import ranking_of
from .columns import COHORT_VARIABLE, Columns
from .condition import Condition, expression
from .crosstab import NUMBER, SEVERAL, CrossTable, cross_table
from .release import Terms
from .selection import Selection, WrongUse
from .straight import straight_sheets
from .units import UnitTree, load

if TYPE_CHECKING:
    from home.models import User

EXPLORED, REASON = "results.explored", "results.reason"
MOST_COLUMNS = 40


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a wave. Empty texts mean: everybody, no columns, no filter.

    rows, columns   variable, `cohort`, or `first(ranking)`; rows of any kind, columns with one answer
    unit            "level:code", such as "faculty:F1"
    conditions      all of which must hold
    where           beside them, an expression of the routing language
    varied          without sheets that give one answer to everything
    """

    rows: str
    columns: str = ""
    unit: str = ""
    conditions: tuple[Condition, ...] = ()
    where: str = ""
    weighted: bool = False
    varied: bool = False

    def as_detail(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "Question":
        """From what `as_detail` gave, passing over what an audit line holds beside it."""
        conditions = tuple(Condition(**each) for each in stored["conditions"])
        named = ("rows", "columns", "unit", "where", "weighted", "varied")
        return cls(conditions=conditions, **{name: stored[name] for name in named})

    def expression(self, variables: Mapping[str, Variable]) -> str:
        """Conditions and `where` as one; empty where neither is given."""
        return expression(self.conditions, self.where, variables)


@dataclass(frozen=True, slots=True)
class Explored:
    """table      None where its base is under the minimum
    selected   respondents whom unit and filter left; None where they are fewer than the minimum
    straight   sheets among them with one answer to everything, and sheets that could be judged; None where selected is None
    """

    table: CrossTable | None
    selected: int | None
    nobody: bool
    straight: tuple[int, int] | None
    minimum: int


def give_reason(*, wave: Wave, reason: str, by: "User", now: datetime) -> None:
    """Written down before the first question of a sitting."""
    audit.record(action=REASON, subject=str(wave), actor=by, detail={"wave": wave.pk, "reason": reason}, now=now)


def explore(*, wave: Wave, question: Question, terms: Terms, reason: str, by: "User", now: datetime) -> Explored:
    """Write down who asks what and why, then compute. The line stays also where the question turns out to make no sense.

    selection.WrongUse says what is wrong with the question; snapshot.NotClosed for an open wave and for a pilot, which has no
    answers that count.
    """
    detail = {"wave": wave.pk, "reason": reason, **question.as_detail()}
    audit.record(action=EXPLORED, subject=str(wave), actor=by, detail=detail, now=now)
    if wave.pilot or not wave.is_closed:
        raise snapshot.NotClosed(wave)
    document = compile_version(wave.version).document
    columns = snapshot.columns(wave, folder=terms.folder, now=now)
    _refuse_senseless(question, columns, document)
    if question.weighted and columns.weights is None:
        raise WrongUse(_("%(wave)s has no weights.") % {"wave": wave})
    chosen = Selection(where=question.expression(columns.variables) or None).narrowed(
        _of_unit(question.unit, columns, load(university=terms.university))
    )
    if chosen.n < terms.threshold:
        return Explored(None, None, chosen.n == 0, None, terms.threshold)
    sheets = straight_sheets(chosen)
    asked = chosen.select(~sheets.flagged) if question.varied else chosen
    by_variable = question.columns or None
    table = cross_table(asked, rows=question.rows, by=by_variable, keeps_refusals=_single(document), weighted=question.weighted)
    if len(table.columns) > MOST_COLUMNS:
        raise WrongUse(
            _("%(code)s has %(n)d different answers, too many for columns: put it in the rows.")
            % {"code": question.columns, "n": len(table.columns)}
        )
    shown = table if table.base >= terms.threshold else None
    return Explored(shown, chosen.n, False, (sheets.n, sheets.judged), terms.threshold)


def questions_of(user: "User") -> QuerySet[AuditEntry]:
    """What the person has asked, newest first."""
    return AuditEntry.objects.filter(action=EXPLORED, actor=user).order_by("-at", "-pk")


def _refuse_senseless(question: Question, columns: Columns, document: Document) -> None:
    by_program = {q.code for q in document.questions if isinstance(q, DynamicMatrixQuestion)}
    for code in filter(None, (question.rows, question.columns)):
        variable = columns.variables.get(ranking_of(code) or code)
        if variable is None and code != COHORT_VARIABLE:
            raise WrongUse(_("There is no question with the code %(code)s.") % {"code": code})
        if variable is not None and ranking_of(code) and variable.storage != "ranking":
            raise WrongUse(_("%(code)s is not a ranking: first(%(code)s) cannot be asked of it.") % {"code": variable.code})
        if variable is not None and variable.question in by_program and not question.unit.startswith("program:"):
            raise WrongUse(_("%(code)s means something else in every program: choose one program.") % {"code": code})
    variable = columns.variables.get(question.columns)
    if variable is not None and variable.storage in {*SEVERAL, NUMBER}:
        raise WrongUse(_("%(code)s does not divide respondents into columns: put it in the rows.") % {"code": question.columns})


def _of_unit(unit: str, columns: Columns, tree: UnitTree) -> Columns:
    level, _colon, code = unit.partition(":")
    if not unit or level == "university":
        return columns
    place = next((i for (of_level, of_code), i in tree.index.items() if (of_level, of_code) == (level, code)), None)
    if place is None:
        raise WrongUse(_("No unit with a program has the code %(code)s.") % {"code": code})
    return columns.of_programs(tree.programs_of(place))


def _single(document: Document) -> frozenset[str]:
    """Variables where a refusal is an answer: as in Tabulation.tallies."""
    return frozenset(
        variable.code
        for question in document.questions
        if isinstance(question, (SingleQuestion, RegisterQuestion))
        for variable in question.variables(document.option_sets)
    )
