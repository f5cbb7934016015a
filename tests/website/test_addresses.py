import pytest
from django.core.exceptions import ValidationError

from home.models import StandardPage
from home.page_form import TurkishSlugField
from tests.factories import pages
from tests.factories.institution import a_department


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Ağrı Çalışması", "agri-calismasi"),
        ("IŞIK ve Işık", "isik-ve-isik"),
        ("İletişim", "iletisim"),
        ("Öğüt, Üzüm & Kâğıt", "ogut-uzum-kagit"),
    ],
)
def test_a_page_takes_its_address_from_its_turkish_title(site, title, slug):
    assert pages.a_page(title).slug == slug


def test_two_pages_of_one_title_get_two_addresses(site):
    assert [pages.a_page("Işık").slug, pages.a_page("Işık").slug] == ["isik", "isik-2"]


def test_a_slug_typed_with_turkish_letters_is_mended_and_not_refused():
    assert TurkishSlugField().clean("İLETİŞİM Bilgisi") == "iletisim-bilgisi"


def test_the_edit_form_of_every_page_type_mends_slugs(site):
    form = StandardPage.get_edit_handler().get_form_class()(instance=pages.a_page())
    assert isinstance(form.fields["slug"], TurkishSlugField)


def test_the_bare_address_leads_to_turkish(client, site):
    response = client.get("/")
    assert (response.status_code, response["Location"]) == (302, "/tr/")


@pytest.mark.parametrize(("address", "language", "words"), [("/tr/yok/", "tr", "404"), ("/en/none/", "en", "Page not found")])
def test_a_page_that_does_not_exist_answers_404_in_the_language_of_its_address(client, site, address, language, words):
    pages.a_page("Hakkımızda")
    pages.a_page("About", parent=pages.home("en"))
    response = client.get(address)
    text = response.content.decode()
    assert (response.status_code, f'<html lang="{language}">' in text, words in text) == (404, True, True)
    assert ("Hakkımızda" in text, "About" in text) == (language == "tr", language == "en")


def test_the_page_for_a_failure_needs_no_database(client, settings, monkeypatch):
    from django.template.loader import get_template

    text = get_template("500.html").render()  # a query would fail: this test has no database
    assert ('<html lang="tr">' in text, "Something went wrong" in text) == (True, True)


def test_the_sitemap_lists_the_pages_of_both_languages(client, site):
    pages.a_page("Hakkımızda")
    pages.a_page("About", parent=pages.home("en"))
    text = client.get("/sitemap.xml").content.decode()
    listed = [part.split("</loc>")[0] for part in text.split("<loc>")[1:]]
    assert listed == [f"http://testserver/{path}" for path in ("tr/", "tr/hakkimizda/", "en/", "en/about/")]


def test_robots_are_kept_out_of_answers_and_admin(client, site):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines[1:4] == ["Disallow: /admin/", "Disallow: /a/", "Disallow: /api/"]
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"


def test_a_department_has_one_microsite_in_each_language(site):
    department = a_department()
    index = pages.a_department_index()
    pages.a_microsite(department, parent=index)
    with pytest.raises(ValidationError, match="department"):
        pages.a_microsite(department, parent=index, title="Bir daha")
    english = pages.a_department_index(parent=pages.home("en"), title="Departments")
    assert pages.a_microsite(department, parent=english).department == department
