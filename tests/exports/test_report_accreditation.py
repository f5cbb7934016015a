"""Evidence for accreditation on paper and as a workbook: thresholds printed, nothing withheld in either."""

import zipfile
from urllib.parse import unquote

import pytest
from openpyxl import load_workbook

from surveys.exports import accreditation, accreditation_sheet
from surveys.reports.outcomes import Thresholds
from surveys.reports.periods import released_periods
from tests.exports.test_report_page import texts
from tests.factories import released, results
from tests.factories.documents import published
from tests.factories.institution import a_department, a_faculty, a_program
from tests.factories.printed import SECRET, tagged, withhold


@pytest.fixture
def civil(db):
    faculty = a_faculty(code="F1", name_tr="Mühendislik Fakültesi")
    return a_program(code="10210", name_tr="İnşaat Mühendisliği", department=a_department(name_tr="İnşaat", faculty=faculty))


@pytest.fixture
def year(civil):
    version = published(tagged(results.graduates_document()))
    released.release_year(version, year=2025, programs=[civil])
    employers = released.release_employers(published(results.employers_document()), programs=[civil])
    return released.release_year(version, programs=[civil]), employers


def asked(program, language="en", thresholds=None):
    periods = released_periods()
    period = periods.find("")
    return {"program": program, "periods": periods, "period": period, "thresholds": thresholds or Thresholds(), "language": language}


def rows_of(path):
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in load_workbook(path)}


@pytest.mark.parametrize(
    ("thresholds", "sentence"),
    [
        (Thresholds(), "An item counts as met where the mean is at least 3.00 of 5."),
        (Thresholds(rule="share", share=60, level=3), "An item counts as met where at least 60% answer 3 or better of 5."),
        (Thresholds(rule="both"), "An item counts as met where the mean is at least 3.00 of 5, and at least 70% answer 4 or better of 5."),
    ],
)
def test_the_threshold_that_was_asked_for_is_printed(year, civil, thresholds, sentence):
    html = accreditation.html(**asked(civil, thresholds=thresholds))
    assert texts(html, "div", class_="criterion")[0].startswith(f"Threshold: {sentence} Surveys are indirect evidence")


def test_the_paper_has_a_table_a_set_the_page_of_yokak_and_the_method(year, civil):
    assert texts(accreditation.html(**asked(civil)), "h2") == [
        "MÜDEK student outcomes 3.x",
        "TYYÇ columns of qualification (2010)",
        "YÖKAK A.4.3: managing relations with graduates",
        "Definitions and method",
    ]


def test_an_outcome_stands_above_its_items(year, civil):
    assert texts(accreditation.html(**asked(civil)), "tr")[1:3] == [
        "1 · Engineering knowledge met",
        "C01 Alanın kuramsal bilgisi (en) 4.01 0.90 31 0% 4.31 (12) 4.01 met",
    ]


def test_the_workbook_has_the_same_figures_as_numbers(year, civil, tmp_path):
    path = tmp_path / "evidence.xlsx"
    accreditation_sheet.write(path, **asked(civil))
    sheets = rows_of(path)
    assert (list(sheets), sheets["MUDEK-3"][1]) == (
        ["MUDEK-3", "TYYC", "A.4.3", "Method"],
        ["1", "Engineering knowledge", "C01", "Alanın kuramsal bilgisi (en)", 4.01, 0.9, 31, 0, 1, 4.31, 12, 4.01, "met", "met"],
    )


@pytest.mark.parametrize("language", ["tr", "en"])
def test_what_is_withheld_makes_no_difference_to_paper_or_workbook(year, civil, tmp_path, language):
    papers, books = [], []
    for number, body in enumerate((None, SECRET)):
        for release in year:
            withhold(release, unit=civil.code, body=body)
        papers.append(accreditation.html(**asked(civil, language)))
        path = tmp_path / f"{number}.xlsx"
        accreditation_sheet.write(path, **asked(civil, language))
        books.append(rows_of(path))
        assert "2.7183" not in "".join(zipfile.ZipFile(path).read(name).decode() for name in zipfile.ZipFile(path).namelist())
    assert (papers[1], books[1]) == (papers[0], books[0])
    assert {"2.72", "2,72"} & set(unquote(papers[1]).split()) == set()


def test_a_formula_in_a_name_stays_words(year, civil, tmp_path):
    type(civil).objects.filter(pk=civil.pk).update(name_en='=HYPERLINK("http://example.org")')
    civil.refresh_from_db()
    path = tmp_path / "evidence.xlsx"
    accreditation_sheet.write(path, **asked(civil))
    assert load_workbook(path)["Method"]["A1"].data_type == "s"
