"""Elements of a DDI file: texts in both languages, and nothing that XML cannot hold."""

import re
from collections.abc import Callable
from xml.etree import ElementTree

from django.utils.translation import override

from surveys.questions import Text

NAMESPACE = "ddi:codebook:2_5"
LANGUAGES = ("tr", "en")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_IMPOSSIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Element = ElementTree.Element


def root() -> Element:
    """The namespace is written as a plain attribute, so that names stay without prefix."""
    return Element("codeBook", {"xmlns": NAMESPACE, "version": "2.5", _LANG: "tr"})


def add(parent: Element, tag: str, text: str = "", *, lang: str = "", **attributes: str) -> Element:
    """A child with its text; attributes that are empty are left out."""
    given = {name: clean(value) for name, value in attributes.items() if value}
    if lang:
        given[_LANG] = lang
    child = ElementTree.SubElement(parent, tag, given)
    child.text = clean(text) or None
    return child


def add_texts(parent: Element, tag: str, text: Text, **attributes: str) -> None:
    """One child per language that has a text."""
    for lang in LANGUAGES:
        if given := getattr(text, lang).strip():
            add(parent, tag, given, lang=lang, **attributes)


def add_paragraphs(parent: Element, tag: str, text: Text, **attributes: str) -> Element:
    """One child with a paragraph per language: for elements that may not be repeated."""
    child = add(parent, tag, **attributes)
    add_texts(child, "p", text)
    return child


def both(say: Callable[[str], str]) -> Text:
    """What the product itself says, in both languages; `say` is called with the language that is active."""
    said = {}
    for lang in LANGUAGES:
        with override(lang):
            said[lang] = say(lang)
    return Text(**said)


def clean(text: str) -> str:
    """Control characters and halves of surrogate pairs become the replacement character."""
    return _IMPOSSIBLE.sub("\ufffd", text)


def serialize(element: Element) -> bytes:
    ElementTree.indent(element)
    return ElementTree.tostring(element, encoding="UTF-8", xml_declaration=True) + b"\n"
