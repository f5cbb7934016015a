"""What the analyst reads: figures with their base, and a plain sentence wherever there are none."""

import re
from datetime import date

import pytest
from django.utils.html import escape
from wagtail.users.models import UserProfile

from departments.models import Department
from surveys.models import AuditEntry, Wave
from tests.factories.answered import CLOSED, a_closed_wave
from tests.factories.documents import likert_document, work_document
from tests.factories.institution import a_department

from .conftest import sheets


def cells(response, kind="column"):
    """The figures of one kind, line after line."""
    return re.findall(rf'fig--{kind}">([^<]*)<', response.content.decode())


def said(response, css):
    found = re.search(rf'<(?:p|li)[^>]*class="{css}"[^>]*>(.*?)</(?:p|li)>', response.content.decode(), re.S)
    return found and " ".join(re.sub(r"<[^>]+>", "", found[1]).split())


def test_a_table_gives_four_figures_a_cell_and_the_base(explored):
    response = explored("rows=Q1&columns=cohort&show=n")
    nothing = ["0"] * 3
    assert cells(response, "n") == [*nothing * 3, "6", "2", "8", "6", "1", "7"]
    assert cells(response)[-6:] == ["50.0%", "66.7%", "53.3%", "50.0%", "33.3%", "46.7%"]
    assert cells(response, "row")[-6:] == ["75.0%", "25.0%", "100.0%", "85.7%", "14.3%", "100.0%"]
    assert cells(response, "total")[-6:] == ["40.0%", "13.3%", "53.3%", "40.0%", "6.7%", "46.7%"]
    assert (b"Base: 15 respondents who answered" in response.content, b'value="n" form="explorer-form" checked' in response.content) == (
        True,
        True,
    )


def test_turkish_readers_get_turkish_figures(analyst, wave, explored):
    UserProfile.objects.update(preferred_language="tr")
    assert cells(explored("rows=Q1"))[-2:] == ["%53,3", "%46,7"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("rows=Q1&unit=program:10220", "Too few: a table is shown from 10 respondents in its base on."),
        ("rows=Q1&where=Q1 == 1", "Nobody matches this unit and filter."),
    ],
)
def test_too_few_and_nobody_are_said_in_words_and_no_figure_is_shown(explored, query, words):
    response = explored(query)
    assert (said(response, "results__empty"), cells(response)) == (words, [])
    assert b"respondents" not in re.search(rb'results__about">.*?</p>', response.content, re.S)[0]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("rows=Q99", "There is no question with the code Q99."),
        ("rows=Q1&unit=faculty:X", "No unit with a program has the code X."),
        ("rows=Q1&where=Q1 = 1", "The condition “Q1 = 1” cannot be understood from “= 1” on."),
        ("rows=Q1&weighted=1", "MYM 2026 has no weights."),
        ("rows=Q1&c1=Q2&o1=is", "A condition has no answer yet: choose one, or empty the condition."),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(explored, query, words):
    response = explored(query)
    assert (response.status_code, said(response, "explorer-problem"), cells(response)) == (200, escape(words), [])


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"state": "draft"}, "This wave is not closed. While it is open nobody can read what was answered, you included."),
        ({"state": "closed", "pilot": True}, "This is a pilot: its test answers are not counted and are not kept."),
    ],
)
def test_an_open_wave_and_a_pilot_say_so_and_cannot_be_given_a_reason(analyst, wave, facts, words):
    other = Wave.objects.create(questionnaire=wave.questionnaire, version=wave.version, name="2027", **facts)
    response = analyst.post(f"/admin/explorer/{other.pk}/reason/", {"reason": "Bölüm kurulu için"}, follow=True)
    assert said(response, "results__empty") == words
    assert AuditEntry.objects.count() == 0


def test_a_wave_whose_snapshot_is_gone_is_read_again(explored, settings):
    assert cells(explored("rows=Q1"))[-2:] == ["53.3%", "46.7%"]
    [file] = settings.PRIVATE_DIR.rglob("*.columns")
    file.unlink()
    assert cells(explored("rows=Q1"))[-2:] == ["53.3%", "46.7%"]


def test_a_unit_that_lives_on_as_another_says_whose_answers_these_are(explored, civil):
    new = a_department(code="D9", name_tr="Yapı Mühendisliği", faculty=civil.department.faculty)
    Department.objects.filter(pk=civil.department_id).update(successor=new, valid_until=date(2026, 1, 1), name_tr="İnşaat")
    response = explored("rows=Q1&unit=department:D1")
    assert (
        said(response, "explorer-note")
        == "İnşaat has become Yapı Mühendisliği: these are the answers of its own programs alone, as they stood."
    )
    assert cells(response)[-1] == "50.0%"


def test_the_answers_of_a_chosen_variable_are_offered_and_a_change_of_variable_empties_them(explored):
    chosen = explored("rows=Q1&c1=Q2&o1=is&step=options").content.decode()
    values = re.search(r'<select id="v1".*?</select>', chosen, re.S)[0]
    assert re.findall(r'value="([^"]*)"', values) == ["", "1", "2", "3", "4", "5", "99"]
    changed = explored("rows=Q1&c1=Q3&of1=Q2&o1=is&v1=4")
    assert said(changed, "explorer-problem").startswith("A condition has no answer yet")


def test_conditions_narrow_the_table_and_are_said_in_words(explored):
    response = explored("rows=Q1&c1=cohort&o1=is&v1=2024&c2=Q1&o2=least&v2=5&show=n")
    assert said(response, "results__empty") == "Too few: a table is shown from 10 respondents in its base on."
    response = explored("rows=Q1&c1=cohort&o1=most&v1=2024")
    assert said(response, "results__about") == "Karadeniz Technical University; Year of graduation is at most 2024 · 12 respondents"


def test_sheets_with_one_answer_to_everything_can_be_left_out(analyst, civil):
    same = [{"answers": {f"Q{k}": "3" for k in range(1, 7)}, "program": civil} for _ in range(2)]
    wave = a_closed_wave(likert_document(6, code="DUZ"), [*same, *sheets(civil)])
    analyst.post(f"/admin/explorer/{wave.pk}/reason/", {"reason": "Bölüm kurulu için"})
    pages = [analyst.get(f"/admin/explorer/{wave.pk}/?rows=Q1{more}").content.decode() for more in ("", "&varied=1")]
    assert "2 sheets of 14 judged give one answer to everything and are counted here." in pages[0]
    assert "Without 2 sheets that give one answer to everything, of 14 judged." in pages[1]
    assert "Base: 12 respondents" in pages[1]


def test_every_page_says_that_it_is_not_for_publication(analyst, explored):
    pages = [analyst.get("/admin/explorer/"), explored(), explored("rows=Q1")]
    assert [b"Not for publication." in page.content for page in pages] == [True] * 3


def test_the_last_questions_of_oneself_are_listed_and_can_be_asked_again(analyst, wave, explored):
    explored("rows=Q1&columns=Q2&c1=cohort&o1=is&v1=2024")
    page = analyst.get("/admin/explorer/").content.decode()
    assert f"/admin/explorer/{wave.pk}/?rows=Q1&amp;columns=Q2&amp;c1=cohort&amp;o1=is&amp;v1=2024" in page
    assert "Bölüm kurulu için" in page


def test_a_made_up_wave_calls_itself_so(analyst, civil):
    wave = a_closed_wave(likert_document(6, code="YAP"), sheets(civil), synthetic=True, closed_at=CLOSED)
    analyst.post(f"/admin/explorer/{wave.pk}/reason/", {"reason": "Bölüm kurulu için"})
    assert b"These results were produced from synthetic data." in analyst.get(f"/admin/explorer/{wave.pk}/").content


@pytest.mark.parametrize("weighted", [True, False])
def test_weights_are_offered_where_the_wave_has_them(analyst, civil, weighted):
    wave = a_closed_wave(likert_document(6, code="AGR"), [{**sheet, "weight": 2.0} for sheet in sheets(civil)], weighted=weighted)
    analyst.post(f"/admin/explorer/{wave.pk}/reason/", {"reason": "Bölüm kurulu için"})
    assert (b'name="weighted"' in analyst.get(f"/admin/explorer/{wave.pk}/").content) == weighted


def test_several_answers_are_tested_one_by_one_and_numbers_are_summed_up(analyst, civil):
    answers = [{"W1": "yes", "W2": ["ad", "net"][i % 2 :], "W3": str(20 + i), "W4": "45"[i % 2], "W5": "9"} for i in range(12)]
    wave = a_closed_wave(work_document(), [{"answers": each, "program": civil} for each in answers])
    analyst.post(f"/admin/explorer/{wave.pk}/reason/", {"reason": "Bölüm kurulu için"})
    several, numbers = (analyst.get(f"/admin/explorer/{wave.pk}/?rows={rows}&columns=W4").content.decode() for rows in ("W2", "W3"))
    tests = re.findall(r'crosstab__test">([^<]*)<', several)
    assert tests == ["χ²(1) = 12.0, p &lt; 0.001, Cramér&#x27;s V = 1.00", "", "", ""]
    figures = re.findall(r'<th scope="row">([^<]*)</th>\s*((?:<td>[^<]*</td>\s*)+)', numbers)
    read = {name: re.findall(r"<td>([^<]*)</td>", cells) for name, cells in figures}
    nothing = ["0"] * 3
    assert read == {
        "Base": [*nothing, "6", "6", "12"],
        "Mean": [*"–––", "25.00", "26.00", "25.50"],
        "Standard deviation": [*"–––", "3.74", "3.74", "3.61"],
        "Median": [*"–––", "25.00", "26.00", "25.50"],
    }
