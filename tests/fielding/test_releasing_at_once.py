import json

import pytest

from tests.factories.field_database import field_database, run

pytestmark = [pytest.mark.concurrent, pytest.mark.django_db(transaction=True)]


def test_of_many_people_at_once_one_releases_one_publishes_and_the_others_are_told(tmp_path):
    with field_database(tmp_path) as environment:
        found = json.loads(run("tests.fielding.releasing_process", environment=environment))
    assert found == {
        "said": {"internal": {"refused": 7, "released": 1}, "public": {"refused": 7, "released": 1}},
        "releases": [["internal", 1], ["public", 2]],
        "tables_of_each": 2,
        "log": ["wave.released", "results.published"],
    }
