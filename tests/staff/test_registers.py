"""Who may see and do what in the registers, and what they never tell."""

import re
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from departments.models import Level
from home.models import Assignment, Role, UnitLevel, User
from surveys.models import AuditEntry, Concern, Cycle, Delivery, Invitation, TextAnswer, Wave
from tests.factories.institution import a_department, a_faculty, a_program
from tests.factories.mailing import CLOSES, NOW, delivery, invitation, program, wave

pytestmark = pytest.mark.django_db

LISTS = ["waves", "invitations", "deliveries", "concerns", "texts", "questionnaires", "cycles", "audit"]


def somebody(role: Role | None) -> User:
    user = User.objects.create_user(username=str(role))
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    if role:
        unit = {"unit_level": UnitLevel.DEPARTMENT, "unit_code": "D"} if role == Role.REPRESENTATIVE else {}
        unit = {"unit_level": UnitLevel.FACULTY, "unit_code": "F"} if role == Role.DEAN else unit
        Assignment.objects.create(user=user, role=role, since=date(2024, 1, 1), **unit)
    return user


@pytest.fixture
def coordinator(client):
    client.force_login(somebody(Role.COORDINATOR))
    return client


def as_role(client, role):
    client.force_login(somebody(role))
    return client


def press(client, register: str, pk: int, action: str, **data):
    return client.post(f"/admin/surveys/{register}/inspect/{pk}/", {"action": action, **data})


def text_of(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.COORDINATOR, LISTS),
        (Role.DEPUTY, LISTS),
        (Role.EDITOR, ["waves", "invitations", "concerns", "questionnaires"]),
        (Role.ANALYST, ["questionnaires"]),
        (Role.RECTORATE, ["questionnaires", "audit"]),
        (Role.REPRESENTATIVE, ["questionnaires"]),
        (Role.DEAN, ["questionnaires"]),
        (None, []),
    ],
)
def test_each_role_sees_its_registers_and_no_other(client, role, seen):
    as_role(client, role)
    assert [name for name in LISTS if client.get(f"/admin/surveys/{name}/").status_code == 200] == seen


def test_a_right_ends_with_its_term(client):
    as_role(client, Role.COORDINATOR)
    Assignment.objects.update(until=timezone.localdate() - timedelta(days=1))
    assert client.get("/admin/surveys/waves/").status_code == 302


@pytest.mark.parametrize("query", ["done=1", "email__startswith=m", "wave__id__exact=1", "wave=x", "wave=99", "nonsense=1"])
def test_a_list_answers_no_question_beyond_its_filters(coordinator, query):
    invitation(wave(), done=True)
    assert coordinator.get(f"/admin/surveys/invitations/?{query}").status_code == 404


def test_an_address_that_is_no_number_is_not_found(coordinator):
    assert [coordinator.get(f"/admin/surveys/waves/inspect/{pk}/").status_code for pk in ("x", "1-2", "9" * 19, "1")] == [404] * 4


def test_no_page_tells_apart_who_has_replied(coordinator):
    open_wave = wave()
    same = {"name": "Ali Veli", "email": "ali@example.org"}
    pages = []
    for done in (False, True):
        person = invitation(open_wave, done=done, **same)
        urls = [
            "/admin/surveys/invitations/",
            f"/admin/surveys/invitations/inspect/{person.pk}/",
            f"/admin/surveys/waves/{open_wave.pk}/links/",
        ]
        pages.append([text_of(coordinator.get(url)).replace(str(person.pk), "PK").count("Ali Veli") for url in urls])
        person.delete()
    assert pages[0] == pages[1]


def test_an_editor_sees_masked_people_and_the_coordinator_whole_ones(client):
    person = invitation(wave(), email="mehmet@example.org", name="Mehmet Öz")
    concern = Concern.objects.create(invitation=person, kind="not_me", day=NOW.date())
    lists = ["invitations/", f"invitations/inspect/{person.pk}/", "concerns/", f"concerns/inspect/{concern.pk}/"]
    shown = {}
    for role in (Role.EDITOR, Role.COORDINATOR):
        as_role(client, role)
        pages = [text_of(client.get(f"/admin/surveys/{url}")) for url in lists]
        shown[role] = [(page.count("mehmet@example.org") > 0, "Mehmet Öz" in page) for page in pages]
    assert shown == {Role.EDITOR: [(False, False)] * 4, Role.COORDINATOR: [(True, True)] * 2 + [(False, True)] * 2}


def test_an_editor_may_look_at_a_wave_and_change_nothing(client):
    draft = wave(state=Wave.State.DRAFT)
    as_role(client, Role.EDITOR)
    assert client.get(f"/admin/surveys/waves/inspect/{draft.pk}/").status_code == 200
    answers = [
        press(client, "waves", draft.pk, "approve").status_code,
        client.get("/admin/surveys/waves/new/").status_code,
        client.get("/admin/surveys/waves/trial/").status_code,
        client.get(f"/admin/surveys/waves/{draft.pk}/links/").status_code,
    ]
    assert answers == [302, 302, 302, 404]
    assert Wave.objects.get().state == "draft"


def a_row_of_everything(number: int, *, open_wave: Wave, closed: Wave) -> None:
    person = invitation(open_wave, number)
    delivery(person, state=Delivery.State.FAILED)
    Concern.objects.create(invitation=person, kind="not_me", day=NOW.date())
    TextAnswer.objects.create(wave=closed, program=program(), variable="A2", text="x")
    AuditEntry.objects.create(at=NOW, actor_name="Ayşe", action="wave.open", subject="MYM")
    wave(name=str(number), code=f"Q{number}", state=Wave.State.DRAFT)
    Cycle.objects.create(year=2000 + number)


@pytest.mark.parametrize("name", LISTS)
def test_lists_ask_the_database_as_often_for_three_rows_as_for_one(coordinator, name):
    waves = {"open_wave": wave(), "closed": wave(name="2025", state=Wave.State.CLOSED)}
    asked = []
    for numbers in ([1], [2, 3]):
        for number in numbers:
            a_row_of_everything(number, **waves)
        with CaptureQueriesContext(connection) as queries:
            coordinator.get(f"/admin/surveys/{name}/")
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_wave_from_draft_to_archive_by_its_buttons(coordinator, settings):
    draft = wave(state=Wave.State.DRAFT)
    invitation(draft)
    closes = (timezone.localtime() + timedelta(days=9)).replace(second=0, microsecond=0)
    steps = [
        press(coordinator, "waves", draft.pk, "approve"),
        press(coordinator, "waves", draft.pk, "open", **{"open-closes_at": f"{closes:%Y-%m-%dT%H:%M}"}),
        press(coordinator, "waves", draft.pk, "mail"),
        press(coordinator, "waves", draft.pk, "extend", **{"extend-closes_at": f"{closes + timedelta(days=1):%Y-%m-%dT%H:%M}"}),
        press(coordinator, "waves", draft.pk, "close", sure="1"),
        coordinator.post(f"/admin/release/{draft.pk}/review/"),
        coordinator.post(f"/admin/release/{draft.pk}/confirm/internal/", {"sure": "1"}),
        press(coordinator, "waves", draft.pk, "archive"),
    ]
    assert [step.status_code for step in steps] == [302] * 8
    done = Wave.objects.get()
    assert (done.state, done.closes_at) == ("archived", closes + timedelta(days=1))
    actions = list(AuditEntry.objects.order_by("id").values_list("action", flat=True))
    assert actions == [
        "wave.approved",
        "wave.open",
        "mail.invitation",
        "wave.extended",
        "wave.closed",
        "wave.reviewed",
        "wave.released",
        "wave.archived",
    ]


def test_closing_asks_first(coordinator):
    open_wave = wave()
    asked = coordinator.get(f"/admin/surveys/waves/inspect/{open_wave.pk}/?confirm=close")
    assert (asked.status_code, asked.context["confirming"].name) == (200, "close")
    assert press(coordinator, "waves", open_wave.pk, "close").status_code == 422
    assert Wave.objects.get().state == "open"


def test_what_the_state_does_not_permit_is_refused_and_changes_nothing(coordinator):
    draft = wave(state=Wave.State.DRAFT)
    answers = [press(coordinator, "waves", draft.pk, name, sure="1").status_code for name in ("close", "release", "mail", "nonsense", "")]
    assert answers == [409] * 5
    assert Wave.objects.get().state == "draft"


def test_a_closing_time_in_the_past_is_said_beside_the_field_and_what_was_typed_stays(coordinator):
    approved = wave(state=Wave.State.APPROVED)
    response = press(coordinator, "waves", approved.pk, "open", **{"open-closes_at": "2020-01-01T10:00"})
    form = {action.name: form for action, form in response.context["actions"]}["open"]
    assert (response.status_code, form["closes_at"].value(), list(form.errors)) == (422, "2020-01-01T10:00", ["closes_at"])


def test_reminders_wait_for_three_days(coordinator):
    open_wave = wave()
    delivery(invitation(open_wave), state=Delivery.State.SENT, queued_at=timezone.now() - timedelta(days=2))
    assert press(coordinator, "waves", open_wave.pk, "remind").status_code == 409
    Delivery.objects.update(queued_at=timezone.now() - timedelta(days=4))
    assert press(coordinator, "waves", open_wave.pk, "remind").status_code == 302
    assert list(Delivery.objects.filter(kind="reminder").values_list("number", "state")) == [(1, "waiting")]
    assert mail.outbox == []  # sending is the worker's


def test_programs_of_one_name_are_told_apart_where_they_are_chosen(coordinator):
    department = a_department(name_tr="İnşaat", faculty=a_faculty(name_tr="Mühendislik Fakültesi"))
    for level in (Level.MASTER, Level.BACHELOR):
        a_program(department=department, name_tr="İnşaat Mühendisliği", level=level)
    choices = coordinator.get("/admin/surveys/waves/trial/").context["form"]["program"].field.choices
    assert [label for _value, label in choices][1:] == [
        "İnşaat Mühendisliği, Lisans (Mühendislik Fakültesi)",
        "İnşaat Mühendisliği, Yüksek lisans (Mühendislik Fakültesi)",
    ]


def test_a_trial_opens_with_its_links_and_is_marked(coordinator):
    version = wave(state=Wave.State.DRAFT).version
    closes = f"{timezone.localtime() + timedelta(days=3):%Y-%m-%dT%H:%M}"
    data = {"version": version.pk, "name": "deneme", "links": 3, "language": "tr", "closes_at": closes}
    response = coordinator.post("/admin/surveys/waves/trial/", data)
    trial = Wave.objects.get(pilot=True)
    assert (response.status_code, trial.state, trial.invitations.count(), trial.strata.count()) == (302, "open", 3, 0)
    sheet = coordinator.get(f"/admin/surveys/waves/{trial.pk}/links/")
    assert (text_of(sheet).count("<svg"), len(sheet.context["slips"])) == (text_of(sheet).count("<svg"), 3)
    assert coordinator.post("/admin/surveys/waves/trial/", data).status_code == 422  # the name is taken


def test_printing_links_is_written_down(coordinator):
    open_wave = wave()
    invitation(open_wave, 1)
    invitation(open_wave, 2, withdrawn=True)
    sheet = coordinator.get(f"/admin/surveys/waves/{open_wave.pk}/links/")
    assert [slip.name for slip in sheet.context["slips"]] == ["Mezun 1"]
    assert list(AuditEntry.objects.values_list("action", "detail")) == [("links.printed", {"wave": open_wave.pk, "links": 1})]
    assert ("no-store" in sheet["Cache-Control"], sheet["Referrer-Policy"]) == (True, "no-referrer")


def test_a_closed_wave_prints_no_links(coordinator):
    closed = wave(state=Wave.State.CLOSED)
    invitation(closed)
    assert coordinator.get(f"/admin/surveys/waves/{closed.pk}/links/").status_code == 404


def test_withdrawing_and_giving_a_new_link_change_the_generation(coordinator):
    person = invitation(wave())
    press(coordinator, "invitations", person.pk, "withdraw", sure="1")
    first = Invitation.objects.values_list("withdrawn", "generation").get()
    press(coordinator, "invitations", person.pk, "reissue", sure="1")
    assert (first, Invitation.objects.values_list("withdrawn", "generation").get()) == ((True, 1), (False, 2))


def test_doubtful_mails_are_decided_and_leave_the_list(coordinator):
    person = invitation(wave())
    doubtful = delivery(person, state=Delivery.State.IN_DOUBT, claimed_at=NOW)
    refused = delivery(person, "reminder", state=Delivery.State.FAILED, claimed_at=NOW, settled_at=NOW, error="550")
    sent = delivery(person, "resend", state=Delivery.State.SENT)
    assert coordinator.get(f"/admin/surveys/deliveries/inspect/{sent.pk}/").status_code == 404
    answers = [press(coordinator, "deliveries", doubtful.pk, "sent"), press(coordinator, "deliveries", refused.pk, "again")]
    assert [answer.headers.get("Location") for answer in answers] == ["/admin/surveys/deliveries/"] * 2
    assert list(Delivery.objects.order_by("pk").values_list("state", flat=True)) == ["sent", "waiting", "sent"]


def test_an_editor_settles_a_concern_once(client):
    as_role(client, Role.EDITOR)
    concern = Concern.objects.create(invitation=invitation(wave()), kind="not_me", day=NOW.date())
    assert [press(client, "concerns", concern.pk, "settle").status_code for _ in range(2)] == [302, 409]
    concern.refresh_from_db()
    assert (concern.settled, concern.settled_by.username) == (True, "editor")


@pytest.mark.parametrize(("state", "query", "action"), [("draft", "", "approve"), ("open", "?confirm=close", "close")])
def test_the_buttons_of_a_page_carry_what_the_server_asks_for(state, query, action):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(somebody(Role.COORDINATOR))
    address = f"/admin/surveys/waves/inspect/{wave(state=state, closes_at=None if state == 'draft' else CLOSES).pk}/"
    page = text_of(browser.get(address + query))
    form = next(form for form in page.split("<form")[1:] if f'name="action" value="{action}"' in form)
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form.partition("</form>")[0]))
    assert (sorted(fields)[:2], "csrfmiddlewaretoken" in fields) == (["action", "csrfmiddlewaretoken"], True)
    assert browser.post(address, fields).status_code in {302, 409}  # not 403; without a key file, closing is refused
