"""Neither more waves nor more of anything else costs a query more."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from surveys.models import SavedView
from tests.factories.answered import a_closed_wave
from tests.factories.documents import likert_document
from tests.factories.institution import a_program

from .conftest import sheets


def queries_of(client, address):
    client.get(address)  # what a process reads once
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("query", ["", "rows=Q1&columns=cohort&unit=program:10210"])
def test_three_waves_three_views_and_more_programs_cost_what_one_costs(analyst, wave, explored, civil, query):
    addresses = ("/admin/explorer/", f"/admin/explorer/{wave.pk}/?{query}")
    analyst.post(f"/admin/explorer/{wave.pk}/save/", {"name": "A", "question": "rows=Q1"})
    explored("rows=Q1")
    before = [queries_of(analyst, address) for address in addresses]
    for n in range(2):
        a_closed_wave(likert_document(6, code=f"W{n}"), sheets(civil))
        a_program(department=civil.department)
        analyst.post(f"/admin/explorer/{wave.pk}/save/", {"name": f"B{n}", "question": "rows=Q1"})
        explored("rows=Q2")
    assert SavedView.objects.count() == 3
    assert [queries_of(analyst, address) for address in addresses] == before
