"""Free texts waiting for a decision, and the codebook of a version."""

import pytest
from django.utils import translation

from home.models import Role
from surveys.definition.document import Document, Section
from surveys.models import AuditEntry, TextAnswer, Wave
from surveys.questions import PeriodQuestion, RankingQuestion
from surveys.staff.registers.codebook import parts
from tests.factories.documents import options, published, text
from tests.factories.mailing import program, wave
from tests.staff.test_registers import press, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    client.force_login(somebody(Role.COORDINATOR))
    return client


@pytest.mark.parametrize(
    ("action", "data", "decided"),
    [
        ("publish", {}, ("published", "Dr. Ali iyiydi")),
        ("redact", {"redact-shown_text": "Bir öğretim üyesi iyiydi"}, ("redacted", "Bir öğretim üyesi iyiydi")),
        ("withhold", {}, ("withheld", "")),
    ],
)
def test_a_text_is_decided_and_the_log_does_not_repeat_it(coordinator, action, data, decided):
    text = TextAnswer.objects.create(wave=wave(state=Wave.State.CLOSED), program=program(), variable="A2", text="Dr. Ali iyiydi")
    assert press(coordinator, "texts", text.pk, action, **data).status_code == 302
    text.refresh_from_db()
    assert (text.decision, text.shown_text, text.text) == (*decided, "Dr. Ali iyiydi")
    entry = AuditEntry.objects.get()
    assert (entry.action, "Ali" in str(entry.detail) + entry.subject) == ("text.decided", False)


def test_texts_of_a_released_wave_stand(coordinator):
    text = TextAnswer.objects.create(wave=wave(state=Wave.State.RELEASED), variable="A2", text="x")
    assert press(coordinator, "texts", text.pk, "publish").status_code == 409
    assert "bu dönemin sonuçları yayımlandı" in coordinator.get(f"/admin/surveys/texts/inspect/{text.pk}/").content.decode()


def test_the_codebook_says_routing_in_words(coordinator):
    version = wave().version
    response = coordinator.get(f"/admin/surveys/versions/{version.pk}/")
    entries = {entry.question.code: entry for part in response.context["parts"] for entry in part.entries}
    assert {code: entry.condition.count("“Memnun değilim”") for code, entry in entries.items()} == {"A1": 0, "A2": 1}
    assert [o.code for o in entries["A1"].lists[0].options] == ["1", "2", "3"]


def test_the_codebook_says_how_rankings_periods_and_shuffled_questions_are_answered(coordinator):
    questions = (
        RankingQuestion(code="R", label=text("R"), options="O", maximum=2, shuffle=True),
        PeriodQuestion(code="M", label=text("M"), precision="month", earliest="2020-01", latest="2026-12"),
    )
    document = Document(
        code="KINDS", title=text("T"), option_sets={"O": options("a", "b", "c")}, sections=(Section(code="S", questions=questions),)
    )
    with translation.override("en"):
        entries = parts(document, language="en")[0].entries
        assert [(str(entry.kind), entry.rules) for entry in entries] == [
            ("Ranking", ("Ranked from place 1 to 2 of 3 options.", "Shown to each respondent in an order of their own.")),
            ("Year or month", ("From January 2020 to December 2026.",)),
        ]
    page = coordinator.get(f"/admin/surveys/versions/{published(document).pk}/").content.decode()
    assert "Ocak 2020" in page
