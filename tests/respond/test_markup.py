from html.parser import HTMLParser

import pytest

from surveys.definition.compiled import compile_document
from surveys.questions import NoteQuestion, SingleQuestion, Text
from surveys.respond.markup import Choice, Fault, Given, Markup, Piped, words
from surveys.respond.pages import after_markup, page_markup, spoken
from tests.factories.documents import text
from tests.factories.respond import every_kind


class Controls(HTMLParser):
    """Names, values and states of all controls, ids, and whether every tag was closed."""

    def __init__(self, markup):
        super().__init__()
        self.controls, self.ids, self.open = [], [], []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag in {"input", "option"}:
            self.controls.append((attributes.get("name", ""), attributes.get("value"), "checked" in attributes or "selected" in attributes))
        if tag != "input":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    @property
    def chosen(self):
        return [(name, value) for name, value, chosen in self.controls if chosen]


def page(number, answers=None, *, language="tr", slots=frozenset()):
    compiled = compile_document(every_kind())
    this = compiled.pages[number - 1]
    return page_markup(compiled, this, language, compiled.asked(answers or {}, slots=slots), compiled.shown(answers or {}, slots=slots))


def test_filling_puts_answers_messages_and_words_into_their_places():
    markup = Markup(
        [
            "<p>",
            Piped("who"),
            "</p><input",
            Choice("A", "1", " checked"),
            ">",
            '<input value="',
            Given("B"),
            '"',
            Fault("B", "", " bad=%s"),
            ">",
        ]
    )
    assert markup.fill({}) == '<p></p><input><input value="">'
    assert (
        markup.fill({"A": ["1"], "B": ["x"]}, faults={"B": "why"}, words={"who": "me"})
        == '<p>me</p><input checked><input value="x" bad=why>'
    )


def test_one_filling_leaves_nothing_behind_for_the_next():
    markup = Markup(['<input value="', Given("B"), '">'])
    markup.fill({"B": ["mine"]})
    assert markup.fill({}) == '<input value="">'


def test_whatever_a_person_or_a_document_says_is_escaped():
    markup = Markup([*words("a < {who}", pipes=frozenset({"who"})), '<input value="', Given("B"), '">', Fault("B", "", "<b>%s</b>")])
    filled = markup.fill({"B": ['"><script>']}, faults={"B": "<i>"}, words={"who": "<u>"})
    assert filled == 'a &lt; &lt;u&gt;<input value="&quot;&gt;&lt;script&gt;"><b>&lt;i&gt;</b>'


def test_braces_around_anything_unknown_stay_as_they_were_written():
    assert words("{who} {K99} {}", pipes=frozenset({"who"})) == ["", Piped("who"), " {K99} {}"]


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("language", ["tr", "en"])
def test_every_kind_makes_whole_elements_with_ids_of_their_own(number, language):
    found = Controls(page(number, {"K01": "yes"}, language=language, slots=frozenset({"P01"})).fill({}, faults={"K01": "x", "C1_A": "y"}))
    assert found.open == []
    assert sorted(found.ids) == sorted(set(found.ids))


def test_chosen_options_are_marked_and_no_others():
    filled = page(1).fill({"K01": ["no"], "K02": ["a", "other"], "K02.other": ["elle"], "K03": ["c7"], "K99": ["x"]})
    assert Controls(filled).chosen == [("K01", "no"), ("K02", "a"), ("K02", "other"), ("", "c7")]
    assert 'value="elle"' in filled


def test_a_group_of_boxes_opens_where_something_in_it_is_chosen():
    assert page(3).fill({}).count("<details") == page(3).fill({"K24": ["c3"]}).count("<details")
    assert '<details class="group" open>' in page(3).fill({"K24": ["c3"]})
    assert " open>" not in page(3).fill({})


def test_a_facet_that_routing_hides_is_not_on_the_page():
    names = {name for name, _value, _chosen in Controls(page(2, {"K01": "no"}).fill({})).controls}
    assert names == {"K10", "R1", "R2", "C1_A", "C2_A", "K14"}
    names = {name for name, _value, _chosen in Controls(page(2, {"K01": "yes"}).fill({})).controls}
    assert names == {"K10", "R1", "R2", "C1_A", "C1_R", "C2_A", "C2_R", "K14"}


def test_objectives_are_asked_in_the_programs_own_words():
    filled = page(2, slots=frozenset({"P01", "P02"})).fill({"P02": ["4"]}, words={"P01": "Tasarlar", "P02": "Yönetir"})
    assert "Tasarlar" in filled
    assert "Yönetir" in filled
    assert "P03" not in filled
    assert ("P02", "4") in Controls(filled).chosen


def test_an_earlier_answer_is_quoted_by_its_label():
    compiled = compile_document(every_kind())
    markup = page(3)
    said = spoken(compiled, markup.piped, {"K01": "no"}, known=dict, language="tr")
    assert said == {"K01": "seçenek no"}
    assert "Görüş, seçenek no dediniz" in markup.fill({}, words=said)


def test_a_fault_marks_the_field_and_says_why_beside_it():
    filled = page(3).fill({"K20": ["on"]}, faults={"K20": "Rakam yazınız."})
    assert '<p class="fault" id="e-K20">Rakam yazınız.</p>' in filled
    assert 'aria-invalid=true aria-describedby="h-K20 e-K20"' in filled
    assert 'value="on"' in filled


def test_the_after_part_is_written_with_the_same_controls():
    compiled = compile_document(every_kind())
    filled = after_markup(compiled, compiled.after({"K01": "yes"}), "tr").fill({"K31": ["1"]})
    assert Controls(filled).chosen == [("K31", "1")]
    assert {name for name, _v, _c in Controls(filled).controls} == {"K30", "K31", "K32"}


def test_texts_of_the_document_cannot_break_out():
    document = every_kind()
    evil = document.model_copy(
        update={
            "sections": (
                document.sections[0].model_copy(
                    update={
                        "questions": (
                            NoteQuestion(code="N1", label=text("<script>alert(1)</script>")),
                            SingleQuestion(code="K01", label=Text(tr="<b>", en="<b>"), options="K01"),
                        )
                    }
                ),
            ),
            "after": (),
        }
    )
    compiled = compile_document(evil)
    filled = page_markup(compiled, compiled.pages[0], "tr", compiled.asked({}), compiled.shown({})).fill({})
    assert "<script" not in filled
    assert "<b>" not in filled
