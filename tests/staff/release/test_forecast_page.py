"""What would be hidden, before the wave is opened."""

import pytest

from tests.factories.fielding import an_approved_wave, invite_many
from tests.factories.institution import a_program

pytestmark = pytest.mark.django_db


@pytest.fixture
def wave():
    wave = an_approved_wave()
    invite_many(wave, 40, program=a_program(code="BIG"))
    invite_many(wave, 12, program=a_program(code="SMALL"))
    return wave


def page(client, wave, **asked):
    return client.get(f"/admin/release/{wave.pk}/forecast/", asked)


def test_three_rates_stand_beside_each_other_and_one_is_broken_down(coordinator, wave):
    context = page(coordinator, wave).context
    assert [(one.rate, one.alone, one.together, one.hidden) for one in context["tallies"]] == [(15, 0, 1, 1), (25, 1, 0, 1), (35, 1, 1, 0)]
    assert {line.program.code: (line.answers, line.outlook) for line in context["expected"]} == {
        "BIG": (10, "alone"),
        "SMALL": (3, "hidden"),
    }
    assert {line.program.code: line.answers for line in page(coordinator, wave, rate=35).context["expected"]} == {"BIG": 14, "SMALL": 4}


def test_a_rate_nobody_offered_is_refused_and_the_middle_one_shown(coordinator, wave):
    refused = page(coordinator, wave, rate=99)
    assert (refused.status_code, refused.context["rate"]) == (422, 25)


def test_without_invitations_it_says_what_to_do(coordinator):
    empty = page(coordinator, an_approved_wave())
    assert "Nobody has been invited yet" in empty.content.decode()
