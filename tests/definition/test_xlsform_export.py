"""What stands in the sheets of an exported form, and what is named as having no place there."""

import io

import openpyxl
import pytest
from django.utils import translation

from surveys.definition import formats
from surveys.definition.check import DefinitionError
from surveys.definition.document import Document, Section
from surveys.questions import (
    ConsentQuestion,
    ContactQuestion,
    DualMatrixQuestion,
    DynamicMatrixQuestion,
    LikertQuestion,
    MatrixQuestion,
    MultipleQuestion,
    NoteQuestion,
    NpsQuestion,
    NumberQuestion,
    Option,
    PeriodQuestion,
    PrefilledQuestion,
    RankingQuestion,
    RegisterQuestion,
    SingleQuestion,
    Text,
    TextQuestion,
)
from surveys.questions.scaled import Column, Row
from tests.factories.documents import options, scale, text
from tests.factories.every_kind import every_kind
from tests.factories.xlsforms import EN, TR, rows

LABEL = text("Soru")


def document(*questions, after=(), **sets):
    return Document(
        code="D",
        title=Text(tr="Deneme"),
        audience="others",
        option_sets=sets,
        sections=(Section(code="S1", questions=questions),),
        after=after,
    )


def survey(*questions, **fields):
    """Rows of the questions, without those of their section and without labels and messages."""
    found = rows(formats.write(document(*questions, **fields), "xlsform").content, "survey")[1:-1]
    return [{k: v for k, v in row.items() if not k.startswith(("label", "constraint_message"))} for row in found]


@pytest.mark.parametrize(
    ("question", "row"),
    [
        (SingleQuestion(code="A", label=LABEL, options="L", required=True), {"type": "select_one L", "name": "A", "required": "yes"}),
        (LikertQuestion(code="A", label=LABEL, options="S"), {"type": "select_one S", "name": "A", "appearance": "likert"}),
        (RegisterQuestion(code="A", label=LABEL, options="L"), {"type": "select_one L", "name": "A", "appearance": "minimal"}),
        (
            RegisterQuestion(code="A", label=LABEL, register_name="programs", multiple=True, maximum=3),
            {
                "type": "select_multiple_from_file programs.csv",
                "name": "A",
                "appearance": "minimal",
                "constraint": "count-selected(.) <= 3",
            },
        ),
        (
            MultipleQuestion(code="A", label=LABEL, options="X", maximum=2),
            {
                "type": "select_multiple X",
                "name": "A",
                "constraint": "count-selected(.) <= 2 and not(selected(., 'none') and count-selected(.) > 1)",
            },
        ),
        (
            RankingQuestion(code="A", label=LABEL, options="L", shuffle=True),
            {"type": "rank L", "name": "A", "parameters": "randomize=true"},
        ),
        (NpsQuestion(code="A", label=LABEL, low=text("hiç"), high=text("kesin")), {"type": "select_one A", "name": "A"}),
        (
            NumberQuestion(code="A", label=LABEL, minimum=0, maximum=98),
            {"type": "integer", "name": "A", "constraint": ". >= 0 and . <= 98"},
        ),
        (
            NumberQuestion(code="A", label=LABEL, minimum=-1, maximum="2.5", decimals=1, unit="hours", unit_label=text("saat")),
            {
                "type": "decimal",
                "name": "A",
                "hint::Türkçe (tr)": "(saat)",
                "hint::English (en)": "(saat (en))",
                "constraint": ". >= -1 and . <= 2.5",
            },
        ),
        (
            PeriodQuestion(code="A", label=LABEL, earliest="2010", latest="2026"),
            {"type": "date", "name": "A", "appearance": "year", "constraint": ". >= date('2010-01-01') and . <= date('2026-12-31')"},
        ),
        (
            PeriodQuestion(code="A", label=LABEL, precision="month", earliest="2010-03", latest="2024-02"),
            {"type": "date", "name": "A", "appearance": "month-year", "constraint": ". >= date('2010-03-01') and . <= date('2024-02-29')"},
        ),
        (
            TextQuestion(code="A", label=LABEL, max_length=1000),
            {"type": "text", "name": "A", "appearance": "multiline", "constraint": "string-length(.) <= 1000"},
        ),
        (NoteQuestion(code="A", label=LABEL), {"type": "note", "name": "A"}),
        (PrefilledQuestion(code="A", label=LABEL, source="program", required=True), {"type": "text", "name": "A", "read_only": "yes"}),
    ],
)
def test_each_kind_has_its_row(question, row):
    x = options("a", "none", none={"exclusive": True})
    lists = {
        name: value for name, value in {"L": options("a", "b"), "S": scale(), "X": x}.items() if name == getattr(question, "options", None)
    }
    assert survey(question, **lists) == [row]


def test_an_option_that_asks_for_a_text_has_the_text_below():
    other = options("a", "other", other={"other_text": True})
    assert survey(MultipleQuestion(code="A", label=LABEL, options="L"), L=other)[1:] == [
        {"type": "text", "name": "A_other", "relevant": "selected(${A}, 'other')", "constraint": "string-length(.) <= 200"}
    ]


def test_a_matrix_is_a_table_and_a_dual_matrix_one_for_each_facet():
    two = (Row(code="R1", label=LABEL), Row(code="R2", label=LABEL))
    columns = (
        Column(facet="A", label=text("kazanılan"), options="S", required=True),
        Column(facet="R", label=text("gerekli"), options="S4", show_if="M1 == 5"),
    )
    assert survey(
        MatrixQuestion(code="M", label=LABEL, options="S", rows=(Row(code="M1", label=LABEL),)),
        DualMatrixQuestion(code="D", label=LABEL, rows=two, columns=columns, show_if="M1 >= 1"),
        DynamicMatrixQuestion(code="O", label=LABEL, options="S", slots=1),
        S=scale(),
        S4=scale(4),
    ) == [
        {"type": "begin_group", "name": "M", "appearance": "table-list"},
        {"type": "select_one S", "name": "M1"},
        {"type": "end_group"},
        {"type": "begin_group", "name": "D", "relevant": "${M1} = '1' or ${M1} = '2' or ${M1} = '3' or ${M1} = '4' or ${M1} = '5'"},
        {"type": "begin_group", "name": "D_A", "appearance": "table-list"},
        {"type": "select_one S", "name": "R1_A", "required": "yes"},
        {"type": "select_one S", "name": "R2_A", "required": "yes"},
        {"type": "end_group"},
        {"type": "begin_group", "name": "D_R", "relevant": "${M1} = '5'", "appearance": "table-list"},
        {"type": "select_one S4", "name": "R1_R"},
        {"type": "select_one S4", "name": "R2_R"},
        {"type": "end_group"},
        {"type": "end_group"},
        {"type": "begin_group", "name": "O", "appearance": "table-list"},
        {"type": "select_one S", "name": "P01"},
        {"type": "end_group"},
    ]


def test_the_part_after_is_a_group_of_its_own_at_the_end():
    after = (ConsentQuestion(code="C", label=LABEL), ContactQuestion(code="E", label=LABEL))
    found = rows(formats.write(document(TextQuestion(code="A", label=LABEL), after=after), "xlsform").content, "survey")[3:]
    assert [(row["type"], row.get("name"), row.get("constraint")) for row in found] == [
        ("begin_group", "after", None),
        ("acknowledge", "C", None),
        ("text", "E", "regex(., '^[^ @]+@[^ @]+[.][^ @]+$')"),
        ("end_group", None, None),
    ]


def test_lists_labels_and_settings_are_in_both_languages():
    written = formats.write(
        document(NpsQuestion(code="A", label=LABEL, low=text("hiç"), high=Text(tr="10 = kesin", en="10 = sure"))), "xlsform"
    )
    choices = rows(written.content, "choices")
    assert (choices[0], choices[10]) == (
        {"list_name": "A", "name": "0", TR: "0: hiç", EN: "0: hiç (en)"},
        {"list_name": "A", "name": "10", TR: "10 = kesin", EN: "10 = sure"},
    )
    (settings,) = rows(written.content, "settings")
    assert settings == {
        "form_title": "Deneme",
        "form_id": "D",
        "version": document(NpsQuestion(code="A", label=LABEL, low=text("hiç"), high=Text(tr="10 = kesin", en="10 = sure"))).text_hash[:12],
        "default_language": "Türkçe (tr)",
        "style": "pages",
    }


def test_every_cell_is_text_whatever_it_looks_like():
    content = formats.write(
        document(SingleQuestion(code="A", label=Text(tr="=1+1", en="01"), options="L"), L=options("1", "TRUE")), "xlsform"
    ).content
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(content)) for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}


def remarks(given):
    with translation.override("en"):
        return [(remark.path, remark.message) for remark in formats.write(given, "xlsform").remarks]


def test_codes_a_form_cannot_hold_go_under_another_name_and_come_back():
    lists = {"my.list": (Option(code="it's", label=LABEL), Option(code='say-"it"', label=LABEL), Option(code="ok", label=LABEL))}
    given = document(
        SingleQuestion(code="a.1", label=LABEL, options="my.list"),
        TextQuestion(code="A_1", label=LABEL, show_if="""a.1 in ["it's", 'say-"it"', ok]"""),
        TextQuestion(code="meta", label=Text(tr="Neden {a.1} ve {program}?", en="Why?"), show_if="a.1 == ok"),
        **lists,
    )
    found = rows(formats.write(given, "xlsform").content, "survey")
    assert [(row["name"], row.get("relevant"), row.get(TR)) for row in found[1:4]] == [
        ("a_1", None, "Soru"),
        ("A_1_2", "${a_1} = 'option' or ${a_1} = 'option_2' or ${a_1} = 'ok'", "Soru"),
        ("meta_2", "${a_1} = 'ok'", "Neden ${a_1} ve {program}?"),
    ]
    assert formats.read_file(formats.write(given, "xlsform").content, "d.xlsx") == formats.Reading((given,))
    names = "in the form: names there are letters, digits and _, each once whatever its case."
    quotes = "in the form, where quotation marks cannot be part of a code."
    assert [remark for remark in remarks(given) if remark[0] not in {"audience", "title"}] == [
        ("questions.a.1", f"a.1 is called a_1 {names}"),
        ("questions.A_1", f"A_1 is called A_1_2 {names}"),
        ("questions.meta", f"meta is called meta_2 {names}"),
        ("option_sets.my.list", "The list my.list is called my_list in the form."),
        ("option_sets.my.list.it's", f"The option it's is called option {quotes}"),
        ('option_sets.my.list.say-"it"', f'The option say-"it" is called option_2 {quotes}'),
        ("questions.meta", "{a.1} is the label of the answer here; in the form it is its code."),
        ("questions.meta", "{program} is filled in here and stays as it is in the form."),
    ]


def test_everything_a_form_has_no_place_for_is_named():
    given = every_kind()
    kept = dict(remarks(given))
    asked_for = {
        "minutes": "An XLSForm has no place for the minutes it takes; only the sheet mik keeps it.",
        "competencies": "An XLSForm has no place for competencies and their tags; only the sheet mik keeps it.",
        "headline": "An XLSForm has no place for headline questions (K03, K15); only the sheet mik keeps it.",
        "note": "An XLSForm has no place for notes for the people who make the questionnaire (K08); only the sheet mik keeps it.",
        "classification": "An XLSForm has no place for the standard a list of options follows (K11); only the sheet mik keeps it.",
        "questions.K01": "K01 is known beforehand: in the form it is a field that only can be read, which the link has to fill in.",
        "questions.K07": "K07 asks for some places only; a form always has all options ranked.",
        "questions.K10": (
            "K10 asks for programs, which are no part of the form: a file programs.csv with the columns name and label goes with it."
        ),
    }
    assert {path: kept.get(path) for path in asked_for} == asked_for
    assert formats.read_file(formats.write(given, "xlsform").content, "k.xlsx") == formats.Reading((given,))


def test_a_document_with_faults_or_texts_no_cell_can_hold_is_refused():
    faulty = document(
        TextQuestion(code="A", label=LABEL, show_if="B == x"), TextQuestion(code="B", label=Text(tr="a\ufffeb", en="x" * 16_384))
    )
    with translation.override("en"), pytest.raises(DefinitionError) as refused:
        formats.write(faulty, "xlsform")
    assert [(problem.path, problem.message) for problem in refused.value.problems] == [
        ("questions.A.show_if", "A is shown by B, which does not come before it."),
        ("questions.A.show_if", "B is free text: only answered(B) can be asked of it."),
        ("questions.B.tr", "The text holds a control character that cannot be kept."),
        ("questions.B.en", "The text is longer than a cell of a workbook can be (16383 characters)."),
    ]


def test_a_form_without_any_list_has_no_sheet_of_choices():
    content = formats.write(document(TextQuestion(code="A", label=LABEL)), "xlsform").content
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == ["survey", "settings", "mik"]
    assert formats.read_file(content, "d.xlsx").documents == (document(TextQuestion(code="A", label=LABEL)),)


def test_a_text_of_the_sheet_mik_may_be_longer_than_a_cell():
    given = document(TextQuestion(code="A", label=LABEL, note="ş" * 40_000))
    assert formats.read_file(formats.write(given, "xlsform").content, "d.xlsx").documents == (given,)
