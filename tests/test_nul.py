"""PostgreSQL takes no NUL in a text, and no browser sends one by itself: whoever does is told so, and nothing breaks."""

import pytest

from home.models import Role
from tests.factories.institution import a_user
from tests.factories.pages import a_site

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/tr/%00/", "/tr/?q=%00", "/documents/1/%00/", "/%00"])
def test_a_visitor_who_sends_nul_gets_no_server_error(client, path):
    a_site()
    assert client.get(path).status_code == 400


@pytest.mark.parametrize("path", ["/a/%00/", "/a/abc%00/1/", "/a/abc/?lang=%00"])
def test_a_respondent_is_told_that_the_link_is_none(client, path):
    a_site()
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/admin/results/%00/", "/admin/surveys/invitations/?q=%00", "/admin/surveys/texts/?variable=%00"])
def test_nor_does_anybody_in_the_admin(client, path):
    client.force_login(a_user(role=Role.COORDINATOR))
    assert client.get(path).status_code == 400
