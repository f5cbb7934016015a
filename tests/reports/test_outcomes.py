"""Outcomes and objectives against thresholds: what counts as met, and what is left open."""

import pytest

from surveys.definition.document import Section
from surveys.definition.proof import text_hash
from surveys.models import WaveObjectives
from surveys.models.bank import Outcome, OutcomeSet
from surveys.questions import DynamicMatrixQuestion
from surveys.reports.outcomes import NOTHING, Item, Measured, OutcomeEvidence, Thresholds, accreditation, standing
from surveys.reports.periods import released_periods
from tests.factories import released, results
from tests.factories.documents import published, text
from tests.factories.institution import a_department, a_faculty, a_program
from tests.factories.printed import SECRET, tagged, withhold


@pytest.fixture
def civil(db):
    return a_program(code="10210", department=a_department(faculty=a_faculty(code="F1")))


@pytest.fixture
def version(db):
    return published(tagged(results.graduates_document()))


def evidence(program, thresholds=None, language="tr"):
    periods = released_periods()
    period = periods.find("")
    return accreditation(program=program, periods=periods, period=period, thresholds=thresholds or Thresholds(), language=language)


def asked(found, name="MUDEK-3"):
    """Outcomes of the set about which anything was asked: code, standing, items with their figures."""
    (chosen,) = [one for one in found.sets if one.code == name]
    return [(o.code, o.standing, [(i.code, i.graduates, i.employers, i.before) for i in o.items]) for o in chosen.outcomes if o.items]


@pytest.mark.parametrize(
    ("rule", "mean", "share", "expected"),
    [
        ("mean", 3.0, 69, "met"),
        ("mean", 2.99, 100, "not_met"),
        ("share", 2.0, 70, "met"),
        ("share", 5.0, 69, "not_met"),
        ("either", 2.0, 70, "met"),
        ("either", 2.99, 69, "not_met"),
        ("both", 3.0, 70, "met"),
        ("both", 3.0, 69, "not_met"),
    ],
)
def test_an_item_is_met_by_the_rule_that_was_asked_for(rule, mean, share, expected):
    assert standing(Measured(mean, 0.9, 30, share), Thresholds(rule=rule)) == expected


def test_a_scale_of_four_has_its_threshold_moved_in_proportion():
    """3.0 of 5 lies in the middle, and so does 2.5 of 4."""
    least = [standing(Measured(mean, 0.9, 30, 50), Thresholds(), most=4) for mean in (2.49, 2.5)]
    assert least == ["not_met", "met"]


@pytest.mark.parametrize(
    ("standings", "expected"),
    [
        (["met", "met"], "met"),
        (["met", "not_met"], "not_met"),
        (["met", "not_shown"], "not_shown"),
        (["not_met", "not_shown"], "not_met"),
        ([], "not_asked"),
    ],
)
def test_an_outcome_is_met_where_all_of_its_items_are(standings, expected):
    items = tuple(Item("C01", "", NOTHING, NOTHING, None, one) for one in standings)
    assert OutcomeEvidence("1", "", items).standing == expected


@pytest.mark.parametrize(
    "wrong", [{"mean": 0.5}, {"mean": 6}, {"share": 101}, {"level": 1}, {"rule": "never"}, {"mean": "high"}, {"mean": None}]
)
def test_thresholds_out_of_range_are_refused(wrong):
    with pytest.raises(ValueError):
        Thresholds.from_question(wrong)


def test_an_outcome_has_its_items_with_graduates_employers_and_the_wave_before(civil, version):
    released.release_year(version, year=2025, programs=[civil])
    released.release_year(version, programs=[civil])
    released.release_employers(published(results.employers_document()), programs=[civil])
    same = Measured(4.01, 0.9, 31, 0)
    assert asked(evidence(civil)) == [
        ("1", "met", [("C01", same, Measured(4.31, 0.9, 12, 0), same)]),
        ("8", "met", [("C02", Measured(3.82, 0.9, 31, 0), Measured(3.92, 0.9, 12, 0), Measured(3.82, 0.9, 31, 0))]),
        ("9", "not_met", [("C03", Measured(2.61, 0.9, 31, 0), Measured(3.17, 0.9, 12, 0), Measured(2.61, 0.9, 31, 0))]),
    ]


def test_the_share_of_a_lower_level_is_the_sum_of_released_percentages(civil, version):
    released.release_year(version, programs=[civil])
    (first, *_rest) = asked(evidence(civil, Thresholds(level=3)))
    assert first[2][0][1] == Measured(4.01, 0.9, 31, 87)


def test_a_set_lists_the_outcomes_nobody_asked_about_too(civil, version):
    released.release_year(version, programs=[civil])
    mudek, tyyc = evidence(civil, language="en").sets
    assert (
        [(o.code, o.label, o.standing) for o in mudek.outcomes[:3]],
        [o.standing for o in mudek.outcomes].count("not_asked"),
        (mudek.name, mudek.edition),
        [(o.code, o.standing) for o in tyyc.outcomes if o.items],
    ) == (
        [("1", "Engineering knowledge", "met"), ("2", "Problem analysis", "not_asked"), ("3", "Engineering design", "not_asked")],
        8,
        ("MÜDEK student outcomes 3.x", "3.x"),
        [("Bilgi", "met"), ("Beceri", "not_met")],
    )


def test_the_wording_of_the_item_bank_goes_before_that_of_the_product(civil, version):
    stored = OutcomeSet.objects.create(code="MUDEK-3", name_tr="Bizim çıktılarımız", name_en="Our outcomes", edition="2024")
    Outcome.objects.create(outcome_set=stored, code="1", label_tr="Temel bilgi", label_en="Basics")
    released.release_year(version, programs=[civil])
    found = evidence(civil).sets[0]
    assert (found.name, found.edition, [(o.code, o.label) for o in found.outcomes]) == (
        "Bizim çıktılarımız",
        "2024",
        [("1", "Temel bilgi"), ("8", ""), ("9", "")],
    )


def test_a_withheld_item_says_why_and_leaves_its_outcome_open(civil, version):
    release = released.release_year(version, programs=[civil])
    withhold(release, unit=civil.code, body=SECRET, variable="C01_A")
    why = Measured(hidden="gizlendi (n\xa0<\xa010)")
    assert asked(evidence(civil))[0] == ("1", "not_shown", [("C01", why, NOTHING, None)])


def test_objectives_stand_in_the_words_of_the_wave_and_beside_the_same_words_only(civil):
    document = results.graduates_document()
    question = DynamicMatrixQuestion(code="A05", label=text("Amaçlar"), options="SAT5", slots=2)
    version = published(document.model_copy(update={"sections": (*document.sections, Section(code="S4", questions=(question,)))}))
    lead, design = {"tr": "Yönetir", "en": "Leads"}, {"tr": "Tasarlar", "en": "Designs"}
    for year, asked_then in ((2024, lead), (2025, design), (2026, design)):
        release = released.release_year(version, year=year, programs=[civil])
        body = results.scale_body(3, 9, 16, 41, 31, base=31, mean=3.9, top2=(year - 1950, 55, 85))
        results.release_tables(release, unit=civil.code, P01=body, P02="small_base")
        kept = {"P01": asked_then}
        WaveObjectives.objects.create(wave=release.wave, program=civil, document=kept, sha256=text_hash(kept))
    newest = evidence(civil, language="en").objectives
    periods = released_periods()
    before = accreditation(program=civil, periods=periods, period=periods.find("2025"), thresholds=Thresholds(), language="tr").objectives
    now, then = Measured(3.9, 0.9, 31, 76), Measured(3.9, 0.9, 31, 75)
    assert ([(i.code, i.label, i.graduates, i.before) for i in newest], [(i.label, i.before) for i in before]) == (
        [("P01", "Designs", now, then)],
        [("Tasarlar", None)],
    )


def test_evidence_is_read_with_two_queries(civil, version, django_assert_num_queries):
    released.release_year(version, year=2025, programs=[civil])
    released.release_year(version, programs=[civil])
    periods = released_periods()
    assert periods.find("").lead.document is not None
    with django_assert_num_queries(2):
        accreditation(program=civil, periods=periods, period=periods.find(""), thresholds=Thresholds(), language="tr")
