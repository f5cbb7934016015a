"""What the board of a program adopts: a set of objectives made, mended and withdrawn, until a wave has asked it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from departments.models import Program
from surveys import audit
from surveys.models import Objective, ObjectiveSet
from surveys.models.objectives import MOST_OBJECTIVES
from surveys.questions import Text

from .objectives import asked_in
from .transitions import Refused, refuse_if

if TYPE_CHECKING:
    from home.models import User


@transaction.atomic
def adopt_objectives(
    *, program: Program, adopted_on: date, wordings: Sequence[Text], source: str = "", by: "User | None", now: datetime
) -> ObjectiveSet:
    """A new set, in force from that day until another is. `wordings` in the order of their numbers, P01 first.

    Refused where the program has a set of that day, or wordings are none, too many or in one language.
    """
    refuse_if([*_faults(wordings), *_taken(program, adopted_on)])
    made = ObjectiveSet.objects.create(program=program, adopted_on=adopted_on, source=source)
    _write(made, wordings)
    _record("objectives.adopted", made, by=by, now=now, objectives=len(wordings))
    return made


@transaction.atomic
def mend_objectives(
    *, objective_set: ObjectiveSet, adopted_on: date, wordings: Sequence[Text], source: str, by: "User | None", now: datetime
) -> ObjectiveSet:
    """The set as it should have been. Refused once a wave has asked it: then a new wording is a new set."""
    stored = _unasked(objective_set)
    refuse_if([*_faults(wordings), *_taken(stored.program, adopted_on, but=stored)])
    stored.adopted_on, stored.source = adopted_on, source
    stored.save(update_fields=["adopted_on", "source"])
    Objective.objects.filter(objective_set=stored).delete()
    _write(stored, wordings)
    _record("objectives.mended", stored, by=by, now=now, objectives=len(wordings))
    return ObjectiveSet.objects.get(pk=stored.pk)


@transaction.atomic
def withdraw_objectives(*, objective_set: ObjectiveSet, by: "User | None", now: datetime) -> None:
    """Entered by mistake. Refused once a wave has asked it."""
    stored = _unasked(objective_set)
    _record("objectives.withdrawn", stored, by=by, now=now)
    stored.delete()


def _unasked(objective_set: ObjectiveSet) -> ObjectiveSet:
    """Locked, so that no wave freezes it meanwhile."""
    stored = ObjectiveSet.objects.select_for_update(of=("self",)).select_related("program").filter(pk=objective_set.pk).first()
    if stored is None:
        raise Refused(_("These objectives are not there any more: somebody else may have withdrawn them."))
    if waves := asked_in(stored):
        message = _("Graduates were asked these objectives (%(waves)s), so they stay as they are. Copy them as a new set and change that.")
        raise Refused(message % {"waves": ", ".join(str(wave) for wave in waves)})
    return stored


def _faults(wordings: Sequence[Text]) -> list[str]:
    faults = []
    if not wordings:
        faults.append(_("Write at least one objective."))
    if len(wordings) > MOST_OBJECTIVES:
        faults.append(_("A program has at most %(most)d objectives.") % {"most": MOST_OBJECTIVES})
    for number, wording in enumerate(wordings, start=1):
        if not wording.tr.strip() or not wording.en.strip():
            faults.append(_("Objective %(number)d needs its text in Turkish and in English.") % {"number": number})
    return faults


def _taken(program: Program, adopted_on: date, *, but: ObjectiveSet | None = None) -> list[str]:
    others = ObjectiveSet.objects.filter(program=program, adopted_on=adopted_on)
    if but is not None:
        others = others.exclude(pk=but.pk)
    if not others.exists():
        return []
    return [_("%(program)s has objectives adopted on %(day)s already.") % {"program": program, "day": date_format(adopted_on, "j F Y")}]


def _write(objective_set: ObjectiveSet, wordings: Sequence[Text]) -> None:
    Objective.objects.bulk_create(
        [
            Objective(objective_set=objective_set, sort_order=number, number=number, text_tr=text.tr.strip(), text_en=text.en.strip())
            for number, text in enumerate(wordings, start=1)
        ]
    )


def _record(action: str, objective_set: ObjectiveSet, *, by: "User | None", now: datetime, **counts: int) -> None:
    detail = {"program": objective_set.program.code, "adopted_on": objective_set.adopted_on.isoformat(), **counts}
    audit.record(action=action, subject=str(objective_set), actor=by, detail=detail, now=now)
