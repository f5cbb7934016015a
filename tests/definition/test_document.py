from surveys.definition.document import Document
from surveys.questions import Text
from tests.factories.documents import likert_document, options, text, work_document


def changed(document, **question_fields):
    """The document with fields of its first question replaced."""
    dumped = document.model_dump(mode="json")
    dumped["sections"][0]["questions"][0].update(question_fields)
    return Document.model_validate(dumped)


def test_a_document_survives_json():
    document = work_document()
    again = Document.model_validate_json(document.model_dump_json())
    assert (again, again.text_hash, again.structure_hash) == (document, document.text_hash, document.structure_hash)


def test_wording_changes_the_text_hash_only():
    document = likert_document()
    for fields in ({"label": {"tr": "Yeni", "en": "New"}}, {"hint": {"tr": "İpucu", "en": "Hint"}}, {"note": "not"}, {"pii": "low"}):
        other = changed(document, **fields)
        assert other.text_hash != document.text_hash
        assert other.structure_hash == document.structure_hash


def test_codes_routing_and_options_change_the_structure():
    document = work_document()
    for fields in ({"code": "W0"}, {"required": False}, {"item_version": 2}):
        assert changed(document, **fields).structure_hash != document.structure_hash
    longer = document.model_copy(update={"option_sets": {**document.option_sets, "W7": options("TR", "DE", "NL", "US")}})
    assert Document.model_validate(longer.model_dump()).structure_hash != document.structure_hash


def test_lists_called_tr_and_en_are_not_taken_for_a_text():
    sets = {"tr": options("a", "b"), "en": options("c", "d")}
    one, other = ({**sets, "en": options("c", "e")}, sets)
    hashes = {Document(code="T", title=text("T"), option_sets=s, sections=likert_document(0).sections).structure_hash for s in (one, other)}
    assert len(hashes) == 2


def test_the_indicators_are_no_part_of_the_structure():
    document = likert_document()
    dumped = {
        **document.model_dump(mode="json"),
        "indicators": [{"code": "K1", "label": Text(tr="a", en="b").model_dump(), "formula": "x"}],
    }
    assert Document.model_validate(dumped).structure_hash == document.structure_hash
