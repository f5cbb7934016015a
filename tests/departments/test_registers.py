"""The registers as each role meets them: what is listed, what is masked, what is not found."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from departments.models import Department, Representative
from home.models import Assignment, Role
from tests.factories.institution import a_department, a_faculty, a_graduation, a_program, a_representative, a_user, an_assignment

pytestmark = pytest.mark.django_db
REGISTERS = ["faculties", "departments", "programs", "representatives", "graduates", "assignments"]
COORDINATOR, DEPUTY, EDITOR, REPRESENTATIVE = Role.COORDINATOR, Role.DEPUTY, Role.EDITOR, Role.REPRESENTATIVE


def url(register, action="index", pk=None) -> str:
    return reverse(f"institution_{register}_modeladmin_{action}", args=[pk] if pk else [])


@pytest.fixture
def own():
    department = a_department(code="OWN", name_tr="İnşaat", faculty=a_faculty(name_tr="Mühendislik Fakültesi"))
    program = a_program(name_tr="İnşaat", department=department)
    return {
        "faculties": department.faculty,
        "departments": department,
        "programs": program,
        "representatives": a_representative(department=department, name="Elif Kaya"),
        "graduates": a_graduation(program=program, given_name="Işıl", family_name="Demir", email="isil@example.org").graduate,
    }


@pytest.fixture
def others():
    department = a_department(code="OTHER", name_tr="Fizik", faculty=a_faculty(name_tr="Fen Fakültesi"))
    program = a_program(name_tr="Fizik", department=department)
    return {
        "faculties": department.faculty,
        "departments": department,
        "programs": program,
        "representatives": a_representative(department=department, name="Can Ak"),
        "graduates": a_graduation(program=program, given_name="Ömer", family_name="Öz", email="omer@example.org").graduate,
    }


@pytest.fixture
def enter(client, own, others):
    def as_(role, unit=None, **facts):
        user = a_user(role=role, unit=own["departments"] if role == REPRESENTATIVE else unit, **facts)
        client.force_login(user)
        return user

    return as_


def listed(client, register, query=""):
    response = client.get(url(register) + query)
    assert response.status_code == 200
    return set(response.context["object_list"])


@pytest.mark.parametrize(
    ("role", "open_to"),
    [
        (COORDINATOR, REGISTERS),
        (DEPUTY, REGISTERS),
        (EDITOR, REGISTERS[:5]),
        (REPRESENTATIVE, REGISTERS[:5]),
        (Role.RECTORATE, REGISTERS[:4]),
        (Role.ANALYST, REGISTERS[:4]),
    ],
)
def test_each_role_opens_its_registers_and_no_other(client, enter, role, open_to):
    enter(role)
    assert [register for register in REGISTERS if client.get(url(register)).status_code == 200] == open_to


@pytest.mark.parametrize("register", REGISTERS[:5])
def test_a_representative_lists_and_opens_only_what_belongs_to_the_own_department(client, enter, own, others, register):
    enter(REPRESENTATIVE)

    assert listed(client, register) == {own[register]}
    assert client.get(url(register, "inspect", own[register].pk)).status_code == 200
    for action in ("inspect", "edit", "history", "delete"):
        assert client.get(url(register, action, others[register].pk)).status_code == 404


@pytest.mark.parametrize("role", [EDITOR, REPRESENTATIVE])
@pytest.mark.parametrize("register", REGISTERS[:5])
def test_readers_change_nothing(client, enter, own, register, role):
    enter(role)
    before = str(type(own[register]).objects.get(pk=own[register].pk).__dict__.items())

    refused = [client.post(url(register, action, own[register].pk), {"name_tr": "x"}).status_code for action in ("edit", "delete")]
    refused.append(client.get(url(register, "history", own[register].pk)).status_code)
    refused.append(client.get(url(register, "create")).status_code)
    assert refused == [302, 302, 302, 302]  # to the admin's first page, with a sentence
    assert len(before) > 0
    assert type(own[register]).objects.count() == 2


@pytest.mark.parametrize("role", [EDITOR, REPRESENTATIVE])
def test_names_and_addresses_of_graduates_are_masked_everywhere(client, enter, own, role):
    enter(role)
    pages = [client.get(url("graduates")), client.get(url("graduates", "inspect", own["graduates"].pk))]

    for page in pages:
        html = page.content.decode()
        assert [secret for secret in ("Işıl", "Demir", "isil@", "example.org") if secret in html] == []
        assert "I*** D***" in html
        assert "i***@***" in html


def test_the_coordinatorship_reads_names(client, enter):
    enter(DEPUTY)
    html = client.get(url("graduates")).content.decode()
    assert [text for text in ("Işıl Demir", "isil@example.org", "Ömer Öz") if text not in html] == []


@pytest.mark.parametrize("query", ["?q=Demir", "?q=isil@example.org", "?o=0", "?o=-1"])
def test_masked_columns_cannot_be_searched_or_sorted(client, enter, others, own, query):
    enter(EDITOR)
    third = a_graduation(given_name="Ali", family_name="Ak", email="zz@example.org").graduate
    rows = [graduate.pk for graduate in client.get(url("graduates") + query).context["object_list"]]
    in_order_of_making = [own["graduates"].pk, others["graduates"].pk, third.pk]
    assert rows in (in_order_of_making, in_order_of_making[::-1])


@pytest.mark.parametrize(
    ("role", "register", "query"),
    [
        (EDITOR, "graduates", "?email__startswith=isil"),
        (COORDINATOR, "assignments", "?user__password__startswith=md5"),
        (COORDINATOR, "programs", "?department__representatives__user__password__contains=a"),
        (COORDINATOR, "programs", "?nonsense=1"),
    ],
)
def test_a_list_answers_no_question_but_its_filters(client, enter, role, register, query):
    enter(role)
    assert client.get(url(register) + query).url == url(register)


def test_sight_ends_with_the_term_in_a_session_that_goes_on(client, enter, own):
    user = enter(REPRESENTATIVE)
    assert listed(client, "programs") == {own["programs"]}
    Assignment.objects.filter(user=user).update(since=date(2020, 1, 1), until=date.today() - timedelta(days=2))  # noqa: DTZ011  (any day before)
    assert client.get(url("programs")).status_code == 302
    assert client.get(url("programs", "inspect", own["programs"].pk)).status_code == 404


def test_a_superuser_appoints_but_reads_no_graduates(client):
    client.force_login(a_user(is_superuser=True))
    assert [client.get(url(register)).status_code for register in ("assignments", "departments", "graduates")] == [200, 200, 302]


def test_lists_stand_in_turkish_order_and_are_searched_whatever_the_letters(client, enter):
    enter(COORDINATOR)
    for name in ("Işık", "Çevre", "Ceza", "Zooloji"):
        a_department(name_tr=name, faculty=a_faculty())
    response = client.get(url("departments"))
    assert [each.name_tr for each in response.context["object_list"]] == ["Ceza", "Çevre", "Fizik", "Işık", "İnşaat", "Zooloji"]
    assert [each.name_tr for each in client.get(url("departments") + "?q=isik").context["object_list"]] == ["Işık"]
    assert [each.name_tr for each in client.get(url("departments") + "?q=INSAAT").context["object_list"]] == ["İnşaat"]


def test_graduates_are_found_by_names_in_any_capitals(client, enter, own):
    enter(COORDINATOR)
    assert [listed(client, "graduates", f"?q={term}") for term in ("IŞIL", "ışıl demir", "öz")] == [
        {own["graduates"]},
        {own["graduates"]},
        {*listed(client, "graduates")} - {own["graduates"]},
    ]


@pytest.mark.parametrize("register", REGISTERS)
def test_a_list_asks_as_often_for_three_rows_as_for_one(client, enter, register, django_assert_max_num_queries):
    enter(COORDINATOR)
    for _each in range(3):
        program = a_program()
        a_graduation(program=program)
        a_representative(department=program.department)
        an_assignment(user=a_user(), role=Role.DEAN, unit=program.department.faculty)
    client.get(url(register))
    with django_assert_max_num_queries(60) as few:
        client.get(url(register))
    for _each in range(5):
        program = a_program()
        a_graduation(program=program)
        a_representative(department=program.department)
        an_assignment(user=a_user(), role=Role.DEAN, unit=program.department.faculty)
    with django_assert_max_num_queries(len(few)):
        client.get(url(register))


def test_nothing_strange_in_the_address_is_an_error(client, enter):
    enter(COORDINATOR)
    statuses = [client.get(url("programs", "inspect", pk)).status_code for pk in ("abc", "0", "99999999999999999999")]
    assert (statuses, Department.objects.count(), Representative.objects.count()) == ([404, 404, 404], 2, 2)
