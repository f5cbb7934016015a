"""A screen costs the same number of queries whatever it shows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import Role
from tests.factories import results
from tests.factories.documents import published
from tests.factories.institution import a_program
from tests.factories.released import release_employers, release_year


def queries(client, address):
    client.get(address)  # compiles the questionnaires and fills Wagtail's own caches
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


@pytest.mark.parametrize("address", ["/admin/results/", "/admin/results/10210/"])
def test_three_programs_and_three_years_cost_what_one_of_each_costs(civil, sign_in, address):
    graduates, employers = published(results.graduates_document()), published(results.employers_document())
    release_year(graduates, programs=[civil])
    release_employers(employers, programs=[civil])
    client = sign_in(Role.REPRESENTATIVE, civil.department)
    one = queries(client, address)
    more = [a_program(department=civil.department) for _number in range(2)]
    for year in (2024, 2025):
        release_year(graduates, year=year, programs=[civil, *more])
        release_employers(employers, year=year, programs=[civil, *more])
    assert queries(client, address) == one
