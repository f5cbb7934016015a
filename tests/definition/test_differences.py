"""What changed between two documents, in words: readable, and complete whatever changed."""

import copy
import typing
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from pydantic import BaseModel, ValidationError

from surveys.definition.difference_words import FIELDS
from surveys.definition.differences import changes, differences
from surveys.definition.document import Document, Section
from surveys.questions import AnyQuestion, LikertQuestion, NumberQuestion, Option, SingleQuestion
from tests.definition.strategies import documents
from tests.factories.documents import likert_document, options, text, work_document
from tests.factories.every_kind import every_kind


def told(earlier: Document, later: Document, language: str = "en") -> list[str]:
    with translation.override(language):
        return differences(earlier, later)


def altered(document: Document, **fields: Any) -> Document:
    return Document.model_validate({**document.model_dump(mode="json"), **fields})


def asked(*questions, **fields) -> Document:
    sets = {"O": options("a", "b")}
    return Document(code="T", title=text("T"), option_sets=sets, sections=(Section(code="S", questions=questions),), **fields)


WORKING = SingleQuestion(code="A1", label=text("Çalışıyor musunuz?", "Do you work?"), options="O")
HOURS = NumberQuestion(code="A2", label=text("Haftada kaç saat?", "How many hours?"), minimum=0, maximum=98)
PAID = NumberQuestion(code="A3", label=text("Kaç ay?", "How many months?"), minimum=0, maximum=12)


def test_a_document_does_not_differ_from_itself():
    assert told(every_kind(), every_kind()) == []


def test_what_came_went_and_moved_is_named_with_its_place():
    before, after = asked(WORKING, HOURS, PAID), asked(PAID, WORKING, LikertQuestion(code="A4", label=text("Nasıl?", "How?"), options="O"))
    assert told(before, after) == [
        "A4 “How?”: new question (Scale) in section S.",
        "A3 “How many months?”: stands first now.",
        "A2 “How many hours?”: no longer asked (before: in section S).",
    ]


def test_a_question_may_move_to_another_section_or_behind_the_sending():
    sections = (Section(code="S", questions=(WORKING,)), Section(code="Z", title=text("İş", "Work"), questions=(HOURS, PAID)))
    before = asked(WORKING, HOURS, PAID)
    assert told(before, before.model_copy(update={"sections": sections})) == [
        "Section Z “Work”: new section.",
        "A2 “How many hours?”: moved from section S to section Z “Work”.",
        "A3 “How many months?”: moved from section S to section Z “Work”.",
    ]
    after = before.model_copy(update={"sections": (Section(code="S", questions=(WORKING, HOURS)),), "after": (PAID,)})
    assert told(before, after) == ["A3 “How many months?”: moved from section S to the part after sending."]


def test_old_and_new_texts_are_shown_language_by_language():
    reworded = WORKING.model_copy(update={"label": text("Şu anda çalışıyor musunuz?", "Do you work?"), "hint": text("Bugün", "Today")})
    assert told(asked(WORKING), asked(reworded)) == [
        "A1 “Do you work?”: Wording (Turkish): “Çalışıyor musunuz?” → “Şu anda çalışıyor musunuz?”",
        "A1 “Do you work?”: Help beneath the question (Turkish): – → “Bugün”",
        "A1 “Do you work?”: Help beneath the question (English): – → “Today”",
    ]


def test_a_condition_is_told_in_words_and_a_duty_as_yes_or_no():
    only_workers = HOURS.model_copy(update={"show_if": "A1 == a", "required": True})
    assert told(asked(WORKING, HOURS), asked(WORKING, only_workers)) == [
        "A2 “How many hours?”: Must be answered: no → yes",
        "A2 “How many hours?”: Condition: asked of everybody → A1 is “seçenek a (en)”",
    ]


def test_options_are_told_once_with_the_questions_that_share_them():
    before = likert_document(2)
    scale = [o.model_dump(mode="json") for o in before.option_sets["SCALE"]]
    scale[0]["label"]["en"], scale[1]["value"] = "lowest", 2.5
    new = Option(code="98", label=text("belirtmem", "rather not"), missing="refused").model_dump(mode="json")
    after = altered(before, option_sets={"SCALE": [*scale[:4], new, scale[5]]})
    assert told(before, after) == [
        "List SCALE (Q1, Q2): Option 1, Wording (English): “basamak 1 (en)” → “lowest”",
        "List SCALE (Q1, Q2): Option 2, Value: 2 → 2.5",
        "List SCALE (Q1, Q2): Option 98 “rather not”: new.",
        "List SCALE (Q1, Q2): Option 5 “basamak 5 (en)”: taken out.",
    ]


def test_the_list_of_a_new_question_is_not_told_beside_it():
    more = LikertQuestion(code="A4", label=text("Nasıl?", "How?"), options="Z")
    before, after = asked(WORKING), asked(WORKING, more.model_copy(update={"options": "O"}))
    assert told(before, after) == ["A4 “How?”: new question (Scale) in section S."]
    with_list = altered(before, option_sets={**before.model_dump(mode="json")["option_sets"], "Z": [o.model_dump() for o in options("z")]})
    own = Document.model_validate(
        {**asked(WORKING).model_dump(mode="json"), "option_sets": with_list.model_dump(mode="json")["option_sets"]}
    )
    assert told(before, own) == ["List Z (used by no question): new list (z “seçenek z (en)”)."]


def test_the_reader_is_told_in_the_readers_language():
    reworded = WORKING.model_copy(update={"label": text("Çalışıyor musunuz?", "Are you working?")})
    (sentence,) = told(asked(WORKING), asked(reworded), "tr")
    assert "“Do you work?” → “Are you working?”" in sentence
    assert sentence.startswith("A1 “Çalışıyor musunuz?”: ")


@given(documents(), documents())
def test_two_documents_differ_exactly_where_there_is_something_to_tell(one, other):
    assert [bool(told(a, b)) for a in (one, other) for b in (one, other)] == [
        a.text_hash != b.text_hash for a in (one, other) for b in (one, other)
    ]


def leaves(value: Any, path: tuple = ()) -> Iterator[tuple]:
    """Paths of all values that are no containers, and of empty containers."""
    children = list(value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ())
    if not children:
        yield path
    for key, child in children:
        yield from leaves(child, (*path, key))


def shape(dump: dict, path: tuple) -> tuple:
    """The same for values of one field in things of one kind: one of each is enough."""
    names, at = [], dump
    for key in path:
        at = at[key]
        names.append(key if isinstance(key, str) and path[0] != "option_sets" else "*")
        if isinstance(at, dict) and "kind" in at:
            names.append(at["kind"])
    return (*names[:-1], path[-1], at is None)


OTHERS: list[Any] = [True, False, 7, 3, "Z9", "SAT5", "K03", "K03 == yes", None, {"tr": "t", "en": "e"}, ["MUDEK-9:9"], {"x": {"y": 1}}]
OTHERS += ["2016-01", "2024-11", "employers", "cohort", "nominal", "ordinal", "refused", "month", "year", "listed", "programs"]


def with_other_values(dump: dict, path: tuple) -> Iterator[Document]:
    """Every valid document that differs from this one at the path only."""
    now = dump
    for key in path:
        now = now[key]
    likely_first = sorted(OTHERS, key=lambda other: type(other) is not type(now))
    for other in (other for other in likely_first if other != now or type(other) is not type(now)):
        changed = copy.deepcopy(dump)
        place = changed
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = other
        try:
            document = Document.model_validate(changed)
        except ValidationError:
            continue
        if document.model_dump(mode="json") != dump:
            yield document


def test_whatever_single_value_changes_is_told():
    before = every_kind()
    dump = before.model_dump(mode="json")
    silent, tried, names = [], set(), set()
    for path in {shape(dump, path): path for path in leaves(dump)}.values():
        names.add(path[-1])
        for variant in islice(with_other_values(dump, path), 1):
            tried.add(path[-1])
            if not told(before, variant):
                silent.append(path)
    assert silent == []
    # A kind has fields of its own, a precision its range, a register its list: none of them changes alone.
    assert names - tried == {"format", "kind", "precision", "register_name", "rows_from"}


@pytest.mark.parametrize("how", ["removed", "reversed"])
def test_whatever_list_loses_a_member_or_its_order_is_told(how):
    before = every_kind()
    dump = before.model_dump(mode="json")
    paths = {p[: p.index(key)] for p in leaves(dump) for key in p if isinstance(key, int)}
    paths |= {p[:n] for p in paths for n in range(1, len(p)) if isinstance(p[n], int)}
    tried = 0
    for path in paths:
        changed = copy.deepcopy(dump)
        place = changed
        for key in path[:-1]:
            place = place[key]
        members = place[path[-1]]
        place[path[-1]] = members[1:] if how == "removed" else members[::-1]
        if place[path[-1]] == members:
            continue
        try:
            after = Document.model_validate(changed)
        except ValidationError:
            continue
        tried += 1
        assert told(before, after) != [], path
    assert tried > 15


def fields_of(model: type[BaseModel], seen: set[type]) -> set[str]:
    if model in seen:
        return set()
    seen.add(model)
    found = set(model.model_fields)
    for field in model.model_fields.values():
        for part in walk(field.annotation):
            found |= fields_of(part, seen)
    return found


def walk(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in typing.get_args(annotation):
        yield from walk(part)


def test_every_field_has_a_name_a_reader_understands():
    every: set[str] = fields_of(Document, set())
    for kind in walk(AnyQuestion):
        every |= fields_of(kind, set())
    structure = {
        "sections",
        "questions",
        "after",
        "rows",
        "columns",
        "option_sets",
        "domains",
        "constructs",
        "facets",
        "competencies",
        "indicators",
    }
    assert every - structure - {"tr", "en"} - set(FIELDS) == set()


def test_a_place_is_named_as_the_checks_name_it():
    before = work_document()
    after = altered(before, minutes=5)
    assert [(c.path, c.kind) for c in changes(before, after)] == [("minutes", "changed")]
