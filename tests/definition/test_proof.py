"""The hashes worked out again without the product are those of the product."""

import json

from hypothesis import given

from surveys.definition import proof
from tests.definition.strategies import documents
from tests.factories.every_kind import every_kind


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
