"""Nobody reads a text that a reviewer has not let through, or of a question that too few answered."""

import pytest

from surveys.definition.document import Section
from surveys.models import TextAnswer, Wave
from surveys.questions import TextQuestion
from surveys.reports.periods import released_periods
from surveys.reports.texts import reviewed_texts
from tests.factories import results
from tests.factories.documents import published, text
from tests.factories.institution import a_program
from tests.factories.released import release_year


@pytest.fixture
def asking(db):
    """A questionnaire with a free text question."""
    plain = results.graduates_document(code="ACIK")
    question = TextQuestion(code="A22", label=text("Neyi değiştirirdiniz?"))
    return published(plain.model_copy(update={"sections": (*plain.sections, Section(code="S9", questions=(question,)))}))


def write(wave, program, *decisions):
    for number, decision in enumerate(decisions):
        shown = f"kısaltılmış {number}" if decision == "redacted" else ""
        TextAnswer.objects.create(wave=wave, program=program, variable="A22", text=f"metin {number}", decision=decision, shown_text=shown)


def shown(program, threshold=4):
    return reviewed_texts(program=program, waves=released_periods().all[0].waves, threshold=threshold, language="tr")


def test_published_ones_stand_as_written_and_redacted_ones_as_redacted(civil, asking):
    write(release_year(asking, programs=[civil]).wave, civil, "published", "redacted", "pending", "withheld")
    (question,) = shown(civil).questions
    assert (question.question, question.base, sorted(question.texts)) == ("Neyi değiştirirdiniz?", 4, ["kısaltılmış 1", "metin 0"])


def test_under_the_threshold_none_is_shown_however_well_reviewed(civil, asking):
    write(release_year(asking, programs=[civil]).wave, civil, "published", "published", "published")
    found = shown(civil)
    assert (found.questions, found.few) == ((), 1)


def test_those_of_another_program_neither_stand_here_nor_count(civil, asking):
    wave = release_year(asking, programs=[civil]).wave
    write(wave, civil, "published", "published", "published")
    write(wave, a_program(), "published", "published", "published")
    assert shown(civil).questions == ()


@pytest.mark.parametrize("state", [Wave.State.CLOSED, Wave.State.REVIEWED])
def test_before_the_wave_is_released_none_is_shown(civil, asking, state):
    wave = release_year(asking, programs=[civil], state=state).wave
    write(wave, civil, *["published"] * 5)
    assert not shown(civil)
