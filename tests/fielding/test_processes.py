"""Eight clients at once, closing in the middle of it, closing killed ten times: on SQLite and PostgreSQL alike."""

import json

import pytest

from tests.factories.field_database import field_database, run

pytestmark = [pytest.mark.concurrent, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def in_the_field(tmp_path):
    """A scenario of field_process on a database of its own; what it printed."""
    with field_database(tmp_path) as environment:
        yield lambda scenario: json.loads(run("tests.fielding.field_process", scenario, environment=environment))


def test_eight_clients_and_five_hundred_answers_leave_no_error_and_every_sum_exact(in_the_field):
    assert in_the_field("eight_clients") == {
        "errors": [],
        "accepted": 500,
        "sealed": 500,
        "responses": 500,
        "sums_exact": True,
        "texts_exact": True,
        "left": [0, 0, 0],
        "replied": 500,
        "state": "closed",
    }


def test_closing_while_answers_come_in_loses_none_that_was_accepted(in_the_field):
    assert in_the_field("close_while_answering") == {
        "errors": [],
        "lost": 0,
        "some_were_too_late": True,
        "sums_exact": True,
        "texts_exact": True,
        "left": [0, 0, 0],
        "state": "closed",
    }


def test_closing_killed_at_ten_moments_and_run_again_gives_the_same_sums(in_the_field):
    assert in_the_field("killed_closing") == {
        "kills": 10,
        "keys_left": [],
        "snapshot": 91,
        "responses": 91,
        "sums_exact": True,
        "texts_exact": True,
        "left": [0, 0, 0],
        "replied": 91,
        "state": "closed",
    }
