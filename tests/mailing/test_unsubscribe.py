import pytest
from django.test import Client

from surveys.collection.tokens import token_for
from surveys.models import Delivery, Invitation
from tests.factories.mailing import delivery, invitation, wave

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(settings) -> Invitation:
    return invitation(wave())


def address(person: Invitation, settings) -> str:
    return f"/a/{token_for(person, key=settings.SURVEYS_TOKEN_KEY)}/unsubscribe/"


def test_following_the_link_changes_nothing(client, person, settings):
    response = client.get(address(person, settings))
    assert (response.status_code, Invitation.objects.get().opted_out) == (200, False)


def test_one_click_by_the_mail_program_needs_no_cookie_and_no_csrf_token(person, settings):
    delivery(person, "reminder")
    stranger = Client(enforce_csrf_checks=True)
    response = stranger.post(address(person, settings), {"List-Unsubscribe": "One-Click"})
    assert (response.status_code, Invitation.objects.get().opted_out, Delivery.objects.count()) == (200, True, 0)


def test_a_mistyped_link_is_a_page_not_found(client, person, settings):
    assert client.post(address(person, settings).replace("/a/", "/a/x")).status_code == 404
