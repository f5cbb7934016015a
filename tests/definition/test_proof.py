"""The hashes worked out again without the product are those of the product."""

import json

from hypothesis import given

from surveys.definition import proof
from tests.definition.strategies import documents
from tests.factories.every_kind import every_kind

STORED = {
    "code": "Q",
    "title": {"tr": "Deneme", "en": "Trial"},
    "audience": "graduates",
    "option_sets": {"Y": [{"code": "1", "label": {"tr": "evet", "en": "yes"}, "low": None}]},
    "sections": [
        {
            "code": "S",
            "questions": [
                {"kind": "single", "code": "A", "label": {"tr": "Çalışıyor musunuz?", "en": "Do you work?"}, "note": "n", "options": "Y"}
            ],
        }
    ],
}


def test_the_rule_of_the_hashes_never_changes():
    """Figures of sha256sum over the bytes written out by hand: no change of code may make a published version unprovable."""
    assert (proof.text_hash(STORED), proof.structure_hash(STORED)) == (
        "10a81760f468ad4ac02dbab0d617c22cb8369cdac580e58708ffb432435816d9",
        "44ca185c55e245e4077496fd1dfb77a861cab09378d41918b1e3e9fe969fb713",
    )


@given(document=documents())
def test_any_document_has_the_same_hashes_when_read_from_its_json(document):
    stored = json.loads(document.model_dump_json(indent=2))
    assert (proof.text_hash(stored), proof.structure_hash(stored)) == (document.text_hash, document.structure_hash)


def test_a_remark_changes_the_text_and_not_the_structure():
    document = every_kind()
    stored = document.model_dump(mode="json")
    stored["sections"][1]["questions"][4]["note"] = "başka"
    assert (proof.text_hash(stored) == document.text_hash, proof.structure_hash(stored) == document.structure_hash) == (False, True)


def test_a_code_changes_both():
    document = every_kind()
    stored = document.model_dump(mode="json")
    stored["sections"][1]["questions"][0]["code"] = "K99"
    assert (proof.text_hash(stored) == document.text_hash, proof.structure_hash(stored) == document.structure_hash) == (False, False)
