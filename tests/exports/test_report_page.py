"""The page for a meeting: all of it on one A4, in either language, and nothing on it that is withheld."""

import re
import zlib
from dataclasses import replace
from html import unescape
from urllib.parse import unquote

import pytest

from surveys.exports import printing, report_page
from surveys.reports.periods import released_periods
from tests.factories import released, results
from tests.factories.documents import published
from tests.factories.institution import a_department, a_faculty, a_program
from tests.factories.printed import SECRET, withhold, wordy


@pytest.fixture
def civil(db):
    faculty = a_faculty(code="F1", name_tr="Mühendislik Fakültesi")
    return a_program(code="10210", name_tr="İnşaat Mühendisliği", department=a_department(code="D1", name_tr="İnşaat", faculty=faculty))


@pytest.fixture
def year(civil):
    version = published(results.graduates_document())
    released.release_year(version, year=2025, programs=[civil], shift=4)
    employers = released.release_employers(published(results.employers_document()), programs=[civil])
    return released.release_year(version, programs=[civil]), employers


def page(program, language="tr", **facts):
    periods = released_periods()
    return report_page.html(program=program, periods=periods, period=periods.find(""), language=language, **facts)


def pages_of(program, language="tr"):
    """Pages of the PDF that is handed out, counted in the file itself."""
    periods = released_periods()
    pdf = report_page.pdf(program=program, periods=periods, period=periods.find(""), language=language)
    streams = [zlib.decompressobj().decompress(part) for part in re.findall(rb"stream\r?\n(x.*?)endstream", pdf, flags=re.DOTALL)]
    return pdf[:5], sum(len(re.findall(rb"/Type ?/Page\b", part)) for part in [pdf, *streams])


def texts(html, tag, **wanted):
    """Words of every element of that tag (and class), blanks made one."""
    class_ = rf'[^>]*class="[^"]*\b{wanted["class_"]}\b[^"]*"' if wanted else ""
    found = re.findall(rf"<{tag}\b{class_}[^>]*>(.*?)</{tag}>", html, flags=re.DOTALL)
    return [re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", part))).strip() for part in found]


def test_the_page_says_whose_it_is_of_which_wave_and_how_many_replied(year, civil):
    html = page(civil, "en")
    assert (
        texts(html, "p", class_="house__name"),
        texts(html, "h1"),
        texts(html, "p", class_="sheet__where"),
        texts(html, "p", class_="sheet__wave"),
        texts(html, "div", class_="sheet__reply"),
    ) == (
        ["Karadeniz Technical University Alumni Relations Coordinatorship"],
        ["İnşaat Mühendisliği"],
        ["Bachelor's · İnşaat · Mühendislik Fakültesi"],
        ["Graduate survey, 2026"],
        ["50% response rate n = 31 of 62 invited"],
    )


def test_the_page_has_its_parts_in_the_order_of_reading(year, civil):
    assert texts(page(civil, "en"), "h2") == ["How many replied?", "What changed?", "What to look at?", "Headline answers", "Competencies"]


def test_a_headline_has_figure_certainty_and_what_stands_beside_it(year, civil):
    html = page(civil, "en")
    assert (texts(html, "p", class_="headline__figure"), texts(html, "ul", class_="headline__beside")[0]) == (
        ["74%", "71%", "+12"],
        "Mühendislik Fakültesi 64% no clear difference University as a whole 66% no clear difference "
        "This program before (2025) 78% no clear change",
    )


def test_competencies_stand_with_the_widest_gap_first_and_employers_beside(year, civil):
    html = page(civil, "en")
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", html.split('class="competencies"')[1].split("</table>")[0], flags=re.DOTALL)
    cells = [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row, flags=re.DOTALL)] for row in rows]
    assert cells[1:] == [
        ["Yabancı dil kullanma (en)", "", "2.61", "4.22", "+1.61", "3.17"],
        ["Alanın kuramsal bilgisi (en)", "", "4.01", "4.11", "+0.10", "4.31"],
        ["Takım içinde çalışma (en)", "", "3.82", "3.52", "−0.30", "3.92"],
    ]


def test_the_foot_names_method_threshold_and_releases(year, civil):
    foot = texts(page(civil, "en"), "footer")[0]
    wanted = ["95% confidence interval (Wilson)", "fewer than 10 replies", "at least 3 organisations", "release 1 of 1 June 2026"]
    assert [words for words in wanted if words not in foot] == []


@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_page_is_one_page(year, civil, language):
    assert pages_of(civil, language) == (b"%PDF-", 1)


def test_it_stays_one_page_with_long_names_and_many_competencies(db):
    long = "Uluslararası Ortak Lisans Programı Kapsamında Yürütülen Gemi İnşaatı ve Gemi Makineleri Mühendisliği (İngilizce) (Trabzon)"
    faculty = a_faculty(code="F1", name_tr=f"Sürmene Deniz Bilimleri Fakültesi {long}", name_en=f"Faculty {long}")
    program = a_program(name_tr=long, name_en=long, department=a_department(name_tr=long, name_en=long, faculty=faculty))
    version = published(wordy(results.graduates_document()))
    for year in (2025, 2026):
        release = released.release_year(version, year=year, programs=[program])
        means = {
            f"C{n:02d}_{facet}": results.scale_body(5, 8, 15, 40, 32, base=31, mean=3 + n / 20) for n in range(4, 17) for facet in "AR"
        }
        results.release_tables(release, unit=program.code, **means)
    assert pages_of(program) == (b"%PDF-", 1)


def test_it_stays_one_page_where_everything_is_withheld(year, civil):
    for release in year:
        withhold(release, unit=civil.code, reason="dominance")
    assert pages_of(civil) == (b"%PDF-", 1)


def test_a_page_without_room_shows_fewer_competencies_and_says_so(year, civil):
    html = page(civil, "en", fit=replace(report_page.FITS[0], rows=1))
    assert texts(html, "p", class_="sheet__lead") == [
        "Work asks for more than the program gave in 2 of 3 competencies. The widest gap: Yabancı dil kullanma (en) (+1.61). "
        "The widest gaps are shown; 2 further competencies are in the full report."
    ]


@pytest.mark.parametrize("language", ["tr", "en"])
def test_what_is_withheld_makes_no_difference_to_the_page(year, civil, language):
    """Not a digit, not the place of a mark: the page is the same whatever lies behind a withheld table."""
    shown = []
    for body in (None, SECRET, results.rate_body(7, 41)):
        for release in year:
            withhold(release, unit=civil.code, body=body)
        shown.append(page(civil, language))
    assert (shown[1], shown[2]) == (shown[0], shown[0])


def test_a_figure_of_the_previous_wave_that_is_withheld_is_not_printed(year, civil):
    before = released_periods().all[1].lead.release
    withhold(before, unit=civil.code, body=SECRET)
    html = unquote(page(civil, "en"))
    assert (html.count("withheld (n\xa0&lt;\xa010)") > 0, "2.72" in html, "51%" in html) == (True, False, False)


def test_a_period_without_graduates_has_no_page(db, civil):
    released.release_employers(published(results.employers_document()), programs=[civil])
    with pytest.raises(report_page.NothingReleased):
        page(civil)


def test_the_pdf_is_tagged_and_names_its_language_and_its_drawings(year, civil):
    pdf = printing.laid_out(page(civil)).write_pdf(pdf_variant="pdf/ua-1", uncompressed_pdf=True)
    assert (b"/MarkInfo" in pdf, b"/Lang (tr)" in pdf, pdf.count(b"/Alt")) == (True, True, 3)
