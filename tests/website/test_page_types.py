from datetime import date

import pytest

from departments.models import DepartmentSubPage
from home.models import RelatedLink
from tests.factories import pages
from tests.factories.institution import a_department, a_faculty, a_program, a_representative


def _shows(client, address: str, *facts: str) -> list[str]:
    """Of the facts, those the page does not show."""
    response = client.get(address)
    assert response.status_code == 200
    text = response.content.decode()
    return [fact for fact in facts if fact not in text]


def test_the_home_page_greets_and_lists_news_and_stories(client, site):
    news = pages.a_page("Haberler")
    pages.a_page("Yeni site açıldı", parent=news, summary="Bölüm sayfaları tek adreste.")
    pages.a_story(parent=pages.a_story_index())
    home = pages.home()
    home.hero_page, home.hero_button, home.latest_section = news, "Haberlere git", news
    home.save()
    facts = ("Hoş geldiniz", "Haberlere git", "Yeni site açıldı", "Bölüm sayfaları tek adreste.", "Dereyi dinleyen mühendis")
    assert _shows(client, "/tr/", *facts) == []


def test_a_standard_page_shows_title_summary_body_and_related_pages(client, site):
    other = pages.a_page("Mentorluk")
    body = [{"type": "text", "value": "<p>Kart nasıl çıkar?</p>"}, {"type": "heading", "value": {"text": "Şartlar", "level": "h2"}}]
    page = pages.a_page("Mezun Kartı", summary="Her mezun isteyebilir.", body=body)
    RelatedLink.objects.create(source=page, page=other)
    facts = (
        "<h1>Mezun Kartı</h1>",
        "Her mezun isteyebilir.",
        "Kart nasıl çıkar?",
        '<h2 id="sartlar">Şartlar</h2>',
        '<a href="/tr/mentorluk/">',
    )
    assert _shows(client, "/tr/mezun-karti/", *facts) == []


def test_the_index_groups_living_departments_by_faculty_in_turkish_order(site):
    index = pages.a_department_index()
    vocational = a_faculty(name_tr="Arsin Meslek Yüksekokulu", kind="myo")
    for name in ("Şehir ve Bölge Planlama", "İç Mimarlık", "Mimarlık"):
        a_department(name_tr=name, faculty=_faculty("Mimarlık Fakültesi"))
    a_department(name_tr="Kapanan", faculty=_faculty("Mimarlık Fakültesi"), valid_until=date(2020, 1, 1))
    a_department(name_tr="Çizim", faculty=vocational)
    groups = index.groups(wanted="", today=date(2026, 11, 22))
    assert [(group.faculty.name_tr, [entry.department.name_tr for entry in group.entries]) for group in groups] == [
        ("Mimarlık Fakültesi", ["İç Mimarlık", "Mimarlık", "Şehir ve Bölge Planlama"]),
        ("Arsin Meslek Yüksekokulu", ["Çizim"]),
    ]


def _faculty(name):
    from departments.models import Faculty

    return Faculty.objects.filter(name_tr=name).first() or a_faculty(name_tr=name)


@pytest.mark.parametrize("wanted", ["isik", "IŞIK", "ışık", "Işık Bil"])
def test_departments_are_found_whatever_the_case_and_the_dots(site, wanted):
    index = pages.a_department_index()
    a_department(name_tr="Işık Bilimleri")
    a_department(name_tr="Kimya")
    found = index.groups(wanted=wanted, today=date(2026, 11, 22))
    assert [entry.department.name_tr for group in found for entry in group.entries] == ["Işık Bilimleri"]


def test_only_departments_with_a_microsite_are_linked(client, site):
    index = pages.a_department_index()
    with_page = a_department(name_tr="Kimya")
    a_department(name_tr="Fizik")
    pages.a_microsite(with_page, parent=index)
    assert _shows(client, "/tr/bolumler/", '<a href="/tr/bolumler/kimya/">Kimya</a>', "<span>Fizik</span>") == []


def test_a_microsite_shows_programs_representative_contact_and_stories(client, site):
    department = a_department(name_tr="Kimya")
    a_program(name_tr="Kimya (İngilizce)", department=department, language="İngilizce")
    a_program(name_tr="Eski program", department=department, valid_until=date(2010, 1, 1))
    a_representative(department=department, name="Elif Kaya", title="Doç. Dr.", email="elif@mik.example")
    page = pages.a_microsite(department, parent=pages.a_department_index(), contact_email="kimya@mik.example")
    pages.below(page, DepartmentSubPage(title="Danışma kurulu"))
    pages.a_story(parent=pages.a_story_index(), department=department)
    facts = (
        "Kimya (İngilizce)",
        "Doç. Dr. Elif Kaya",
        "mailto:kimya@mik.example",
        "Danışma kurulu",
        "Derya Örnek",
        department.faculty.name_tr,
    )
    assert _shows(client, "/tr/bolumler/kimya/", *facts) == []
    assert _shows(client, "/tr/bolumler/kimya/", "Eski program") == ["Eski program"]


def test_a_representative_whose_term_has_ended_is_not_shown(client, site):
    department = a_department(name_tr="Kimya")
    a_representative(department=department, name="Elif Kaya", until=date(2024, 6, 1))
    pages.a_microsite(department, parent=pages.a_department_index())
    assert _shows(client, "/tr/bolumler/kimya/", "Elif Kaya") == ["Elif Kaya"]


def test_a_story_shows_the_graduate_and_keeps_the_consent_note_to_itself(client, site):
    pages.a_story(parent=pages.a_story_index())
    address = "/tr/hikayeler/dereyi-dinleyen-muhendis/"
    assert _shows(client, address, "Derya Örnek", "İnşaat Mühendisliği", "2011", "Rize", "Önce köylüye sorarım.") == []
    assert _shows(client, address, "Yazılı onay") == ["Yazılı onay"]
    assert _shows(client, "/tr/hikayeler/", "Derya Örnek") == []


def test_a_story_of_an_invented_person_says_so(client, site):
    pages.a_story(parent=pages.a_story_index(), is_sample=True)
    text = client.get("/tr/hikayeler/dereyi-dinleyen-muhendis/").content.decode()
    assert text.count("notice--warn") == 1


def test_a_story_appears_on_the_microsite_of_its_own_department_and_language_only(client, site):
    index = pages.a_department_index()
    for name in ("Kimya", "Fizik"):
        pages.a_microsite(a_department(name_tr=name), parent=index)
    from departments.models import Department

    pages.a_story(parent=pages.a_story_index(), department=Department.objects.get(name_tr="Kimya"))
    assert _shows(client, "/tr/bolumler/fizik/", "Derya Örnek") == ["Derya Örnek"]
