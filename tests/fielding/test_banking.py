"""Filling the item bank from documents: nothing that is there is overwritten."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from surveys.definition import bank
from surveys.definition.document import Competency as DocumentCompetency
from surveys.definition.document import Document, Section
from surveys.definition.drafts import freeze, thaw
from surveys.definition.formats import yaml_file
from surveys.definition.publishing import import_draft
from surveys.fielding.banking import Entry, add_outcome_set, fill_bank
from surveys.models import AuditEntry, Competency, Construct, Domain, Facet, OptionList, OutcomeSet
from surveys.questions import DualMatrixQuestion, Text
from surveys.questions.scaled import Column, Row
from tests.factories.documents import scale, text

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
INSTRUMENTS = Path(__file__).resolve().parents[2] / "mik_site" / "demo" / "questionnaires.yaml"


def a_document(*, audience="graduates", wording="Kendimi", facet="A", tags=("MUDEK-3:1",), domain="FND", steps=5, code=None, **facts):
    """One competency asked on the scale SCALE."""
    label = text(wording)
    matrix = DualMatrixQuestion(
        code="Q1",
        label=text("Düzey"),
        rows=(Row(code="C01", label=label),),
        columns=(Column(facet=facet, label=text("d"), options="SCALE"),),
    )
    return Document(
        **{
            "code": code or audience[:3].upper(),
            "title": text("Anket"),
            "audience": audience,
            "domains": {domain: text("Temel")},
            "facets": {facet: text(facet)},
            "competencies": (DocumentCompetency(code="C01", label=label, domain=domain, tags=tags),),
            "option_sets": {"SCALE": scale(steps)},
            "sections": (Section(code="S1", questions=(matrix,)),),
            **facts,
        }
    )


def fill(*documents):
    return fill_bank(documents, now=NOW, by=None)


def wordings():
    return [(c.graduate_tr, c.employer_tr, sorted(f.code for f in c.facets.all())) for c in Competency.objects.all()]


def test_a_competency_takes_each_audiences_wording_from_its_own_questionnaire():
    fill(a_document(), a_document(audience="employers", wording="Mezunu", facet="P"))
    assert wordings() == [("Kendimi", "Mezunu", ["A", "P"])]
    assert list(Facet.objects.values_list("code", "audience")) == [("A", "graduates"), ("P", "employers")]


def test_the_same_wording_is_written_once():
    fill(a_document(), a_document(audience="employers", facet="P"))
    assert wordings() == [("Kendimi", "", ["A", "P"])]


def test_what_only_employers_are_asked_is_everybodys_wording():
    fill(a_document(audience="employers", wording="Mezunu"))
    assert wordings() == [("Mezunu", "", ["A"])]


def test_the_wording_for_employers_may_come_later():
    fill(a_document())
    later = fill(a_document(audience="employers", wording="Mezunu", facet="P"))
    assert (wordings(), later.completed) == ([("Kendimi", "Mezunu", ["A", "P"])], [Entry("competency", "C01")])


def test_it_does_not_where_employers_are_asked_the_other_one_already():
    fill(a_document())
    import_draft(document=a_document(audience="employers", facet="P"))
    later = fill(a_document(audience="employers", wording="Mezunu", facet="P", code="EMP2"))
    assert (wordings(), [entry.code for entry in later.conflicts]) == ([("Kendimi", "", ["A"])], ["C01"])


def test_the_same_again_changes_nothing():
    first = fill(a_document())
    kinds = [("list", "SCALE"), ("domain", "FND"), ("facet", "A"), ("outcome_set", "MUDEK-3"), ("competency", "C01")]
    assert first.added == [Entry(*kind) for kind in kinds]
    assert fill(a_document()).same == first.added


@pytest.mark.parametrize(
    ("changed", "kind", "code"),
    [
        ({"steps": 4}, "list", "SCALE"),
        ({"domains": {"FND": text("Başka")}}, "domain", "FND"),
        ({"facets": {"A": text("Başka")}}, "facet", "A"),
        ({"wording": "Başka"}, "competency", "C01"),
        ({"tags": ("MUDEK-3:2",)}, "competency", "C01"),
        ({"domain": "TEC"}, "competency", "C01"),
    ],
)
def test_what_the_bank_says_otherwise_is_reported_and_stays(changed, kind, code):
    fill(a_document())
    before = [list(model.objects.order_by("pk").values()) for model in (OptionList, Facet, Competency)]
    again = fill(a_document(**changed))
    assert again.conflicts == [Entry(kind, code, "Soru bankasında bu kod altında başka bir içerik var; olduğu gibi kaldı.")]
    assert [list(model.objects.order_by("pk").values()) for model in (OptionList, Facet, Competency)] == before


def test_two_questionnaires_that_contradict_each_other_fill_nothing():
    filled = fill(a_document(), a_document(steps=4, code="GRA2"))
    assert filled.conflicts == [Entry("list", "SCALE", "Anketlerden ikisi bu kod altında farklı şeyler söylüyor.")]
    assert OptionList.objects.count() == 0


@pytest.mark.parametrize(
    ("facts", "conflict"),
    [
        (
            {"tags": ("Bilgi",)},
            Entry("outcome_set", "Bilgi", "Bir etiket, aralarında iki nokta ile takımı ve çıktıyı belirtir: MUDEK-3:1."),
        ),
        ({"option_sets": {"SCALE": (*scale(2), *scale(1, na=False))}}, Entry("list", "SCALE", "")),
        ({"facets": {"A": Text(tr="Kazanılan")}}, Entry("facet", "A", "")),
    ],
)
def test_what_breaks_a_rule_of_the_bank_is_left_out(facts, conflict):
    filled = fill(a_document(**facts))
    assert (filled.conflicts[0].kind, filled.conflicts[0].code) == (conflict.kind, conflict.code)
    assert filled.conflicts[0].reason.startswith(conflict.reason)
    assert Entry(conflict.kind, conflict.code) not in filled.added


def test_a_set_nobody_knows_is_made_of_its_tags():
    fill(a_document(tags=("FEDEK:3", "FEDEK:1")))
    made = OutcomeSet.objects.get()
    assert (made.code, [outcome.tag for outcome in made.outcomes.all()]) == ("FEDEK", ["FEDEK:3", "FEDEK:1"])


def test_a_set_the_product_knows_comes_whole_and_once():
    first = add_outcome_set("MUDEK-2.1", now=NOW, by=None)
    assert (first.outcomes.count(), add_outcome_set("MUDEK-2.1", now=NOW, by=None)) == (11, first)
    with pytest.raises(KeyError):
        add_outcome_set("NOWHERE", now=NOW, by=None)


def test_filling_is_written_down_with_its_counts():
    fill(a_document())
    entry = AuditEntry.objects.get(action="bank.filled")
    assert entry.detail == {"added": 5, "completed": 0, "same": 0, "conflicts": 0}


def test_the_standard_instruments_then_name_what_they_share():
    documents = yaml_file.read(INSTRUMENTS)
    filled = fill(*documents)
    assert (filled.conflicts, Domain.objects.count(), Construct.objects.count(), Competency.objects.count()) == ([], 5, 6, 16)
    for document in documents:
        stored = bank.load(audience=document.audience)
        draft = thaw(document, stored)
        assert (draft["lists"], draft["names_from_bank"], {b["type"] for b in draft["terms"]} - {"indicator"}) == (
            [],
            True,
            {"bank_competency"} if document.competencies else set(),
        )
        assert freeze(draft, stored) == document
