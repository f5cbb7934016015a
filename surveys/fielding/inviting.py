"""Who is asked: invitations, the frame they are counted in, and the numbers that stand for organisations."""

import secrets
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from departments.models import Graduation, Program
from surveys import audit
from surveys.collection.tokens import new_public_id
from surveys.models import EmployerContact, FrameStratum, Invitation, OrganisationNumber, Wave

from .transitions import Refused, State, lock

_BATCH = 1000
_INVITING = {State.DRAFT, State.APPROVED, State.OPEN}
Stratum = tuple[int | None, int | None]  # program, cohort


@transaction.atomic
def invite_graduations(*, wave: Wave, graduations: Iterable[Graduation], now: datetime) -> list[Invitation]:
    """One invitation a graduation, also without an address (a link can be printed); those already invited are passed over.

    The population of each stratum touched is what the register holds of that program and year at this moment.
    """
    _ready(wave)
    if isinstance(graduations, QuerySet):
        graduations = graduations.select_related("graduate")
    already = set(Invitation.objects.filter(wave=wave, graduation__isnull=False).values_list("graduation_id", flat=True))
    new = [g for g in graduations if g.pk not in already]
    invitations = Invitation.objects.bulk_create(
        [
            Invitation(
                wave=wave,
                public_id=new_public_id(),
                graduation=g,
                program_id=g.program_id,
                cohort=g.year,
                name=str(g.graduate),
                email=g.graduate.email,
                language=g.graduate.language,
            )
            for g in new
        ],
        batch_size=_BATCH,
    )
    invited: Counter[Stratum] = Counter((g.program_id, g.year) for g in new)
    _count_in(wave, invited, _register(invited))
    _log(wave, len(invitations), now)
    return invitations


@transaction.atomic
def invite_contacts(*, wave: Wave, contacts: Iterable[tuple[EmployerContact, Program | None]], now: datetime) -> list[Invitation]:
    """One invitation a contact and program to be rated (None: not known beforehand); pairs already invited are passed over."""
    _ready(wave)
    already = set(Invitation.objects.filter(wave=wave, contact__isnull=False).values_list("contact_id", "program_id"))
    new = [(contact, program) for contact, program in contacts if (contact.pk, program.pk if program else None) not in already]
    _number_organisations(wave, {contact.organisation_id for contact, _program in new})
    invitations = Invitation.objects.bulk_create([_to_contact(wave, contact, program) for contact, program in new], batch_size=_BATCH)
    invited: Counter[Stratum] = Counter((program.pk if program else None, None) for _contact, program in new)
    _count_in(wave, invited, {})
    _log(wave, len(invitations), now)
    return invitations


@transaction.atomic
def rate_another(*, invitation: Invitation, program: Program | None, now: datetime) -> Invitation:
    """A new sitting of the same employer for another program; the invitation that exists where it was asked for before."""
    if invitation.contact is None:
        raise Refused(_("Only an employer can rate another program."))
    asked = Invitation.objects.filter(wave_id=invitation.wave_id, contact_id=invitation.contact_id, program=program).first()
    return asked or invite_contacts(wave=invitation.wave, contacts=[(invitation.contact, program)], now=now)[0]


def organisation_number(*, invitation: Invitation) -> int | None:
    """What stands for the contact's organisation in this wave's answers; None for graduates."""
    if invitation.contact_id is None:
        return None
    numbers = OrganisationNumber.objects.filter(wave_id=invitation.wave_id, organisation__contacts=invitation.contact_id)
    return numbers.values_list("number", flat=True).first()


def _ready(wave: Wave) -> None:
    """Locked: what is counted in must not race with a second batch or with closing."""
    current = lock(wave)
    if current.state not in _INVITING:
        raise Refused(_("This wave is %(state)s: nobody can be invited to it any more.") % {"state": current.get_state_display()})
    if current.mode != Wave.Mode.INVITED:
        raise Refused(_("This wave takes no personal invitations."))


def _to_contact(wave: Wave, contact: EmployerContact, program: Program | None) -> Invitation:
    return Invitation(
        wave=wave,
        public_id=new_public_id(),
        contact=contact,
        program=program,
        name=contact.name,
        email=contact.email,
        language=contact.language,
    )


def _register(strata: Iterable[Stratum]) -> dict[Stratum, int]:
    wanted = Q(pk__in=[])
    years: dict[int | None, set[int | None]] = {}
    for program, year in strata:
        years.setdefault(program, set()).add(year)
    for program, cohorts in years.items():
        wanted |= Q(program=program, year__in=cohorts)
    counts = Graduation.objects.filter(wanted).order_by().values_list("program", "year").annotate(n=Count("pk"))
    return {(program, year): n for program, year, n in counts}


def _count_in(wave: Wave, invited: Counter[Stratum], population: dict[Stratum, int]) -> None:
    strata = {(s.program_id, s.cohort): s for s in FrameStratum.objects.filter(wave=wave)}
    known = set(strata)
    for stratum, n in invited.items():
        program, cohort = stratum
        row = strata.setdefault(stratum, FrameStratum(wave=wave, program_id=program, cohort=cohort, population=0, invited=0))
        row.invited += n
        row.population = max(row.population, row.invited, population.get(stratum, 0))
    touched = [(stratum, strata[stratum]) for stratum in invited]
    FrameStratum.objects.bulk_create([row for stratum, row in touched if stratum not in known], batch_size=_BATCH)
    changed = [row for stratum, row in touched if stratum in known]
    FrameStratum.objects.bulk_update(changed, ["population", "invited"], batch_size=200)


def _number_organisations(wave: Wave, organisations: set[int]) -> None:
    known = dict(OrganisationNumber.objects.filter(wave=wave).values_list("organisation_id", "number"))
    taken = set(known.values())
    new = []
    for organisation in organisations - known.keys():
        number = secrets.randbelow(2**31 - 1) + 1
        while number in taken:
            number = secrets.randbelow(2**31 - 1) + 1
        taken.add(number)
        new.append(OrganisationNumber(wave=wave, organisation_id=organisation, number=number))
    secrets.SystemRandom().shuffle(new)
    OrganisationNumber.objects.bulk_create(new, batch_size=_BATCH)


def _log(wave: Wave, invitations: int, now: datetime) -> None:
    if invitations:
        audit.record(action="wave.invited", subject=str(wave), detail={"wave": wave.pk, "invitations": invitations}, now=now)
