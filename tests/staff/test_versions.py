"""Versions, differences and comparisons in the admin: who reads them, who decides, and what is shown."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.users.models import UserProfile

from home.models import Assignment, Role, UnitLevel, User
from surveys.definition.publishing import import_draft, publish
from surveys.models import AuditEntry, Comparison, Questionnaire
from surveys.staff.design.versions_difference import Piece, marked
from tests.factories.documents import published
from tests.factories.fielding import NOW, an_open_wave
from tests.factories.institution import a_user
from tests.fielding.test_comparing import version_with

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def put_out(document, *, days=0):
    draft = import_draft(document=document, by=a_user())
    return publish(questionnaire=draft, approved_by=None, approved_as="Elif Kaya", now=NOW + timedelta(days=days))


@pytest.fixture
def pair():
    """v2 rewords Q1, drops Q3, brings Q4 and narrows Q9."""
    return put_out(version_with()), put_out(version_with(Q1="Bir!", Q3=None, Q4="Dört", hours=60), days=1)


def as_role(client, role):
    user = User.objects.create_user(username=str(role), first_name="Elif", last_name="Kaya")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    unit = {"unit_level": UnitLevel.DEPARTMENT, "unit_code": "D"} if role == Role.REPRESENTATIVE else {}
    if role:
        Assignment.objects.create(user=user, role=role, since=date(2024, 1, 1), **unit)
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "en"
    profile.save()
    client.force_login(user)
    return client


@pytest.fixture
def coordinator(client):
    return as_role(client, Role.COORDINATOR)


def at(what, query=""):
    return f"/admin/surveys/questionnaires/{Questionnaire.objects.get().pk}/{what}/{query}"


def rows():
    return {c.code: (c.proposed, c.decided) for c in Comparison.objects.all()}


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.COORDINATOR, 200),
        (Role.DEPUTY, 200),
        (Role.EDITOR, 200),
        (Role.ANALYST, 200),
        (Role.RECTORATE, 200),
        (None, 404),
    ],
)
def test_who_reads_codebooks_reads_versions_differences_and_comparisons(client, pair, role, status):
    as_role(client, role)
    assert [client.get(at(what)).status_code for what in ("versions", "difference", "compare")] == [status] * 3


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ANALYST, Role.RECTORATE])
def test_who_only_reads_is_offered_no_decision_and_can_make_none(client, pair, role):
    as_role(client, role)
    page = client.get(at("compare"))
    answers = [client.post(at("compare"), data).status_code for data in ({}, {"code": "Q1", "verdict": "reworded"})]
    assert ("compare-form" in page.content.decode(), answers) == (False, [404, 404])
    assert not Comparison.objects.exclude(decided="").exists()


def test_a_version_is_shown_with_date_approver_hashes_waves_and_what_is_still_to_be_decided(coordinator, pair):
    wave = an_open_wave(version=pair[1])
    lines = coordinator.get(at("versions")).context["lines"]
    assert [(line.version, line.waves, line.before) for line in lines] == [(pair[1], (wave,), pair[0]), (pair[0], (), None)]
    assert [(line.compared, line.to_look_at, line.to_confirm, line.same_structure) for line in lines] == [
        (5, 2, 3, False),
        (0, 0, 0, False),
    ]
    html = coordinator.get(at("versions")).content.decode()
    hashes = [f'data-copy="{value}"' for value in (pair[0].structure_hash, pair[0].text_hash)]
    addresses = [f"/admin/surveys/waves/inspect/{wave.pk}/", f"/admin/surveys/versions/{pair[0].pk}/", "?earlier=1&amp;later=2"]
    shown = [*hashes, *addresses, "Elif Kaya"]
    assert [text for text in shown if text not in html] == []


def test_the_screens_cost_the_same_however_many_versions_there_are(coordinator, pair):
    def costs():
        found = []
        for what in ("versions", "difference", "compare"):
            coordinator.get(at(what))
            with CaptureQueriesContext(connection) as queries:
                coordinator.get(at(what))
            found.append(len(queries))
        return found

    an_open_wave(version=pair[1], name="2")
    few = costs()
    for n in range(3, 6):
        an_open_wave(version=put_out(version_with(Q1=f"Bir {n}"), days=n), name=str(n))
    assert costs() == few


def test_the_newest_two_stand_side_by_side_unless_others_are_named(coordinator, pair):
    put_out(version_with(Q1="Bir?"), days=2)
    shown = {}
    for query in ("", "?earlier=1", "?later=2", "?earlier=1&later=3", "?earlier=3&later=1"):
        found = coordinator.get(at("difference", query)).context["pair"]
        shown[query] = (found.earlier.number, found.later.number)
    assert shown == {
        "": (2, 3), "?earlier=1": (1, 2), "?later=2": (1, 2), "?earlier=1&later=3": (1, 3), "?earlier=3&later=1": (1, 3),
    }  # fmt: skip


@pytest.mark.parametrize("query", ["?earlier=7", "?later=x", "?earlier=1&later=-1", "?earlier=²"])
@pytest.mark.parametrize("what", ["difference", "compare"])
def test_a_version_that_does_not_exist_is_not_found(coordinator, pair, what, query):
    assert coordinator.get(at(what, query)).status_code == 404


@pytest.mark.parametrize("query", ["", "?earlier=1&later=1"])
def test_one_version_alone_is_compared_with_nothing(coordinator, query):
    put_out(version_with())
    for what in ("difference", "compare"):
        response = coordinator.get(at(what, query))
        assert (response.status_code, response.context["pair"].complete) == (200, False)


def test_a_questionnaire_without_a_version_says_so(coordinator):
    import_draft(document=version_with())
    assert [coordinator.get(at(what)).status_code for what in ("versions", "difference", "compare")] == [200] * 3


def test_changes_are_told_question_by_question(coordinator, pair):
    response = coordinator.get(at("difference"))
    told = {subject.name: [f"{t.kind}: {t.change.words}" for t in subject.told] for subject in response.context["subjects"]}
    assert told == {
        "Q1 “Bir! (en)”": ["changed: Wording (Turkish)", "changed: Wording (English)"],
        "Q4 “Dört (en)”": ["new: new question (Scale) in section S"],
        "Q9 “Süre (en)”": ["changed: Largest"],
        "Q3 “Üç (en)”": ["taken out: no longer asked (before: in section S)"],
    }
    assert [(kind, number) for kind, _words, number in response.context["counts"]] == [
        ("added", 1),
        ("removed", 1),
        ("moved", 0),
        ("changed", 3),
    ]


def test_words_that_differ_are_marked_and_unlike_texts_as_a_whole():
    assert marked("Ne kadar memnunsunuz?", "Ne kadar mutlusunuz?") == (
        (Piece("Ne kadar ", False), Piece("memnunsunuz", True), Piece("?", False)),
        (Piece("Ne kadar ", False), Piece("mutlusunuz", True), Piece("?", False)),
    )
    assert marked("“Dersler”", "“Kütüphane hizmetleri”") == ((Piece("“Dersler”", True),), (Piece("“Kütüphane hizmetleri”", True),))
    assert marked("", "yeni") == ((Piece("", True),), (Piece("yeni", True),))


def test_what_the_draft_changes_is_read_by_those_who_write_and_approve_it(client, pair):
    import_draft(document=version_with(Q1="Bir, iki", Q3=None, Q4="Dört", hours=60), by=a_user())
    for role, status in ((Role.COORDINATOR, 200), (Role.EDITOR, 200), (Role.ANALYST, 404), (Role.RECTORATE, 404)):
        as_role(client, role)
        assert client.get(at("difference", "?later=draft")).status_code == status
        assert ("?later=draft" in client.get(at("versions")).content.decode()) == (status == 200)
    client.force_login(User.objects.get(username=str(Role.EDITOR)))
    subjects = client.get(at("difference", "?later=draft")).context["subjects"]
    assert [subject.name for subject in subjects] == ["Q1 “Bir, iki (en)”"]


def test_an_unfinished_draft_is_named_as_such(coordinator, pair):
    draft = Questionnaire.objects.get()
    draft.sections = []
    draft.lists = '[{"type": "list", "value": {"name": "X", "options": [{"code": "", "label_tr": "", "label_en": ""}]}}]'
    draft.save_revision()
    response = coordinator.get(at("difference", "?later=draft"))
    assert (response.status_code, bool(response.context["unfinished"])) == (200, True)


def test_all_plain_proposals_are_confirmed_in_one_step(coordinator, pair):
    assert coordinator.get(at("compare")).context["unconfirmed"] == 3
    assert coordinator.post(at("compare")).status_code == 302
    assert rows() == {
        "Q1": ("reworded", ""), "Q2": ("same", "same"), "Q3": ("gone", "gone"), "Q4": ("new", "new"), "Q9": ("rescaled", ""),
    }  # fmt: skip
    assert coordinator.get(at("compare")).context["unconfirmed"] == 0


def test_each_reworded_or_rescaled_variable_has_a_form_of_its_own(coordinator, pair):
    before = [row.code for row in coordinator.get(at("compare")).context["to_look_at"]]
    coordinator.post(at("compare"), {"code": "Q9", "verdict": "rescaled", "reason": ""})
    page = coordinator.get(at("compare")).context
    (decided,) = page["looked_at"]
    assert (before, [row.code for row in page["to_look_at"]]) == (["Q1", "Q9"], ["Q1"])
    assert (decided.code, decided.decided, decided.decided_as) == ("Q9", "rescaled", "Elif Kaya")
    assert AuditEntry.objects.filter(action="comparison.decided", actor__username=str(Role.COORDINATOR)).count() == 1


def test_a_departure_without_a_reason_is_refused_and_what_was_typed_stays(coordinator, pair):
    refused = coordinator.post(at("compare"), {"code": "Q9", "verdict": "same", "reason": ""})
    (row,) = [row for row in refused.context["to_look_at"] if row.code == "Q9"]
    assert (refused.status_code, row.chosen, rows()["Q9"]) == (422, "same", ("rescaled", ""))
    assert "Say why you decide otherwise than proposed for Q9." in refused.content.decode()
    coordinator.post(at("compare"), {"code": "Q9", "verdict": "same", "reason": "60 üstü yoktu."})
    assert rows()["Q9"] == ("rescaled", "same")


def test_what_the_machine_found_unchanged_may_be_decided_otherwise(coordinator, pair):
    coordinator.post(at("compare"), {"code": "Q2", "verdict": "rescaled", "reason": "Önündeki soru değişti."})
    page = coordinator.get(at("compare")).context
    assert [row.code for row in page["looked_at"]] == ["Q2"]


@pytest.mark.parametrize("code", ["Q0", "q1", " Q1"])
def test_a_code_that_is_in_neither_version_is_not_found(coordinator, pair, code):
    response = coordinator.post(at("compare"), {"code": code, "verdict": "same"})
    assert (response.status_code, Comparison.objects.exclude(decided="").count()) == (404, 0)


def test_a_pair_nobody_compared_is_shown_and_compared_when_somebody_decides(coordinator, pair):
    third = put_out(version_with(Q1="Bir!"), days=2)
    query = "?earlier=1&later=3"
    assert [row.code for row in coordinator.get(at("compare", query)).context["to_look_at"]] == ["Q1"]
    assert not Comparison.objects.between(pair[0], third).exists()
    coordinator.post(at("compare", query), {"code": "Q1", "verdict": "reworded"})
    assert Comparison.objects.between(pair[0], third).get(code="Q1").decided == "reworded"


def test_versions_without_comparisons_are_shown_all_the_same(coordinator):
    published(version_with())
    assert coordinator.get(at("versions")).status_code == 200
