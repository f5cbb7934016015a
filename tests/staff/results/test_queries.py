"""A screen costs the same number of queries whatever it shows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import Role
from surveys.models import TextAnswer
from tests.factories import results
from tests.factories.documents import published
from tests.factories.institution import a_program
from tests.factories.released import release_employers, release_year


def queries(client, address):
    client.get(address)  # compiles the questionnaires and fills Wagtail's own caches
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


@pytest.mark.parametrize(
    "address",
    [
        "/admin/results/",
        "/admin/results/10210/",
        "/admin/results/department/D1/",
        "/admin/results/faculty/F1/",
        "/admin/results/university/",
    ],
)
def test_three_programs_years_and_texts_cost_what_one_of_each_costs(civil, sign_in, address):
    graduates, employers = published(results.graduates_document()), published(results.employers_document())
    release = release_year(graduates, programs=[civil])
    write(release, civil, 10)
    release_employers(employers, programs=[civil])
    client = sign_in(Role.COORDINATOR)
    one = queries(client, address)
    more = [a_program(department=civil.department) for _number in range(2)]
    for program in (civil, *more):
        write(release, program, 30)
    for year in (2024, 2025):
        release_year(graduates, year=year, programs=[civil, *more])
        release_employers(employers, year=year, programs=[civil, *more])
    assert queries(client, address) == one


def write(release, program, number):
    texts = [TextAnswer(wave=release.wave, program=program, variable="A16", text="söz", decision="published") for _n in range(number)]
    TextAnswer.objects.bulk_create(texts)
