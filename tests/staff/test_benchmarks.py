"""National benchmarks in the admin: the office keeps them, whoever reads results may look."""

import pytest
from django.utils import timezone

from departments.groups import derive_groups
from home.models import Role
from surveys.models import Benchmark
from tests.factories.institution import a_department, a_faculty, a_user

pytestmark = pytest.mark.django_db
LIST = "/admin/snippets/surveys/benchmark/"
FORM = {
    "indicator": "k04:i13", "level": "", "value": "78", "year": "2023", "about_tr": "İşverenlerin memnuniyeti",
    "about_en": "Employers' satisfaction", "source": "YÖK 2023", "address": "",
}  # fmt: skip


@pytest.fixture
def sign_in(client):
    def sign_in(role):
        units = {Role.REPRESENTATIVE: a_department, Role.DEAN: a_faculty}
        user = a_user(role=role, unit=units[role]() if role in units else None)
        derive_groups(user=user, today=timezone.localdate())
        client.force_login(user)
        return client

    return sign_in


@pytest.mark.parametrize(
    ("role", "seen", "added"),
    [
        (Role.COORDINATOR, 200, 200),
        (Role.DEPUTY, 200, 200),
        (Role.RECTORATE, 200, 302),
        (Role.ANALYST, 200, 302),
        (Role.DEAN, 200, 302),
        (Role.REPRESENTATIVE, 200, 302),
        (Role.EDITOR, 302, 302),
    ],
)
def test_who_may_look_and_who_may_keep(sign_in, role, seen, added):
    client = sign_in(role)
    assert [client.get(address).status_code for address in (LIST, f"{LIST}add/")] == [seen, added]


def test_a_benchmark_is_entered_for_one_question_and_listed_with_its_name(sign_in):
    client = sign_in(Role.DEPUTY)
    assert client.post(f"{LIST}add/", FORM).status_code == 302
    assert list(Benchmark.objects.values_list("indicator", "value", "year", "level")) == [("K04:I13", 78, 2023, "")]
    page = client.get(LIST, headers={"accept-language": "tr"}).content.decode()
    assert [said for said in ("K04:I13", "Memnuniyet oranı", "İşverenlerin memnuniyeti", "YÖK 2023") if said not in page] == []


def test_only_the_office_deletes(sign_in):
    kept = Benchmark.objects.create(indicator="K07", year=2023, value=75, about_tr="a", about_en="b", source="YÖK")
    assert sign_in(Role.ANALYST).post(f"{LIST}delete/{kept.pk}/").status_code == 302
    assert Benchmark.objects.count() == 1
    sign_in(Role.COORDINATOR).post(f"{LIST}delete/{kept.pk}/")
    assert Benchmark.objects.count() == 0


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("K99", "K99 diye bir gösterge yok"),
        ("Memnun", "MEMNUN diye bir gösterge yok"),
        ("K07:E02", "K07 tek bir soruya dayanır"),
    ],
)
def test_a_benchmark_is_of_an_indicator_there_is(sign_in, given, said):
    response = sign_in(Role.COORDINATOR).post(f"{LIST}add/", FORM | {"indicator": given}, headers={"accept-language": "en"})
    assert Benchmark.objects.count() == 0
    assert said in " ".join(response.context["form"].errors["indicator"])
