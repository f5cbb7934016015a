import pytest
from django.core.cache import cache

from tests.factories import results
from tests.factories.documents import published
from tests.factories.institution import a_department, a_faculty, a_program
from tests.factories.public import publish_year
from tests.factories.released import release_year


@pytest.fixture(autouse=True)
def _nobody_asked_yet():
    cache.clear()


@pytest.fixture
def civil(db):
    """A program of the first of two departments of a faculty."""
    faculty = a_faculty(code="F1", name_tr="Mühendislik Fakültesi", name_en="Faculty of Engineering")
    department = a_department(code="D1", name_tr="İnşaat Mühendisliği", faculty=faculty)
    return a_program(code="10210", name_tr="İnşaat Mühendisliği", department=department)


@pytest.fixture
def mechanical(civil):
    """A program of the other department."""
    department = a_department(code="D2", faculty=civil.department.faculty)
    return a_program(code="10220", name_tr="Makine Mühendisliği", department=department, language="İngilizce")


@pytest.fixture
def version(db):
    return published(results.graduates_document())


@pytest.fixture
def wave(version, civil, mechanical):
    """MYM 2026, released inside and to everybody; the second program is withheld in public."""
    return publish_year(version, programs=[civil, mechanical], withheld=[mechanical]).wave


@pytest.fixture
def inside(version, civil, mechanical):
    """MYM 2026 with tables of both programs, released inside the university only."""
    release = release_year(version, programs=[civil, mechanical])
    for department in (civil.department, mechanical.department):
        results.release_tables(release, level="department", unit=department.code, A20=results.nps_body(5, -10, 20, base=40))
    results.release_tables(release, level="faculty", unit="F9", A20=results.nps_body(1, -10, 20, base=40))
    return release.wave


@pytest.fixture
def ask(client):
    """The JSON and the answer of an address under /api/v1/."""

    def ask(address, **options):
        response = client.get(f"/api/v1/{address}", **options)
        return response.json() if response.content and not response.streaming else None, response

    return ask
