"""The admin reads Turkish throughout: what Wagtail's own catalogues lack is in ours, in the words the rest of the product uses."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override

OURS = Path(settings.BASE_DIR) / "mik_site" / "locale_wagtail"
NAME = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
TAG = re.compile(r"<[^>]+>")
DOMAINS = pytest.mark.parametrize("domain", ["django", "djangojs"])

# A word on the left, begun anywhere in a text, is said otherwise in this product.
OTHERWISE = {
    "yayınla": "yayımla",
    "canlı": "yayında",
    "snippet": "kayıt",
    "resim": "görsel",
    "revizyon": "sürüm",
    "moderasyon": "onay",
    "şifre": "parola",
    "eposta": "e-posta",
    "doküman": "belge",
    "filtre": "süzgeç",
    "kolon": "sütun",
    "yerelleştirme": "dil",
    "üzgün": "",
}


def messages(locale: Path, language: str, domain: str) -> Iterator[Message]:
    path = locale / language / "LC_MESSAGES" / f"{domain}.po"
    if path.is_file():
        with path.open("rb") as file:
            yield from (message for message in read_po(file, locale=language) if message.id)


def packages() -> list[Path]:
    return [Path(app.path) / "locale" for app in apps.get_app_configs() if app.name.startswith("wagtail")]


def spoken(domain: str) -> dict[tuple[str, str | None], Message]:
    """What the installed packages can say, by text and context; where two say the same, a plural counts."""
    found: dict[tuple[str, str | None], Message] = {}
    for locale in packages():
        for message in messages(locale, "en", domain):
            found.setdefault(key(message), message)
            if message.pluralizable:
                found[key(message)] = message
    return found


def key(message: Message) -> tuple[str, str | None]:
    return singular(message), message.context


def singular(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(texts: object) -> list[str]:
    return [texts] if isinstance(texts, str) else list(texts or ())  # type: ignore[call-overload]


def marks(pattern: re.Pattern[str], text: str) -> list[str]:
    return sorted(pattern.findall(text))


@DOMAINS
def test_every_sentence_of_wagtail_has_a_turkish_form(domain):
    turkish = {
        key(message)
        for locale in [*packages(), *map(Path, settings.LOCALE_PATHS)]
        for language in ("tr", "tr_TR")
        for message in messages(locale, language, domain)
        if message.string and all(forms(message.string)) and not message.fuzzy
    }
    assert set(spoken(domain)) - turkish == set()


@DOMAINS
def test_our_turkish_is_of_sentences_wagtail_still_says(domain):
    assert {key(message) for message in messages(OURS, "tr", domain)} - set(spoken(domain)) == set()


@DOMAINS
def test_a_form_keeps_the_names_it_is_filled_with_and_the_markup(domain):
    """A plural form may hold the names of either English one: Turkish says nought with the form of one."""
    for message in messages(OURS, "tr", domain):
        for form in forms(message.string):
            assert set(NAME.findall(form)) in [set(NAME.findall(text)) for text in forms(message.id)], message.id
            assert marks(TAG, form) in [marks(TAG, text) for text in forms(message.id)], message.id


@DOMAINS
def test_both_plural_forms_are_given(domain):
    given = [len(forms(message.string)) for message in messages(OURS, "tr", domain) if message.pluralizable]
    assert given
    assert set(given) == {2}


def test_the_admin_uses_the_words_of_the_product():
    texts = {}
    for message in spoken("django").values():
        said = [ngettext(*message.id, number) for number in (1, 2)] if message.pluralizable else [gettext(message.id)]
        texts[singular(message)] = NAME.sub("", " ".join(said)).lower()
    assert {text: said for text, said in texts.items() for word in OTHERWISE if re.search(rf"\b{word}", said)} == {}


def test_no_name_of_wagtail_loses_the_dot_of_its_i():
    """Django capitalises the names of models and fields without knowing Turkish: iş akışı would become Iş akışı."""
    models = [model for model in apps.get_models() if model._meta.app_config.name.startswith("wagtail")]

    def names() -> set[str]:
        return {str(named.verbose_name) for model in models for named in (model._meta, *model._meta.fields)}

    with override("en"):
        english = names()
    assert {name for name in names() - english if name.startswith("i")} == set()


def test_the_scripts_of_the_admin_are_sent_our_turkish(client):
    sent = client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    catalogue = json.loads(re.search(r"newcatalog = (\{.*?\});?\n", sent, re.S).group(1))
    assert catalogue["Insert a block"] == "Blok ekle"
    assert catalogue["%(num)s error"] == ["%(num)s hata", "%(num)s hata"]


@time_machine.travel(datetime(2026, 5, 4, 12, tzinfo=UTC), tick=False)
def test_how_long_ago_is_told_in_turkish():
    assert naturaltime(datetime(2026, 5, 4, 9, 40, tzinfo=UTC)) == "2 saat önce"
