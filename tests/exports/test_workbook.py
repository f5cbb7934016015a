"""The workbook of released tables, read back by another library and compared sheet by sheet."""

import re
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from surveys.definition.document import Document, Section
from surveys.exports.released import extract
from surveys.exports.workbook import write_workbook
from surveys.models import ReleasedTable
from surveys.questions import SingleQuestion
from tests.factories import results
from tests.factories.documents import options, published, text
from tests.factories.institution import a_program
from tests.factories.results import nps_body, rate_body, release_tables, scale_body, shares_body

pytestmark = pytest.mark.django_db

UNIVERSITY = {"code": "KTU", "name": {"tr": "Karadeniz Teknik Üniversitesi", "en": "Karadeniz Technical University"}}


def write(path, release, *units, language="tr"):
    with override(language):
        found = extract(release=release, units=units, university=UNIVERSITY, language=language)
        write_workbook(path, found, office="Mezunlarla İlişkiler Koordinatörlüğü")
    return load_workbook(path)


def rows(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def a_small_release(**facts):
    program = a_program(code="10210", name_tr="Bilgisayar Mühendisliği", name_en="Computer Engineering")
    version = published(results.graduates_document(code="MYM"))
    release = results.a_released_wave(version=version, opened_at=datetime(2026, 3, 1, 7, tzinfo=UTC), **facts)
    release_tables(
        release,
        unit=program.code,
        response_rate=rate_body(31, 62),
        C01_A=scale_body(5, 8, 15, 40, 32, base=31, mean=3.61),
        C01_R=scale_body(5, 8, 15, 40, 32, base=31, mean=4.11),
        C02_A="small_base",
        A16=scale_body(4, 7, 15, 43, 31, base=31, mean=3.98, top2=(74, 56, 86)),
        A17="small_base",
        A20=nps_body(12, -17, 41, base=31),
    )
    release_tables(release, unit="OTHER", A16=scale_body(1, 2, 3, 4, 90, base=99, mean=4.9, top2=(94, 90, 97)))
    return release, program


HEADINGS = [
    *(
        "Level",
        "Unit code",
        "Unit",
        "Question code",
        "Question",
        "Figure",
        "Answer code",
        "Answer",
        "Percent",
        "Lower limit",
        "Upper limit",
        "Mean",
    ),
    *("Standard deviation", "Median", "Score", "Score: low", "Score: high", "Base", "Skipped", "Note", "Status", "Reason"),
]


def test_the_tables_sheet_says_everything_once_and_numbers_are_numbers(tmp_path):
    release, program = a_small_release()
    release.tables.exclude(unit_code=program.code, variable__in=["A16", "A20"]).delete()
    heading, *lines = rows(write(tmp_path / "a.xlsx", release, ("program", "10210"), language="en")["Tables"])
    assert heading == HEADINGS
    unit = ["Program", "10210", "Computer Engineering"]
    satisfaction, recommendation = [*unit, "A16", "Overall satisfaction"], [*unit, "A20", "Recommendation"]
    end = [None, "Released", None]
    assert lines == [
        *(
            [*satisfaction, "answer", str(code), f"{label} (en)", share, *[None] * 8, 31, None, *end]
            for code, (label, share) in enumerate(zip(results.SATISFIED, (0.04, 0.07, 0.15, 0.43, 0.31), strict=True), start=1)
        ),
        [*satisfaction, "two best answers together", None, None, 0.74, 0.56, 0.86, *[None] * 6, 31, None, *end],
        [*satisfaction, "summary", *[None] * 5, 3.98, 0.9, 4, None, None, None, 31, 0, *end],
        [*recommendation, "net promoter score", *[None] * 8, 12, -17, 41, 31, None, *end],
        [*recommendation, "summary", *[None] * 5, 7.1, 2, 8, None, None, None, 31, 0, *end],
    ]


def test_a_withheld_table_is_a_word_in_every_figure_and_looks_different(tmp_path):
    release, _program = a_small_release()
    sheet = write(tmp_path / "a.xlsx", release, ("program", "10210"), language="en").worksheets[1]
    line = next(row for row in sheet.iter_rows(min_row=2) if row[3].value == "A17")
    shown = next(row for row in sheet.iter_rows(min_row=2) if row[3].value == "A16")
    assert [cell.value for cell in line[3:]] == [
        "A17", "Preparation for work", "withheld", None, None, *["withheld"] * 11, None, "Withheld", "withheld (n\u00a0<\u00a010)",
    ]  # fmt: skip
    assert {cell.fill.fgColor.rgb for cell in line[8:19]} == {"FFEDEDED"}
    assert shown[8].fill.fgColor.rgb != "FFEDEDED"


def test_percentages_are_fractions_with_a_format_and_dates_are_dates(tmp_path):
    release, _program = a_small_release()
    book = write(tmp_path / "a.xlsx", release, ("program", "10210"))
    tables = book.worksheets[1]
    cell = next(row[8] for row in tables.iter_rows(min_row=2) if row[3].value == "A16")
    assert (cell.value, cell.number_format, cell.data_type) == (0.04, "0%", "n")
    dates = [row[1] for row in book.worksheets[0].iter_rows() if isinstance(row[1].value, datetime)]
    assert [(cell.value, cell.number_format) for cell in dates] == [
        (datetime(2026, 3, 1), "dd.mm.yyyy"),  # noqa: DTZ001  (Excel knows no zones)
        (datetime(2026, 6, 1), "dd.mm.yyyy"),  # noqa: DTZ001  (as above)
        (datetime(2026, 6, 1), "dd.mm.yyyy"),  # noqa: DTZ001  (as above)
    ]


def test_headings_stay_in_view_and_filter(tmp_path):
    release, _program = a_small_release()
    book = write(tmp_path / "a.xlsx", release, ("program", "10210"))
    sheet = book.worksheets[1]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:V{sheet.max_row}")
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert [sheet.column_dimensions[letter].width > 5 for letter in "ABCDE"] == [True] * 5
    assert (book.properties.creator, "MYM" in book.properties.title) == ("Mezunlarla İlişkiler Koordinatörlüğü", True)


def test_competencies_stand_side_by_side_with_their_gap(tmp_path):
    release, _program = a_small_release()
    book = write(tmp_path / "a.xlsx", release, ("program", "10210"), language="en")
    heading, *lines = rows(book["Competencies"])
    unit = ["Program", "10210", "Computer Engineering"]
    assert heading[5:] == ["Mean: A", "Mean: R", "Gap: required minus acquired"]
    assert lines == [
        [*unit, "C01", "Alanın kuramsal bilgisi (en)", 3.61, 4.11, 0.5],
        [*unit, "C02", "Takım içinde çalışma (en)", "withheld", None, "withheld"],
    ]


def test_response_rates_have_a_sheet_of_their_own(tmp_path):
    release, _program = a_small_release()
    release_tables(release, level="university", unit="KTU", response_rate="no_frame")
    book = write(tmp_path / "a.xlsx", release, ("program", "10210"), ("university", ""), language="en")
    assert rows(book["Response rates"])[1:] == [
        ["Program", "10210", "Computer Engineering", 62, 62, 31, 0.5, "Released", None],
        [
            "University", "KTU", "Karadeniz Technical University", *["withheld"] * 4, "Withheld",
            "unknown (nobody was invited by name)",
        ],
    ]  # fmt: skip


def test_years_together_and_breakdowns_have_columns_where_there_are_any(tmp_path):
    document = Document(
        code="MIA",
        title=text("İstihdam"),
        option_sets={"E": options("yes", "no")},
        sections=(Section(code="S", questions=(SingleQuestion(code="E01", label=text("Çalışıyor mu?"), options="E"),)),),
    )
    release = results.a_released_wave(version=published(document))
    a_program(code="P9", name_tr="İktisat")
    body = shares_body({"yes": 60, "no": 40}, base=50)
    for facts in ({}, {"years": 3}, {"by_variable": "cohort", "by_value": "2023"}, {"by_variable": "E01", "by_value": "yes"}):
        ReleasedTable.objects.create(
            release=release, level="program", unit_code="P9", variable="E01", status="released", body=body, **facts
        )
    heading, *lines = rows(write(tmp_path / "a.xlsx", release, ("program", "P9"), language="en")["Tables"])
    assert heading[3:8] == ["Years together", "Divided by", "Divided by: text", "Part: code", "Part"]
    assert [line[3:8] for line in lines[::3]] == [
        [1, "everybody", None, None, None],
        [3, "everybody", None, None, None],
        [1, "cohort", "Year of graduation", "2023", "2023"],
        [1, "E01", "Çalışıyor mu? (en)", "yes", document.option_sets["E"][0].label.en],
    ]


def test_indicators_and_scales_are_listed_with_their_names(tmp_path):
    release, _program = a_small_release()
    indicator = {"measure": "indicator", "kind": "rate", "version": 1, "value": 74, "se": 8, "low": 56, "high": 86, "n": 31}
    scale = {"measure": "scale", "items": ["A06", "A07"], "alpha": 0.91, "low": 0.85, "high": 0.95, "n": 31, "missing_rule": "listwise"}
    release_tables(release, unit="10210", teaching=scale, support="small_base", **{"K04:A16": indicator, "K05": "small_base"})
    book = write(tmp_path / "a.xlsx", release, ("program", "10210"), language="en")
    unit = ["Program", "10210", "Computer Engineering"]
    reason = "withheld (n\u00a0<\u00a010)"
    indicators, scales = rows(book["Indicators"])[1:], rows(book["Scales"])[1:]
    assert indicators[0] == [*unit, "K04:A16", "Satisfaction rate: Overall satisfaction", "per cent", 74, 56, 86, 31, "Released", None]
    assert indicators[1][3:4] + indicators[1][6:] == ["K05", *["withheld"] * 4, "Withheld", reason]
    assert scales == [
        [*unit, "teaching", "teaching", "A06 A07", 0.91, 0.85, 0.95, 31, "Released", None],
        [*unit, "support", "support", None, *["withheld"] * 4, "Withheld", reason],
    ]


def test_no_text_becomes_a_formula_or_a_link(tmp_path):
    program = a_program(code="=1+1", name_tr='=HYPERLINK("http://x")', name_en="@SUM(A1)")
    release = results.a_released_wave(version=published(results.graduates_document(code="MYF")))
    release_tables(release, unit=program.code, A16="small_base")
    path = tmp_path / "a.xlsx"
    write(path, release, ("program", program.code))
    with ZipFile(path) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert re.search(rb'<c r="B2"[^>]* t="inlineStr"><is><t>=1\+1</t></is></c>', sheets[1])
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_the_method_stands_first(tmp_path):
    release, _program = a_small_release()
    facts = dict(rows(write(tmp_path / "a.xlsx", release, ("program", "10210"), language="en").worksheets[0]))
    assert {name: facts[name] for name in ("Questionnaire", "Version", "Wave", "Release", "Profile", "Smallest base", "Response rate")} == {
        "Questionnaire": "MYM Graduate survey",
        "Version": 1,
        "Wave": "2026",
        "Release": 1,
        "Profile": "Internal",
        "Smallest base": "10 respondents: of a smaller group nothing is shown.",
        "Response rate": "31 of 62 invited replied: 50%.",
    }
    assert facts["withheld"].endswith("It is not 0.")


def test_other_units_of_the_release_are_not_in_the_file(tmp_path):
    release, _program = a_small_release()
    path = tmp_path / "a.xlsx"
    write(path, release, ("program", "10210"))
    with ZipFile(path) as parts:
        assert not any(b"OTHER" in parts.read(name) for name in parts.namelist())


def test_made_up_answers_say_so_first(tmp_path):
    release, _program = a_small_release(synthetic=True)
    facts = rows(write(tmp_path / "a.xlsx", release, ("program", "10210"), language="en").worksheets[0])
    assert facts[0] == ["Attention", "The answers are made up: these figures describe nobody."]
