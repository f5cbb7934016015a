"""Published results on the site: what a visitor reads, what nobody reads, and what it costs."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from surveys.models import Release, ResultsPage
from tests.factories import pages, results
from tests.factories.documents import published
from tests.factories.institution import a_department, a_faculty, a_program
from tests.factories.public import a_public_release, publish_tables, publish_year
from tests.factories.released import release_year


@pytest.fixture
def civil(site):
    """A program of a department with two."""
    faculty = a_faculty(code="F1", name_tr="Mühendislik Fakültesi", name_en="Faculty of Engineering")
    department = a_department(code="D1", name_tr="İnşaat Mühendisliği", name_en="Civil Engineering", faculty=faculty)
    return a_program(code="10210", name_tr="İnşaat Mühendisliği", name_en="Civil Engineering", department=department)


@pytest.fixture
def small(civil):
    """The department's other program, too small for a figure."""
    return a_program(code="10299", name_tr="İnşaat Mühendisliği (doktora)", level="doktora", department=civil.department)


@pytest.fixture
def version(db):
    return published(results.graduates_document())


@pytest.fixture
def page(civil):
    original = pages.below(pages.home(), ResultsPage(title="Sonuçlar", slug="sonuclar"))
    twin = ResultsPage(title="Results", slug="results", translation_key=original.translation_key)
    pages.below(pages.home("en"), twin)
    return original


@pytest.fixture
def year(version, civil, small, page):
    return publish_year(version, programs=[civil, small], withheld=[small], departments=[civil.department])


def text_of(response):
    """What a reader sees: no markup, one blank between words."""
    body = re.sub(r"<(script|style|title)\b.*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def missing(client, address, *facts):
    response = client.get(address)
    assert response.status_code == 200
    text = text_of(response)
    return [fact for fact in facts if fact not in text]


def test_before_anything_is_published_the_page_says_so(client, version, civil, page):
    release_year(version, programs=[civil])  # inside the university only
    for address in ("/en/results/", "/en/results/department/D1/"):
        assert missing(client, address, "No results have been published yet.") == []
        assert missing(client, address, "74%", "66%") == ["74%", "66%"]


def test_the_university_shows_its_figures_waves_and_departments(client, year):
    replies = "About 2,400 of 4,800 invited replied"
    facts = ("Overall satisfaction", "66%", "+12", replies, "Release no. 2, 1 June 2026", "Civil Engineering 70%")
    assert missing(client, "/en/results/", *facts) == []
    body = client.get("/en/results/").content.decode()
    links = ('href="/en/results/department/D1/"', 'href="/api/v1/results/MYM/2026/?format=csv"', 'href="/api/v1/docs"')
    assert [link for link in links if link not in body] == []


def test_both_languages_read_naturally(client, year):
    turkish = client.get("/tr/sonuclar/bolum/D1/")
    english = client.get("/en/results/department/D1/")
    assert ("Genel memnuniyet" in text_of(turkish), "%74" in text_of(turkish)) == (True, True)
    assert ("Overall satisfaction" in text_of(english), "74%" in text_of(english)) == (True, True)
    assert '<link rel="canonical" href="http://testserver/en/results/department/D1/">' in english.content.decode()
    assert 'href="/tr/sonuclar/bolum/D1/"' in english.content.decode()  # the language switch stays with the department


def test_a_department_shows_itself_and_each_of_its_programs(client, year):
    facts = ("The department as a whole", "70%", "74%", "Faculty of Engineering", "About 30 replies")
    assert missing(client, "/en/results/department/D1/", *facts) == []


def test_what_is_withheld_shows_its_reason_and_no_figure(client, year, small):
    body = client.get("/en/results/department/D1/").content.decode()
    section = body[body.index(f'id="{small.code}"') :]
    section = section[: section.index("</section>")]
    assert "There are no figures to show: withheld (n\u00a0&lt;\u00a010)." in section
    assert re.findall(r"\d+\s?%|%\d+", section) == []
    assert missing(client, "/en/results/", "Withheld (n < 10)") == []


def test_a_percentage_of_few_answers_is_not_shown_and_says_why(client, version, civil, page):
    release = a_public_release(results.a_released_wave(version=version))
    body = results.scale_body(10, 10, 20, 30, 30, base=18, mean=3.6, top2=(61, 39, 80))
    publish_tables(release, unit=civil.code, A16=body)
    publish_tables(release, level="university", unit="KTU", A16=body | {"base": 400})
    assert missing(client, "/en/results/department/D1/", "withheld (n < 23)") == []
    assert re.findall(r"\d+%", text_of(client.get("/en/results/department/D1/"))) == []


def test_a_line_through_the_years_joins_what_was_asked_alike(client, year, version, civil):
    publish_year(version, year=2025, programs=[civil], shift=-4)
    assert missing(client, "/en/results/department/D1/", "Over the years: Overall satisfaction", "2025: 70%; 2026: 74%.") == []
    assert missing(client, "/en/results/department/D1/?wave=2025", "70%") == []
    assert missing(client, "/en/results/department/D1/?wave=2025", "74%") == ["74%"]


@pytest.mark.parametrize("address", ["/en/results/?wave=1999", "/en/results/department/D1/?wave=1999", "/en/results/department/D9/"])
def test_what_is_not_there_is_not_found(client, year, address):
    assert client.get(address).status_code == 404


def test_a_withdrawn_release_is_gone_at_once(client, year):
    Release.objects.filter(profile="public").update(withdrawn_at=year.released_at)
    for address in ("/en/results/", "/en/results/department/D1/"):
        assert missing(client, address, "66%", "74%", "70%") == ["66%", "74%", "70%"]


def test_invented_answers_are_labelled(client, version, civil, page):
    publish_year(version, programs=[civil], synthetic=True)
    for address in ("/en/results/", "/en/results/department/D1/"):
        assert missing(client, address, "These results were produced from synthetic data.") == []


def test_a_note_on_the_figures_is_read_in_the_readers_language(client, year):
    Release.objects.filter(pk=year.pk).update(note="Kısa dönem.", note_en="A short round.")
    assert (missing(client, "/en/results/", "A short round."), missing(client, "/tr/sonuclar/", "Kısa dönem.")) == ([], [])


def test_the_method_is_explained_with_the_editors_own_remarks(client, year, page):
    page.method_note = "<p>2026'da telefonla da arandı.</p>"
    page.save()
    assert "telefonla da arandı" in text_of(client.get("/tr/sonuclar/"))


def test_the_microsite_of_a_department_shows_the_headlines_and_leads_on(client, year, civil):
    pages.a_microsite(civil.department, parent=pages.a_department_index())
    body = client.get("/tr/bolumler/insaat-muhendisligi/").content.decode()
    panel = body[body.index("panel--results") :]
    assert [fact for fact in ("%74", "+12", 'href="/tr/sonuclar/bolum/D1/"') if fact not in panel] == []


def test_a_microsite_without_published_figures_has_no_such_panel(client, version, civil, page):
    release_year(version, programs=[civil])
    pages.a_microsite(civil.department, parent=pages.a_department_index())
    assert "panel--results" not in client.get("/tr/bolumler/insaat-muhendisligi/").content.decode()


def test_the_template_tag_renders_the_same_panel_anywhere(rf, year, civil):
    from django.template import Context, Template

    template = Template("{% load results_tags %}{% department_results department %}")
    shown = template.render(Context({"department": civil.department, "request": rf.get("/")}))
    other = template.render(Context({"department": a_department(), "request": rf.get("/")}))
    assert (shown.count("%74"), other) == (1, "")


@pytest.mark.parametrize("address", ["/en/results/", "/en/results/department/D1/"])
def test_three_programs_and_years_cost_what_one_of_each_costs(client, version, civil, page, address):
    publish_year(version, programs=[civil], departments=[civil.department])
    one = _queries(client, address)
    more = [a_program(department=civil.department) for _number in range(2)]
    for year in (2024, 2025):
        publish_year(version, year=year, programs=[civil, *more], departments=[civil.department])
    assert _queries(client, address) == one


def _queries(client, address):
    client.get(address)  # compiles the questionnaires and fills Wagtail's own caches
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


@pytest.mark.browser
@pytest.mark.parametrize("address", ["/en/results/", "/tr/sonuclar/bolum/D1/"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_reaches_beyond_a_phone(client, year, device, address, theme):
    from axe_playwright_python.sync_playwright import Axe

    screen = device(color_scheme=theme)
    screen.set_content(_inlined(client.get(address).content.decode()))
    for details in screen.query_selector_all("details"):
        details.evaluate("element => { element.open = true }")
    found = [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in Axe().run(screen).response["violations"]]
    assert (found, screen.evaluate("document.documentElement.scrollWidth - window.innerWidth")) == ([], 0)


def _inlined(html):
    """The page with its style sheets inside, for a browser that asks no server."""
    static = Path(__file__).resolve().parents[2] / "mik_site" / "static"
    return re.sub(
        r'<link rel="stylesheet" href="/static/([^"]+)">',
        lambda match: f"<style>{(static / match[1]).read_text(encoding='utf-8')}</style>",
        html,
    )
