import pytest
from django.utils import translation
from hypothesis import given

from surveys.definition.check import problems
from surveys.definition.document import Competency, Document, Section
from surveys.questions import (
    ConsentQuestion,
    DualMatrixQuestion,
    LikertQuestion,
    MultipleQuestion,
    NumberQuestion,
    Option,
    PeriodQuestion,
    RankingQuestion,
    RegisterQuestion,
    SingleQuestion,
    Text,
)
from surveys.questions.scaled import Column, Row
from tests.factories.documents import likert_document, options, scale, text, work_document

from .strategies import documents

SETS = {"O": options("a", "b"), "S": scale()}


def found(*questions, after=(), **fields):
    """(path, code, message) of what is wrong with a document of these questions, in English."""
    document = Document(
        **{"code": "T", "title": text("T"), "option_sets": SETS, "after": after, **fields},
        sections=(Section(code="S1", questions=questions),),
    )
    with translation.override("en"):
        return [(p.path, p.code, p.message) for p in problems(document)]


def single(code, **fields):
    return SingleQuestion(**{"code": code, "label": text(code), "options": "O", **fields})


@pytest.mark.parametrize("document", [work_document(), likert_document()])
def test_a_sound_document_has_no_problems(document):
    assert problems(document) == []


@given(documents())
def test_a_generated_document_has_no_problems(document):
    assert problems(document) == []


@pytest.mark.parametrize(
    ("condition", "code", "message"),
    [
        ("Z == a", "dangling_condition", "B is shown by a question that does not exist: Z."),
        ("C == a", "forward_condition", "B is shown by C, which does not come before it."),
        ("B == a", "forward_condition", "B is shown by B, which does not come before it."),
        ("A == z", "condition", "A has no option z."),
        ("A = a", "condition", "The condition “A = a” cannot be understood from “= a” on."),
    ],
)
def test_a_condition_looks_back_at_what_exists(condition, code, message):
    assert found(single("A"), single("B", show_if=condition), single("C")) == [("questions.B.show_if", code, message)]


def test_a_condition_of_a_column_and_of_the_after_part_is_checked_too():
    columns = (Column(facet="R", label=text("R"), options="S", show_if="Y == a"),)
    matrix = DualMatrixQuestion(code="M", label=text("M"), rows=(Row(code="C01", label=text("C01")),), columns=columns)
    consent = ConsentQuestion(code="K", label=text("K"), show_if="Z == a")
    assert [(path, code) for path, code, _m in found(matrix, after=(consent,))] == [
        ("questions.M.columns.R.show_if", "dangling_condition"),
        ("questions.K.show_if", "dangling_condition"),
    ]


def test_question_codes_and_the_variables_made_of_them_share_one_space_of_names():
    columns = (Column(facet="A", label=text("A"), options="S"),)
    matrix = DualMatrixQuestion(code="M", label=text("M"), rows=(Row(code="C01", label=text("C01")),), columns=columns)
    assert found(single("C01_A"), matrix) == [("questions.M", "duplicate_code", "The code C01_A is taken already by question C01_A.")]
    assert found(single("A"), single("A")) == [("questions.A", "duplicate_code", "The code A is taken already by question A.")]


def test_a_column_of_a_file_cannot_mean_two_things():
    multiple = MultipleQuestion(code="C01", label=text("C01"), options="O")
    assert found(multiple, single("C01_a")) == [
        ("questions.C01", "duplicate_code", "Option a of C01 bears the same name in files as the variable C01_a (C01_a).")
    ]


def test_an_option_occurs_once():
    sets = {"O": options("a", "b", "a"), "S": scale()}
    assert found(single("A"), option_sets=sets) == [("option_sets.O", "duplicate_code", "The code a occurs twice.")]


def test_a_scale_has_one_option_a_value():
    sets = {"S": (*scale(), Option(code="6", label=text("altı"), value=5), Option(code="x", label=text("değersiz")))}
    assert found(LikertQuestion(code="A", label=text("A"), options="S"), option_sets=sets) == [
        ("option_sets.S", "equal_values", "The scale S has two options of value 5."),
        ("option_sets.S.x", "no_value", "Option x of the scale S has no value."),
    ]


def test_a_missing_translation_is_named_with_its_place():
    sets = {"O": (Option(code="a", label=Text(tr="Evet")), Option(code="b", label=Text(en="No")))}
    assert found(single("A", label=Text(tr="Soru")), option_sets=sets, privacy=Text(en="Privacy")) == [
        ("privacy.tr", "missing_translation", "The Turkish text is missing."),
        ("option_sets.O.a.en", "missing_translation", "The English text is missing."),
        ("option_sets.O.b.tr", "missing_translation", "The Turkish text is missing."),
        ("questions.A.en", "missing_translation", "The English text is missing."),
    ]


def test_a_document_that_asks_nothing_is_no_questionnaire():
    assert {p.code for p in problems(Document(code="T", title=Text(tr="T"), sections=()))} == {"missing_translation", "empty"}


def test_a_list_longer_than_the_record_has_room_for_is_refused():
    sets = {"O": options(*[f"o{n}" for n in range(255)])}
    multiple = MultipleQuestion(code="A", label=text("A"), options="O")
    assert found(multiple, option_sets=sets) == [("questions.A", "too_many_options", "A has 255 options; the record has room for 254.")]
    number = NumberQuestion(code="N", label=text("N"), minimum=0, maximum=10**18, decimals=6)
    assert [code for _p, code, _m in found(number)] == ["range_too_wide"]


def test_consents_are_kept_apart_from_the_answers():
    assert found(ConsentQuestion(code="K", label=text("K"))) == [
        ("questions.K", "belongs_after", "K belongs in the after-part: consents and contacts are kept apart from the answers.")
    ]


def test_one_question_decides_the_program_reported_on():
    keys = [RegisterQuestion(code=code, label=text(code), register_name="programs", report_key=True) for code in ("A", "B")]
    assert [(path, code) for path, code, _m in found(*keys)] == [("questions.B", "only_once")]
    wrong = RegisterQuestion(code="A", label=text("A"), options="O", report_key=True)
    assert [(path, code) for path, code, _m in found(wrong)] == [("questions.A", "report_key")]


def test_a_competency_stands_in_a_known_domain():
    competencies = (Competency(code="C01", label=text("C01"), domain="XXX"),)
    assert found(single("A"), competencies=competencies) == [
        ("competencies.C01", "unknown_domain", "Competency C01 names the unknown domain XXX.")
    ]


def test_control_characters_are_refused():
    assert found(single("A", label=text("so\x00ru"))) == [
        ("questions.A.tr", "unprintable", "The text holds a control character that cannot be kept."),
        ("questions.A.en", "unprintable", "The text holds a control character that cannot be kept."),
    ]


def test_only_a_plain_option_can_be_ranked_and_at_least_two():
    extra = {"na": {"missing": "na"}, "none": {"exclusive": True}, "other": {"other_text": True}}
    sets = {"O": options("a", *extra, **extra), "ONE": options("a")}
    ranking = RankingQuestion(code="R", label=text("R"), options="O")
    refusal = "Option {} of R cannot be ranked: it is no answer, excludes the others or asks for a text."
    assert found(ranking, option_sets=sets) == [("questions.R", "cannot_be_ranked", refusal.format(code)) for code in extra]
    alone = RankingQuestion(code="R", label=text("R"), options="ONE")
    assert found(alone, option_sets=sets) == [("questions.R", "too_few_options", "R needs at least two options to be ranked.")]


def test_a_ranking_has_at_most_as_many_options_as_a_place_has_numbers():
    sets = {"O": options(*[f"o{n}" for n in range(255)])}
    ranking = RankingQuestion(code="R", label=text("R"), options="O", maximum=3)
    assert found(ranking, option_sets=sets) == [("questions.R", "too_many_options", "R has 255 options; the record has room for 254.")]


def test_fields_of_a_form_and_columns_of_a_file_belong_to_one_question():
    ranking = RankingQuestion(code="R", label=text("R"), options="O")
    month = PeriodQuestion(code="M", label=text("M"), precision="month", earliest="2020-01", latest="2024-12")
    assert found(ranking, single("R.2"), single("R_1")) == [
        ("questions.R.2", "duplicate_code", "The code R.2 is taken already by question R."),
        ("questions.R", "duplicate_code", "Place 1 of R bears the same name in files as the variable R_1 (R_1)."),
    ]
    assert found(month, single("M.year")) == [("questions.M.year", "duplicate_code", "The code M.year is taken already by question M.")]


def test_a_period_leaves_a_choice():
    assert found(PeriodQuestion(code="P", label=text("P"), earliest="2020", latest="2020")) == [
        ("questions.P", "no_choice", "P leaves no choice: its earliest and its latest answer are both 2020.")
    ]


@pytest.mark.parametrize("measure", ["ranking", "period", "nps", "text"])
def test_a_single_choice_is_measured_as_one(measure):
    assert found(single("A", measure=measure)) == [("questions.A", "measure", f"A is a single choice and cannot be measured as {measure}.")]
