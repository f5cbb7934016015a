from surveys.definition.compiled import Compiled, compile_document, compile_version
from surveys.definition.document import Document, Section
from surveys.questions import ConsentQuestion, DynamicMatrixQuestion, NoteQuestion, SingleQuestion
from tests.factories.documents import options, published, scale, text, work_document


def test_pages_follow_the_sections():
    compiled = compile_document(work_document())
    assert [(page.number, page.code, [q.code for q in page.questions]) for page in compiled.pages] == [
        (1, "S1", ["W1"]),
        (2, "S2", ["W2", "W3", "W4", "W5"]),
        (3, "S3", ["W6", "W7"]),
    ]


def test_an_answer_that_routing_hides_decides_nothing_and_is_dropped():
    compiled = compile_document(work_document())
    answers = {"W1": "no", "W2": ["ad"], "W3": "40", "W4": "5", "W5": "9", "W6": "eski"}
    assert compiled.settle(answers) == {"W1": "no", "W5": "9", "W7": None}


def test_what_was_asked_and_left_open_is_skipped():
    compiled = compile_document(work_document())
    assert compiled.settle({"W1": "yes", "W5": "3"}) == {
        "W1": "yes",
        "W2": None,
        "W2.other": None,
        "W3": None,
        "W4": None,
        "W5": "3",
        "W6": None,
        "W7": None,
    }


def test_a_page_is_parsed_under_its_routing():
    compiled = compile_document(work_document())
    raw = {"W2": ["ad"], "W3": ["400"], "W5": ["7"]}
    parsed = compiled.parse_page(compiled.pages[1], raw, {"W1": "no"})
    assert (dict(parsed.answers), parsed.problems) == ({"W5": "7"}, ())
    parsed = compiled.parse_page(compiled.pages[1], raw, {"W1": "yes"})
    assert dict(parsed.answers) == {"W2": ["ad"], "W2.other": None, "W3": None, "W4": None, "W5": "7"}
    assert [(p.variable, p.code) for p in parsed.problems] == [("W3", "out_of_range")]


def objectives_document() -> Document:
    question = DynamicMatrixQuestion(code="D", label=text("Amaçlar"), options="S")
    note = NoteQuestion(code="N", label=text("Teşekkürler"))
    sections = (Section(code="S1", questions=(question,)), Section(code="S2", questions=(note,)))
    return Document(code="OBJ", title=text("Amaçlar"), option_sets={"S": scale()}, sections=sections)


def test_objectives_are_asked_in_the_slots_the_program_has():
    compiled = compile_document(objectives_document())
    assert compiled.asked({}, slots=frozenset({"P01", "P03"})) == {"P01", "P03"}
    assert [page.code for page in compiled.open_pages({}, slots=frozenset({"P01"}))] == ["S1", "S2"]


def test_a_program_without_objectives_sees_no_page_of_them_but_the_note_after_it():
    compiled = compile_document(objectives_document())
    assert [page.code for page in compiled.open_pages({})] == ["S2"]
    assert compiled.settle({"P01": "5"}) == {}


def test_a_question_never_stands_on_the_page_of_what_it_depends_on():
    first = SingleQuestion(code="A", label=text("A"), options="O")
    second = SingleQuestion(code="B", label=text("B"), options="O", show_if="A == x")
    document = Document(
        code="T", title=text("T"), option_sets={"O": options("x", "y")}, sections=(Section(code="S", questions=(first, second)),)
    )
    compiled = compile_document(document)
    assert [(page.number, page.code, [q.code for q in page.questions]) for page in compiled.pages] == [(1, "S", ["A"]), (2, "S", ["B"])]
    assert [page.number for page in compiled.open_pages({"A": "y"})] == [1]


def test_hiding_spreads_along_a_chain():
    chain = [
        SingleQuestion(code=code, label=text(code), options="O", show_if=condition)
        for code, condition in (("A", None), ("B", "A == x"), ("C", "B == x"), ("D", "C != x"))
    ]
    document = Document(
        code="T", title=text("T"), option_sets={"O": options("x", "y")}, sections=(Section(code="S", questions=tuple(chain)),)
    )
    compiled = compile_document(document)
    assert compiled.settle({"A": "y", "B": "x", "C": "x", "D": "x"}) == {"A": "y", "D": "x"}


def test_the_after_part_is_decided_while_the_answers_can_be_read():
    asked, offer = SingleQuestion(code="A", label=text("A"), options="O"), ConsentQuestion(code="C", label=text("C"), show_if="A == x")
    document = Document(
        code="T", title=text("T"), option_sets={"O": options("x", "y")}, sections=(Section(code="S", questions=(asked,)),), after=(offer,)
    )
    compiled = compile_document(document)
    assert [[q.code for q in compiled.after({"A": answer})] for answer in ("x", "y")] == [["C"], []]
    assert compiled.codebook.variables.keys() == {"A"}


def test_an_answer_that_routing_hides_decides_nothing_of_the_after_part_either():
    first = SingleQuestion(code="A", label=text("A"), options="O")
    hidden = SingleQuestion(code="B", label=text("B"), options="O", show_if="A == x")
    offer = ConsentQuestion(code="C", label=text("C"), show_if="B == y")
    sections = (Section(code="S", questions=(first, hidden)),)
    compiled = compile_document(
        Document(code="T", title=text("T"), option_sets={"O": options("x", "y")}, sections=sections, after=(offer,))
    )
    assert [len(compiled.after({"A": answer, "B": "y"})) for answer in ("x", "y")] == [1, 0]


def test_conditions_on_variables_nobody_can_answer_count_as_met():
    compiled = Compiled(work_document(), known=frozenset({"W3", "W6"}))
    assert compiled.settle({"W3": "40"}).keys() >= {"W3", "W6"}


def test_a_version_is_compiled_once(db):
    version = published(work_document())
    assert compile_version(version) is compile_version(type(version).objects.get(pk=version.pk))
