"""Who is here: a token resolved to invitation, wave, draft and questionnaire, or the reason why it cannot be answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import chain

from django.conf import settings

from departments.models import Program
from surveys.collection import keys, sittings, submissions, tokens
from surveys.collection.sittings import Draft
from surveys.definition.compiled import Compiled, Page, compile_version
from surveys.fielding import inviting
from surveys.models import Invitation, QuestionnaireVersion, Wave, WaveObjectives
from surveys.questions import AnyQuestion, Parsed, RegisterQuestion, Text
from surveys.questions.base import strings

from .order import order_of
from .programs import NO_PROGRAMS, Programs, living_programs, program_label

LANGUAGES = ("tr", "en")


class Refused(Exception):
    """The link leads nowhere: `reason` names the page that says why. `invitation` where it is known."""

    def __init__(self, reason: str, *, status: int, invitation: Invitation | None = None) -> None:
        super().__init__(reason)
        self.reason, self.status, self.invitation = reason, status, invitation


@lru_cache(maxsize=64)
def compiled_version(version_id: int) -> Compiled:
    """A version never changes, so its document is read once per process and not per request."""
    return compile_version(QuestionnaireVersion.objects.get(pk=version_id))


@lru_cache(maxsize=4096)
def program_code(program_id: int) -> str:
    """Codes are permanent and never reused."""
    return Program.objects.values_list("code", flat=True).get(pk=program_id)


@lru_cache(maxsize=4096)
def frozen_objectives(wave_id: int, program_id: int) -> Mapping[str, Text]:
    """Slot (P01 to P12) -> wording. Frozen before the first answer and never changed, so read once per process."""
    found = WaveObjectives.objects.filter(wave=wave_id, program=program_id).values_list("document", flat=True).first()
    return {slot: Text(**wording) for slot, wording in (found or {}).items()}


def invited(token: str) -> Invitation:
    """The invitation behind a link, whatever the state of its wave. Refused."""
    try:
        return tokens.find_invitation(token, key=settings.SURVEYS_TOKEN_KEY)
    except tokens.UnknownToken:
        raise Refused("unknown", status=404) from None
    except tokens.WithdrawnToken:
        raise Refused("withdrawn", status=410) from None


def visit(token: str, *, now: datetime) -> "Visit":
    """Someone who may answer, with the draft they left or a new one. Refused."""
    invitation = invited(token)
    wave = invitation.wave
    if wave.state in {Wave.State.DRAFT, Wave.State.APPROVED}:
        raise Refused("not_open", status=403, invitation=invitation)
    if wave.is_closed:
        raise Refused("closed", status=410, invitation=invitation)
    if invitation.done:
        raise Refused("answered", status=410, invitation=invitation)
    if wave.grace_until is None or now >= wave.grace_until:
        raise Refused("closed", status=410, invitation=invitation)
    try:
        key = keys.sitting_key(wave_id=wave.pk, folder=settings.PRIVATE_DIR, token_key=settings.SURVEYS_TOKEN_KEY)
    except keys.KeyMissing:
        raise Refused("unavailable", status=503, invitation=invitation) from None
    issued = tokens.normalise(token)  # as it was issued: drafts are kept under it, however it is typed
    draft = sittings.load(issued, wave=wave, key=key)
    if draft is None and (wave.closes_at is None or now >= wave.closes_at):
        raise Refused("closed", status=410, invitation=invitation)
    return Visit(issued, invitation, key, draft or _begin(invitation), begun=draft is not None, now=now)


def _begin(invitation: Invitation) -> Draft:
    """A new draft; what the invitation knows of the program to be rated is filled in, to be changed at will."""
    version_id = invitation.wave.version_id
    draft = Draft(version_id, invitation.language, submissions.new_receipt())
    decides = _report_key(compiled_version(version_id))
    if decides and invitation.program_id:
        draft.answers[decides.code] = program_code(invitation.program_id)
    return draft


def _report_key(compiled: Compiled) -> RegisterQuestion | None:
    """The question whose answer decides the unit a response counts for."""
    return next((q for q in compiled.document.questions if isinstance(q, RegisterQuestion) and q.report_key), None)


@dataclass
class Visit:
    """One request of a respondent. `begun`: a draft was found."""

    token: str
    invitation: Invitation
    key: bytes
    draft: Draft
    begun: bool
    now: datetime

    @property
    def wave(self) -> Wave:
        return self.invitation.wave

    @cached_property
    def compiled(self) -> Compiled:
        return compiled_version(self.draft.version_id)

    @cached_property
    def objectives(self) -> Mapping[str, Text]:
        """The program's own, slot (P01 to P12) -> wording. None for employers and where no program is known: they are not asked."""
        invitation = self.invitation
        if invitation.contact_id or not invitation.program_id:
            return {}
        return frozen_objectives(invitation.wave_id, invitation.program_id)

    @cached_property
    def slots(self) -> frozenset[str]:
        return frozenset(self.objectives)

    @cached_property
    def asked(self) -> frozenset[str]:
        return self.compiled.asked(self.draft.answers, slots=self.slots)

    @cached_property
    def shown(self) -> frozenset[str]:
        return self.compiled.shown(self.draft.answers, slots=self.slots)

    @cached_property
    def open_pages(self) -> tuple[Page, ...]:
        return tuple(page for page in self.compiled.pages if any(question.code in self.shown for question in page.questions))

    def forget_route(self) -> None:
        """After answers changed."""
        for name in ("asked", "shown", "open_pages"):
            self.__dict__.pop(name, None)

    def page(self, step: str) -> Page:
        return self.compiled.pages[int(step) - 1]

    def variables_of(self, page: Page) -> tuple[str, ...]:
        """Of every question of the page, whether asked in this branch or not."""
        return _fields(self.compiled, page).variables

    def fields_of(self, page: Page) -> tuple[str, ...]:
        """Names of the form fields of those variables."""
        return _fields(self.compiled, page).names

    def typed(self, page: Page) -> dict[str, list[str]]:
        """The page's fields as its answers say."""
        answers, fields = self.draft.answers, _fields(self.compiled, page)
        typed = {code: strings(answers.get(code)) for code in fields.variables}
        for question in fields.apart:
            typed.update(question.typed(answers, self.compiled.document.option_sets))
        return typed

    @cached_property
    def order(self) -> int:
        """Of rows and options that are shown shuffled."""
        return order_of(self.token, self.key)

    def seen(self, page: Page) -> bool:
        """Was it ever saved? A page without fields needs no saving."""
        if page.number in self.draft.entered:
            return True
        expected = [code for code in self.variables_of(page) if code in self.asked]
        return all(code in self.draft.answers for code in expected)

    @property
    def frontier(self) -> Page | None:
        """The first page that was not saved yet; None where all were."""
        return next((page for page in self.open_pages if not self.seen(page)), None)

    def programs_for(self, page: Page) -> Programs:
        wanted = any(isinstance(q, RegisterQuestion) and q.register_name == "programs" and q.code in self.shown for q in page.questions)
        return living_programs(now=self.now) if wanted else NO_PROGRAMS

    def parse(self, page: Page, raw: Mapping[str, Sequence[str]]) -> Parsed:
        programs = self.programs_for(page).options
        return self.compiled.parse_page(page, raw, self.draft.answers, slots=self.slots, programs=programs)

    def known_words(self) -> dict[str, Text]:
        """What the pages may say that nobody typed."""
        program = self.invitation.program
        cohort = str(self.invitation.cohort or "–")
        name = program_label(program) if program else Text(tr="–", en="–")
        return {"program": name, "cohort": Text(tr=cohort, en=cohort), **self.objectives}

    def save(self) -> None:
        sittings.save(self.token, self.draft, wave=self.wave, key=self.key)

    def submit(self) -> str:
        """Seal the answers; the receipt. AlreadyAnswered, WaveNotOpen, Withdrawn."""
        settled = self.compiled.settle(self.draft.answers, slots=self.slots)
        return submissions.submit(
            wave=self.wave,
            invitation=self.invitation,
            token=self.token,
            draft=self.draft,
            answers=settled,
            codebook=self.compiled.codebook,
            program_code=self._program_code(settled),
            cohort=self.invitation.cohort,
            organisation_number=inviting.organisation_number(invitation=self.invitation),
            now=self.now,
            key=settings.SURVEYS_TOKEN_KEY,
            sitting_key=self.key,
        )

    def _program_code(self, settled: Mapping[str, object]) -> str | None:
        """Where a question decides the unit, its answer alone does: not asked is the leaf "no program"."""
        if decides := _report_key(self.compiled):
            answer = settled.get(decides.code)
            return str(answer) if answer else None
        return program_code(self.invitation.program_id) if self.invitation.program_id else None


@dataclass(frozen=True, slots=True)
class _Fields:
    """apart: questions whose fields are not named after their variables."""

    variables: tuple[str, ...]
    names: tuple[str, ...]
    apart: tuple[AnyQuestion, ...]


@lru_cache(maxsize=1024)
def _fields(compiled: Compiled, page: Page) -> _Fields:
    sets = compiled.document.option_sets
    variables = {q.code: tuple(v.code for v in q.variables(sets)) for q in page.questions}
    names = {q.code: q.fields(sets) for q in page.questions}
    apart = tuple(q for q in page.questions if names[q.code] != variables[q.code])
    return _Fields(tuple(chain(*variables.values())), tuple(chain(*names.values())), apart)
