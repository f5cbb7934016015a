import pytest

from departments.models import Graduation
from surveys.fielding.inviting import invite_contacts, invite_graduations, organisation_number, rate_another
from surveys.fielding.waves import Refused, close_wave
from surveys.models import EmployerContact, FrameStratum, Invitation, Organisation, OrganisationNumber
from tests.factories.fielding import NOW, an_approved_wave, an_open_wave, invitation_with_token, invite
from tests.factories.institution import a_graduation, a_program

pytestmark = pytest.mark.django_db


def frame():
    return list(
        FrameStratum.objects.order_by("program__code", "cohort").values_list("program__code", "cohort", "population", "invited", "replied")
    )


def a_contact(organisation="Kuzey Yazılım", **facts):
    return EmployerContact.objects.create(organisation=Organisation.objects.get_or_create(name=organisation)[0], **facts)


def test_everyone_asked_is_counted_in_a_frame_whose_population_is_the_register():
    wave, a, b = an_approved_wave(), a_program(code="A"), a_program(code="B")
    people = [a_graduation(program=a, year=2023) for _ in range(3)] + [
        a_graduation(program=a, year=2024),
        a_graduation(program=b, year=2024),
    ]
    invite(wave, people[0], people[1], people[3])
    assert frame() == [("A", 2023, 3, 2, None), ("A", 2024, 1, 1, None)]
    invitations = invite_graduations(wave=wave, graduations=Graduation.objects.order_by("pk"), now=NOW)
    assert [i.graduation_id for i in invitations] == [people[2].pk, people[4].pk]
    assert frame() == [("A", 2023, 3, 3, None), ("A", 2024, 1, 1, None), ("B", 2024, 1, 1, None)]


def test_an_invitation_carries_what_a_mail_needs():
    wave = an_approved_wave()
    graduation = a_graduation(given_name="Işık", family_name="Öztürk", email="isik@example.org", language="en")
    (invitation,) = invite(wave, graduation)
    assert (invitation.name, invitation.email, invitation.language, invitation.cohort) == ("Işık Öztürk", "isik@example.org", "en", 2023)


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_people(number, django_assert_max_num_queries):
    wave, program = an_approved_wave(), a_program()
    for _ in range(number):
        a_graduation(program=program)
    with django_assert_max_num_queries(11):
        invite_graduations(wave=wave, graduations=Graduation.objects.all(), now=NOW)


def test_an_employer_is_asked_once_for_each_program_and_its_organisation_has_one_number():
    wave, a, b = an_open_wave(), a_program(code="A"), a_program(code="B")
    first, colleague, other = a_contact(email="x@example.org"), a_contact(), a_contact("Doğu Makina")
    asked = invite_contacts(wave=wave, contacts=[(first, a), (first, b), (colleague, a), (other, None)], now=NOW)
    assert invite_contacts(wave=wave, contacts=[(first, a), (other, None)], now=NOW) == []
    numbers = [organisation_number(invitation=i) for i in asked]
    assert (numbers[0], len(set(numbers)), OrganisationNumber.objects.count()) == (numbers[1], 2, 2)
    assert numbers[0] == numbers[2]
    assert sorted(frame(), key=str) == [("A", None, 2, 2, None), ("B", None, 1, 1, None), (None, None, 1, 1, None)]


def test_an_employer_rates_another_program_in_an_invitation_of_its_own():
    wave, a, b = an_open_wave(), a_program(code="A"), a_program(code="B")
    (asked,) = invite_contacts(wave=wave, contacts=[(a_contact(), a)], now=NOW)
    another = rate_another(invitation=asked, program=b, now=NOW)
    assert (another.contact, another.program) == (asked.contact, b)
    assert [rate_another(invitation=another, program=p, now=NOW) for p in (a, b)] == [asked, another]
    graduate, _token = invitation_with_token(wave=wave)
    with pytest.raises(Refused):
        rate_another(invitation=graduate, program=b, now=NOW)
    assert organisation_number(invitation=graduate) is None


def test_nobody_is_invited_to_a_closed_wave_or_one_with_an_open_link():
    closed, linked = close_wave(wave=an_open_wave(), now=NOW, by=None), an_open_wave(mode="open_link")
    for wave in (closed, linked):
        with pytest.raises(Refused):
            invite(wave, a_graduation())
    assert Invitation.objects.count() == 0
