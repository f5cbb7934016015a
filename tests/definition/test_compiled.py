from surveys.definition.compiled import compile_document
from tests.factories.documents import work_document


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
