import pytest

from home.models import Role
from tests.factories.answered import a_closed_wave
from tests.factories.documents import likert_document
from tests.staff.results.conftest import civil, mechanical, sign_in  # noqa: F401  (fixtures)


def sheets(program, *, n=12, cohort=2024):
    """n respondents: Q1 alternates between 4 and 5, Q2 to Q6 vary."""
    return [
        {"answers": {"Q1": "45"[i % 2], **{f"Q{k}": str(1 + (k + i) % 5) for k in range(2, 7)}}, "program": program, "cohort": cohort}
        for i in range(n)
    ]


@pytest.fixture
def wave(civil, mechanical):  # noqa: F811  (a fixture's argument)
    return a_closed_wave(likert_document(6, code="MYM"), [*sheets(civil), *sheets(mechanical, n=3, cohort=2025)])


@pytest.fixture
def analyst(db, sign_in):  # noqa: F811
    """A client signed in as the analyst."""
    return sign_in(Role.ANALYST)


@pytest.fixture
def explored(analyst, wave):
    """GET the wave's page with these parameters, after the reason was given."""
    analyst.post(f"/admin/explorer/{wave.pk}/reason/", {"reason": "Bölüm kurulu için"})
    return lambda query="": analyst.get(f"/admin/explorer/{wave.pk}/{'?' + query if query else ''}")
