import json

import pytest

from tests.factories.field_database import field_database, run

pytestmark = [pytest.mark.concurrent, pytest.mark.django_db(transaction=True)]


def test_eight_approvals_at_once_leave_one_row_of_versions_and_one_ledger(tmp_path):
    with field_database(tmp_path) as environment:
        found = json.loads(run("tests.definition.publishing_process", environment=environment))
    assert found == {
        "errors": [],
        "numbers_run_on": True,
        "more_than_one": True,
        "no_version_twice_in_a_row": True,
        "ledger_complete": True,
        "pairs_compared": True,
        "questionnaires": 1,
    }
