"""An open wave of the 48 questions with so many links: `python -m tests.bench.wave 6000` prints their tokens."""

import os
import sys
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mik_site.settings.dev")
django.setup()

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from departments.models import Department, Faculty, Graduate, Graduation, Level, Program
from surveys.collection.tokens import token_for
from surveys.definition.publishing import import_draft, publish
from surveys.fielding.inviting import invite_graduations
from surveys.fielding.waves import approve_wave, create_wave, open_wave

from .questions import document


@transaction.atomic
def links(number: int) -> list[str]:
    now = timezone.now()
    faculty = Faculty.objects.create(code="F01", name_tr="Fakülte")
    department = Department.objects.create(code="D001", name_tr="Bölüm", faculty=faculty)
    program = Program.objects.create(code="1", number=1, name_tr="Program", department=department, level=Level.BACHELOR)
    graduates = Graduate.objects.bulk_create(Graduate(given_name="Deniz", family_name=f"Mezun {n}") for n in range(number))
    graduations = Graduation.objects.bulk_create(Graduation(graduate=g, program=program, year=2024) for g in graduates)
    questionnaire = import_draft(document=document())
    publish(questionnaire=questionnaire, approved_by=None, approved_as="bench", now=now)
    wave = create_wave(questionnaire=questionnaire, name="bench", now=now)
    approve_wave(wave=wave, by=None, now=now)
    wave = open_wave(wave=wave, closes_at=now + timedelta(days=1), by=None, now=now)
    return [token_for(i, key=settings.SURVEYS_TOKEN_KEY) for i in invite_graduations(wave=wave, graduations=graduations, now=now)]


if __name__ == "__main__":
    print("\n".join(links(int(sys.argv[1]))))
