"""The report of a program and of a faculty: whole, in order, each chart with its figures, nothing in it that is withheld."""

import re
from urllib.parse import unquote

import pytest

from surveys.exports import report
from surveys.exports.report_page import NothingReleased
from surveys.models import TextAnswer
from surveys.reports.periods import released_periods
from tests.exports.test_report_page import texts
from tests.factories import released, results
from tests.factories.documents import published
from tests.factories.institution import a_department, a_faculty, a_program
from tests.factories.printed import SECRET, withhold


@pytest.fixture
def civil(db):
    faculty = a_faculty(code="F1", name_tr="Mühendislik Fakültesi")
    return a_program(code="10210", name_tr="İnşaat Mühendisliği", department=a_department(name_tr="İnşaat", faculty=faculty))


@pytest.fixture
def mechanical(civil):
    department = a_department(faculty=civil.department.faculty)
    return a_program(code="10220", name_tr="Makine Mühendisliği", department=department)


@pytest.fixture
def year(civil, mechanical):
    version = published(results.graduates_document())
    released.release_year(version, year=2025, programs=[civil], shift=4)
    employers = released.release_employers(published(results.employers_document()), programs=[civil])
    return released.release_year(version, programs=[civil, mechanical]), employers


def of_program(program, language="en", **facts):
    periods = released_periods()
    return report.program_html(program=program, periods=periods, period=periods.find(""), language=language, **facts)


def of_faculty(faculty, language="en"):
    periods = released_periods()
    return report.faculty_html(faculty=faculty, periods=periods, period=periods.find(""), language=language)


def test_the_contents_name_every_part_in_its_order(year, civil):
    html = of_program(civil)
    nav = html.split('class="contents"')[1].split("</nav>")[0]
    parts = [title for title in texts(html, "h2") if title != "Contents"]
    targets = re.findall(r'href="#([^"]+)"', nav)
    assert (texts(nav, "a"), [target for target in targets if f'id="{target}"' not in html]) == (parts, [])


@pytest.mark.parametrize("language", ["tr", "en"])
def test_every_chart_is_drawn_once_with_words_of_its_own_and_its_figures(year, civil, language):
    html = of_program(civil, language)
    figures = re.findall(r'<article class="figure">(.*?)</article>', html, flags=re.DOTALL)
    drawn = [(part.count("<svg "), part.count("<title>")) for part in figures]
    bare = [part for part in figures if 'class="twin' not in part and 'class="beside"' not in part]
    assert (set(drawn), bare, f'<html lang="{language}"' in html) == ({(1, 1)}, [], True)


def test_the_cover_says_whose_report_it_is(year, civil):
    html = of_program(civil)
    assert (texts(html, "p", class_="cover__kind"), texts(html, "h1"), texts(html, "p", class_="cover__where")) == (
        ["Program report"],
        ["İnşaat Mühendisliği"],
        ["Bachelor's · İnşaat · Mühendislik Fakültesi"],
    )


def test_a_faculty_has_its_programs_side_by_side_and_the_university_below(year, civil):
    html = of_faculty(civil.department.faculty)
    rows = texts(html.split('class="programs"')[1].split("</table>")[0], "tr")
    assert rows[1:] == [
        "İnşaat Mühendisliği Bachelor's 50% 74% 56% … 86% 31 +12 Yabancı dil kullanma (en) (+1.61)",
        "Makine Mühendisliği Bachelor's 50% 74% 56% … 86% 31 +12 Yabancı dil kullanma (en) (+1.61)",
        "University as a whole 50% 66% 48% … 78% 2,400 +12 Yabancı dil kullanma (en) (+1.71)",
    ]


def test_a_faculty_is_told_where_to_act(year, civil):
    html = of_faculty(civil.department.faculty)
    act = html.split('id="act"')[1].split("</section>")[0]
    assert (texts(act, "h3"), texts(act, "li")) == (
        ["Satisfaction clearly below the university's", "Widest competency gaps", "Fewest replies", "Nothing can be said yet"],
        [f"{name} Mühendisliği, Bachelor's: Yabancı dil kullanma (en) (+1.61)" for name in ("İnşaat", "Makine")],
    )


@pytest.mark.parametrize("language", ["tr", "en"])
def test_what_is_withheld_makes_no_difference_to_any_report(year, civil, language):
    reports = []
    for body in (None, SECRET, results.rate_body(7, 41)):
        for release in year:
            withhold(release, unit=civil.code, body=body)
            withhold(release, unit="F1", level="faculty", body=body)
        reports.append((of_program(civil, language), of_faculty(civil.department.faculty, language)))
    assert (reports[1], reports[2]) == (reports[0], reports[0])
    assert [words for words in ("2.72", "2,72", "%51", "51%") if words in unquote("".join(reports[1]))] == []


def test_texts_are_printed_only_where_they_are_asked_for_and_only_reviewed_ones(year, civil):
    wave = year[0].wave
    for number in range(12):
        decision = "published" if number == 3 else "withheld" if number == 4 else "pending"
        TextAnswer.objects.create(wave=wave, program=civil, variable="A16", text=f"metin-{number}", decision=decision)
    shown = [set(re.findall(r"metin-\d+", of_program(civil, text_threshold=threshold))) for threshold in (None, 13, 10)]
    assert shown == [set(), set(), {"metin-3"}]


def test_a_period_without_graduates_has_no_report(civil):
    released.release_employers(published(results.employers_document()), programs=[civil])
    for make in (lambda: of_program(civil), lambda: of_faculty(civil.department.faculty)):
        with pytest.raises(NothingReleased):
            make()
