from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from surveys.fielding.waves import create_wave
from surveys.models import Wave
from tests.factories.documents import published, work_document
from tests.factories.fielding import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return create_wave(questionnaire=published(work_document(code="CLI")).questionnaire, name="2099", now=NOW)


def test_a_wave_is_opened_until_the_end_of_a_day_and_closed_again(draft, capsys):
    call_command("open_wave", "CLI", "--wave", "2099", "--closes", "2099-07-01", "--approve")
    wave = Wave.objects.get()
    assert (wave.state, wave.closes_at) == ("open", datetime(2099, 7, 1, 20, 59, 59, tzinfo=UTC))
    for _ in range(2):
        call_command("close_wave", "CLI", "--wave", "2099")
    assert Wave.objects.get().state == "closed"
    assert (
        capsys.readouterr().out.splitlines()
        == ["CLI 2099 açıldı; kapanışı 2099-07-01 23:59."] + ["CLI 2099 kapandı; 0 kişi yarım bıraktı."] * 2
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ("open_wave", "CLI", "--wave", "2099", "--closes", "2099-07-01"),  # not approved
        ("open_wave", "CLI", "--wave", "1999", "--closes", "2099-07-01"),
        ("open_wave", "CLI", "--wave", "2099", "--closes", "yarın"),
        ("open_wave", "CLI", "--wave", "2099", "--closes", "2099-07-01", "--recovery-key", "/nowhere"),
        ("close_wave", "CLI", "--wave", "2099"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(draft, arguments):
    with pytest.raises(CommandError):
        call_command(*arguments)
    assert Wave.objects.get().state == "draft"
