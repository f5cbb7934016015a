"""A questionnaire tried out in the admin: who may, what the screens say, and that nothing stays behind."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.apps import apps
from wagtail.users.models import UserProfile

from home.models import Role
from surveys.definition.document import Document, Section
from surveys.definition.publishing import import_draft
from surveys.models import Questionnaire
from surveys.questions import NpsQuestion, SingleQuestion
from tests.factories import results
from tests.factories.documents import likert_document, options, published, text, work_document

from .test_design import somebody

pytestmark = pytest.mark.django_db

CSS = Path(__file__).resolve().parents[2] / "mik_site" / "static" / "css"
PARTS = ("", "walk/", "results/", "pages/")
READERS = {Role.COORDINATOR, Role.DEPUTY, Role.EDITOR, Role.ANALYST}


@pytest.fixture
def office(client):
    """The coordinator, reading English."""
    user = somebody(Role.COORDINATOR)
    profile = UserProfile.get_for_user(user)
    profile.preferred_language = "en"
    profile.save()
    client.force_login(user)
    return client


def draft_of(document):
    return f"/admin/surveys/design/{import_draft(document=document).pk}/simulation/"


def version_of(document):
    return f"/admin/surveys/versions/{published(document).pk}/simulation/"


def words(response):
    """What is read on the screen, blanks as one."""
    html = response.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html[html.index('class="simulation"') :]))


@pytest.mark.parametrize("address_of", [draft_of, version_of])
@pytest.mark.parametrize("role", [*Role])
def test_the_office_an_editor_and_an_analyst_may_try_it_out_and_nobody_else(client, role, address_of):
    address = address_of(work_document())
    client.force_login(somebody(role))
    statuses = {client.get(f"{address}{part}").status_code for part in PARTS}
    assert statuses == ({200} if role in READERS else {404})


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("kind", ["design", "versions"])
def test_what_does_not_exist_is_not_found(office, kind, part):
    assert [office.get(f"/admin/surveys/{kind}/{pk}/simulation/{part}").status_code for pk in (1, 10**30)] == [404, 404]


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_stored_and_nothing_can_be_posted(office, part):
    address = version_of(work_document())
    before = counts()
    assert (office.get(f"{address}{part}").status_code, office.post(f"{address}{part}").status_code, counts()) == (200, 405, before)


def counts():
    return {model._meta.label: model._default_manager.count() for model in apps.get_app_config("surveys").get_models()}


def test_every_branch_is_listed_with_the_answers_that_lead_there(office):
    said = words(office.get(version_of(work_document())))
    assert [said.count(part) for part in ("Branches 4", "7 questions · 7 answers · 3 pages", "“seçenek yes (en)”", "0 to 6")] == [
        1,
        1,
        2,
        2,
    ]
    assert "Nothing: everybody is asked every page" in said


def test_what_cannot_be_meant_stands_out(office):
    document = Document(
        code="T",
        title=text("T"),
        minutes=30,
        option_sets={"O": options("x", "y")},
        sections=tuple(
            Section(code=f"S{n}", questions=(SingleQuestion(code=code, label=text(code), options="O", show_if=condition),))
            for n, (code, condition) in enumerate([("A", None), ("B", "A == x"), ("C", "A == x and A == y")])
        ),
    )
    said = words(office.get(version_of(document)))
    expected = [
        "S2 Nobody reaches this section.",
        "C Nobody is asked this question. Its condition can never hold: A is “seçenek x (en)” and A is “seçenek y (en)”.",
        "A After this answer nothing more is asked, though 2 questions follow: “seçenek y (en)”, or left open.",
        "Some respondents skip these pages: 2 (B).",
        "The questionnaire states more than even the longest path is expected to take",
    ]
    assert [sentence for sentence in expected if sentence not in said] == []


def test_too_many_branches_are_drawn_and_the_screen_says_so(office):
    asked = [SingleQuestion(code=f"A{n}", label=text("A"), options="O") for n in range(14)]
    behind = [SingleQuestion(code=f"B{n}", label=text("B"), options="O", show_if=f"A{n} == x") for n in range(14)]
    sections = (Section(code="S", questions=(*asked, *behind)),)
    document = Document(code="T", title=text("T"), option_sets={"O": options("x", "y")}, sections=sections)
    address = version_of(document)
    said = words(office.get(address))
    assert ("There are too many branches to list them all." in said, "(seed 20260101)" in said, "Page 1 of" in said) == (True,) * 3
    assert [office.get(address, {"page": page}).status_code for page in ("2", "0", "x", "9" * 30)] == [200, 404, 404, 404]


def test_a_draft_under_way_is_tried_out_without_what_cannot_be_understood(office):
    address = draft_of(work_document())
    pk = int(re.search(r"design/(\d+)/", address)[1])
    draft = Questionnaire.objects.get(pk=pk)
    sections = draft.sections.get_prep_value()
    sections[1]["value"]["questions"][0]["value"]["show_if"] = "W1 === yes"
    draft.sections = sections
    draft.save_revision()
    page = office.get(address)
    assert "W2: The condition “W1 === yes” cannot be understood from “= yes” on." in words(page)
    assert {"W2", "W2.other"} <= set(page.context["simulation"].branches[0].asked)
    assert "The condition “W1 === yes” cannot be understood" in office.get(f"{address}pages/").content.decode()


@pytest.mark.parametrize("address_of", [draft_of, version_of])
def test_a_questionnaire_without_questions_says_so(office, address_of):
    address = address_of(Document(code="T", title=text("T"), sections=(Section(code="S", questions=()),)))
    assert [
        office.get(f"{address}{part}").content.decode().count("The questionnaire asks nothing yet.") for part in ("", "results/", "pages/")
    ] == [1, 1, 1]


def test_the_walk_frames_the_pages_respondents_see_in_either_language(office):
    address = version_of(work_document())
    for language, title in (("tr", "İş anketi"), ("en", "İş anketi (en)")):
        assert f'src="{address}pages/?lang={language}"' in office.get(f"{address}walk/", {"lang": language}).content.decode()
        framed = office.get(f"{address}pages/", {"lang": language})
        assert (framed["X-Frame-Options"], f"<h1>{title}</h1>" in framed.content.decode()) == ("SAMEORIGIN", True)


@pytest.mark.parametrize(
    ("asked", "rate", "sentence"),
    [
        (60, 35, "At 21 answers nothing is withheld. Up to 9 answers everything would be withheld."),
        (25, 36, "At 9 answers everything is withheld."),
        (2, 20, "Without an answer there is nothing to show."),
    ],
)
def test_the_rehearsal_says_how_much_would_be_withheld(office, asked, rate, sentence):
    page = office.get(f"{version_of(likert_document(3))}results/", {"asked": asked, "rate": rate})
    assert (sentence in words(page), "Made-up answers." in words(page)) == (True, True)


def test_without_numbers_sixty_graduates_answer_at_thirty_five_per_cent(office):
    page = office.get(f"{version_of(work_document())}results/")
    assert (page.context["rehearsal"].asked, page.context["rehearsal"].answers) == (60, 21)


@pytest.mark.parametrize("wrong", [{"asked": "0"}, {"asked": "1001"}, {"rate": "101"}, {"rate": "x"}, {"seed": "-1"}, {"asked": ""}])
def test_numbers_that_make_no_sense_are_refused(office, wrong):
    page = office.get(f"{version_of(work_document())}results/", wrong)
    assert (page.status_code, "rehearsal" in page.context) == (422, False)


@pytest.mark.parametrize("document", [results.graduates_document, results.employers_document])
def test_the_rehearsal_shows_the_page_a_representative_gets(office, document):
    page = office.get(f"{version_of(document())}results/", {"asked": 200, "rate": 50})
    said = words(page)
    assert (page.context["dashboard"].period.synthetic, "These results were produced from synthetic data." in said) == (True, True)
    assert ("Headline answers" in said, "Example Faculty" in said, "How to read this page" in said) == (True, True, True)
    assert ("How many replied?" in said) == (document is results.graduates_document)


def test_other_made_up_people_give_other_figures_and_the_same_the_same(office):
    nps = NpsQuestion(code="N", label=text("N"), low=text("a"), high=text("b"), headline=True)
    address = f"{version_of(Document(code='T', title=text('T'), sections=(Section(code='S', questions=(nps,)),)))}results/"
    figures = [office.get(address, {"seed": seed}).context["dashboard"].headlines[0].figure for seed in (1, 1, 2)]
    assert (figures[0] == figures[1], figures[0] == figures[2]) == (True, False)


@pytest.mark.browser
def test_axe_finds_nothing_and_nothing_reaches_beyond_a_phone(office, chromium):
    address = version_of(work_document())
    sheets = ("tokens", "charts", "dashboard", "simulation")
    styles = "".join(f"<style>{(CSS / f'{name}.css').read_text()}</style>" for name in sheets)
    bodies = [office.get(f"{address}{part}").content.decode() for part in ("", "results/")]
    found = []
    for body in bodies:
        ours = re.search(r'<div class="simulation">.*(?=</div>\s*</div>\s*</main>)|<div class="simulation">.*', body, re.S)[0]
        page = chromium.new_page(viewport={"width": 390, "height": 844})
        ours = re.sub(r"<script.*?</script>", "", ours, flags=re.S)
        page.set_content(
            f'<!doctype html><html lang="en"><head><title>x</title>{styles}</head><body><main><h1>x</h1>{ours}</main></body></html>'
        )
        for details in page.query_selector_all("details"):
            details.evaluate("element => { element.open = true }")
        violations = Axe().run(page).response["violations"]
        found.append([f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in violations])
        found.append(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
        page.close()
    assert found == [[], 0, [], 0]
