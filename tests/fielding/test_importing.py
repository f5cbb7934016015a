import hashlib
from datetime import UTC, datetime

import pandas
import pytest
from django.utils import translation

from departments.models import Program
from surveys.definition.columns import RecordColumns
from surveys.definition.compiled import compile_version
from surveys.definition.programs import program_numbers
from surveys.fielding.importing import ImportRefused, import_responses
from surveys.models import Cycle, ImportedFile, Response, TextAnswer, Wave
from surveys.results import snapshot
from tests.factories.documents import likert_document, published, work_document
from tests.factories.institution import a_program
from tests.factories.response_files import likert_responses, response_file

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def bring_in(version, path, **options):
    with translation.override("en"):
        return import_responses(
            questionnaire=version.questionnaire, path=path, now=NOW, **{"wave_name": "2026", "operator": "op", **options}
        )


def refusal(version, path, **options):
    with pytest.raises(ImportRefused) as refused:
        bring_in(version, path, **options)
    return refused.value


def stored(version):
    """Unpacked answers, sorted: order says nothing."""
    codebook, numbers = compile_version(version).codebook, program_numbers()
    return sorted((codebook.unpack(bytes(r.record), programs=numbers) for r in Response.objects.all()), key=str)


def work_rows(tmp_path, *rows, **options):
    return response_file(tmp_path, *({"W1": "yes", "W2": "", "W3": "", "W4": "", "W5": "", "W6": "", **row} for row in rows), **options)


def test_means_of_every_class_are_those_pandas_reckons(tmp_path):
    for n in range(1, 14):
        a_program(code=str(n))
    version = published(likert_document(28, na=False))
    path = likert_responses(tmp_path, rows=3000)
    report = bring_in(version, path, program_column="class", close=True)
    assert (report.taken, report.refused, report.unknown_columns) == (3000, [], ("instr", "difficulty"))
    frame = pandas.read_csv(path, dtype={"class": str})
    codebook = compile_version(version).codebook
    for code in frame["class"].unique():
        program = Program.objects.get(code=code)
        records = [bytes(r) for r in Response.objects.filter(program=program).values_list("record", flat=True)]
        rows = RecordColumns(codebook, records, programs=program_numbers()).rows
        ours = {f"Q{n}": (rows[f"Q{n}"] + 1.0).mean() for n in range(1, 29)}
        assert ours == pytest.approx(frame[frame["class"] == code][[f"Q{n}" for n in range(1, 29)]].mean().to_dict())


def test_a_closed_wave_has_its_snapshot_on_return(tmp_path, settings, django_capture_on_commit_callbacks):
    version = published(likert_document(3))
    with django_capture_on_commit_callbacks(execute=True):
        wave = bring_in(version, response_file(tmp_path, {"Q1": 1, "Q2": 2, "Q3": 99}), close=True).wave
    assert (wave.state, wave.mode, wave.closed_at, wave.cycle) == ("closed", "imported", NOW, Cycle.objects.get(year=2026))
    assert (wave.snapshot.rows, snapshot.path_of(wave, settings.PRIVATE_DIR).exists()) == (1, True)


def test_an_empty_cell_and_a_missing_value_are_skipped_and_no_column_is_not_asked(tmp_path):
    version = published(likert_document(3))
    bring_in(version, response_file(tmp_path, {"Q1": "", "Q2": "-9"}, {"Q1": 5, "Q2": " 99 "}), missing=["-9", "NA"])
    assert stored(version) == [{"Q1": "5", "Q2": "99"}, {"Q1": None, "Q2": None}]


def test_multiple_choice_comes_as_boxes_or_as_codes(tmp_path):
    version = published(work_document())
    boxes = [{"W2_ad": a, "W2_net": b, "W2_other": c} for a, b, c in ((1, 0, ""), ("", "", ""), (0, 0, 0))]
    bring_in(version, response_file(tmp_path, *boxes, name="boxes.csv"))
    bring_in(version, response_file(tmp_path, {"W2": "other net"}, name="codes.csv"))
    assert stored(version) == sorted([{"W2": ["ad"]}, {"W2": []}, {"W2": None}, {"W2": ["net", "other"]}], key=str)


def test_a_row_is_refused_for_a_cell_that_cannot_be_taken_and_the_others_come_in(tmp_path):
    a_program(code="10210")
    version = published(work_document())
    bad = [
        {"P": "1"},
        {"W1": "maybe"},
        {"W3": "99"},
        {"W3": "3.5"},
        {"W3": "viel"},
        {"W2": "ad x"},
        {"W2": "ad net other"},
        {"W2": "ad none"},
        {"W5": "11"},
    ]
    rows = [{"P": "10210", "W1": "yes", "W2": "", "W3": "", "W5": "", **row} for row in [{"W3": "40"}, *bad]]
    report = bring_in(version, response_file(tmp_path, *rows), program_column="P")
    assert report.taken == 1
    assert [(r.row, r.column, r.reason) for r in report.refused] == [
        (3, "P", "There is no program with the code 1."),
        (4, "W1", "maybe is none of its options."),
        (5, "W3", "99 lies outside 1 to 98."),
        (6, "W3", "3.5 has more than 0 decimals."),
        (7, "W3", "viel is not a number."),
        (8, "W2", "x is none of its options."),
        (9, "W2", "3 options are chosen, at most 2 may be."),
        (10, "W2", "An option that excludes the others is chosen beside them."),
        (11, "W5", "11 is none of its options."),
    ]


def test_what_routing_hides_is_left_out_and_counted(tmp_path):
    version = published(work_document())
    report = bring_in(
        version, work_rows(tmp_path, {"W1": "no", "W3": "40", "W5": "9", "W6": "neden"}, {"W3": "40", "W5": "2", "W6": "pahalı"})
    )
    assert report.left_out == {"W3": 1, "W6": 1}
    assert stored(version) == sorted([{"W1": "no", "W5": "9"}, {"W1": "yes", "W2": None, "W3": "40", "W4": None, "W5": "2"}], key=str)
    assert list(TextAnswer.objects.values_list("variable", "text", "decision")) == [("W6", "pahalı", "pending")]


def test_a_condition_on_a_column_the_file_lacks_hides_nothing(tmp_path):
    version = published(work_document())
    assert bring_in(version, response_file(tmp_path, {"W3": 40, "W6": "metin"})).left_out == {}
    assert stored(version) == [{"W3": "40"}]


def test_text_beside_other_is_kept_only_where_other_was_chosen(tmp_path):
    version = published(work_document())
    report = bring_in(version, response_file(tmp_path, {"W2": "other", "W2.other": "fuar"}, {"W2": "ad", "W2.other": "x"}))
    assert (report.left_out, [t.text for t in TextAnswer.objects.all()]) == ({"W2.other": 1}, ["fuar"])


def test_program_cohort_weight_and_organisation_stand_in_columns_of_their_own(tmp_path):
    program = a_program(code="10210")
    version = published(likert_document(1))
    rows = [{"unit": "10210", "year": "2021", "w": "1,1", "org": "7", "Q1": "4"}, {"unit": "", "year": "", "w": "2", "org": "", "Q1": "3"}]
    wave = bring_in(
        version, response_file(tmp_path, *rows), program_column="unit", cohort_column="year", weight_column="w", organisation_column="org"
    ).wave
    assert wave.weighted
    assert sorted(Response.objects.values_list("program", "cohort", "organisation_number", "weight"), key=str) == sorted(
        [(program.pk, 2021, 7, pytest.approx(1.1, rel=1e-7)), (None, None, None, 2.0)], key=str
    )


@pytest.mark.parametrize("weight", ["", "0", "-1", "nan", "inf", "1e99", "viel"])
def test_a_weight_is_a_number_above_zero(tmp_path, weight):
    version = published(likert_document(1))
    report = bring_in(version, response_file(tmp_path, {"w": "1", "Q1": "1"}, {"w": weight, "Q1": "1"}), weight_column="w")
    assert [(r.row, r.column) for r in report.refused] == [(3, "w")]


def test_the_same_file_is_refused_a_second_time_and_another_is_added(tmp_path):
    version = published(likert_document(1))
    path = response_file(tmp_path, {"Q1": "1"})
    wave = bring_in(version, path).wave
    assert str(refusal(version, path)) == "This file was imported into LIK 2026 before."
    bring_in(version, response_file(tmp_path, {"Q1": "2"}, name="more.csv"), close=True)
    assert Response.objects.filter(wave=wave).count() == 2
    assert set(ImportedFile.objects.values_list("sha256", "rows")) == {
        (hashlib.sha256(f"Q1\r\n{n}\r\n".encode()).hexdigest(), 1) for n in (1, 2)
    }
    late = response_file(tmp_path, {"Q1": "3"}, name="late.csv")
    assert str(refusal(version, late)) == "LIK 2026 is closed; nothing can be added to it."


def test_a_wave_whose_people_were_asked_takes_no_import(tmp_path):
    version = published(likert_document(1))
    Wave.objects.create(questionnaire=version.questionnaire, version=version, name="2026")
    message = "LIK 2026 is a wave of its own, with people who were asked; answers cannot be imported into it."
    assert str(refusal(version, response_file(tmp_path, {"Q1": "1"}))) == message


def test_weights_come_with_every_file_of_a_wave_or_with_none(tmp_path):
    version = published(likert_document(1))
    bring_in(version, response_file(tmp_path, {"Q1": "1"}))
    weighted = response_file(tmp_path, {"Q1": "1", "w": "2"}, name="w.csv")
    assert str(refusal(version, weighted, weight_column="w")) == "Either every file of a wave brings weights or none does."


def test_a_dry_run_writes_nothing(tmp_path):
    version = published(likert_document(1))
    report = bring_in(version, response_file(tmp_path, {"Q1": "1"}, {"Q1": "8"}), dry_run=True, close=True)
    assert (report.taken, len(report.refused), report.wave) == (1, 1, None)
    assert not Wave.objects.exists()


def test_strict_refuses_a_column_nobody_knows(tmp_path):
    version = published(likert_document(1))
    assert str(refusal(version, response_file(tmp_path, {"Q1": "1", "x": "1"}), strict=True)) == "The file has columns nobody knows: x."


def test_a_column_asked_for_by_name_must_be_there(tmp_path):
    refused = refusal(published(likert_document(1)), response_file(tmp_path, {"Q1": "1"}), program_column="unit")
    assert (str(refused), refused.wrong_use) == ("The file has no column unit.", True)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "old.csv is empty: its first line must name the columns."),
        (b"Q1,Q1\n1,1\n", "old.csv names the columns Q1 twice."),
        (b"Q2\n1\n", "No column of the file bears the code of a question."),
        (b"Q1\n", "No row could be imported."),
        (b'Q1\n"1\n', "old.csv is not a CSV file: unexpected end of data."),
        (
            "Q1,not\n1,ışık\n".encode("cp1254"),
            "old.csv is not UTF-8 (line 2); it seems to be Windows-1254 (Turkish). Save it as UTF-8 and try again.",
        ),
        ("Q1\n1\n".encode("utf-16"), "old.csv is UTF-16. Save it as UTF-8 and try again."),
    ],
)
def test_a_file_nothing_can_be_made_of_says_why(tmp_path, content, message):
    path = tmp_path / "old.csv"
    path.write_bytes(content)
    assert str(refusal(published(likert_document(1)), path)) == message
    assert not Wave.objects.exists()


def test_semicolons_a_byte_order_mark_and_blank_lines_are_understood(tmp_path):
    path = tmp_path / "excel.csv"
    path.write_bytes("\ufeffQ1;Q2\r\n1;2\r\n\r\n3\r\n;\r\n;\r\n".encode())
    version = published(likert_document(2))
    report = bring_in(version, path)
    assert [(r.row, r.reason) for r in report.refused] == [(4, "The row has 1 cells, the header 2.")]
    assert stored(version) == [{"Q1": "1", "Q2": "2"}]


def test_one_question_has_one_kind_of_column(tmp_path):
    path = response_file(tmp_path, {"W2": "ad", "W2_net": "1"})
    assert str(refusal(published(work_document()), path)) == "W2 has a column of its own and columns per option; keep one of them."


def test_a_made_wave_may_be_marked_synthetic_and_given_a_cycle(tmp_path):
    cycle = Cycle.objects.create(year=2020)
    wave = bring_in(published(likert_document(1)), response_file(tmp_path, {"Q1": "1"}), wave_name="eski", cycle=cycle, synthetic=True).wave
    assert (wave.synthetic, wave.cycle, wave.name) == (True, cycle, "eski")
