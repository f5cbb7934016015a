"""Proposed by the machine, decided by a person with name and date, and read by whoever draws a trend."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from home.models import Role
from surveys.definition.comparability import Comparability, Judgement, comparable
from surveys.definition.document import Document, Section
from surveys.definition.publishing import import_draft, publish
from surveys.fielding.comparing import Refused, confirm, decide, propose
from surveys.models import AuditEntry, Comparison
from surveys.questions import LikertQuestion, NumberQuestion
from tests.factories.documents import likert_document, scale, text
from tests.factories.fielding import NOW
from tests.factories.institution import a_user

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def put_out(document):
    return publish(questionnaire=import_draft(document=document), approved_by=None, approved_as="operatör", now=NOW)


def version_with(**labels) -> Document:
    """Q1 to Q3 on one scale; a label of None leaves the question out, `hours` gives Q9 its largest answer."""
    hours = labels.pop("hours", 98)
    questions = [
        LikertQuestion(code=code, label=text(label), options="SCALE")
        for code, label in {"Q1": "Bir", "Q2": "İki", "Q3": "Üç", **labels}.items()
        if label
    ]
    questions.append(NumberQuestion(code="Q9", label=text("Süre"), minimum=0, maximum=hours))
    return Document(code="T", title=text("T"), option_sets={"SCALE": scale()}, sections=(Section(code="S", questions=tuple(questions)),))


@pytest.fixture
def pair():
    """v2 rewords Q1, drops Q3, brings Q4 and narrows Q9."""
    return put_out(version_with()), put_out(version_with(Q1="Bir!", Q3=None, Q4="Dört", hours=60))


@pytest.fixture
def coordinator():
    return a_user(role=Role.COORDINATOR, first_name="Elif", last_name="Kaya")


def row(code) -> Comparison:
    return Comparison.objects.get(code=code)


def rows() -> dict[str, tuple[str, str]]:
    return {c.code: (c.proposed, c.decided) for c in Comparison.objects.all()}


def test_publishing_proposes_for_the_pair_of_versions_that_follow_each_other(pair):
    assert rows() == {
        "Q1": ("reworded", ""),
        "Q2": ("same", ""),
        "Q3": ("gone", ""),
        "Q4": ("new", ""),
        "Q9": ("rescaled", ""),
    }
    entry = AuditEntry.objects.get(action="comparison.proposed")
    counts = {"same": 1, "reworded": 1, "rescaled": 1, "new": 1, "gone": 1}
    assert (entry.subject, entry.actor_name, entry.detail) == ("T v2", "system", {"earlier": 1, "later": 2, **counts})


def test_the_first_version_has_nothing_to_be_compared_with():
    put_out(version_with())
    assert (rows(), AuditEntry.objects.filter(action__startswith="comparison").count()) == ({}, 0)


def test_any_two_versions_are_compared_on_demand_and_asking_again_changes_nothing(pair):
    third = put_out(version_with(Q1="Bir!"))
    before = AuditEntry.objects.count()
    made = propose(earlier=pair[0], later=third, now=NOW)
    assert {c.code: c.proposed for c in made} == {"Q1": "reworded", "Q2": "same", "Q3": "same", "Q9": "same"}
    assert [c.pk for c in propose(earlier=pair[0], later=third, now=LATER)] == [c.pk for c in made]
    assert AuditEntry.objects.count() == before + 1


def test_versions_of_two_questionnaires_and_the_wrong_order_are_refused(pair):
    other = put_out(likert_document(code="U"))
    with translation.override("en"):
        for earlier, later, why in (
            (pair[0], other, "The two versions belong to different questionnaires."),
            (pair[1], pair[0], "Name the earlier version first."),
            (pair[1], pair[1], "Name the earlier version first."),
        ):
            with pytest.raises(Refused) as refused:
                propose(earlier=earlier, later=later, now=NOW)
            assert refused.value.reasons == (why,)


def test_a_decision_stands_with_name_and_date_and_a_line_in_the_log(pair, coordinator):
    made = decide(comparison=row("Q1"), verdict="reworded", by=coordinator, now=NOW)
    assert (made.decided, made.reason, made.decided_by, made.decided_as, made.decided_at) == ("reworded", "", coordinator, "Elif Kaya", NOW)
    entry = AuditEntry.objects.get(action="comparison.decided")
    detail = {"earlier": 1, "later": 2, "code": "Q1", "proposed": "reworded", "decided": "reworded", "reason": ""}
    assert (entry.subject, entry.actor, entry.detail) == ("T v2 Q1", coordinator, detail)


def test_a_later_decision_replaces_the_first_which_the_log_keeps(pair, coordinator):
    deputy = a_user(role=Role.DEPUTY, first_name="Ali", last_name="Öz")
    decide(comparison=row("Q9"), verdict="rescaled", by=coordinator, now=NOW)
    decide(comparison=row("Q9"), verdict="rescaled", by=deputy, now=LATER)  # the same again: the first name stands
    made = decide(comparison=row("Q9"), verdict="same", reason="60 saatin üstü yoktu.", by=deputy, now=LATER)
    assert (made.decided, made.reason, made.decided_as, made.decided_at) == ("same", "60 saatin üstü yoktu.", "Ali Öz", LATER)
    kept = (
        AuditEntry.objects.filter(action="comparison.decided").order_by("pk").values_list("actor_name", "detail__decided", "detail__before")
    )
    assert list(kept) == [("Elif Kaya", "rescaled", None), ("Ali Öz", "same", "rescaled")]


@pytest.mark.parametrize(
    ("code", "verdict", "reason", "why"),
    [
        ("Q9", "same", "  ", "Say why you decide otherwise than proposed for Q9."),
        ("Q2", "rescaled", "", "Say why you decide otherwise than proposed for Q2."),
        ("Q4", "same", "çünkü", "Q4 stands in one of the versions only, or in both: that cannot be decided otherwise."),
        ("Q1", "gone", "çünkü", "Q1 stands in one of the versions only, or in both: that cannot be decided otherwise."),
        ("Q1", "alike", "çünkü", "Choose one of the verdicts."),
    ],
)
def test_what_cannot_be_decided_so_is_refused_and_changes_nothing(pair, coordinator, code, verdict, reason, why):
    before = rows()
    with translation.override("en"), pytest.raises(Refused) as refused:
        decide(comparison=row(code), verdict=verdict, reason=reason, by=coordinator, now=NOW)
    assert (refused.value.reasons, rows()) == ((why,), before)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ANALYST, Role.RECTORATE, None])
def test_only_the_coordinator_and_the_deputy_decide(pair, role):
    person = a_user(role=role)
    for attempt in (
        lambda: decide(comparison=row("Q1"), verdict="reworded", by=person, now=NOW),
        lambda: confirm(earlier=pair[0], later=pair[1], by=person, now=NOW),
    ):
        with translation.override("en"), pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.reasons == ("Only the coordinator and the deputy decide what may stand in one trend.",)
    assert not Comparison.objects.exclude(decided="").exists()


def test_one_step_confirms_what_leaves_nothing_to_weigh_and_nothing_else(pair, coordinator):
    made = confirm(earlier=pair[0], later=pair[1], by=coordinator, now=NOW)
    assert [c.code for c in made] == ["Q2", "Q3", "Q4"]
    assert rows() == {
        "Q1": ("reworded", ""),
        "Q2": ("same", "same"),
        "Q3": ("gone", "gone"),
        "Q4": ("new", "new"),
        "Q9": ("rescaled", ""),
    }
    assert confirm(earlier=pair[0], later=pair[1], by=coordinator, now=LATER) == []
    (entry,) = AuditEntry.objects.filter(action="comparison.confirmed")
    assert (entry.actor, entry.detail) == (coordinator, {"earlier": 1, "later": 2, "variables": 3, "codes": ["Q2", "Q3", "Q4"]})


def test_what_was_decided_is_not_proposed_anew(pair, coordinator):
    decide(comparison=row("Q1"), verdict="rescaled", reason="Anlamı değişti.", by=coordinator, now=NOW)
    Comparison.objects.filter(code="Q2").update(proposed="reworded")  # as an earlier program might have proposed
    propose(earlier=pair[0], later=pair[1], now=LATER)
    assert (rows()["Q1"], rows()["Q2"]) == (("reworded", "rescaled"), ("same", ""))


def test_a_comparison_is_deleted_by_nobody(pair):
    for attempt in (row("Q1").delete, Comparison.objects.all().delete):
        with pytest.raises(ProtectedError):
            attempt()
    assert Comparison.objects.count() == 5


def test_a_trend_follows_the_decision_and_without_one_the_proposal(pair, coordinator):
    with translation.override("en"):
        before = {code: comparable(*pair, code) for code in ("Q1", "Q2", "Q3", "Q4", "Q9", "Q0")}
        decide(comparison=row("Q1"), verdict="rescaled", reason="Anlamı değişti.", by=coordinator, now=NOW)
        decide(comparison=row("Q9"), verdict="same", reason="60 saatin üstü yoktu.", by=coordinator, now=NOW)
        after = {code: comparable(*pair, code) for code in ("Q1", "Q9")}
    wording = "Wording (Turkish): “Bir” → “Bir!”; Wording (English): “Bir (en)” → “Bir! (en)”; The wording number of Q1 is still 1"
    assert before == {
        "Q1": Judgement("reworded", wording),
        "Q2": Judgement("same"),
        "Q3": Judgement("gone", "Not asked in the later version."),
        "Q4": Judgement("new", "Not asked in the earlier version."),
        "Q9": Judgement("rescaled", "Range: 0–98 → 0–60"),
        "Q0": Judgement("gone", "Not asked in either version."),
    }
    assert after == {
        "Q1": Judgement("rescaled", "Anlamı değişti.", decided=True),
        "Q9": Judgement("same", "60 saatin üstü yoktu.", decided=True),
    }
    assert {code: judgement.joined for code, judgement in before.items()} == {
        "Q1": True, "Q2": True, "Q3": False, "Q4": False, "Q9": False, "Q0": False,
    }  # fmt: skip


def test_the_order_in_which_versions_were_fielded_does_not_matter(pair):
    assert comparable(pair[1], pair[0], "Q9") == comparable(pair[0], pair[1], "Q9")
    assert comparable(pair[0], pair[0], "Q9") == Judgement("same")


def test_decisions_carry_over_versions_that_were_never_fielded(pair, coordinator):
    third = put_out(version_with(Q1="Bir!", Q2="İki?", Q3=None, Q4="Dört", hours=60))
    assert comparable(pair[0], third, "Q9").joined is False
    decide(comparison=Comparison.objects.get(code="Q9", later=pair[1]), verdict="same", reason="60 üstü yoktu.", by=coordinator, now=NOW)
    assert comparable(pair[0], third, "Q9") == Judgement("same", "60 üstü yoktu.", decided=True)
    decide(comparison=Comparison.objects.get(code="Q2", later=third), verdict="rescaled", reason="Soru oldu.", by=coordinator, now=NOW)
    assert comparable(pair[0], third, "Q2") == Judgement("rescaled", "Soru oldu.", decided=True)
    assert comparable(pair[0], third, "Q1").decided is False
    direct = next(c for c in propose(earlier=pair[0], later=third, now=NOW) if c.code == "Q9")
    decide(comparison=direct, verdict="rescaled", by=coordinator, now=NOW)
    assert comparable(pair[0], third, "Q9").joined is False  # a decision on the very pair counts before those between


def test_a_hundred_judgements_cost_one_query(pair):
    judges = Comparability([pair[0].questionnaire_id])
    with CaptureQueriesContext(connection) as queries:
        assert {judges.judge(*pair, "Q9").verdict for _time in range(100)} == {"rescaled"}
        assert judges.judge(pair[0], pair[0], "Q9").joined
    assert len(queries) == 1
