"""The programs' own objectives as one wave asks them: frozen when it opens, so that later wordings change nothing that was asked."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from departments.models import Program
from surveys.definition.compiled import compile_version
from surveys.definition.proof import text_hash
from surveys.models import ObjectiveSet, QuestionnaireVersion, Wave, WaveObjectives
from surveys.questions import DynamicMatrixQuestion

Wordings = dict[str, dict[str, str]]


@transaction.atomic
def freeze_objectives(*, wave: Wave, now: datetime) -> list[WaveObjectives]:
    """Of every program that has a set on that day, whoever is invited by then: others may be invited while the wave is open.

    Nothing where the questionnaire does not ask for them. Part of the transaction that opens the wave, where there is one.
    """
    slots = slots_of(wave.version)
    if not slots:
        return []
    rows = []
    for objective_set in sets_on(localdate(now), lock=True).values():
        document = wordings(objective_set, slots=slots)
        if document:
            rows.append(WaveObjectives(wave=wave, program_id=objective_set.program_id, document=document, sha256=text_hash(document)))
    return WaveObjectives.objects.bulk_create(rows)


def slots_of(version: QuestionnaireVersion) -> tuple[str, ...]:
    """Places the version has for objectives; none where it does not ask for them."""
    questions = compile_version(version).document.questions
    return tuple(slot for question in questions if isinstance(question, DynamicMatrixQuestion) for slot in question.slot_codes)


def sets_on(day: date, *, programs: Iterable[int] | None = None, lock: bool = False) -> dict[int, ObjectiveSet]:
    """The set in force of each program, by its key: the one adopted last. In the order of the programs' numbers, with objectives.

    lock   nobody mends a set (objective_sets) until the transaction has ended
    """
    sets = ObjectiveSet.objects.filter(adopted_on__lte=day)
    if lock:
        sets = sets.select_for_update(of=("self",))
    if programs is not None:
        sets = sets.filter(program__in=programs)
    return {found.program_id: found for found in sets.order_by("program__number", "adopted_on").prefetch_related("objectives")}


def wordings(objective_set: ObjectiveSet, *, slots: Iterable[str]) -> Wordings:
    """{"P01": {"tr": ..., "en": ...}, ...}, of the objectives that have a place."""
    found = {objective.slot: {"tr": objective.text_tr, "en": objective.text_en} for objective in objective_set.objectives.all()}
    return {slot: found[slot] for slot in slots if slot in found}


def programs_without(wave: Wave, today: date) -> QuerySet[Program]:
    """Programs whose graduates are invited (or counted in the frame) and are not asked: no set in force that day, none frozen."""
    if wave.opened_at:
        have = WaveObjectives.objects.filter(wave=wave).values("program")
    else:
        have = ObjectiveSet.objects.filter(adopted_on__lte=today, objectives__isnull=False).values("program")
    return programs_of(wave).exclude(pk__in=have)


def programs_of(wave: Wave) -> QuerySet[Program]:
    """Of the wave's invitations and frame."""
    wanted = Q(pk__in=wave.invitations.exclude(program=None).values("program")) | Q(
        pk__in=wave.strata.exclude(program=None).values("program")
    )
    return Program.objects.filter(wanted).order_by("number")


def asked_in(objective_set: ObjectiveSet) -> list[Wave]:
    """Waves that froze these wordings, as many of them as they had places for. Oldest first."""
    frozen = WaveObjectives.objects.filter(program=objective_set.program_id).select_related("wave__questionnaire", "wave__version")
    rows = frozen.order_by("wave__opened_at", "wave__closed_at", "wave_id")
    return [row.wave for row in rows if text_hash(wordings(objective_set, slots=slots_of(row.wave.version))) == row.sha256]


def was_asked(objective_set: ObjectiveSet) -> bool:
    """Such a set is never edited."""
    return bool(asked_in(objective_set))
