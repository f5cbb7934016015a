"""Internal tables: whose they are, and that nobody else ever finds a row of them."""

import pytest

from home.models import Role
from tests.factories.institution import a_user, an_assignment

ADDRESSES = [
    "results/?profile=internal",
    "results/MYM/2026/?profile=internal",
    "results/MYM/trend/?variable=A20&unit=10210&profile=internal",
    "response-rates/MYM/2026/?profile=internal",
]


def _units(document):
    rows = [*document["tables"], *document["rates"]]
    return {(row["unit"]["level"], row["unit"]["code"]) for row in rows}


@pytest.fixture
def representative(client, civil):
    user = a_user(role=Role.REPRESENTATIVE, unit=civil.department)
    client.force_login(user)
    return user


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_visitor_has_no_internal_table(ask, inside, address):
    body, response = ask(address)
    assert (response.status_code, response["Content-Type"], body["status"]) == (403, "application/problem+json", 403)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("role", [Role.EDITOR, None])
def test_who_reads_no_results_has_none_here_either(ask, client, inside, role, address):
    client.force_login(a_user(role=role))
    assert ask(address)[1].status_code == 403


def test_a_representative_has_the_own_units_and_the_lines_above_them(ask, representative, inside):
    document, response = ask("results/MYM/2026/?profile=internal&limit=2000")
    own = {("program", "10210"), ("department", "D1"), ("faculty", "F1"), ("university", "KTU")}
    assert (document["profile"], _units(document), response["Cache-Control"]) == ("internal", own, "private, no-cache")
    assert ("Access-Control-Allow-Origin" in response, "Cookie" in response["Vary"]) == (False, True)
    assert _units(ask("response-rates/MYM/2026/?profile=internal")[0]) == own - {("department", "D1")}


@pytest.mark.parametrize(
    "address",
    [
        "results/MYM/2026/?profile=internal&unit=",
        "response-rates/MYM/2026/?profile=internal&unit=",
        "results/MYM/trend/?variable=A20&profile=internal&unit=",
    ],
)
@pytest.mark.parametrize("unit", ["10220", "D2"])
def test_another_departments_unit_is_refused(ask, representative, inside, address, unit):
    assert ask(address + unit)[1].status_code == 403


def test_a_right_ends_with_its_term(ask, client, civil, inside):
    user = a_user()
    an_assignment(user=user, role=Role.REPRESENTATIVE, unit=civil.department, until="2025-01-01")
    client.force_login(user)
    assert ask("results/MYM/2026/?profile=internal")[1].status_code == 403


def test_a_dean_has_the_departments_of_the_faculty(ask, client, civil, inside):
    client.force_login(a_user(role=Role.DEAN, unit=civil.department.faculty))
    units = _units(ask("results/MYM/2026/?profile=internal&limit=2000")[0])
    programs = {("program", "10210"), ("program", "10220")}
    assert units == programs | {("department", "D1"), ("department", "D2"), ("faculty", "F1"), ("university", "KTU")}


def test_the_rectorate_has_every_unit(ask, client, inside):
    client.force_login(a_user(role=Role.RECTORATE))
    assert ask("results/MYM/2026/?profile=internal&limit=2000")[1]["X-Total-Count"] == "59"


def test_one_readers_tag_is_not_anothers(ask, client, civil, mechanical, inside):
    tags = []
    for program in (civil, mechanical):
        client.force_login(a_user(role=Role.REPRESENTATIVE, unit=program.department))
        tags.append(ask("results/MYM/2026/?profile=internal")[1]["ETag"])
    assert tags[0] != tags[1]


def test_signing_in_changes_nothing_of_what_is_public(ask, representative, inside):
    assert ask("results/MYM/2026/")[1].status_code == 404
