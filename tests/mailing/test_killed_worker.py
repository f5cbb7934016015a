"""A worker killed at any moment: nothing lost, at most one message in doubt per kill, none sent twice."""

import time

import pytest

from surveys.mailing.queue import queue
from surveys.models import Invitation
from tests.factories.mailing import NOW, invitation, wave
from tests.mailing.own_database import OwnDatabase

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrent]

PEOPLE = 150


def waiting(tmp_path) -> OwnDatabase:
    open_wave = wave()
    for number in range(PEOPLE):
        invitation(open_wave, number)
    queue(invitations=Invitation.objects.all(), kind="invitation", now=NOW)
    return OwnDatabase(tmp_path)


def kill_after(messages: int, database: OwnDatabase) -> None:
    worker = database.start("send_mail")
    deadline = time.monotonic() + 60
    while len(database.mailed()) < messages and time.monotonic() < deadline and worker.poll() is None:
        time.sleep(0.002)
    worker.kill()
    worker.communicate()


def counts(database: OwnDatabase) -> dict[str, int]:
    return dict(database.rows("SELECT state, count(*) FROM surveys_delivery GROUP BY state"))


def test_killed_three_times_then_left_alone(tmp_path):
    database = waiting(tmp_path)
    for kill, messages in enumerate((1, 20, 60), start=1):
        kill_after(messages, database)
        after = counts(database)
        assert sum(after.values()) == PEOPLE
        assert after.get("claimed", 0) + after.get("in_doubt", 0) <= kill

    finishing = database.start("send_mail", "--in-doubt-after", "0")
    finishing.communicate()
    final, mailed = counts(database), database.mailed()
    doubtful = final.get("in_doubt", 0)
    assert doubtful <= 3
    assert final == {"sent": PEOPLE - doubtful} | ({"in_doubt": doubtful} if doubtful else {})
    assert len(mailed) == len(set(mailed))
    assert PEOPLE - doubtful <= len(mailed) <= PEOPLE


def test_two_workers_at_once_share_the_work_and_repeat_nothing(tmp_path):
    database = waiting(tmp_path)
    workers = [database.start("send_mail") for _ in range(2)]
    assert [worker.wait(timeout=120) for worker in workers] == [0, 0]
    for worker in workers:
        worker.communicate()
    mailed = database.mailed()
    assert (len(mailed), len(set(mailed))) == (PEOPLE, PEOPLE)
    assert counts(database) == {"sent": PEOPLE}
