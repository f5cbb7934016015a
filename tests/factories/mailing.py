"""Waves with people to write to, made row by row: mailing needs no answers and no keys."""

from datetime import UTC, datetime

from departments.models import Department, Faculty, Level, Program
from surveys.models import Delivery, Invitation, Organisation, Questionnaire, QuestionnaireVersion, Wave
from surveys.models.employer import EmployerContact

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
CLOSES = datetime(2026, 6, 1, 20, 59, tzinfo=UTC)

DOCUMENT = {
    "format": "mik/1",
    "code": "MYM",
    "title": {"tr": "Mezun Memnuniyet Anketi", "en": "Graduate Satisfaction Survey"},
    "audience": "graduates",
    "minutes": 9,
    "option_sets": {
        "satisfied": [
            {"code": "1", "label": {"tr": "Memnun değilim", "en": "Dissatisfied"}, "value": 1},
            {"code": "2", "label": {"tr": "Memnunum", "en": "Satisfied"}, "value": 2},
            {"code": "3", "label": {"tr": "Fikrim yok", "en": "No opinion"}, "missing": "na"},
        ],
    },
    "sections": [
        {
            "code": "P1",
            "title": {"tr": "Programınız", "en": "Your programme"},
            "questions": [
                {
                    "kind": "single",
                    "code": "A1",
                    "label": {"tr": "Programdan memnun musunuz?", "en": "Are you satisfied?"},
                    "options": "satisfied",
                },
                {"kind": "text", "code": "A2", "label": {"tr": "Neden?", "en": "Why?"}, "show_if": "A1 == 1"},
            ],
        },
    ],
}


def program(code: str = "CENG-L", name: str = "Bilgisayar Mühendisliği") -> Program:
    existing = Program.objects.filter(code=code).first()
    if existing:
        return existing
    faculty, _ = Faculty.objects.get_or_create(
        code="MF", defaults={"name_tr": "Mühendislik Fakültesi", "name_en": "Faculty of Engineering"}
    )
    department, _ = Department.objects.get_or_create(
        code=f"{code}-D", defaults={"name_tr": name, "name_en": "Computer Engineering", "faculty": faculty}
    )
    number = Program.objects.count() + 1
    return Program.objects.create(
        code=code, name_tr=name, name_en="Computer Engineering", number=number, department=department, level=Level.BACHELOR
    )


def wave(*, state: str = Wave.State.OPEN, audience: str = "graduates", name: str = "2026", code: str = "MYM", **more: object) -> Wave:
    questionnaire, _ = Questionnaire.objects.get_or_create(
        code=code, defaults={"title_tr": "Mezun Memnuniyet Anketi", "title_en": "Graduate Satisfaction Survey", "audience": audience}
    )
    version, _ = QuestionnaireVersion.objects.get_or_create(
        questionnaire=questionnaire,
        number=1,
        defaults={
            "document": {**DOCUMENT, "code": code, "audience": audience},
            "structure_hash": "0" * 64,
            "text_hash": "1" * 64,
            "published_at": NOW,
            "approved_as": "Test",
        },
    )
    open_fields = (
        {"public_key": b"k" * 32, "opened_at": NOW, "closes_at": CLOSES, "grace_until": CLOSES} if state == Wave.State.OPEN else {}
    )
    return Wave.objects.create(questionnaire=questionnaire, version=version, name=name, state=state, **{**open_fields, **more})


def invitation(of: Wave, number: int = 1, **more: object) -> Invitation:
    """`number` tells people apart; the public id is made of it."""
    fields = {"name": f"Mezun {number}", "email": f"mezun{number}@example.org", "program": program(), "cohort": 2024, **more}
    return Invitation.objects.create(wave=of, public_id=f"{of.pk:04d}{number:06d}", **fields)


def contact(name: str = "Karadeniz Yazılım A.Ş.") -> EmployerContact:
    organisation, _ = Organisation.objects.get_or_create(name=name)
    return EmployerContact.objects.create(organisation=organisation, name="Ayşe Yılmaz", email="ayse@example.org")


def delivery(of: Invitation, kind: str = Delivery.Kind.INVITATION, **more: object) -> Delivery:
    fields = {"message_id": f"{of.public_id}{kind}{more.get('number', 1)}", "queued_at": NOW, **more}
    return Delivery.objects.create(invitation=of, kind=kind, **fields)
