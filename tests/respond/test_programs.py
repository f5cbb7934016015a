import pytest

from departments.models import Faculty, Level
from surveys.respond.programs import living_programs
from tests.factories.fielding import NOW
from tests.factories.institution import a_department, a_faculty, a_program

pytestmark = pytest.mark.django_db


def test_programs_to_choose_from_stand_in_turkish_order_faculties_first():
    vocational = a_faculty(code="F01", name_tr="Arsin Meslek Yüksekokulu", kind=Faculty.Kind.VOCATIONAL)
    for code, name in (("F02", "Tıp Fakültesi"), ("F03", "İktisat Fakültesi"), ("F04", "Çevre Fakültesi")):
        a_program(department=a_department(faculty=a_faculty(code=code, name_tr=name)), name_tr=name)
    a_program(department=a_department(faculty=vocational), name_tr="Elektrik", level=Level.ASSOCIATE)
    engineering = a_department(faculty=a_faculty(code="F05", name_tr="Mühendislik Fakültesi"))
    for name, level in (("Şehir", Level.BACHELOR), ("İnşaat", Level.MASTER), ("İnşaat", Level.BACHELOR), ("Harita", Level.BACHELOR)):
        a_program(department=engineering, name_tr=name, level=level)
    assert [(faculty.tr, [option.label.tr for option in options]) for faculty, options in living_programs(now=NOW).groups] == [
        ("Çevre Fakültesi", ["Çevre Fakültesi (lisans)"]),
        ("İktisat Fakültesi", ["İktisat Fakültesi (lisans)"]),
        ("Mühendislik Fakültesi", ["Harita (lisans)", "İnşaat (lisans)", "İnşaat (yüksek lisans)", "Şehir (lisans)"]),
        ("Tıp Fakültesi", ["Tıp Fakültesi (lisans)"]),
        ("Arsin Meslek Yüksekokulu", ["Elektrik (ön lisans)"]),
    ]
