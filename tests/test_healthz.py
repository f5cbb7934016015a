import pytest


@pytest.mark.django_db
def test_healthz_answers_without_a_language_prefix(client):
    assert client.get("/healthz").content == b"ok"
