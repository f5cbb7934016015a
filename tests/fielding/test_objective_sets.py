"""Objectives are mended until a wave has asked them; then a new wording is a new set."""

from datetime import date

import pytest

from surveys.fielding.objective_sets import adopt_objectives, mend_objectives, withdraw_objectives
from surveys.fielding.objectives import asked_in, sets_on
from surveys.fielding.transitions import Refused
from surveys.models import AuditEntry, Objective, ObjectiveSet
from surveys.questions import Text
from tests.factories.fielding import NOW, an_open_wave
from tests.factories.institution import a_program
from tests.fielding.test_objectives import asks_objectives

pytestmark = pytest.mark.django_db
DAY = date(2025, 9, 1)


def texts(*words):
    return [Text(tr=word, en=f"{word} (en)") for word in words]


def adopted(*words, program=None, on=DAY):
    return adopt_objectives(program=program or a_program(), adopted_on=on, wordings=texts(*words), source="Kurul 12/3", by=None, now=NOW)


def stored(objective_set):
    return [(o.slot, o.text_tr, o.text_en) for o in Objective.objects.filter(objective_set=objective_set).order_by("number")]


def test_objectives_are_numbered_in_the_order_they_are_written():
    made = adopted(" Tasarlar ", "Yönetir")
    assert stored(made) == [("P01", "Tasarlar", "Tasarlar  (en)"), ("P02", "Yönetir", "Yönetir (en)")]


def mended(objective_set, *words, on=DAY):
    return mend_objectives(objective_set=objective_set, adopted_on=on, wordings=texts(*words), source="", by=None, now=NOW)


def test_a_set_nobody_was_asked_is_mended_whole():
    made = adopted("Tasarlar", "Yönetir", "Öğrenir")
    again = mended(made, "Öğrenir", "Tasarlar", on=date(2025, 10, 1))
    assert ([words for _slot, words, _en in stored(again)], again.adopted_on, again.source) == (
        ["Öğrenir", "Tasarlar"],
        date(2025, 10, 1),
        "",
    )


@pytest.mark.parametrize(
    "change", [lambda made: mended(made, "Başka"), lambda made: withdraw_objectives(objective_set=made, by=None, now=NOW)]
)
def test_a_set_that_a_wave_has_asked_stays_as_it_is(change):
    made = adopted("Tasarlar", "Yönetir")
    wave = an_open_wave(document=asks_objectives(code="MYM"))
    with pytest.raises(Refused) as refused:
        change(made)
    assert refused.value.reasons == (
        "Bu amaçlar mezunlara soruldu (MYM 2026); bu nedenle değiştirilemez. Yeni bir takım olarak kopyalayıp onu değiştirin.",
    )
    assert ([words for _slot, words, _en in stored(made)], asked_in(made)) == (["Tasarlar", "Yönetir"], [wave])


def test_a_new_set_is_in_force_from_its_day_on():
    program = a_program()
    first, second = adopted("Eski", program=program), adopted("Yeni", program=program, on=date(2026, 9, 1))
    assert [sets_on(day) for day in (date(2025, 8, 31), date(2026, 8, 31), date(2026, 9, 1))] == [
        {},
        {program.pk: first},
        {program.pk: second},
    ]


def test_a_set_entered_by_mistake_is_withdrawn():
    withdraw_objectives(objective_set=adopted("Tasarlar"), by=None, now=NOW)
    assert (ObjectiveSet.objects.count(), Objective.objects.count()) == (0, 0)
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == ["objectives.adopted", "objectives.withdrawn"]


def lacks(number):
    return f"{number}. amacın Türkçe ve İngilizce metni gereklidir."


@pytest.mark.parametrize(
    ("wordings", "reasons"),
    [
        ([], ("En az bir amaç yazın.",)),
        (texts(*"ABCDEFGHIJKLM"), ("Bir programın en çok 12 eğitim amacı olabilir.",)),
        ([*texts("A"), Text(tr="B"), Text(en="C")], (lacks(2), lacks(3))),
    ],
)
def test_what_is_refused_is_named_and_nothing_is_kept(wordings, reasons):
    with pytest.raises(Refused) as refused:
        adopt_objectives(program=a_program(), adopted_on=DAY, wordings=wordings, by=None, now=NOW)
    assert (refused.value.reasons, ObjectiveSet.objects.count()) == (reasons, 0)


def test_a_program_has_one_set_a_day():
    made = adopted("Tasarlar")
    other = adopted("Yönetir", program=made.program, on=date(2025, 9, 2))
    for again in (lambda: adopted("Yönetir", program=made.program), lambda: mended(other, "Yönetir")):
        with pytest.raises(Refused) as refused:
            again()
        assert refused.value.reasons == (f"{made.program} için 1 Eylül 2025 tarihinde kabul edilmiş amaçlar zaten var.",)
