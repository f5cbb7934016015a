from datetime import date

import pytest
from django.utils import translation

from departments.models import Department, Faculty, Level, Program
from departments.registry.unit_files import read
from departments.registry.units import Refusal, UnitReport, import_units, kind_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 9, 1)


def row(code="10210", level="lisans", program="Fizik", department="Fizik", faculty="Fen Fakültesi", **optional):
    return {"code": code, "level": level, "program_tr": program, "department_tr": department, "faculty_tr": faculty, **optional}


def take(*rows):
    return import_units(rows=rows, today=TODAY)


def everything():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Faculty, Department, Program)
    ]  # fmt: skip


def test_the_universitys_own_file_gives_186_programs_97_departments_and_18_faculties_with_four_institutes(seed_file):
    rows, unknown = read(seed_file)
    report = import_units(rows=rows, today=TODAY)

    assert (report, unknown) == (UnitReport(created=186), [])
    assert (Program.objects.count(), Department.objects.count()) == (186, 97)
    kinds = {kind: Faculty.objects.filter(kind=kind).count() for kind in Faculty.Kind}
    assert kinds == {Faculty.Kind.FACULTY: 12, Faculty.Kind.SCHOOL: 0, Faculty.Kind.VOCATIONAL: 6, Faculty.Kind.INSTITUTE: 4}
    assert not Department.objects.filter(faculty__kind=Faculty.Kind.INSTITUTE).exists()
    assert sorted(Program.objects.values_list("number", flat=True)) == list(range(1, 187))
    levels = {level: Program.objects.filter(level=level).count() for level in Level}
    assert levels == {Level.ASSOCIATE: 37, Level.BACHELOR: 61, Level.MASTER: 52, Level.DOCTORATE: 36}
    assert (
        Program.objects.filter(awarding_unit__kind=Faculty.Kind.INSTITUTE).count()
        == 88
        == Program.objects.exclude(awarding_unit=None).count()
    )


def test_the_same_file_twice_changes_nothing(seed_file):
    rows, _ = read(seed_file)
    import_units(rows=rows, today=TODAY)
    before = everything()

    assert import_units(rows=rows, today=TODAY) == UnitReport(unchanged=186)
    assert everything() == before


def test_the_same_names_in_two_faculties_are_two_departments_and_two_programs():
    report = take(
        row("1", program="İnşaat", department="İnşaat", faculty="Mühendislik Fakültesi"),
        row("2", program="İnşaat", department="İnşaat", faculty="Of Teknoloji Fakültesi"),
    )

    assert report == UnitReport(created=2)
    assert list(Department.objects.values_list("code", "name_tr", "faculty__code")) == [
        ("D001", "İnşaat", "F01"),
        ("D002", "İnşaat", "F02"),
    ]


def test_every_fact_of_a_row_is_kept():
    take(
        row(
            "M0001", "yüksek lisans", "Balıkçılık", "Balıkçılık Teknolojisi Müh.", "Sürmene Deniz Bilimleri Fakültesi",
            program_en="Fisheries", department_en="Fisheries Technology", faculty_en="Faculty of Marine Sciences",
            awarding_unit_tr="Fen Bilimleri Enstitüsü", awarding_unit_en="Institute of Science", language="İngilizce",
            yok_program_code="", status="öğrenci alımı ilan edildi", home_by="inferred", evidence="duyuru 2004",
        )
    )  # fmt: skip
    program = Program.objects.get()

    assert (program.code, program.number, program.level, program.names) == (
        "M0001",
        1,
        Level.MASTER,
        {"tr": "Balıkçılık", "en": "Fisheries"},
    )
    assert (program.language, program.admitting, program.home_by, program.evidence) == (
        "İngilizce",
        "öğrenci alımı ilan edildi",
        "inferred",
        "duyuru 2004",
    )
    assert program.department.names == {"tr": "Balıkçılık Teknolojisi Müh.", "en": "Fisheries Technology"}
    assert program.department.faculty.names == {"tr": "Sürmene Deniz Bilimleri Fakültesi", "en": "Faculty of Marine Sciences"}
    assert (program.awarding_unit.name_tr, program.awarding_unit.kind, program.awarding_unit.code) == (
        "Fen Bilimleri Enstitüsü",
        Faculty.Kind.INSTITUTE,
        "F02",
    )


def test_units_are_matched_whatever_their_capitals_and_blanks():
    take(row("1", department="Işık ve Isı", faculty="Fen Fakültesi"))
    take(row("2", department="IŞIK VE  ISI ", faculty=" FEN FAKÜLTESİ"))

    assert (Department.objects.count(), Faculty.objects.count()) == (1, 1)


def test_a_mended_row_is_an_update_and_an_empty_cell_keeps_what_is_known():
    take(row("1", program="Fizk", program_en="Physics", language="Türkçe", department_en="Physics"))

    assert take(row("1", program="Fizik", program_en="", department_en="Department of Physics")) == UnitReport(updated=1)
    program = Program.objects.select_related("department").get()
    assert (program.names, program.language, program.department.name_en) == ({"tr": "Fizik", "en": "Physics"}, "Türkçe", "Physics")


def test_a_program_whose_home_was_only_inferred_is_moved_by_a_better_file():
    take(row("1", home_by="inferred"))

    assert take(row("1", department="Kimya", home_by="name")) == UnitReport(updated=1)
    assert Program.objects.get().department.name_tr == "Kimya"


REFUSED = [
    (row(program=""), "boş hücre: program_tr", "empty cell: program_tr"),
    (row(code="", faculty=" "), "boş hücre: code, faculty_tr", "empty cell: code, faculty_tr"),
    (
        row(level="önlisan"),
        "“önlisan” bilinmeyen bir düzey; bilinenler: önlisans, lisans, yüksek lisans, doktora",
        "unknown level “önlisan”; known are önlisans, lisans, yüksek lisans, doktora",
    ),
    (
        row(faculty="Fen Bilimleri"),
        "“Fen Bilimleri” türünü belirtmiyor: adın sonunda Fakültesi, Yüksekokulu, Meslek Yüksekokulu veya Enstitüsü beklenir",
        "“Fen Bilimleri” does not say what it is: Fakültesi, Yüksekokulu, Meslek Yüksekokulu or Enstitüsü is expected at the end",
    ),
    (
        row(faculty="Fen Bilimleri Enstitüsü"),
        "“Fen Bilimleri Enstitüsü” bir enstitü: faculty_tr sütununa programın bağlı olduğu fakülteyi, awarding_unit_tr sütununa enstitüyü yazın",  # noqa: E501  (a whole sentence)
        "“Fen Bilimleri Enstitüsü” is an institute: name the home faculty, and the institute under awarding_unit_tr",
    ),
    (row(code="10 210"), "“10 210” kodunda boşluk var", "the code “10 210” holds a blank"),
    (row(program="F" * 201), "program_tr 200 karakterden uzun", "program_tr is longer than 200 characters"),
    (row(**{"": "fazla"}), "sütun sayısından fazla hücre var: fazla", "more cells than columns: fazla"),
    ({}, "satır boş", "the row is empty"),
]


@pytest.mark.parametrize(("bad", "turkish", "english"), REFUSED, ids=[english[:30] for _, _, english in REFUSED])
def test_a_refused_row_says_why_and_stops_no_other(bad, turkish, english):
    good = row("1", program="Kimya", department="Kimya")
    with translation.override("en"):
        assert take(bad, good) == UnitReport(created=1, refused=[Refusal(2, english)])
    with translation.override("tr"):
        assert take(bad, good) == UnitReport(unchanged=1, refused=[Refusal(2, turkish)])
    assert (Program.objects.count(), Department.objects.count(), Faculty.objects.count()) == (1, 1, 1)


def test_a_code_given_twice_in_one_file_is_refused_unless_the_row_is_the_same():
    with translation.override("en"):
        report = take(row("1"), row("1"), row("1", program="Kimya"))
    assert report == UnitReport(created=1, unchanged=1, refused=[Refusal(4, "code 1 was given to something else in row 2")])


def test_a_known_code_never_changes_its_level():
    take(row("1"))
    with translation.override("en"):
        report = take(row("1", level="doktora"))
    assert report.refused == [Refusal(2, "code 1 belongs to “Fizik” (Bachelor's); a code never changes its meaning")]


@pytest.mark.parametrize("elsewhere", [{"faculty": "Tıp Fakültesi"}, {"department": "Kimya"}])
def test_a_file_moves_no_program_whose_home_is_confirmed(elsewhere):
    take(row("1", home_by="own"))
    before = everything()
    with translation.override("en"):
        report = take(row("1", **elsewhere))
    assert report.refused == [Refusal(2, "1 stands under Fizik, Fen Fakültesi; a program is moved in the register, not by a file")]
    assert everything() == before


def test_a_number_goes_on_from_the_highest_ever_issued():
    take(row("1"), row("2"))
    take(row("3"))
    assert list(Program.objects.values_list("code", "number")) == [("1", 1), ("2", 2), ("3", 3)]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Tıp Fakültesi", Faculty.Kind.FACULTY),
        ("TRABZON MESLEK YÜKSEKOKULU", Faculty.Kind.VOCATIONAL),
        ("Yabancı Diller Yüksekokulu", Faculty.Kind.SCHOOL),
        ("Sosyal Bilimler Enstitüsü", Faculty.Kind.INSTITUTE),
        ("Rektörlük", None),
    ],
)
def test_the_kind_is_told_from_the_turkish_name(name, kind):
    assert kind_of(name) == kind
