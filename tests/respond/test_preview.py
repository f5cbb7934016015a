"""The preview shows every page of a questionnaire, finished or not, and stores nothing."""

import json
import re

import pytest

from surveys.definition.document import Document, Section
from surveys.questions import DualMatrixQuestion, DynamicMatrixQuestion, LikertQuestion, NoteQuestion, RegisterQuestion, SingleQuestion
from surveys.questions.scaled import Column, Row
from surveys.respond.preview import render_preview
from tests.factories.documents import options, scale, text, work_document
from tests.factories.institution import a_program


def shown(rf, document, language="en", address="/x/"):
    return render_preview(document, language=language, request=rf.get(address))


def one_page(*questions, **sets):
    return Document(code="T", title=text("T"), option_sets=sets, sections=(Section(code="S", questions=questions),))


def test_every_question_stands_on_its_page_under_its_code(rf):
    html = shown(rf, work_document()).content.decode()
    found = re.findall(r'data-(?:page|question)="(\w+)"', html)
    assert found == ["1", "W1", "2", "W2", "W3", "W4", "W5", "3", "W6", "W7"]


def test_conditions_are_said_in_words(rf):
    html = shown(rf, work_document()).content.decode()
    assert html.count("Asked if W1 is “seçenek yes (en)”.") == 3


def test_routing_goes_along_for_the_script(rf):
    html = shown(rf, work_document()).content.decode()
    routing = json.loads(re.search(r'<script id="routing-data" type="application/json">(.*?)</script>', html)[1])
    assert routing["conditions"] == [["in", "W1", ["yes"]], ["in", "W5", ["0", "1", "2", "3", "4", "5", "6"]]]
    assert [step[0] for step in routing["steps"]] == ["W1", "W2", "W3", "W4", "W5", "W6", "W7"]
    assert routing["fields"]["W2.other"] == {"storage": "text", "beside": "W2", "written": ["other"]}


def test_it_may_be_framed_by_the_site_alone_and_posts_nowhere(rf):
    response = shown(rf, work_document())
    assert (response["X-Frame-Options"], response["Cache-Control"]) == ("SAMEORIGIN", "no-store")
    policy = response["Content-Security-Policy"]
    assert ("form-action 'none'" in policy, "frame-ancestors 'self'" in policy, "connect-src" in policy) == (True, True, False)
    assert 'method="post"' not in response.content.decode()


@pytest.mark.parametrize(("language", "other"), [("tr", "en"), ("en", "tr")])
def test_the_other_language_keeps_what_else_the_address_says(rf, language, other):
    html = shown(rf, work_document(), language, "/x/?mode=page").content.decode()
    assert (f'<html lang="{language}">' in html, f'href="?mode=page&amp;lang={other}"' in html) == (True, True)


def test_a_condition_that_cannot_be_read_is_named_and_hides_nothing(rf):
    broken = LikertQuestion(code="Q", label=text("Q"), options="S", show_if="X9 === 1")
    rows = (Row(code="R", label=text("R")),)
    columns = (Column(facet="A", label=text("A"), options="S", show_if="X9 == 1"),)
    html = shown(
        rf, one_page(broken, DualMatrixQuestion(code="D", label=text("D"), rows=rows, columns=columns), S=scale())
    ).content.decode()
    assert re.findall(r'<p class="fault">(.*?)</p>', html) == [
        "The condition “X9 === 1” cannot be understood from “= 1” on.",
        "There is no question with the code X9.",
    ]
    assert json.loads(re.search(r'application/json">(.*?)</script>', html)[1])["conditions"] == []


def test_a_list_without_answers_is_named(rf):
    html = shown(rf, one_page(SingleQuestion(code="Q", label=text("Q"), options="O"), O=())).content.decode()
    assert "The list of answers of this question is still empty." in html


def test_words_of_an_earlier_answer_have_a_place_and_unknown_objectives_an_example(rf):
    single = SingleQuestion(code="A", label=text("A"), options="O")
    note = NoteQuestion(code="N", label=text("{A} ve {program} ve {X}", "{A} and {program} and {X}"))
    dynamic = DynamicMatrixQuestion(code="D", label=text("Amaçlar"), options="S")
    html = shown(rf, one_page(single, note, dynamic, O=options("x"), S=scale())).content.decode()
    assert '<span class="piped" data-pipe="A">…</span> and <span class="piped">(the program)</span> and {X}' in html
    assert html.count("of the program)") == 3


def test_programs_are_those_of_today(rf, db):
    civil = a_program()
    html = shown(rf, one_page(RegisterQuestion(code="P", label=text("P"), register_name="programs")), "tr").content.decode()
    assert f'<option value="{civil.code}">' in html


def test_a_questionnaire_without_questions_says_so(rf):
    assert "The questionnaire asks nothing yet." in shown(rf, one_page()).content.decode()
