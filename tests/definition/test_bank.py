"""The item bank as documents take from it, and who takes what."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from surveys.definition import bank
from surveys.definition.bank import Bank, list_faults
from surveys.definition.bank_contents import gather
from surveys.definition.bank_usage import BankUses, EntryUses, Use, names_taken
from surveys.definition.document import Competency as DocumentCompetency
from surveys.definition.document import Document, Section
from surveys.definition.drafts import thaw
from surveys.definition.formats import yaml_file
from surveys.definition.outcome_sets import KNOWN_SETS, parts
from surveys.definition.publishing import import_draft, publish
from surveys.models import Competency, Construct, Domain, Facet, ListedOption, OptionList, Outcome, OutcomeSet
from surveys.questions import LikertQuestion, Option, SingleQuestion, Text
from tests.factories.documents import PUBLISHED, options, scale, text

INSTRUMENTS = Path(__file__).resolve().parents[2] / "mik_site" / "demo" / "questionnaires.yaml"


def step(code, value=None, **facts):
    return Option(code=code, label=text(code), value=value, **facts)


@pytest.mark.parametrize(
    ("given", "is_scale", "faults"),
    [
        (scale(), True, []),
        (options("a", "b"), False, []),
        ((), False, [((), "Bir listede seçenek bulunmalıdır.")]),
        ((step("a"), step("a")), False, [(("a",), "a kodu iki kez geçiyor.")]),
        ((step("a", low=3, high=3),), False, [(("a",), "a seçeneğinin aralığı başlamadan bitiyor.")]),
        (
            (step("1", 1), step("2", 1), step("3", 3)),
            True,
            [(("1", "2"), "1, 2 aynı değeri taşıyor: 1. Bir ölçekte her değer tek bir yanıtı gösterir.")],
        ),
        (
            (step("1", 1), step("2"), step("99", missing="na")),
            True,
            [(("2",), "Bir ölçeğin her seçeneğinin bir değeri vardır; 2 seçeneğinin değeri yok.")],
        ),
        ((step("1", 1), step("99", missing="na")), True, [((), "Bir ölçekte yanıt olan en az iki seçenek gerekir.")]),
    ],
)
def test_a_list_says_which_of_its_options_break_a_rule(given, is_scale, faults):
    assert [(fault.options, fault.message) for fault in list_faults(given, is_scale=is_scale)] == faults


def test_two_options_without_an_answer_may_share_what_they_have_not():
    assert list(list_faults((*scale(2), step("98", missing="refused")), is_scale=True)) == []


def a_competency(code, **facts):
    domain, _ = Domain.objects.get_or_create(code="FND", defaults={"name_tr": "Temel", "name_en": "Foundation"})
    return Competency.objects.create(**{"code": code, "domain": domain, "graduate_tr": f"{code} tr", "graduate_en": f"{code} en", **facts})


def an_outcome_set(code, *numbers):
    made = OutcomeSet(code=code, name_tr=code, name_en=code)
    made.outcomes = [Outcome(sort_order=place, code=number, label_tr=number, label_en=number) for place, number in enumerate(numbers)]
    made.save()
    return made


@pytest.mark.django_db
def test_the_bank_is_read_in_as_many_queries_for_three_entries_as_for_one():
    asked = []
    outcomes = an_outcome_set("MUDEK-3", "1", "2").outcomes.all()
    for codes in (["C01"], ["C02", "C03"]):
        for code in codes:
            competency = a_competency(code)
            competency.outcomes = list(outcomes)
            competency.save()
            OptionList.objects.create(code=f"L{code}", name_tr="x", name_en="x", options=[ListedOption(code="1")])
        with CaptureQueriesContext(connection) as queries:
            bank.load(audience="graduates")
        asked.append(len(queries))
    assert asked == [8, 8]


@pytest.mark.django_db
def test_employers_get_their_own_wording_or_that_of_graduates():
    a_competency("C01")
    a_competency("C02", employer_tr="işveren", employer_en="employer")
    taken = {audience: bank.load(audience=audience).competencies for audience in ("graduates", "employers")}
    assert {audience: [c.label.en for c in found.values()] for audience, found in taken.items()} == {
        "graduates": ["C01 en", "C02 en"],
        "employers": ["C01 en", "employer"],
    }


@pytest.mark.django_db
def test_tags_stand_set_by_set_whatever_the_order_they_were_ticked_in():
    later, earlier = an_outcome_set("TYYC", "Bilgi"), an_outcome_set("MUDEK-3", "1", "2")
    competency = a_competency("C01")
    competency.outcomes = [*later.outcomes.all(), *reversed(earlier.outcomes.all())]
    competency.save()
    assert bank.load(audience="graduates").competencies["C01"].tags == ("MUDEK-3:1", "MUDEK-3:2", "TYYC:Bilgi")


@pytest.mark.django_db
def test_a_stored_list_is_the_list_of_the_document():
    written = (*scale(3), step("b", low=1, high=None), step("o", other_text=True, exclusive=True))
    stored = OptionList(code="L", name_tr="x", name_en="x")
    stored.options = [
        ListedOption(
            sort_order=n, code=o.code, label_tr=o.label.tr, label_en=o.label.en, value=o.value, missing=o.missing or "",
            exclusive=o.exclusive, other_text=o.other_text, low=o.low, high=o.high,
        )
        for n, o in enumerate(written)
    ]  # fmt: skip
    stored.save()
    assert bank.load(audience="others").options("L") == written


def test_the_sets_the_product_knows():
    assert {code: (known.edition, len(known.outcomes)) for code, known in KNOWN_SETS.items()} == {
        "MUDEK-3": ("3.x", 11),
        "MUDEK-2.1": ("2.1 (2016)", 11),
        "TYYC": ("2010", 6),
    }
    assert [parts(tag) for tag in ("MUDEK-3:11", "TYYC:Bilgi", "Bilgi")] == [("MUDEK-3", "11"), ("TYYC", "Bilgi"), ("Bilgi", "")]


def test_what_the_standard_instruments_share():
    found = gather(yaml_file.read(INSTRUMENTS))
    assert sorted(found.lists) == [
        *("AGREE5", "FIRMSIZE", "IMPORT5", "ISCO08", "LEVEL5", "LIKELY5", "NACE", "OWNERSHIP", "PERF5", "PREP4", "SAT5", "YESNO")
    ]
    assert sorted(listed.code for listed in found.lists.values() if not listed.is_scale) == [
        "FIRMSIZE",
        "ISCO08",
        "NACE",
        "OWNERSHIP",
        "YESNO",
    ]
    assert (list(found.domains), list(found.competencies)) == (
        ["FND", "TEC", "ADP", "COL", "EMP"],
        [f"C{number:02d}" for number in range(1, 17)],
    )
    assert found.audiences == {"A": "graduates", "R": "graduates", "I": "employers", "P": "employers"}
    assert found.competencies["C09"].facets == ("A", "R", "I", "P")
    assert found.contradictions == {}


def shared_document(code="Q", **facts):
    """Names the list SCALE, the competency C01 with its domain, and the construct teaching; writes the list OWN itself."""
    return Document(
        **{
            "code": code,
            "title": text("Anket"),
            "domains": {"FND": Text(tr="Temel", en="Foundation")},
            "constructs": {"teaching": text("Öğretim")},
            "competencies": (DocumentCompetency(code="C01", label=Text(tr="C01 tr", en="C01 en"), domain="FND", tags=("MUDEK-3:1",)),),
            "option_sets": {"SCALE": scale(), "OWN": options("a", "b")},
            "sections": (
                Section(
                    code="S1",
                    questions=(
                        LikertQuestion(code="Q1", label=text("Bir"), options="SCALE", construct="teaching"),
                        SingleQuestion(code="Q2", label=text("İki"), options="OWN"),
                        SingleQuestion(code="Q3", label=text("Üç"), options="OWN"),
                    ),
                ),
            ),
            **facts,
        }
    )


def test_a_draft_takes_what_it_names_and_does_not_write():
    document = shared_document()
    filled = Bank(
        lists={"SCALE": scale()},
        competencies={c.code: c for c in document.competencies},
        domains=document.domains,
        constructs=document.constructs,
    )
    refers = {"C01": frozenset({("domain", "FND"), ("outcome", "MUDEK-3:1"), ("outcome_set", "MUDEK-3")})}
    assert names_taken(thaw(document, filled), refers) == {
        ("list", "SCALE"),
        ("competency", "C01"),
        ("domain", "FND"),
        ("construct", "teaching"),
        ("outcome", "MUDEK-3:1"),
        ("outcome_set", "MUDEK-3"),
    }
    assert names_taken(thaw(document, Bank()), refers) == {("outcome", "MUDEK-3:1"), ("outcome_set", "MUDEK-3")}


def fill():
    """The bank that `shared_document` is written from."""
    stored = OptionList(code="SCALE", name_tr="Ölçek", name_en="Scale", is_scale=True)
    stored.options = [
        ListedOption(sort_order=n, code=o.code, label_tr=o.label.tr, label_en=o.label.en, value=o.value, missing=o.missing or "")
        for n, o in enumerate(scale())
    ]
    stored.save()
    Construct.objects.create(code="teaching", name_tr="Öğretim", name_en="Öğretim (en)")
    Facet.objects.create(code="A", name_tr="Kazanılan", name_en="Acquired")
    competency = a_competency("C01")
    competency.outcomes = list(an_outcome_set("MUDEK-3", "1", "2").outcomes.all())[:1]
    competency.save()


@pytest.mark.django_db
def test_an_entry_knows_drafts_and_versions_that_name_it():
    fill()
    first = import_draft(document=shared_document("AA"))
    publish(questionnaire=first, approved_by=None, approved_as="test", now=PUBLISHED)
    second = import_draft(document=shared_document("BB", audience="employers"))
    import_draft(document=shared_document("AA", competencies=(), domains={}))

    uses = BankUses()
    a, b = ((first.code, first.pk, "graduates"), (second.code, second.pk, "employers"))
    assert uses.of("list", "SCALE") == EntryUses((Use(*a, draft=True, versions=(1,)), Use(*b, draft=True, versions=())))
    assert uses.of("competency", "C01") == EntryUses((Use(*a, draft=False, versions=(1,)), Use(*b, draft=True, versions=())))
    assert uses.of("domain", "FND") == EntryUses((Use(*a, draft=False, versions=(1,)), Use(*b, draft=True, versions=())), ("C01",))
    assert uses.of("outcome", "MUDEK-3:1").competencies == ("C01",)
    assert (uses.of("outcome", "MUDEK-3:2"), uses.of("list", "OWN").drafts, uses.of("facet", "A")) == (EntryUses(), (), EntryUses())
    assert [use.questionnaire for use in uses.of("competency", "C01").drafts] == ["BB"]
