from datetime import UTC, datetime

import numpy as np
import pytest

from surveys.definition.routing import read
from surveys.models import Snapshot, Wave
from surveys.results import column_file, snapshot
from surveys.results.columns import COHORT, ORGANISATION, PROGRAM, WEIGHT
from tests.factories.answered import a_closed_wave, four_programs
from tests.factories.documents import likert_document, work_document

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 2, 9, tzinfo=UTC)


def working(program, hours, *, ways=("net",), nps="9", **facts):
    answers = {"W1": "yes", "W2": list(ways) or None, "W3": hours, "W4": "4", "W5": nps, "W7": "DE"}
    return {"program": program, "answers": answers, **facts}


@pytest.fixture
def wave():
    p1, p2, _, _ = four_programs()
    idle = {"program": None, "answers": {"W1": "no", "W5": None, "W7": "TR"}}
    return a_closed_wave(
        work_document(), [working(p2, "40", cohort=2023, organisation=0), working(p1, "35", ways=("ad", "other"), weight=1.5), idle]
    )


def test_rows_lie_in_the_order_of_programs_with_none_first(wave, tmp_path):
    snapshot.build(wave=wave, folder=tmp_path, now=NOW)
    columns = snapshot.columns(wave, folder=tmp_path)
    assert (columns.n, columns.programs) == (3, ("P1", "P2"))
    assert columns[PROGRAM].tolist() == [0, 1, 2]
    assert columns[COHORT].tolist() == [0, 0, 2023]
    assert columns[ORGANISATION].tolist() == [0, 0, 1]
    assert np.isnan(columns[WEIGHT]).tolist() == [True, False, True]
    assert columns.weights.tolist() == [1.0, 1.5, 1.0]


@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        ("W1 == yes", [False, True, True]),
        ("W1 != yes", [True, False, False]),
        ("W2 has other", [False, True, False]),
        ("W3 >= 40", [False, False, True]),
        ("W3 == 35", [False, True, False]),
        ("answered(W5)", [False, True, True]),
        ("W4 > 3", [False, True, True]),
        ("W7 in [DE, NL] and not W3 < 36", [False, False, True]),
    ],
)
def test_conditions_hold_for_columns_as_they_do_for_answers(wave, tmp_path, expression, holds):
    columns = snapshot.columns(wave, folder=tmp_path, now=NOW)
    assert read(expression, columns.variables).mask(columns).tolist() == holds


def test_the_file_is_private_and_its_checksum_is_kept(wave, tmp_path):
    made = snapshot.build(wave=wave, folder=tmp_path, now=NOW)
    path = snapshot.path_of(wave, tmp_path)
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert [p.name for p in path.parent.iterdir()] == [f"wave-{wave.pk}.columns"]
    assert (made.rows, len(made.sha256), made.built_at) == (3, 64, NOW)


def test_the_same_responses_give_the_same_file(wave, tmp_path):
    first = snapshot.build(wave=wave, folder=tmp_path, now=NOW).sha256
    snapshot.path_of(wave, tmp_path).unlink()
    assert snapshot.build(wave=wave, folder=tmp_path, now=NOW).sha256 == first
    assert Snapshot.objects.count() == 1


@pytest.mark.parametrize("damage", ["missing", "cut short", "altered", "emptied"])
def test_a_file_that_is_not_whole_is_built_again(wave, tmp_path, damage):
    snapshot.build(wave=wave, folder=tmp_path, now=NOW)
    path = snapshot.path_of(wave, tmp_path)
    whole = path.read_bytes()
    match damage:
        case "missing":
            path.unlink()
        case "cut short":
            path.write_bytes(whole[:-5])
        case "altered":
            path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
        case _:
            path.write_bytes(b"")
    assert snapshot.columns(wave, folder=tmp_path).n == 3
    assert path.read_bytes() == whole


def test_a_snapshot_nobody_built_yet_is_built_when_asked_for(wave, tmp_path):
    assert snapshot.columns(wave, folder=tmp_path).n == 3
    assert Snapshot.objects.get().built_at == wave.closed_at


def test_an_open_wave_has_no_snapshot(tmp_path):
    wave = a_closed_wave(likert_document(), [], state=Wave.State.DRAFT)
    with pytest.raises(snapshot.NotClosed):
        snapshot.build(wave=wave, folder=tmp_path, now=NOW)


def test_a_wave_nobody_answered_has_empty_columns(tmp_path):
    wave = a_closed_wave(likert_document(), [])
    columns = snapshot.columns(wave, folder=tmp_path)
    assert (columns.n, columns.programs, columns["Q1"].tolist()) == (0, (), [])


def test_many_chunks_are_one_file(tmp_path, monkeypatch):
    p1, p2, _, _ = four_programs()
    monkeypatch.setattr(snapshot, "CHUNK", 7)
    sheets = [{"program": p2 if i % 3 else p1, "answers": {"Q1": str(i % 5 + 1), "Q2": None}} for i in range(50)]
    columns = snapshot.columns(a_closed_wave(likert_document(), sheets), folder=tmp_path)
    assert np.bincount(columns["Q1"]).tolist() == [10] * 5
    assert (columns.of_programs({"P1"}).n, columns.of_programs({"P1", "P2"}).n, columns.of_programs({"P3"}).n) == (17, 50, 0)
    assert columns.skipped("Q2").all()
    assert not columns.asked("Q3").any()


def test_versions_of_one_structure_are_one_wave_and_others_are_refused(wave, tmp_path):
    from surveys.models import Response

    other = a_closed_wave(likert_document(code="OTHER"), [{"answers": {"Q1": "1"}}])
    Response.objects.create(wave=wave, version=other.version, record=b"123")
    with pytest.raises(snapshot.MixedStructures):
        snapshot.build(wave=wave, folder=tmp_path, now=NOW)


def test_what_does_not_begin_as_a_snapshot_is_damaged(tmp_path):
    import hashlib

    path = tmp_path / "some.columns"
    path.write_bytes(b"something else entirely")
    with pytest.raises(column_file.Damaged):
        column_file.read(path, sha256=hashlib.sha256(path.read_bytes()).hexdigest())
