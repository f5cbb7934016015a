"""The item bank in the admin: what its forms refuse, who may do what, and that nothing in use is deleted."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from departments.groups import derive_groups
from home.models import Role
from surveys.definition.publishing import import_draft, publish
from surveys.fielding.banking import fill_bank
from surveys.models import Competency, Construct, Domain, Facet, ListedOption, OptionList, Outcome, OutcomeSet
from tests.definition.test_bank import a_competency, an_outcome_set, shared_document
from tests.factories.documents import PUBLISHED
from tests.factories.institution import a_department, a_faculty, a_user

pytestmark = pytest.mark.django_db
MODELS = ("optionlist", "competency", "domain", "construct", "facet", "outcomeset")


@pytest.fixture
def sign_in(client):
    def sign_in(role):
        units = {Role.REPRESENTATIVE: a_department, Role.DEAN: a_faculty}
        user = a_user(role=role, unit=units[role]() if role in units else None)
        derive_groups(user=user, today=timezone.localdate())
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def coordinator(sign_in):
    return sign_in(Role.COORDINATOR)


def url(model, *more):
    return f"/admin/snippets/surveys/{model}/" + "".join(f"{part}/" for part in more)


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


def list_form(*rows, code="SAT3", is_scale=True, **facts):
    """Posted form of a list; rows are (code, value) or dictionaries."""
    posted = {"code": code, "name_tr": "Memnuniyet", "name_en": "Satisfaction", "source": "", **({"is_scale": "on"} if is_scale else {})}
    posted |= {"options-TOTAL_FORMS": len(rows), "options-INITIAL_FORMS": 0, "options-MIN_NUM_FORMS": 1, "options-MAX_NUM_FORMS": 1000}
    for place, row in enumerate(rows):
        fields = row if isinstance(row, dict) else {"code": row[0], "value": row[1]}
        fields = {"label_tr": "metin", "label_en": "text", "missing": "", "ORDER": place + 1, **fields}
        posted |= {f"options-{place}-{name}": value for name, value in fields.items()}
    return {**posted, **facts}


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.COORDINATOR, 200),
        (Role.DEPUTY, 200),
        (Role.EDITOR, 200),
        (Role.ANALYST, 302),
        (Role.RECTORATE, 302),
        (Role.DEAN, 302),
        (Role.REPRESENTATIVE, 302),
    ],
)
def test_who_may_read_and_add(sign_in, role, status):
    client = sign_in(role)
    pages = [client.get(url(model, *more)).status_code for model in MODELS for more in ((), ("add",))]
    assert pages == [status] * 12


def test_only_the_office_deletes(sign_in):
    unused = Construct.objects.create(code="unused", name_tr="x", name_en="x")
    tried = [sign_in(role).post(url("construct", "delete", unused.pk)).status_code for role in (Role.EDITOR, Role.ANALYST)]
    assert (tried, Construct.objects.count()) == ([302, 302], 1)
    sign_in(Role.DEPUTY).post(url("construct", "delete", unused.pk))
    assert Construct.objects.count() == 0


def test_a_list_is_made_with_its_options_in_order(coordinator):
    rows = ({"code": "2", "value": "2", "ORDER": 2}, {"code": "1", "value": "1", "ORDER": 1}, {"code": "99", "missing": "na", "ORDER": 3})
    assert coordinator.post(url("optionlist", "add"), list_form(*rows)).status_code == 302
    made = OptionList.objects.get()
    assert [(o.code, o.value, o.missing) for o in made.options.all()] == [("1", 1.0, ""), ("2", 2.0, ""), ("99", None, "na")]


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ([("1", "1"), ("2", "1")], "1, 2 aynı değeri taşıyor: 1. Bir ölçekte her değer tek bir yanıtı gösterir."),
        ([("1", "1"), ("2", "")], "Bir ölçeğin her seçeneğinin bir değeri vardır; 2 seçeneğinin değeri yok."),
        ([("1", "1"), {"code": "99", "missing": "na"}], "Bir ölçekte yanıt olan en az iki seçenek gerekir."),
    ],
)
def test_a_scale_with_equal_or_missing_values_is_refused_by_name(coordinator, rows, complaint):
    response = coordinator.post(url("optionlist", "add"), list_form(*rows))
    assert (response.status_code, response.context["form"].non_field_errors()) == (200, [complaint])
    assert OptionList.objects.count() == 0


def test_the_fault_stands_beside_the_options_it_is_about(coordinator):
    response = coordinator.post(url("optionlist", "add"), list_form(("1", "1"), ("2", "3"), ("3", "3")))
    rows = response.context["form"].formsets["options"].forms
    assert [list(row.errors) for row in rows] == [[], ["value"], ["value"]]


def test_a_code_twice_in_a_list_is_refused(coordinator):
    response = coordinator.post(url("optionlist", "add"), list_form(("a", ""), ("a", ""), is_scale=False))
    assert (response.status_code, OptionList.objects.count()) == (200, 0)


def test_a_list_that_is_no_scale_needs_no_values(coordinator):
    assert coordinator.post(url("optionlist", "add"), list_form(("a", ""), ("b", ""), is_scale=False)).status_code == 302


def in_use(*, published=False):
    """The bank of `shared_document`, and a questionnaire AA that names all of it."""
    document = shared_document("AA")
    fill_bank([document], now=PUBLISHED, by=None)
    questionnaire = import_draft(document=document)
    if published:
        publish(questionnaire=questionnaire, approved_by=None, approved_as="test", now=PUBLISHED)


ENTRIES = {
    "optionlist": lambda: OptionList.objects.get(code="SCALE"),
    "competency": lambda: Competency.objects.get(code="C01"),
    "domain": lambda: Domain.objects.get(code="FND"),
    "construct": lambda: Construct.objects.get(code="teaching"),
    "outcomeset": lambda: OutcomeSet.objects.get(code="MUDEK-3"),
}


@pytest.mark.parametrize("published", [False, True], ids=["draft", "published"])
@pytest.mark.parametrize("model", ENTRIES)
def test_what_a_questionnaire_names_is_not_deleted_and_the_screen_says_by_whom(coordinator, model, published):
    in_use(published=published)
    entry = ENTRIES[model]()
    response = coordinator.post(url(model, "delete", entry.pk), follow=True)
    why = "yayımlanmış sürümlerde geçiyor (AA)." if published else "taslaklarda geçiyor (AA). Önce taslaklardan çıkarın."
    assert [message.strip() for message in messages_of(response)] == [f"{entry} silinemez: {why}"]
    coordinator.post(f"/admin/bulk/surveys/{model}/delete/?id={entry.pk}&next=/admin/")
    assert type(entry).objects.filter(pk=entry.pk).exists()


@pytest.mark.parametrize("model", ENTRIES)
def test_lists_and_forms_name_the_questionnaires(coordinator, model):
    in_use(published=True)
    entry = ENTRIES[model]()
    assert ">AA<" in " ".join(coordinator.get(url(model)).content.decode().split()).replace("> AA <", ">AA<")
    page = coordinator.get(url(model, "edit", entry.pk))
    assert page.context["form"].fields["code"].disabled
    assert "sonraki sürümünde yeni hâlini alır" in page.content.decode()


def test_a_facet_that_competencies_have_stays(coordinator):
    facet = Facet.objects.create(code="A", name_tr="Kazanılan", name_en="Acquired")
    competency = a_competency("C01")
    competency.facets = [facet]
    competency.save()
    response = coordinator.post(url("facet", "delete", facet.pk), follow=True)
    assert [m.strip() for m in messages_of(response)] == ["A · Kazanılan silinemez: C01 yetkinlikleri ona bağlı. Önce onları değiştirin."]


def test_saving_says_which_drafts_follow(coordinator):
    in_use(published=True)
    entry = Construct.objects.get()
    response = coordinator.post(
        url("construct", "edit", entry.pk), {"code": "ANOTHER", "name_tr": "Yeni", "name_en": "New", "description": ""}, follow=True
    )
    assert "Bu kaydı kullanan taslaklar (AA) bir sonraki yayımlanışlarında yeni hâlini alır" in messages_of(response)[0]
    assert list(Construct.objects.values_list("code", "name_tr")) == [("teaching", "Yeni")]


def outcomes_form(outcome_set, *rows):
    """Posted form of a set; rows are (outcome, its code, whether it goes)."""
    posted = {"code": outcome_set.code, "name_tr": "x", "name_en": "x", "edition": ""}
    posted |= {"outcomes-TOTAL_FORMS": len(rows), "outcomes-INITIAL_FORMS": len(rows)}
    posted |= {"outcomes-MIN_NUM_FORMS": 1, "outcomes-MAX_NUM_FORMS": 1000}
    for place, (outcome, code, goes) in enumerate(rows):
        fields = {
            "id": outcome.pk,
            "code": code,
            "label_tr": "x",
            "label_en": "x",
            "ORDER": place + 1,
            **({"DELETE": "on"} if goes else {}),
        }
        posted |= {f"outcomes-{place}-{name}": value for name, value in fields.items()}
    return posted


@pytest.mark.parametrize(("code", "goes"), [("1", True), ("7", False)], ids=["removed", "renumbered"])
def test_an_outcome_that_is_served_keeps_its_place(coordinator, code, goes):
    outcome_set = an_outcome_set("MUDEK-3", "1", "2")
    first, second = outcome_set.outcomes.all()
    competency = a_competency("C01")
    competency.outcomes = [first]
    competency.save()
    response = coordinator.post(
        url("outcomeset", "edit", outcome_set.pk), outcomes_form(outcome_set, (first, code, goes), (second, "2", False))
    )
    assert response.context["form"].non_field_errors() == ["1 kodlu çıktı kullanılıyor (C01); silinemez, kodu değiştirilemez."]
    coordinator.post(url("outcomeset", "edit", outcome_set.pk), outcomes_form(outcome_set, (first, "1", False), (second, "2", True)))
    assert list(Outcome.objects.values_list("code", flat=True)) == ["1"]


def test_a_competency_is_written_in_two_wordings_with_its_facets_and_outcomes(coordinator):
    Domain.objects.create(code="FND", name_tr="Temel", name_en="Foundation")
    facet = Facet.objects.create(code="A", name_tr="Kazanılan", name_en="Acquired")
    outcome = an_outcome_set("MUDEK-3", "1").outcomes.get()
    posted = {
        "code": "C01", "domain": Domain.objects.get().pk, "graduate_tr": "kendi", "graduate_en": "own", "employer_tr": "mezunun",
        "employer_en": "", "facets": [facet.pk], "outcomes": [outcome.pk],
    }  # fmt: skip
    refused = coordinator.post(url("competency", "add"), posted)
    assert refused.context["form"].non_field_errors() == ["İşverenlere sorulan ifadeyi iki dilde de yazın ya da ikisini de boş bırakın."]
    assert coordinator.post(url("competency", "add"), {**posted, "employer_en": "theirs"}).status_code == 302
    made = Competency.objects.get()
    assert ((made.graduate_en, made.employer_en), list(made.facets.all()), list(made.outcomes.all())) == (
        ("own", "theirs"),
        [facet],
        [outcome],
    )


def test_the_form_of_a_competency_offers_outcomes_set_by_set(coordinator):
    for code in ("TYYC", "MUDEK-3", "MUDEK-2.1"):
        an_outcome_set(code, "1", "2")
    form = coordinator.get(url("competency", "add")).context["form"]
    assert [(name, len(outcomes)) for name, outcomes in form.fields["outcomes"].choices] == [
        ("MUDEK-2.1 · MUDEK-2.1", 2),
        ("MUDEK-3 · MUDEK-3", 2),
        ("TYYC · TYYC", 2),
    ]


@pytest.mark.parametrize("model", ["optionlist", "competency"])
def test_lists_ask_the_database_as_often_for_three_rows_as_for_one(coordinator, model):
    outcomes = list(an_outcome_set("MUDEK-3", "1", "2").outcomes.all())
    coordinator.get(url(model))  # what a process asks once
    asked = []
    for numbers in ([1], [2, 3]):
        for number in numbers:
            OptionList.objects.create(code=f"L{number}", name_tr="x", name_en="x", options=[ListedOption(code="1")])
            competency = a_competency(f"C0{number}")
            competency.outcomes = outcomes
            competency.save()
            import_draft(document=shared_document(f"Q{number}"))
        with CaptureQueriesContext(connection) as queries:
            coordinator.get(url(model))
        asked.append(len(queries))
    assert asked[0] == asked[1]
