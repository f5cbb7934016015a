"""The browser and the server route alike: generated questionnaires, generated answers, one Chromium.

What is in the packages of static/respond is loaded as it is served; nothing of it is rewritten for the test.
"""

import json
import re
from functools import cache
from pathlib import Path

import pytest
from django.test import RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st

from departments.models import Program
from surveys.definition.compiled import Compiled
from surveys.questions import DynamicMatrixQuestion
from surveys.respond import preview
from surveys.respond.programs import living_programs
from tests.definition.routed import routed_documents
from tests.definition.strategies import PROGRAMS, answers_to, documents
from tests.factories.fielding import NOW
from tests.factories.institution import a_department, a_program

STATIC = Path(__file__).resolve().parents[2] / "mik_site" / "static"
PEOPLE = 12  # sets of answers to each questionnaire

WALK = "cases => cases.map(({ routing, people }) => people.map(([answers, slots]) => globalThis.routing.walk(routing, answers, slots)))"


@pytest.fixture(scope="session")
def empty_page(chromium):
    page = chromium.new_page()
    page.add_script_tag(path=STATIC / "respond" / "routing.js")
    yield page
    page.close()


@st.composite
def people_of(draw, document):
    """Answers, asked or hidden, with the objectives of a program that has some of them, none, or all."""
    answers = draw(answers_to(document))
    texts = [code for code, variable in document.variables.items() if variable.storage == "text"]
    written = draw(st.fixed_dictionaries({}, optional={code: st.none() | st.just("yazı") for code in texts}))
    slots = [code for q in document.questions if isinstance(q, DynamicMatrixQuestion) for code in q.slot_codes]
    return {**answers, **written}, draw(st.lists(st.sampled_from(slots), unique=True)) if slots else []


@pytest.mark.browser
@given(st.data())
def test_browser_and_server_ask_the_same(empty_page, data):
    document = data.draw(routed_documents() | documents())
    people = data.draw(st.lists(people_of(document), min_size=1, max_size=PEOPLE))
    compiled = Compiled(document)
    routing = json.loads(json.dumps(compiled.as_json()))
    (walked,) = empty_page.evaluate(WALK, [{"routing": routing, "people": people}])
    assert walked == [
        {
            "asked": list(compiled.settle(answers, slots=frozenset(slots))),
            "shown": shown_in_order(compiled, compiled.shown(answers, slots=frozenset(slots))),
            "after": [question.code for question in compiled.after(answers, slots=frozenset(slots))],
        }
        for answers, slots in people
    ]


def shown_in_order(compiled, shown):
    return [question.code for question in compiled.document.questions if question.code in shown]


FIELDS = """() => [...document.querySelectorAll("#page [name]")].filter((field) => field.name !== "_clear").map((field) => ({
    name: field.name, type: field.type, options: field.tagName === "SELECT" ? [...field.options].map((option) => option.value) : [] }))"""
FILL = """given => {
    const form = document.getElementById("page");
    const fields = [...form.querySelectorAll("[name]")].filter((field) => field.name !== "_clear");
    fields.forEach((field, place) => {
        if (field.type === "radio" || field.type === "checkbox") field.checked = given[place];
        else field.value = given[place];
    });
    form.dispatchEvent(new Event("input", { bubbles: true }));
    const posted = {};
    for (const [name, value] of new FormData(form)) (posted[name] ||= []).push(value);
    const shown = [...form.querySelectorAll("[data-question]:not([data-hidden])")].map((question) => question.dataset.question);
    const visible = [...form.querySelectorAll("[data-question]")].filter((q) => q.checkVisibility()).map((q) => q.dataset.question);
    return { posted, shown, visible };
}"""
TYPED = ["", "yazı", "0", "1", "1,5", "0.70", "-3", "2020", "2021-05", "99999", "1e3", " 2 ", "12", "1.25"]


@pytest.mark.browser
@pytest.mark.django_db
@settings(max_examples=max(20, settings().max_examples // 3))
@given(st.data())
def test_the_preview_shows_what_the_server_would_ask_of_what_was_posted(preview_page, data):
    if not Program.objects.exists():
        department = a_department()
        for code in PROGRAMS.by_code:
            a_program(code=code, department=department)
    document = data.draw(routed_documents())
    open_preview(preview_page, document)
    fields = preview_page.evaluate(FIELDS)
    given_values = [data.draw(value_of(field)) for field in fields]
    seen = preview_page.evaluate(FILL, given_values)
    compiled, slots = Compiled(document), frozenset(preview._slots(document))
    sets = {**document.option_sets, "programs": living_programs(now=NOW).options}
    answers = {}
    for question in document.questions:
        if question.asks:
            codes = frozenset(variable.code for variable in question.variables(document.option_sets))
            answers |= question.parse(seen["posted"], sets, asked=codes).answers
    expected = [*shown_in_order(compiled, compiled.shown(answers, slots=slots)), *(q.code for q in compiled.after(answers, slots=slots))]
    assert (seen["shown"], seen["visible"]) == (expected, expected)


def value_of(field):
    if field["type"] in {"radio", "checkbox"}:
        return st.booleans()
    return st.sampled_from(field["options"] or TYPED)


@pytest.fixture(scope="session")
def preview_page(chromium):
    page = chromium.new_page()
    yield page
    page.close()


def open_preview(page, document):
    """With its style sheets and scripts inside it, after the content as `defer` has them: no server is asked for anything."""
    html = preview.render_preview(document, language="tr", request=RequestFactory().get("/")).content.decode()
    scripts = re.findall(r'<script src="/static/([^"]+)" defer></script>', html)
    html = re.sub(r'<script src="[^"]*" defer></script>', "", html)
    html = re.sub(r'<link rel="stylesheet" href="/static/([^"]+)">', lambda found: f"<style>{content(found[1])}</style>", html)
    page.set_content(html.replace("</body>", "".join(f"<script>{content(script)}</script>" for script in scripts) + "</body>"))


@cache
def content(name):
    return (STATIC / name).read_text()


def test_the_script_is_small():
    assert (STATIC / "respond" / "routing.js").stat().st_size < 4_000
