"""Who hears that results are out, in which words, and that everybody hears it once."""

import time
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from wagtail.users.models import UserProfile

from home.models import Role
from mik_site.worker import send_mail
from surveys.mailing.compose import Letterhead
from surveys.mailing.notices import claim, mark_abandoned, queue_notices, retry, send_notices
from surveys.mailing.sending import Sent
from surveys.models import FollowUp, Notice, Release, ResultsPage, Wave
from tests.factories import pages
from tests.factories.institution import a_department, a_program, a_user, an_assignment
from tests.factories.mailing import NOW, contact, wave
from tests.factories.results import release_tables, scale_body
from tests.mailing.backends import Refusing, Unreachable, Vanishing
from tests.mailing.own_database import OwnDatabase

BODY = scale_body(0, 0, 0, 50, 50, base=20, mean=4.5)
LETTERHEAD = Letterhead("key", "https://mezun.example.org", "KTÜ Mezunlarla İlişkiler <mezun@example.org>")


def a_release(of: Wave, profile="internal", number=1) -> Release:
    return Release.objects.create(wave=of, profile=profile, number=number, method={"threshold": 10}, released_at=NOW)


def a_reader(department, number=1, *, language="tr", **facts):
    facts = {"email": f"temsilci{number}@example.org", "first_name": "Elif", "last_name": f"Kaya {number}", **facts}
    user = a_user(role=Role.REPRESENTATIVE, unit=department, **facts)
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    return user


def send(**more) -> Sent:
    return send_notices(clock=lambda: NOW, limit=more.pop("limit", 100), letterhead=LETTERHEAD, **more)


@pytest.fixture
def civil(db):
    return a_program(code="10210", name_tr="İnşaat Mühendisliği", name_en="Civil Engineering", department=a_department(code="D1"))


@pytest.fixture
def released(civil):
    release = a_release(wave(state=Wave.State.RELEASED))
    release_tables(release, unit=civil.code, A1=BODY)
    return release


def asked(of: Wave, name: str, *, code="I25", value="1", email=None, language="tr"):
    person = contact(name)
    person.email, person.language = email if email is not None else f"{name.lower()}@firma.example", language
    person.save()
    FollowUp.objects.create(wave=of, contact=person, code=code, value=value, wording="Özeti istiyorum", day=NOW.date())
    return person


@pytest.fixture
def published(db):
    return a_release(wave(state=Wave.State.RELEASED, audience="employers", code="IMA"), profile="public")


def test_each_representative_of_a_program_in_the_release_is_written_to_once(released, civil):
    a_reader(civil.department, 1), a_reader(civil.department, 2)
    assert [queue_notices(release=released, now=NOW), queue_notices(release=released, now=NOW)] == [2, 0]
    assert [send(), send()] == [Sent(sent=2), Sent()]
    assert [message.to for message in mail.outbox] == [["temsilci1@example.org"], ["temsilci2@example.org"]]
    assert list(Notice.objects.values_list("state", "claimed_at", "settled_at")) == [("sent", NOW, NOW)] * 2
    assert [m.extra_headers["Message-ID"] for m in mail.outbox] == [f"<{n.message_id}@example.org>" for n in Notice.objects.order_by("pk")]


def test_nobody_else_hears_of_an_internal_release(released, civil):
    a_reader(a_program(code="99999").department, 1)  # of a program that is not in it
    a_reader(civil.department, 2, email="")
    a_reader(civil.department, 3, is_active=False)
    a_reader(civil.department, 4, until=NOW.date() - timedelta(days=1))
    a_user(role=Role.DEAN, unit=civil.department.faculty, email="dekan@example.org")
    a_user(role=Role.COORDINATOR, email="koordinator@example.org")
    asked(released.wave, "Firma")
    assert queue_notices(release=released, now=NOW) == 0


def test_the_mail_word_for_word(released, civil):
    a_reader(civil.department)
    queue_notices(release=released, now=NOW)
    send()
    (message,) = mail.outbox
    screen = "https://mezun.example.org/admin/results/10210/"
    assert message.subject == "Mezun Memnuniyet Anketi 2026: sonuçlar hazır"
    assert message.body == (
        "Sayın Elif Kaya 1,\n\n"
        "Mezun Memnuniyet Anketi (2026) sonuçları üniversite içinde yayımlandı. Kaç kişinin yanıt verdiğini, neyin değiştiğini ve nelere "
        "bakmanız gerektiğini sonuç ekranınızda bulabilirsiniz:\n\n"
        f"{screen}\n\n"
        f"İnşaat Mühendisliği: toplantılar için tek sayfalık özet (PDF): {screen}page.pdf\n\n"
        "Bağlantılar yalnızca kendi hesabınızla açılır. Küçük gruplara ilişkin rakamlar, kimsenin yanıtı anlaşılmasın diye gizlenir.\n\n"
        "KTÜ Mezunlarla İlişkiler Koordinatörlüğü\n"
    )
    html = message.alternatives[0].content
    assert (html.count(f'href="{screen}"'), html.count(f'href="{screen}page.pdf"'), "Sonuçları aç" in html) == (1, 1, True)


def test_several_programs_are_named_each_with_its_links_and_what_is_not_shown_is_said(released, civil):
    second = a_program(code="10211", name_tr="İnşaat YL", name_en="Civil MSc", department=civil.department)
    release_tables(released, unit=second.code, A1="small_base")
    Release.objects.filter(pk=released.pk).update(note="Yanıt az.", note_en="Few answers.")
    a_reader(civil.department, language="en")
    queue_notices(release=released, now=NOW)
    send()
    admin = "https://mezun.example.org/admin/results/"
    assert mail.outbox[0].body.split("\n\n")[2:6] == [
        admin,
        f"Civil Engineering: screen {admin}10210/ · one page for the meeting (PDF): {admin}10210/page.pdf",
        f"Civil MSc: too few answers to be shown; the results of the department, the faculty and the university are there: {admin}10211/",
        "A note from the coordinatorship: Few answers.",
    ]


def test_employers_who_asked_for_the_summary_hear_of_the_public_release_in_their_language(published):
    pages.a_site()
    original = pages.below(pages.home(), ResultsPage(title="Sonuçlar", slug="sonuclar"))
    pages.below(pages.home("en"), ResultsPage(title="Results", slug="results", translation_key=original.translation_key))
    asked(published.wave, "Bir"), asked(published.wave, "Two", language="en")
    asked(published.wave, "Baska", code="I24"), asked(published.wave, "Adressiz", email="")
    asked(wave(name="2025", code="IMA", state=Wave.State.RELEASED), "Gecenyil")
    a_reader(a_program().department)
    assert (queue_notices(release=published, now=NOW), queue_notices(release=published, now=NOW)) == (2, 0)
    assert send() == Sent(sent=2)
    assert [(m.to[0], m.subject) for m in mail.outbox] == [
        ("bir@firma.example", "İstediğiniz özet yayımlandı: Mezun Memnuniyet Anketi 2026"),
        ("two@firma.example", "The summary you asked for is published: Graduate Satisfaction Survey 2026"),
    ]
    assert [[p for p in m.body.split("\n\n") if p.startswith("https")] for m in mail.outbox] == [
        ["https://mezun.example.org/tr/sonuclar/"],
        ["https://mezun.example.org/en/results/"],
    ]


def test_employers_hear_nothing_of_an_internal_release(published):
    asked(published.wave, "Bir")
    assert queue_notices(release=a_release(published.wave, number=2), now=NOW) == 0


def test_made_up_answers_are_called_so(released, civil):
    Wave.objects.update(synthetic=True)
    a_reader(civil.department)
    queue_notices(release=released, now=NOW)
    send()
    assert "Bu dönemdeki yanıtlar gerçek değildir, örnek olarak üretilmiştir." in mail.outbox[0].body


def withdrawn(release, user, program):
    Release.objects.update(withdrawn_at=NOW)


def out_of_office(release, user, program):
    user.assignments.update(until=NOW.date() - timedelta(days=1))


def moved(release, user, program):
    user.assignments.all().delete()
    an_assignment(user=user, role=Role.REPRESENTATIVE, unit=a_department())


def switched_off(release, user, program):
    type(user).objects.filter(pk=user.pk).update(is_active=False)


def a_month_old(release, user, program):
    Notice.objects.update(queued_at=NOW - timedelta(days=31))


@pytest.mark.parametrize("change", [withdrawn, out_of_office, moved, switched_off, a_month_old])
def test_what_is_no_longer_true_when_it_would_leave_is_dropped(released, civil, change):
    user = a_reader(civil.department)
    queue_notices(release=released, now=NOW)
    change(released, user, civil)
    assert (send(), mail.outbox, Notice.objects.count()) == (Sent(dropped=1), [], 0)


def test_a_summary_nobody_wants_any_more_is_dropped(published):
    asked(published.wave, "Bir")
    queue_notices(release=published, now=NOW)
    FollowUp.objects.all().delete()
    assert (send(), mail.outbox) == (Sent(dropped=1), [])


def test_a_refusal_is_kept_without_the_address_a_lost_connection_in_doubt_and_a_person_sends_both_again(released, civil):
    coordinator = a_user(role=Role.COORDINATOR)
    for number in (1, 2, 3):
        a_reader(civil.department, number, email=f"mezun{number}@example.org")
    queue_notices(release=released, now=NOW)
    assert send(connection=Refusing()) == Sent(sent=2, failed=1)
    assert list(Notice.objects.exclude(error="").values_list("state", "error")) == [
        ("failed", "SMTPRecipientsRefused: {'***': (550, b'User unknown: ***')}")
    ]
    assert (retry(release=released, by=coordinator, now=NOW), send()) == (1, Sent(sent=1))
    assert sorted(m.to[0] for m in mail.outbox) == ["mezun1@example.org", "mezun2@example.org", "mezun3@example.org"]


def test_a_lost_connection_leaves_one_in_doubt_and_stops(released, civil):
    for number in (1, 2, 3):
        a_reader(civil.department, number)
    queue_notices(release=released, now=NOW)
    assert send(connection=Vanishing()) == Sent(sent=1, in_doubt=1)
    assert send() == Sent(sent=1)  # and never the doubtful one by itself
    assert sorted(Notice.objects.values_list("state", flat=True)) == ["in_doubt", "sent", "sent"]


def test_nothing_is_claimed_while_the_server_is_down(released, civil):
    a_reader(civil.department)
    queue_notices(release=released, now=NOW)
    with pytest.raises(ConnectionRefusedError):
        send(connection=Unreachable())
    assert list(Notice.objects.values_list("state", "claimed_at")) == [("waiting", None)]


def test_a_claim_nobody_settled_is_in_doubt_and_never_sent_by_itself(released, civil):
    a_reader(civil.department)
    queue_notices(release=released, now=NOW)
    Notice.objects.update(state="claimed", claimed_at=NOW - timedelta(minutes=16))
    assert (send(), mail.outbox) == (Sent(in_doubt=1), [])
    assert mark_abandoned(now=NOW, older_than=timedelta(minutes=15)) == 0
    assert Notice.objects.get().state == "in_doubt"


def test_no_more_than_the_limit(released, civil):
    a_reader(civil.department, 1), a_reader(civil.department, 2)
    queue_notices(release=released, now=NOW)
    assert [send(limit=1), send(limit=1)] == [Sent(sent=1)] * 2


def test_the_worker_sends_them_with_its_round(released, civil):
    a_reader(civil.department)
    queue_notices(release=released, now=timezone.now())
    assert (send_mail(LETTERHEAD), send_mail(LETTERHEAD)) == (1, 0)
    assert [message.to for message in mail.outbox] == [["temsilci1@example.org"]]


@pytest.mark.django_db(transaction=True)
@pytest.mark.concurrent
def test_killed_in_the_middle_none_is_lost_and_none_goes_out_twice(tmp_path):
    program = a_program(code="10210")
    release = a_release(wave(state=Wave.State.RELEASED))
    release_tables(release, unit=program.code, A1=BODY)
    for number in range(60):
        a_reader(program.department, number)
    queue_notices(release=release, now=timezone.now())
    database = OwnDatabase(tmp_path)
    worker, deadline = database.start("send_mail"), time.monotonic() + 60
    while len(database.mailed()) < 5 and time.monotonic() < deadline and worker.poll() is None:
        time.sleep(0.002)
    worker.kill()
    worker.communicate()
    database.start("send_mail", "--in-doubt-after", "0").communicate()
    counts = dict(database.rows("SELECT state, count(*) FROM surveys_notice GROUP BY state"))
    mailed = database.mailed()
    doubtful = counts.get("in_doubt", 0)
    assert doubtful <= 1
    assert counts == {"sent": 60 - doubtful} | ({"in_doubt": doubtful} if doubtful else {})
    assert len(mailed) == len(set(mailed))


@pytest.mark.django_db(transaction=True)
def test_a_claim_is_ours_alone(civil):
    release = a_release(wave(state=Wave.State.RELEASED))
    release_tables(release, unit=civil.code, A1=BODY)
    a_reader(civil.department)
    queue_notices(release=release, now=NOW)
    first, second = claim(now=NOW), claim(now=NOW)
    assert (first.state, first.claimed_at, second) == ("claimed", NOW, None)
