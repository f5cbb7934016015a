import signal
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from mik_site.locks import under_lock
from mik_site.worker import run_periodic
from surveys.mailing.queue import queue
from surveys.models import Delivery, Invitation
from tests.factories.mailing import NOW, delivery, invitation, wave
from tests.mailing.own_database import OwnDatabase

pytestmark = pytest.mark.django_db(transaction=True)

FUTURE = {"closes_at": datetime(2100, 1, 1, tzinfo=UTC), "grace_until": datetime(2100, 1, 2, tzinfo=UTC)}


def test_one_failing_verb_stops_no_other(tmp_path, caplog):
    done = []

    def breaks(now):
        raise ZeroDivisionError

    def works(now):
        done.append(now)

    assert run_periodic(verbs=[breaks, works, breaks], now=NOW, folder=tmp_path) == ["breaks", "breaks"]
    assert done == [NOW]
    assert caplog.messages == ["breaks failed; it will be tried again in a minute"] * 2


def test_a_lock_is_free_again_once_its_holder_is_through(tmp_path):
    with under_lock("a", folder=tmp_path) as first, under_lock("b", folder=tmp_path) as other:
        assert (first, other) == (True, True)
    with under_lock("a", folder=tmp_path) as again:
        assert again is True


@pytest.mark.concurrent
def test_only_one_process_holds_a_lock(tmp_path):
    database = OwnDatabase(tmp_path)
    with under_lock("periodic", folder=tmp_path / "private") as ours:
        assert ours
        code = (
            "from django.conf import settings; from mik_site.locks import under_lock\n"
            "with under_lock('periodic', folder=settings.PRIVATE_DIR) as ours: print(ours)"
        )
        out, _ = database.start("shell", "--no-imports", "-c", code).communicate()
    assert out.strip() == "False"


def test_once_does_one_round(settings, mailoutbox):
    delivery(invitation(wave(**FUTURE)))
    call_command("run_worker", "--once")
    assert [message.to for message in mailoutbox] == [["mezun1@example.org"]]


@pytest.mark.concurrent
def test_the_worker_sends_what_waits_and_stops_when_told(tmp_path):
    open_wave = wave(**FUTURE)
    for number in range(3):
        invitation(open_wave, number)
    queue(invitations=Invitation.objects.all(), kind=Delivery.Kind.INVITATION, now=NOW)
    database = OwnDatabase(tmp_path)
    worker = database.start("run_worker")
    until = datetime.now(tz=UTC) + timedelta(seconds=60)
    while len(database.mailed()) < 3 and datetime.now(tz=UTC) < until:
        time.sleep(0.05)
    worker.send_signal(signal.SIGTERM)
    _, errors = worker.communicate(timeout=20)
    assert (worker.returncode, "Traceback" in errors) == (0, False)
    assert database.rows("SELECT state, count(*) FROM surveys_delivery GROUP BY state") == [("sent", 3)]
