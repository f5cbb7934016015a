import re

from tests.factories import pages


def _links(text: str, css_class: str) -> list[tuple[str, str]]:
    """(address, words) of the links of one class, each once, in order."""
    found = re.findall(rf'<a class="{css_class}" href="([^"]+)"[^>]*>([^<]+)</a>', text)
    return list(dict.fromkeys(found))


def test_navigation_follows_the_page_tree_of_the_language(client, site):
    about = pages.a_page("Hakkımızda")
    pages.a_page("Yönerge", parent=about)
    pages.a_page("Bölümler")
    hidden = pages.a_page("Gizlilik")
    hidden.show_in_menus = False
    hidden.save()
    pages.a_page("About", parent=pages.home("en"))
    turkish, english = client.get("/tr/").content.decode(), client.get("/en/").content.decode()
    assert _links(turkish, "navigation__link") == [("/tr/hakkimizda/", "Hakkımızda"), ("/tr/bolumler/", "Bölümler")]
    assert _links(english, "navigation__link") == [("/en/about/", "About")]


def test_the_section_of_the_current_page_is_marked(client, site):
    about = pages.a_page("Hakkımızda")
    pages.a_page("Yönerge", parent=about)
    own = client.get("/tr/hakkimizda/").content.decode()
    child = client.get("/tr/hakkimizda/yonerge/").content.decode()
    marked = 'href="/tr/hakkimizda/" aria-current="{}">Hakkımızda'
    assert (marked.format("page") in own, marked.format("true") in child) == (True, True)


def test_breadcrumbs_lead_from_the_home_page_to_the_parent(client, site):
    about = pages.a_page("Hakkımızda")
    pages.a_page("Yönerge", parent=about)
    text = client.get("/tr/hakkimizda/yonerge/").content.decode()
    trail = re.search(r'<nav class="breadcrumbs".*?</nav>', text, re.S)[0]
    assert re.findall(r'href="([^"]+)"', trail) == ["/tr/", "/tr/hakkimizda/"]


def _switch(text: str, language: str) -> str:
    return re.search(rf'<a class="languages__item" href="([^"]+)" lang="{language}"', text)[1]


def test_the_language_switch_leads_to_the_translation(client, site):
    card = pages.a_page("Mezun Kartı")
    pages.a_page("Alumni Card", parent=pages.home("en"), translation_of=card)
    assert _switch(client.get("/tr/mezun-karti/").content.decode(), "en") == "/en/alumni-card/"
    assert _switch(client.get("/en/alumni-card/").content.decode(), "tr") == "/tr/mezun-karti/"


def test_without_a_translation_the_switch_leads_home_and_nothing_is_promised_to_search_engines(client, site):
    pages.a_page("Mezun Kartı")
    text = client.get("/tr/mezun-karti/").content.decode()
    assert _switch(text, "en") == "/en/"
    assert re.findall(r'hreflang="(\w+)" href="([^"]+)">', text) == [("tr", "http://testserver/tr/mezun-karti/")]


def test_hreflang_names_every_translation(client, site):
    card = pages.a_page("Mezun Kartı")
    pages.a_page("Alumni Card", parent=pages.home("en"), translation_of=card)
    alternates = re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)">', client.get("/tr/mezun-karti/").content.decode())
    assert alternates == [("tr", "http://testserver/tr/mezun-karti/"), ("en", "http://testserver/en/alumni-card/")]


def test_an_unpublished_translation_is_no_translation(client, site):
    card = pages.a_page("Mezun Kartı")
    pages.a_page("Alumni Card", parent=pages.home("en"), translation_of=card, live=False)
    assert _switch(client.get("/tr/mezun-karti/").content.decode(), "en") == "/en/"


def test_the_footer_links_what_everybody_must_find(client, site):
    pages.a_page("Gizlilik", show_in_footer=True)
    text = client.get("/tr/").content.decode()
    footer = text[text.index('<footer class="site-footer">') :]
    assert '<a href="/tr/gizlilik/">Gizlilik</a>' in footer
