"""Single answers: who gets them, for which reason, and what stays behind."""

import csv
from datetime import UTC, date, datetime

import numpy as np
import pyreadstat
import pytest

from home.models import Assignment, Role
from surveys.definition.document import Document, Section
from surveys.exports import jobs, kinds, microdata
from surveys.models import AuditEntry, Export, Wave
from surveys.questions import Option, SingleQuestion, Text
from surveys.results.columns import PROGRAM, Columns
from tests.factories.answered import a_closed_wave, four_programs, synthetic_columns
from tests.factories.documents import text
from tests.factories.every_kind import every_kind
from tests.factories.exports import NOW, an_analyst, ticking
from tests.factories.institution import a_department, a_faculty, a_program, a_user

pytestmark = pytest.mark.django_db

REASON = "Tez için istihdam süresinin modellenmesi gerekiyor."


@pytest.fixture(autouse=True)
def private(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"
    return settings.PRIVATE_DIR


def answers(**given):
    """To a few questions of `every_kind`; what is not named was skipped."""
    skipped = {"K03": "yes", "K06": None, "K07": None, "K08": None, "K09": None, "K10": None}
    return {**skipped, **given}


def a_wave_of(*, programs=(6, 5, 2), **facts):
    """Closed, of every kind of question, with so many responses in P1, P2 and P3."""
    houses = four_programs()
    sheets = [
        {"answers": answers(), "program": house, "cohort": 2022} for house, size in zip(houses, programs, strict=False) for _ in range(size)
    ]
    return a_closed_wave(every_kind(), sheets, **facts)


def asked(wave, *, kind=kinds.MICRODATA_CSV, owner=None, reason=REASON, **facts):
    return microdata.ask(owner=owner or an_analyst(), wave=wave, kind=kind, reason=reason, language="tr", now=NOW, **facts)


def made(export, folder):
    return jobs.make(export=export, folder=folder, clock=ticking())


def read(export, folder):
    path = jobs.file_of(export=export, reader=export.owner, folder=folder, now=NOW)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ANALYST])
@pytest.mark.parametrize("kind", kinds.MICRODATA)
def test_nobody_but_a_named_analyst_asks_for_single_answers(role, kind):
    department = a_department()
    unit = {Role.REPRESENTATIVE: department, Role.DEAN: department.faculty}.get(role)
    with pytest.raises(jobs.NotAllowed):
        asked(a_wave_of(), kind=kind, owner=a_user(role=role, unit=unit))
    assert (Export.objects.count(), AuditEntry.objects.filter(action="microdata.exported").count()) == (0, 0)


def test_a_superuser_is_no_analyst():
    with pytest.raises(jobs.NotAllowed):
        asked(a_wave_of(), owner=a_user(is_superuser=True))


@pytest.mark.parametrize("reason", ["", "   ", "araştırma", "tez tez", "birbuçukkelimelikuzunbirgerekçe"])
def test_a_reason_is_a_sentence(reason):
    with pytest.raises(jobs.Refused):
        asked(a_wave_of(), reason=reason)
    assert Export.objects.count() == 0


def test_open_and_pilot_waves_have_no_single_answers():
    waves = [a_closed_wave(every_kind(), [], state=Wave.State.APPROVED), a_closed_wave(every_kind(code="PIL"), [], pilot=True)]
    for wave in waves:
        with pytest.raises(jobs.Refused):
            asked(wave)
    assert Export.objects.count() == 0


def test_who_takes_what_for_which_reason_is_written_down_before_the_file_is_made(private, monkeypatch):
    wave, analyst = a_wave_of(), an_analyst(first_name="Ada", last_name="Işık")
    seen = []
    known = jobs.KINDS[kinds.MICRODATA_CSV]

    def writer(sheet, path, progress):
        seen.extend(AuditEntry.objects.filter(action="microdata.exported").values_list("actor_name", "at", "detail"))
        raise OSError("disk full")

    kind = jobs.Kind(known.code, kinds._single_answers(writer), "csv", "text/csv", "x", known.allowed)
    monkeypatch.setitem(jobs.KINDS, kinds.MICRODATA_CSV, kind)
    export = made(asked(wave, owner=analyst), private)
    detail = {"wave": wave.pk, "kind": "microdata_csv", "reason": REASON, "rows": 13, "merged_programs": 2, "merged_cohorts": 0}
    assert seen == [("Ada Işık", NOW, detail)]
    assert export.state == Export.State.FAILED
    assert AuditEntry.objects.filter(action="microdata.exported").count() == 1


def test_the_right_that_ended_ends_the_download_too(private):
    export = made(asked(a_wave_of()), private)
    assert export.state == Export.State.DONE
    Assignment.objects.filter(user=export.owner).update(until=date(2026, 3, 1))
    with pytest.raises(jobs.NotAllowed):
        jobs.file_of(export=export, reader=export.owner, folder=private, now=NOW)


def test_fewer_than_five_answers_stay_in_the_house(private):
    export = made(asked(a_wave_of(programs=(4,))), private)
    assert (export.state, "5" in export.error) == (Export.State.FAILED, True)


def test_small_programs_are_blank_and_so_is_the_next_where_the_blanks_would_be_few(private):
    export = made(asked(a_wave_of(programs=(6, 5, 2))), private)
    rows = read(export, private)
    assert [row["program"] for row in rows] == [""] * 7 + ["P1"] * 6
    assert {name: export.question[name] for name in ("rows", "merged_programs", "merged_cohorts")} == {
        "rows": 13,
        "merged_programs": 2,
        "merged_cohorts": 0,
    }


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ([1] * 5 + [2] * 5, ([1] * 5 + [2] * 5, 0)),
        ([1] * 5 + [2] * 4, ([0] * 9, 2)),
        ([1] * 5 + [2] * 3 + [3] * 2, ([1] * 5 + [0] * 5, 2)),
        ([0] * 2 + [1] * 7 + [2] * 6, ([0] * 2 + [1] * 7 + [0] * 6, 1)),
        ([0] * 5 + [1] * 7, ([0] * 5 + [1] * 7, 0)),
        ([0] * 3, ([0] * 3, 0)),
    ],
)
def test_no_group_and_no_blank_is_smaller_than_five_if_it_can_be_helped(groups, expected):
    blank, merged = microdata.coarse(np.array(groups, "<u2"))
    assert (blank.tolist(), merged) == expected


def test_the_place_of_a_row_does_not_tell_a_blank_program():
    columns, _document = synthetic_columns(400, 60, 1, seed=7)
    marked = Columns(
        {PROGRAM: columns.program, "@cohort": columns["@cohort"], "@weight": columns["@weight"]},
        codebook=columns.codebook.__class__({}),
        programs=columns.programs,
    )
    sheet = microdata.sheet_of(marked, title="", language="tr", in_words=False, said=str, seed=11)
    shown = sheet.fields[0].texts(sheet.fields[0].stored(sheet.rows))
    blank = [int(columns.program[place]) for place, code in zip(sheet.rows, shown, strict=True) if not code]
    assert sorted(sheet.rows.tolist()) == list(range(400))
    assert shown[: len(blank)] == [""] * len(blank)
    assert len(set(blank)) > 2
    assert blank != sorted(blank)


def test_csv_holds_codes_places_and_boxes_and_nothing_that_points_at_a_person(private):
    p1 = four_programs()[0]
    given = answers(
        K04="37.5", K05="2024-05", K06=["net", "other"], K07=["peace", "pay"], K08="98", K09="DE", K10=["P1"], C01_A="4", K15="5", K16="10"
    )
    sheet = {"answers": given, "program": p1, "cohort": 2023, "organisation": 7}
    wave = a_closed_wave(every_kind(), [sheet] + [{"answers": answers(K03="no"), "program": p1, "cohort": 2023}] * 5)
    rows = read(made(asked(wave), private), private)
    assert not {"organisation", "organisation_number", "K17", "K06.other", "weight"} & set(rows[0])
    full = next(row for row in rows if row["K04"])
    wanted = ("program", "cohort", "K03", "K04", "K05", "K06_ad", "K06_net", "K06_other", "K07_pay", "K07_place", "K07_peace", "K08")
    assert [full[name] for name in (*wanted, "K09", "K10_1", "K10_2", "C01_A", "K15", "K16")] == [
        "P1", "2023", "yes", "37.5", "2024-05", "0", "1", "1", "2", "0", "1", "98", "DE", "P1", "", "4", "5", "10",
    ]  # fmt: skip
    other = next(row for row in rows if not row["K04"])
    assert [other[name] for name in wanted] == ["P1", "2023", "no", *[""] * 9]


def test_csv_in_words_has_labels_and_no_formula(private):
    sets = {"E": (Option(code="1", label=Text(tr='=cmd|"/c"!A1', en="a")), Option(code="2", label=Text(tr="Evet, çok", en="b")))}
    document = Document(
        code="F",
        title=text("F"),
        option_sets=sets,
        sections=(Section(code="S", questions=(SingleQuestion(code="Q", label=text("?"), options="E"),)),),
    )
    house = a_program(code="P1", name_tr="Şehir ve Bölge", name_en="City", department=a_department(faculty=a_faculty()))
    wave = a_closed_wave(document, [{"answers": {"Q": code}, "program": house, "cohort": 2023} for code in "111222"])
    export = made(asked(wave, answers=microdata.WORDS), private)
    rows = read(export, private)
    assert (
        sorted((row["program"], row["Q"]) for row in rows)
        == [("Şehir ve Bölge", '\'=cmd|"/c"!A1')] * 3 + [("Şehir ve Bölge", "Evet, çok")] * 3
    )


def test_a_weight_is_the_last_column_where_the_wave_has_weights(private):
    p1 = four_programs()[0]
    wave = a_closed_wave(every_kind(), [{"answers": answers(), "program": p1, "cohort": 2023, "weight": 1.25}] * 5, weighted=True)
    rows = read(made(asked(wave), private), private)
    assert (list(rows[0])[-1], {row["weight"] for row in rows}) == ("weight", {"1.25"})


def test_spss_reads_labels_missing_values_and_turkish_back(private):
    p1 = four_programs()[0]
    given = answers(K04="37.5", K05="2024-05", K06=["net"], K08="98", C01_A="4", K15="5", K16="10")
    sheets = [{"answers": given, "program": p1, "cohort": 2023}] + [{"answers": answers(K03="no"), "program": p1, "cohort": 2023}] * 5
    export = made(asked(a_closed_wave(every_kind(title="Şıkların ölçüsü"), sheets), kind=kinds.MICRODATA_SAV), private)
    assert (export.state, export.error, export.name) == (Export.State.DONE, "", "all-2026-tekil-yanitlar.sav")
    path = jobs.file_of(export=export, reader=export.owner, folder=private, now=NOW)
    frame, meta = pyreadstat.read_sav(path, user_missing=True, output_format="polars")
    rows = {row["K04"] == 37.5: row for row in frame.to_dicts()}
    full, other = rows[True], rows[False]
    assert [full[name] for name in ("program", "cohort", "K03", "K05", "K06_ad", "K06_net", "K08", "C01_A", "K15", "K16")] == [
        1, 2023, 1, 202405, 0, 1, 98, 4, 5, 10,
    ]  # fmt: skip
    assert [other[name] for name in ("K03", "K04", "K05", "K06_ad", "K08", "C01_A", "K16")] == [2, 998, 999_998, 997, 997, 998, 998]
    assert meta.column_names_to_labels["C01_A"] == "Kuramsal bilgi – Kazanılan düzey"
    assert meta.variable_value_labels["K08"] == {
        1: "1 kat",
        2: "1 kattan fazla",
        98: "belirtmek istemiyorum",
        997: "boş bırakıldı",
        998: "sorulmayan",
    }
    assert meta.missing_ranges["K08"] == [{"lo": 98, "hi": 998}]
    assert meta.missing_ranges["K06_ad"] == [{"lo": 997, "hi": 998}]
    measures = {name: meta.variable_measure[name] for name in ("K03", "K08", "K04", "K06_ad", "program", "C01_A")}
    assert measures == {"K03": "nominal", "K08": "ordinal", "K04": "scale", "K06_ad": "nominal", "program": "nominal", "C01_A": "ordinal"}
    assert meta.file_label == "ALL Şıkların ölçüsü, 2026"


def test_user_missing_values_are_no_answers_to_spss(private):
    p1 = four_programs()[0]
    wave = a_closed_wave(
        every_kind(), [{"answers": answers(K08=code), "program": p1, "cohort": 2023} for code in ("b1", "b2", "98", "98", None)]
    )
    export = made(asked(wave, kind=kinds.MICRODATA_SAV), private)
    path = jobs.file_of(export=export, reader=export.owner, folder=private, now=NOW)
    frame, _meta = pyreadstat.read_sav(path, output_format="polars")
    assert sorted(frame["K08"].to_list(), key=lambda value: (value is None, value or 0)) == [1, 2, None, None, None]


def test_times_are_the_workers(private):
    export = made(asked(a_wave_of(), reason=f"  {REASON}  "), private)
    assert (export.reason, export.asked_at) == (REASON, datetime(2026, 3, 2, 9, tzinfo=UTC))
