"""The pages that lead from closed answers to published tables: what they show in which state, and what their buttons do."""

import pytest

from home.models import Role
from surveys.models import Concern, FrameStratum, Invitation, Notice, Release, TextAnswer, Wave
from tests.factories.fielding import an_approved_wave, an_open_wave, invite_many
from tests.factories.institution import a_user
from tests.factories.mailing import NOW

pytestmark = pytest.mark.django_db
LIST = "/admin/release/"


def at(wave, *steps) -> str:
    return f"/admin/release/{wave.pk}/" + "".join(f"{step}/" for step in steps)


def state() -> str:
    return Wave.objects.get().state


def said(response) -> list[str]:
    return [str(message).split("\n")[0].strip() for message in response.context["messages"]]


def releases() -> list[tuple]:
    return list(Release.objects.order_by("number").values_list("profile", "breakdown", "note", "withdrawn_why"))


@pytest.fixture
def reviewed(closed):
    Wave.objects.update(state="reviewed")
    return closed


@pytest.fixture
def released(coordinator, reviewed):
    coordinator.post(at(reviewed, "confirm", "internal"), {"sure": "1", "note": "Az yanıt"})
    return reviewed


URLS = ["", "forecast"]
POSTS = ["review", "confirm/internal", "confirm/public", "withdraw/1", "reinstate/1", "mails/1"]


@pytest.mark.parametrize("role", [None, Role.EDITOR, Role.REPRESENTATIVE, Role.DEAN, Role.RECTORATE, Role.ANALYST])
def test_nobody_but_coordinator_and_deputy_reads_or_presses_anything(released, civil, sign_in, role):
    unit = {Role.REPRESENTATIVE: civil.department, Role.DEAN: civil.department.faculty}.get(role)
    client, before = sign_in(role, unit), (releases(), state())
    answers = [client.get(url).status_code for url in (LIST, *(at(released, *filter(None, [part])) for part in URLS))]
    answers += [client.post(at(released, part), {"sure": "1", "reason": "x", "withhold": "1"}).status_code for part in POSTS]
    # without a role nobody gets as far as the admin
    assert set(answers) == ({302} if role is None else {403})
    assert (releases(), state()) == before


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.DEPUTY])
def test_both_offices_see_every_page(released, sign_in, role):
    client = sign_in(role)
    assert [client.get(url).status_code for url in (LIST, at(released), at(released, "forecast"))] == [200] * 3


def test_a_term_that_has_ended_opens_no_page(closed, sign_in):
    assert sign_in(Role.COORDINATOR, until=NOW.date()).get(LIST).status_code in {302, 403}


def test_nothing_is_decided_by_reading(released, coordinator):
    before = (releases(), state())
    assert {coordinator.get(at(released, part)).status_code for part in POSTS} == {405}
    assert (releases(), state()) == before


def test_waves_are_listed_by_what_is_still_to_be_done(coordinator, closed):
    def groups():
        return [(group.title, [wave.pk for wave in group.waves]) for group in coordinator.get(LIST).context["groups"]]

    draft = an_approved_wave()
    seen = [groups()]
    for step in ({"state": "reviewed"}, {"state": "released"}):
        Wave.objects.filter(pk=closed.pk).update(**step)
        seen.append(groups())
    inside = Release.objects.create(wave=closed, profile="internal", number=1, method={}, released_at=NOW)
    seen.append(groups())
    Release.objects.create(wave=closed, profile="public", number=2, method={}, released_at=NOW)
    seen.append(groups())
    Release.objects.filter(pk=inside.pk).update(withdrawn_at=NOW)
    Release.objects.exclude(pk=inside.pk).update(withdrawn_at=NOW)
    seen.append(groups())
    not_yet = ("Not yet opened", [draft.pk])
    titles = ["To be reviewed", "To be released", "Withdrawn", "To be published", "Published", "Withdrawn"]
    assert seen == [[(title, [closed.pk]), not_yet] for title in titles]


def test_the_list_asks_the_database_as_often_for_three_waves_as_for_one(coordinator, closed, django_assert_max_num_queries):
    counts = []
    for _more in range(2):
        with django_assert_max_num_queries(60) as queries:
            coordinator.get(LIST)
        counts.append(len(queries))
        for wave in (an_approved_wave(), an_approved_wave()):
            Wave.objects.filter(pk=wave.pk).update(state="released")
            Release.objects.create(wave=wave, profile="internal", number=1, method={}, released_at=NOW)
    assert counts[0] == counts[1]


def test_while_a_wave_is_open_the_page_has_no_figures(coordinator):
    context = coordinator.get(at(an_open_wave())).context
    assert [key for key in ("quality", "facts", "internal", "public") if key in context] == []


def test_the_review_waits_for_texts_and_concerns_and_names_them(coordinator, closed, civil):
    TextAnswer.objects.create(wave=closed, variable="T1", text="x")
    invitation = Invitation.objects.create(wave=closed, public_id="x", program=civil)
    concern = Concern.objects.create(invitation=invitation, kind="not_me", day=NOW)
    refused = coordinator.post(at(closed, "review"))
    assert (refused.status_code, state()) == (409, "closed")
    assert said(refused) == ["1 free text waits for a decision.", "1 concern is not settled."]
    Concern.objects.filter(pk=concern.pk).update(settled=True)
    assert coordinator.post(at(closed, "review"), {"withhold": "1"}).status_code == 302
    assert (state(), TextAnswer.objects.get().decision) == ("reviewed", "withheld")


def test_the_preview_is_shown_once_asked_for_and_stores_nothing(coordinator, reviewed):
    assert "summary" not in coordinator.get(at(reviewed)).context["internal"]
    shown = coordinator.get(at(reviewed), {"breakdown": ""}).context["internal"]
    year = {line.level: (line.shown, line.withheld) for line in shown["summary"].part("year").lines}
    assert year == dict.fromkeys(("University", "Faculties", "Departments", "Programs"), (1, (("too few answers", 1),)))
    assert "summary" not in coordinator.get(at(reviewed), {"breakdown": "NOPE"}).context["internal"]
    assert (releases(), state()) == ([], "reviewed")


def test_a_breakdown_is_offered_where_the_frame_knows_years_and_goes_through_to_the_release(coordinator, reviewed, civil):
    FrameStratum.objects.create(wave=reviewed, program=civil, cohort=2023, population=90, invited=80, replied=20)
    page = coordinator.get(at(reviewed), {"breakdown": "cohort"}).context["internal"]
    assert [code for code, _label in page["breakdown"].fields["breakdown"].choices] == ["", "cohort"]
    assert page["difference"].brought > 0
    given = {"breakdown": "cohort", "note": "Az yanıt"}
    asked = coordinator.post(at(reviewed, "confirm", "internal"), given)
    assert (asked.status_code, asked.context["breakdown"], releases()) == (200, "Year of graduation", [])
    assert coordinator.post(at(reviewed, "confirm", "internal"), {**given, "sure": "1"}).status_code == 302
    assert (releases(), state()) == ([("internal", "cohort", "Az yanıt", "")], "released")


def test_what_nobody_has_reviewed_is_not_released_here(coordinator, closed):
    refused = coordinator.post(at(closed, "confirm", "internal"), {"sure": "1"})
    assert (refused.status_code, said(refused), releases()) == (409, ["Mark the wave as reviewed first."], [])


def test_an_undeclared_breakdown_is_not_taken(coordinator, reviewed):
    refused = coordinator.post(at(reviewed, "confirm", "internal"), {"breakdown": "Q1", "sure": "1"})
    assert (refused.status_code, releases()) == (422, [])


def test_the_second_press_of_two_changes_nothing_and_says_so(released, coordinator):
    coordinator.get(at(released))  # takes the first message away
    again = coordinator.post(at(released, "confirm", "internal"), {"sure": "1"})
    assert (again.status_code, releases()) == (409, [("internal", "", "Az yanıt", "")])
    assert said(again) == ["The wave has been released already; what was published once is never changed."]


def test_the_second_person_publishes_with_the_notes_of_the_first(released, sign_in):
    deputy = sign_in(Role.DEPUTY)
    public = deputy.get(at(released)).context["public"]
    assert (public["own"], public["form"].initial["note"]) == (False, "Az yanıt")
    assert deputy.post(at(released, "confirm", "public"), {"note": "Az yanıt", "sure": "1"}).status_code == 302
    assert [(profile, note) for profile, _by, note, _why in releases()] == [("internal", "Az yanıt"), ("public", "Az yanıt")]
    assert "public" not in deputy.get(at(released)).context


def test_who_released_internally_is_told_so_and_publishes_with_a_reason_alone(released, coordinator):
    assert coordinator.get(at(released)).context["public"]["own"] is True
    refused = coordinator.post(at(released, "confirm", "public"), {"sure": "1"})
    assert (refused.status_code, said(refused)) == (409, ["You released these results internally; somebody else has to publish them."])
    assert coordinator.post(at(released, "confirm", "public"), {"sure": "1", "override": "Senato yarın"}).status_code == 302


def test_a_release_is_withdrawn_and_put_up_again_with_reasons(released, coordinator):
    assert coordinator.post(at(released, "withdraw", 1), {"reason": " "}).status_code == 422
    assert coordinator.post(at(released, "withdraw", 7), {"reason": "Yok"}).status_code == 404
    assert coordinator.post(at(released, "withdraw", 1), {"reason": "Yanlış çerçeve"}).status_code == 302
    assert releases() == [("internal", "", "Az yanıt", "Yanlış çerçeve")]
    assert "Yanlış çerçeve" in coordinator.get(at(released)).content.decode()
    assert coordinator.post(at(released, "withdraw", 1), {"reason": "Yine"}).status_code == 409
    assert coordinator.post(at(released, "reinstate", 1), {"reason": "Doğruymuş"}).status_code == 302
    assert releases() == [("internal", "", "Az yanıt", "")]


def test_mails_are_counted_and_those_in_doubt_sent_again_on_demand(released, coordinator):
    release = Release.objects.get()
    for number, mail_state in enumerate(["sent", "failed", "in_doubt"]):
        Notice.objects.create(release=release, user=a_user(), message_id=str(number), state=mail_state, queued_at=NOW)
    (one,) = coordinator.get(at(released)).context["standing"]
    assert (one.mails, one.unsettled) == ((("Sent", 1), ("Refused", 1), ("In doubt", 1)), 2)
    assert coordinator.post(at(released, "mails", 1)).status_code == 302
    assert sorted(Notice.objects.values_list("state", flat=True)) == ["sent", "waiting", "waiting"]


def test_the_register_of_waves_leads_here(coordinator, closed):
    record = coordinator.get(f"/admin/surveys/waves/inspect/{closed.pk}/")
    assert (record.context["release"][0], [a.name for a, _form in record.context["actions"]]) == (at(closed), ["archive"])
    draft = an_approved_wave()
    invite_many(draft, 1)
    assert coordinator.get(f"/admin/surveys/waves/inspect/{draft.pk}/").context["release"][0] == at(draft, "forecast")
