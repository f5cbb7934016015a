"""The draft an editor works on holds the whole document, and nothing of it is lost on the way there and back."""

from pathlib import Path

import pytest
from hypothesis import given

from surveys.definition.bank import NO_BANK, Bank
from surveys.definition.check import DefinitionError
from surveys.definition.document import Competency, Document, Section
from surveys.definition.drafts import fields_of, freeze, thaw
from surveys.definition.formats import yaml_file
from surveys.definition.formats.registers import country_options
from surveys.definition.publishing import document_of, import_draft
from surveys.models import Questionnaire
from surveys.questions import DualMatrixQuestion, LikertQuestion, RegisterQuestion, SingleQuestion, Text
from surveys.questions.scaled import Column, Row
from tests.definition.strategies import documents
from tests.factories.documents import options, scale, text

INSTRUMENTS = Path(__file__).resolve().parents[2] / "mik_site" / "demo" / "questionnaires.yaml"


@given(documents())
def test_freezing_what_was_thawed_gives_the_document_back(document):
    assert freeze(thaw(document, NO_BANK), NO_BANK) == document


@given(documents())
def test_it_does_so_with_a_bank_that_has_the_same_lists_and_others(document):
    bank = Bank(lists={"SCALE": scale(), "V0": options("a", "b")}, constructs={"teaching": text("Öğretim")})
    assert freeze(thaw(document, bank), bank) == document


@pytest.mark.parametrize("document", yaml_file.read(INSTRUMENTS), ids=lambda d: d.code)
def test_the_standard_instruments_survive_with_and_without_a_bank(document):
    bank = Bank(
        lists=document.option_sets,
        competencies={c.code: c for c in document.competencies},
        domains=document.domains,
        constructs=document.constructs,
        facets=document.facets,
    )
    assert (freeze(thaw(document, NO_BANK), NO_BANK), freeze(thaw(document, bank), bank)) == (document, document)
    assert (thaw(document, bank)["lists"], [b["type"] for b in thaw(document, bank)["terms"]].count("competency")) == ([], 0)


@pytest.mark.django_db
@given(documents(most=4))
def test_it_survives_the_database_and_a_revision(document):
    questionnaire = import_draft(document=document)
    assert document_of(questionnaire) == document
    assert freeze(fields_of(questionnaire.get_latest_revision_as_object()), NO_BANK) == document


@pytest.mark.django_db
def test_a_second_import_of_the_same_document_keeps_every_block_its_place():
    document = _small()
    first = import_draft(document=document).get_latest_revision().content["sections"]
    second = import_draft(document=document).get_latest_revision().content["sections"]
    assert (Questionnaire.objects.count(), first) == (1, second)


def _small() -> Document:
    return Document(
        code="SMALL",
        title=text("Küçük"),
        option_sets={"Q1": options("a", "b"), "SCALE": scale(), "COUNTRY": country_options()},
        competencies=(Competency(code="C01", label=text("Alan bilgisi"), tags=("MUDEK-3:1",)),),
        sections=(
            Section(
                code="S1",
                questions=(
                    SingleQuestion(code="Q1", label=text("Tek"), options="Q1"),
                    LikertQuestion(code="Q2", label=text("Madde"), options="SCALE", show_if="Q1 == a"),
                    RegisterQuestion(code="Q3", label=text("Ülke"), options="COUNTRY"),
                    DualMatrixQuestion(
                        code="Q4", label=text("İki"), rows=(Row(code="C01", label=text("Alan bilgisi")),),
                        columns=(Column(facet="A", label=text("Kazanılan"), options="SCALE", required=True, show_if="Q1 == b"),),
                    ),
                ),
            ),
        ),
    )  # fmt: skip


def test_what_is_shared_is_named_and_what_is_not_is_written_where_it_belongs():
    draft = thaw(_small(), NO_BANK)
    single, _item, country, dual = (block["value"] for block in draft["sections"][0]["value"]["questions"])
    assert [block["value"]["name"] for block in draft["lists"]] == ["SCALE"]
    assert (single["options"], [o["value"]["code"] for o in single["own_options"]]) == ("", ["a", "b"])
    assert (country["options"], dual["rows_from"], dual["rows"]) == ("COUNTRY", "competencies", [])


def test_a_change_in_the_bank_reaches_the_next_version_of_every_questionnaire_that_names_it():
    before, after = Bank(lists={"SCALE": scale()}), Bank(lists={"SCALE": scale(4)})
    document = _small()
    assert freeze(thaw(document, before), after).option_sets["SCALE"] == scale(4)


def _refused(**changes):
    with pytest.raises(DefinitionError) as refused:
        freeze({**thaw(_small(), NO_BANK), **changes}, NO_BANK)
    return [str(problem) for problem in refused.value.problems]


def test_everything_in_the_way_is_named_at_once_and_by_codes():
    question = {"type": "likert", "id": "x", "value": {"code": "Ş1", "label_tr": "Soru", "options": "YOK"}}
    other = {"type": "single", "id": "y", "value": {"code": "Q9", "options": "YOK", "own_options": [{"code": "a"}]}}
    lists = [{"type": "list", "id": "z", "value": {"name": "SCALE", "options": []}}] * 2
    found = _refused(
        sections=[{"type": "section", "id": "s", "value": {"code": "S1", "questions": [question, other]}}],
        lists=lists,
        terms=[{"type": "bank_competency", "id": "c", "value": {"code": "C99"}}],
    )
    assert found == [
        "competencies.C99: Soru bankasında C99 yetkinliği yok.",
        "lists: SCALE adında iki liste var.",
        "questions.Ş1.code: Kod eksik ya da kullanılamaz: bir harfle başlar; harf (ç, ğ, ı, ö, ş, ü olmadan), rakam, _ ya da nokta içerir.",
        "questions.Q9.options: Bir liste adı verin ya da seçenekleri buraya yazın; ikisi birden olmaz.",
        "questions.Q9.options: Ne bu ankette ne de soru bankasında YOK adlı bir liste var.",
    ]


def test_an_empty_text_is_the_same_as_none():
    full = LikertQuestion(code="Q", label=text("Madde"), options="S", hint=Text(), show_if="")
    assert full == LikertQuestion(code="Q", label=text("Madde"), options="S")
