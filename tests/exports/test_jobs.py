"""The list of files people asked for: who makes them, what becomes of those that fail, and how long they are kept."""

import hashlib
import logging
from datetime import date, timedelta

import pytest
from django.forms.models import model_to_dict

from home.models import Assignment, Role
from surveys.exports import jobs
from surveys.models import Export
from tests.factories.exports import NOW, a_kind, an_analyst, an_export, ticking, writes
from tests.factories.institution import a_department, a_user

pytestmark = pytest.mark.django_db

State = Export.State
SECOND = timedelta(seconds=1)


def files(folder):
    home = folder / "exports"
    return sorted(path.name for path in home.iterdir()) if home.is_dir() else []


def test_the_worker_makes_what_waits_and_keeps_it_for_a_week(monkeypatch, tmp_path):
    export = an_export(kind=a_kind(monkeypatch, writes("çıktı")), name="MYM 2026 İstatistik ılık")
    before = model_to_dict(export)
    assert (export.state, export.name, files(tmp_path)) == (State.WAITING, "mym-2026-istatistik-ilik.txt", [])

    assert jobs.make_waiting(clock=ticking(), folder=tmp_path, limit=5) == 1

    export.refresh_from_db()
    digest = hashlib.sha256("çıktı".encode()).hexdigest()
    assert model_to_dict(export) == before | {
        "state": State.DONE,
        "progress": 100,
        "started_at": NOW + SECOND,
        "finished_at": NOW + 2 * SECOND,
        "expires_at": NOW + 2 * SECOND + timedelta(days=7),
        "size": 8,
        "sha256": digest,
    }
    assert files(tmp_path) == [f"{export.pk}-{digest[:32]}"]
    path = jobs.file_of(export=export, reader=export.owner, folder=tmp_path, now=NOW)
    assert (path.read_text(encoding="utf-8"), path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == ("çıktı", 0o600, 0o700)


def test_no_more_than_the_limit_is_made_and_the_oldest_come_first(monkeypatch, tmp_path):
    kind = a_kind(monkeypatch, writes("x"))
    owner = an_analyst()
    exports = [an_export(kind=kind, owner=owner) for _ in range(3)]
    made = [jobs.make_waiting(clock=ticking(), folder=tmp_path, limit=2) for _ in range(3)]
    states = list(Export.objects.order_by("id").values_list("pk", "state"))
    assert (made, states) == ([2, 1, 0], [(export.pk, State.DONE) for export in exports])


def test_a_file_that_another_worker_claimed_is_not_made_again(monkeypatch, tmp_path):
    calls = []
    export = an_export(kind=a_kind(monkeypatch, lambda row, path, progress: calls.append(row.pk)))
    Export.objects.filter(pk=export.pk).update(state=State.RUNNING, started_at=NOW)
    assert jobs.make(export=export, folder=tmp_path, clock=ticking()).state == State.RUNNING
    assert (calls, files(tmp_path)) == ([], [])


def test_while_it_is_made_the_row_says_how_far_it_is(monkeypatch, tmp_path):
    seen = []

    def maker(export, path, progress):
        for percent in (0, 3, 5, 7, 60, 100):
            progress(percent)
            seen.append(Export.objects.values_list("state", "progress").get(pk=export.pk))

    jobs.make(export=an_export(kind=a_kind(monkeypatch, maker)), folder=tmp_path, clock=ticking())
    assert seen == [(State.RUNNING, percent) for percent in (0, 0, 5, 5, 60, 99)]


def test_what_goes_wrong_is_a_sentence_for_the_owner_and_a_trace_in_the_log(monkeypatch, tmp_path, caplog):
    def breaks(export, path, progress):
        path.write_text("half")
        raise ZeroDivisionError("secret detail")

    with caplog.at_level(logging.ERROR, logger="mik.exports"):
        export = jobs.make(export=an_export(kind=a_kind(monkeypatch, breaks)), folder=tmp_path, clock=ticking())
    assert (export.state, export.size, export.sha256, export.expires_at) == (State.FAILED, None, "", NOW + SECOND + timedelta(days=7))
    assert export.error
    assert "secret" not in export.error
    assert [(record.message, record.exc_info[0]) for record in caplog.records] == [(f"export {export.pk} (note) failed", ZeroDivisionError)]
    assert files(tmp_path) == []


def test_a_maker_may_say_why_there_is_no_file(monkeypatch, tmp_path, caplog):
    def refuses(export, path, progress):
        raise jobs.Refused("Bu dalganın yayımlanmış sonucu yok.")

    export = jobs.make(export=an_export(kind=a_kind(monkeypatch, refuses)), folder=tmp_path, clock=ticking())
    assert (export.state, export.error, caplog.messages) == (State.FAILED, "Bu dalganın yayımlanmış sonucu yok.", [])


def test_a_kind_that_is_gone_fails_with_a_sentence(monkeypatch, tmp_path):
    export = an_export(kind=a_kind(monkeypatch, writes("x")))
    monkeypatch.delitem(jobs.KINDS, "note")
    made = jobs.make(export=export, folder=tmp_path, clock=ticking())
    assert (made.state, bool(made.error)) == (State.FAILED, True)


def test_what_a_killed_worker_left_waits_again_and_fails_once_it_is_hopeless(monkeypatch):
    kind, owner = a_kind(monkeypatch, writes("x")), an_analyst()
    fresh, left, hopeless = (an_export(kind=kind, owner=owner, now=NOW - age) for age in (timedelta(0), timedelta(hours=1), jobs.GIVEN_UP))
    Export.objects.filter(pk=fresh.pk).update(state=State.RUNNING, started_at=NOW - jobs.ABANDONED)
    stale = NOW - jobs.ABANDONED - SECOND
    Export.objects.filter(pk__in=[left.pk, hopeless.pk]).update(state=State.RUNNING, started_at=stale, progress=40)
    Export.objects.filter(pk=hopeless.pk).update(asked_at=NOW - jobs.GIVEN_UP - SECOND)

    assert jobs.take_back(now=NOW) == 2

    assert list(Export.objects.order_by("pk").values_list("pk", "state", "progress", "started_at")) == [
        (fresh.pk, State.RUNNING, 0, NOW - jobs.ABANDONED),
        (left.pk, State.WAITING, 0, None),
        (hopeless.pk, State.FAILED, 40, stale),
    ]


def test_a_worker_that_was_given_up_for_dead_throws_its_file_away(monkeypatch, tmp_path):
    def slow(export, path, progress):
        path.write_text("late")
        Export.objects.filter(pk=export.pk).update(started_at=NOW + timedelta(hours=1))  # another worker has it now

    export = jobs.make(export=an_export(kind=a_kind(monkeypatch, slow)), folder=tmp_path, clock=ticking())
    assert (export.state, export.started_at, export.sha256, files(tmp_path)) == (State.RUNNING, NOW + timedelta(hours=1), "", [])


def test_after_a_week_file_and_row_are_gone_and_so_are_files_of_no_row(monkeypatch, tmp_path):
    kind, owner = a_kind(monkeypatch, writes("x")), an_analyst()
    old, new = (an_export(kind=kind, owner=owner) for _ in range(2))
    jobs.make(export=old, folder=tmp_path, clock=ticking(start=NOW - timedelta(days=7, seconds=1)))
    jobs.make(export=new, folder=tmp_path, clock=ticking())
    new.refresh_from_db()
    orphan = tmp_path / "exports" / "12345.part"
    orphan.write_text("left by a killed worker")
    kept = [f"{new.pk}-{new.sha256[:32]}"]

    assert jobs.drop_expired(now=NOW, folder=tmp_path) == 1
    assert list(Export.objects.values_list("pk", flat=True)) == [new.pk]
    assert files(tmp_path) == sorted([*kept, "12345.part"])  # it may still be written to

    tomorrow = Export.objects.get(pk=new.pk).finished_at.replace(year=2100)
    Export.objects.update(expires_at=tomorrow + timedelta(days=1))
    jobs.drop_expired(now=tomorrow, folder=tmp_path)
    assert files(tmp_path) == kept


def test_deleting_removes_the_file_too(monkeypatch, tmp_path):
    export = jobs.make(export=an_export(kind=a_kind(monkeypatch, writes("x"))), folder=tmp_path, clock=ticking())
    jobs.drop(export=export, folder=tmp_path)
    assert (Export.objects.count(), files(tmp_path)) == (0, [])


def test_only_the_owner_gets_the_file_and_only_while_in_office(monkeypatch, tmp_path):
    export = jobs.make(export=an_export(kind=a_kind(monkeypatch, writes("x"))), folder=tmp_path, clock=ticking())
    with pytest.raises(jobs.NotAllowed):
        jobs.file_of(export=export, reader=an_analyst(), folder=tmp_path, now=NOW)
    Assignment.objects.filter(user=export.owner).update(until=date(2026, 3, 1))
    with pytest.raises(jobs.NotAllowed):
        jobs.file_of(export=export, reader=export.owner, folder=tmp_path, now=NOW)


def test_an_expired_or_missing_file_is_not_there(monkeypatch, tmp_path):
    export = jobs.make(export=an_export(kind=a_kind(monkeypatch, writes("x"))), folder=tmp_path, clock=ticking())
    with pytest.raises(FileNotFoundError):
        jobs.file_of(export=export, reader=export.owner, folder=tmp_path, now=export.expires_at)
    for path in (tmp_path / "exports").iterdir():
        path.unlink()
    with pytest.raises(FileNotFoundError):
        jobs.file_of(export=export, reader=export.owner, folder=tmp_path, now=NOW)


def test_who_lost_the_right_while_the_file_waited_gets_none(monkeypatch, tmp_path):
    export = an_export(kind=a_kind(monkeypatch, writes("x")))
    Assignment.objects.filter(user=export.owner).update(until=date(2026, 3, 1))
    made = jobs.make(export=export, folder=tmp_path, clock=ticking())
    assert (made.state, files(tmp_path)) == (State.FAILED, [])


def test_a_representative_asks_for_the_own_department_alone(monkeypatch):
    kind = a_kind(monkeypatch, writes("x"))
    own, other = a_department(), a_department()
    person = a_user(role=Role.REPRESENTATIVE, unit=own)
    asked = an_export(kind=kind, owner=person, question={"units": [["department", own.code]]})
    assert asked.state == State.WAITING
    for units in ([["department", other.code]], [["department", own.code], ["faculty", own.faculty.code]], [["university", "ktu"]], []):
        with pytest.raises(jobs.NotAllowed):
            an_export(kind=kind, owner=person, question={"units": units})
    assert Export.objects.count() == 1
