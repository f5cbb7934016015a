from pathlib import Path

import pytest

import mik_site.demo
from surveys.definition.check import problems
from surveys.definition.compiled import compile_document
from surveys.definition.document import Document
from surveys.definition.formats.yaml_file import read
from tests.factories.documents import work_document
from tests.factories.questionnaire_files import questionnaire_file

STANDARD = Path(mik_site.demo.__file__).parent / "questionnaires.yaml"


@pytest.fixture(scope="module")
def standard() -> dict[str, Document]:
    return {document.code: document for document in read(STANDARD)}


def test_the_three_standard_instruments_are_read_whole_and_sound(standard):
    assert {code: (d.audience, d.minutes, len(d.all_questions), problems(d)) for code, d in standard.items()} == {
        "MYM": ("graduates", 9, 25, []),
        "MIA": ("graduates", 8, 30, []),
        "IMA": ("employers", 7, 25, []),
    }


def test_consents_contacts_and_offers_are_asked_apart(standard):
    assert {code: [q.code for q in d.after] for code, d in standard.items()} == {
        "MYM": ["A24", "A25"],
        "MIA": ["E29", "E30"],
        "IMA": ["I21", "I24", "I25"],
    }


def test_pages_break_at_matrices_long_texts_constructs_and_dependencies(standard):
    assert [[q.code for q in page.questions] for page in compile_document(standard["MYM"]).pages] == [
        ["A01", "A02", "A03"],
        ["A04"],
        ["A05"],
        ["A06", "A07", "A08", "A09"],
        ["A10", "A11", "A12", "A13", "A14"],
        ["A15"],
        ["A16", "A17", "A18", "A19", "A20", "A21"],
        ["A22"],
        ["A23"],
    ]
    for document in standard.values():
        assert [len(page.questions) for page in compile_document(document).pages] == [len(s.questions) for s in document.sections]


def test_competencies_are_asked_in_facets_and_keep_their_tags(standard):
    mym = standard["MYM"]
    assert [c for c in mym.variables if c.startswith("C16")] == ["C16_A", "C16_R"]
    assert (mym.competencies[0].domain, mym.competencies[0].tags) == ("FND", ("MUDEK-3:1", "TYYC:Bilgi"))
    assert (list(mym.facets), list(standard["IMA"].facets)) == (["A", "R"], ["I", "P"])
    assert [o.code for o in mym.variables["A21"].options] == [f"C{n:02d}" for n in range(1, 17)]
    assert standard["MIA"].competencies == ()


def test_registers_come_with_names_in_both_languages(standard):
    countries, provinces = (standard["MIA"].option_sets[name] for name in ("COUNTRY", "PROVINCE"))
    assert (countries[0].code, countries[0].label.tr, countries[0].label.en) == ("TR", "Türkiye", "Türkiye")
    assert {o.code: (o.label.tr, o.label.en) for o in countries}["DE"] == ("Almanya", "Germany")
    assert len(countries) == 249
    assert [o.code for o in provinces] == [f"{n:02d}" for n in range(1, 82)]
    assert provinces[60].label.tr == "Trabzon"
    rated = standard["IMA"].variables["I09"]
    assert (rated.register, rated.storage, rated.options) == ("programs", "register", ())


def test_an_aliased_list_stays_one_list(standard):
    assert standard["MIA"].variables["E10"].options is standard["MIA"].option_sets["NACE"]


def test_no_answer_codes_become_kinds_of_missing_and_bands_keep_their_bounds(standard):
    assert [(o.code, o.value, o.missing) for o in standard["MYM"].option_sets["SAT5"]][-2:] == [("5", 5.0, None), ("99", None, "na")]
    income = standard["MIA"].option_sets["E17"]
    assert [(o.code, o.low, o.high, o.missing) for o in income][-2:] == [("b6", 5.0, None, None), ("98", None, None, "refused")]


def test_measures_are_explicit(standard):
    codes = {"A16": "ordinal", "A20": "nps", "A03": "nominal", "A21": "multiple", "A22": "text", "C01_A": "ordinal"}
    assert {code: standard["MYM"].variables[code].measure for code in codes} == codes


def test_what_does_not_matter_to_fielding_is_kept_as_metadata(standard):
    assert standard["MIA"].metadata["fieldwork"]["reference_week"] is True
    assert standard["MYM"].metadata["directive_article"] == "6(1)(m)"
    assert "P01" in {q.code: q for q in standard["MYM"].questions}["A05"].note
    assert [i.code for i in standard["IMA"].indicators] == ["K02", "K03", "K04", "K05", "K06", "K14"]


def test_only_meta_scales_and_instruments_are_required(tmp_path):
    (document,) = read(questionnaire_file(tmp_path, "{code: A, type: text, tr: Soru, en: Question}"))
    assert (document.code, [q.code for q in document.questions], problems(document)) == ("T", ["A"], [])


def test_what_is_apart_can_be_said_and_unsaid(tmp_path):
    offer = (
        "{{code: {code}, type: multi, tr: T, en: E{extra}, options: [{{v: a, tr: A, en: A}}, {{v: none, tr: Y, en: N, exclusive: true}}]}}"
    )
    consent = "{code: Z, type: consent, separate: true, tr: Rıza, en: Consent}"
    questions = [
        offer.format(code="A", extra=""),
        offer.format(code="B", extra=", after: false"),
        "{code: C, type: text, after: true, tr: T, en: E}",
        consent,
    ]
    (document,) = read(questionnaire_file(tmp_path, *questions))
    assert ([q.code for q in document.questions], [q.code for q in document.after]) == (["B"], ["A", "C", "Z"])


def test_an_option_may_override_the_codes_of_no_answer(tmp_path):
    codes = ["v: 1", "v: 98, missing: dk", "v: 99, missing: none", "v: x, missing: na"]
    options = f"[{', '.join(f'{{{code}, tr: A, en: A}}' for code in codes)}]"
    (document,) = read(questionnaire_file(tmp_path, f"{{code: A, type: single, tr: Soru, en: Question, options: {options}}}"))
    assert [(o.code, o.missing) for o in document.option_sets["A"]] == [("1", None), ("98", "dk"), ("99", None), ("x", "na")]


def test_sections_are_taken_as_given(tmp_path):
    text = """
meta: {}
scales: {}
instruments:
  - id: T
    title: {tr: T, en: T}
    sections:
      - {code: ONE, title: {tr: Bir, en: One}, questions: [{code: A, type: text, tr: A, en: A}, {code: K, type: consent, tr: K, en: K}]}
      - {code: TWO, questions: [{code: B, type: number, min: 0, max: 9, decimals: 1, unit: hours, tr: B, en: B}]}
"""
    path = tmp_path / "t.yaml"
    path.write_text(text, encoding="utf-8")
    (document,) = read(path)
    assert [(s.code, [q.code for q in s.questions]) for s in document.sections] == [("ONE", ["A"]), ("TWO", ["B"])]
    assert [q.code for q in document.after] == ["K"]
    assert document.questions[1].unit_label.tr == "saat"


def test_a_document_in_json_is_itself(tmp_path):
    path = tmp_path / "work.json"
    path.write_text(work_document().model_dump_json(), encoding="utf-8")
    assert read(path) == [work_document()]
