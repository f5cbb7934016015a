from datetime import date

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from surveys.definition.document import Document, Section
from surveys.fielding.objectives import programs_without, was_asked
from surveys.fielding.waves import open_wave
from surveys.models import WaveObjectives
from surveys.questions import DynamicMatrixQuestion
from tests.factories.documents import scale, text
from tests.factories.fielding import CLOSES, NOW, an_approved_wave, an_open_wave, invite_many
from tests.factories.institution import a_program
from tests.factories.objectives import objectives_of

pytestmark = pytest.mark.django_db

# sha256sum of {"P01":{"en":"Designs","tr":"Tasarlar"},"P02":{"en":"Leads","tr":"Yönetir"}}
TWO = "63b23ee52a9faaf2169f0423e8c6e9f1aa6e482405067b6ddff1ec4cb5af9aae"


def asks_objectives(*, code="OBJ", slots=2) -> Document:
    question = DynamicMatrixQuestion(code="A05", label=text("Amaçlar"), options="SAT5", slots=slots)
    return Document(code=code, title=text("Amaçlar"), option_sets={"SAT5": scale()}, sections=(Section(code="S1", questions=(question,)),))


def frozen():
    return list(WaveObjectives.objects.order_by("program__number").values_list("program__code", "document", "sha256"))


def test_the_set_in_force_on_the_day_of_opening_is_frozen_for_each_program():
    civil, mining, _none = a_program(code="CIV"), a_program(code="MIN"), a_program(code="NON")
    objectives_of(civil, "Eski")
    objectives_of(civil, ("Tasarlar", "Designs"), ("Yönetir", "Leads"), on=date(2026, 5, 4))
    objectives_of(civil, "Gelecek", on=date(2026, 5, 5))
    objectives_of(mining, ("Tasarlar", "Designs"), ("Yönetir", "Leads"), "Yersiz")
    an_open_wave(document=asks_objectives())
    document = {"P01": {"tr": "Tasarlar", "en": "Designs"}, "P02": {"tr": "Yönetir", "en": "Leads"}}
    assert frozen() == [("CIV", document, TWO), ("MIN", document, TWO)]


def test_a_questionnaire_that_does_not_ask_for_objectives_freezes_none():
    objectives_of(a_program(), "Tasarlar")
    an_open_wave()
    assert frozen() == []


def test_what_was_frozen_never_changes_whatever_becomes_of_the_set():
    objective_set = objectives_of(a_program(code="CIV"), "Tasarlar")
    wave = an_open_wave(document=asks_objectives())
    before = frozen()
    with pytest.raises(DatabaseError), transaction.atomic():
        WaveObjectives.objects.filter(wave=wave).update(sha256="x")
    objective_set.objectives.update(text_tr="Başka")
    objectives_of(objective_set.program, "Yeni", on=date(2026, 5, 10))
    assert (frozen(), [document["P01"]["tr"] for _code, document, _sha in before]) == (before, ["Tasarlar"])


def test_a_set_counts_as_asked_once_a_wave_froze_its_wordings_or_the_first_of_them():
    civil, mining = a_program(), a_program()
    asked, cut = objectives_of(civil, "Tasarlar"), objectives_of(mining, "Bir", "İki", "Üç")
    newer = objectives_of(civil, "Tasarlar", "Yeni", on=date(2026, 6, 1))
    other = objectives_of(a_program(), "Tasarlar", on=date(2026, 6, 1))
    before = [was_asked(s) for s in (asked, cut, newer, other)]
    an_open_wave(document=asks_objectives())
    assert (before, [was_asked(s) for s in (asked, cut, newer, other)]) == ([False] * 4, [True, True, False, False])


def test_programs_of_the_wave_without_objectives_are_named_before_and_after_opening():
    civil, mining, _stranger = a_program(code="CIV"), a_program(code="MIN"), a_program(code="NON")
    objectives_of(civil, "Tasarlar")
    wave = an_approved_wave(document=asks_objectives())
    invite_many(wave, 2, program=civil)
    invite_many(wave, 1, program=mining)
    before = [program.code for program in programs_without(wave, NOW.date())]
    wave = open_wave(wave=wave, closes_at=CLOSES, now=NOW, by=None)
    objectives_of(mining, "Geç kaldı", on=NOW.date())
    assert (before, [program.code for program in programs_without(wave, NOW.date())]) == (["MIN"], ["MIN"])
