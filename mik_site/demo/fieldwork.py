"""What is being asked just now: an open wave for graduates, one for employers, and a pilot, answered like any other."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from departments.models import Department, Program
from home.models import User
from surveys.collection import keys, submissions, tokens
from surveys.collection.sittings import Draft
from surveys.definition.compiled import compile_version
from surveys.fielding.inviting import invite_contacts, invite_graduations
from surveys.fielding.waves import approve_wave, create_wave, open_wave
from surveys.models import Cycle, Invitation, Questionnaire, Wave, WaveObjectives

from .answers import Person, Respondents
from .people import register_employers, register_graduates
from .traits import Traits
from .users import DEPARTMENT, FACULTY

_EVERY = 4  # one in four has replied so far


@dataclass(frozen=True, slots=True)
class PrintedLink:
    what: str
    token: str


def field_waves(*, traits: Sequence[Traits], seed: int, now: datetime, by: User, token_key: str, private: Path) -> list[PrintedLink]:
    """Opens the waves, has some people answer, and gives one unanswered link of each to print."""
    shown = Department.objects.get(name_tr=DEPARTMENT, faculty__name_tr=FACULTY)  # its representative is a demo user
    cycle, _ = Cycle.objects.get_or_create(year=now.year)
    graduations = register_graduates(traits, years=(now.year - 1,), most=4, whole=shown.code, seed=seed)
    contacts = register_employers(seed=seed)
    name = f"{now.year} güz"
    graduates = _open("MYM", name, cycle=cycle, now=now, by=by)
    invited = invite_graduations(wave=graduates, graduations=graduations, now=now)
    _answer(graduates, invited[::_EVERY], traits=traits, seed=seed, now=now, token_key=token_key, private=private)
    employers = _open("IMA", name, cycle=cycle, now=now, by=by)
    rated = [t.program for t in sorted(traits, key=lambda t: -t.size)[: len(contacts)]]
    asked = invite_contacts(wave=employers, contacts=list(zip(contacts, rated, strict=True)), now=now)
    pilot = _open("MIA", f"{now.year} deneme", cycle=cycle, now=now, by=by, pilot=True)
    tested = invite_graduations(wave=pilot, graduations=graduations[:3], now=now)
    return [
        PrintedLink("Mezun anketi (MYM)", tokens.token_for(_unanswered(invited), key=token_key)),
        PrintedLink("İşveren anketi (IMA)", tokens.token_for(_unanswered(asked), key=token_key)),
        PrintedLink("Deneme dönemi (MIA)", tokens.token_for(tested[0], key=token_key)),
    ]


def _open(code: str, name: str, *, cycle: Cycle, now: datetime, by: User, pilot: bool = False) -> Wave:
    questionnaire = Questionnaire.objects.get(code=code)
    wave = create_wave(questionnaire=questionnaire, name=name, cycle=cycle, pilot=pilot, synthetic=True, by=by, now=now)
    approve_wave(wave=wave, by=by, now=now)
    return open_wave(wave=wave, closes_at=now + timedelta(days=60), by=by, now=now)


def _unanswered(invitations: Sequence[Invitation]) -> Invitation:
    return Invitation.objects.filter(pk__in=[i.pk for i in invitations]).awaiting_reply().order_by("pk")[0]


def _answer(
    wave: Wave, invitations: Sequence[Invitation], *, traits: Sequence[Traits], seed: int, now: datetime, token_key: str, private: Path
) -> None:
    compiled = compile_version(wave.version)
    of_program = {t.program.pk: t for t in traits}
    respondents = Respondents(compiled, seed=seed, base_year=now.year - 2, programs=[t.program.code for t in traits])
    draw = random.Random(f"{seed}/fieldwork")
    sitting_key = keys.sitting_key(wave_id=wave.pk, folder=private, token_key=token_key)
    codes = dict(Program.objects.values_list("pk", "code"))
    objectives = {row.program_id: frozenset(row.document) for row in WaveObjectives.objects.filter(wave=wave)}
    for invitation in invitations:
        if invitation.program_id is None:  # only employers are asked about no program in particular
            continue
        slots = objectives.get(invitation.program_id, frozenset())
        answers = respondents.answer(Person(of_program[invitation.program_id], now.year, draw), slots=slots)
        draft = Draft(version_id=wave.version_id, language="tr", answers=answers, receipt=submissions.new_receipt())
        submissions.submit(
            wave=wave,
            invitation=invitation,
            token=tokens.token_for(invitation, key=token_key),
            draft=draft,
            answers=compiled.settle(answers, slots=slots),
            codebook=compiled.codebook,
            program_code=codes[invitation.program_id],
            cohort=invitation.cohort,
            organisation_number=None,
            now=now,
            key=token_key,
            sitting_key=sitting_key,
        )
