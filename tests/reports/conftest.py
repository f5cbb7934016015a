import pytest

from tests.factories import results
from tests.factories.documents import published
from tests.factories.institution import a_department, a_faculty, a_program


@pytest.fixture
def civil(db):
    faculty = a_faculty(code="F1", name_tr="Mühendislik Fakültesi")
    return a_program(code="10210", name_tr="İnşaat Mühendisliği", department=a_department(code="D1", faculty=faculty))


@pytest.fixture
def version(db):
    return published(results.graduates_document())
