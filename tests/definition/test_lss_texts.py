"""Texts: two languages, HTML taken off, answers shown in later texts, and what each of them loses."""

import time

import pytest
from django.utils import translation

from surveys.definition.check import problems
from surveys.definition.formats.lss import read
from surveys.definition.formats.lss.html import plain
from surveys.questions import Text
from tests.factories.lss_files import Ans, G, Q, Sub, lss, w

LANGUAGES = ("tr", "en", "de")


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>Kaç yıl&nbsp;<strong>çalıştınız</strong>?</p>", "Kaç yıl çalıştınız?"),
        ("Ad &amp; soyad &lt;b&gt; &#304; &eacute;", "Ad & soyad <b> İ é"),
        ("<p>Bir</p><p>İki<br />Üç</p>", "Bir\nİki\nÜç"),
        ("<div>Bir\n   cümle</div>", "Bir cümle"),
        ("Bir\nİki", "Bir\nİki"),
        ("<ul><li>Bir</li><li>İki</li></ul>", "- Bir\n- İki"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
        ("3 < 5 ve 5 > 3", "3 < 5 ve 5 > 3"),
        ("Yaş<18", "Yaş<18"),
        ("a<!-- gizli -->b", "ab"),
        ("<style>p {color: red}</style>Metin", "Metin"),
        ("<span title='a > b'>Metin</span>", "Metin"),
        ("<b>bitmeyen <a href='", "bitmeyen <a href='"),
        ("sil\x85inmiş\x00", "sil inmiş"),
        ("", ""),
    ],
)
def test_html_becomes_the_text_a_reader_sees(source, text):
    assert (plain(source).text, plain(source).lost) == (text, ())


def test_what_is_no_text_is_listed_once():
    source = (
        '<img src="logo.png" alt="a>b"><img src="logo.png"><a href="https://ktu.edu.tr/?a=1&amp;b=2">KTÜ</a>'
        "<script>alert('<p>x</p>')</script><iframe src=film></iframe><input type=text>Metin<svg/>"
    )
    assert plain(source).text == "KTÜMetin"
    assert plain(source).lost == (
        ("image", "logo.png"),
        ("link", "https://ktu.edu.tr/?a=1&b=2"),
        ("script", ""),
        ("media", "film"),
        ("form", ""),
        ("image", ""),
    )


@pytest.mark.parametrize("piece", ["<!", "<a ", "<!--", "</", "&#", "<![CDATA[", "<a b='", "<a \"<a '", "<script>", "{", "{a"])
def test_a_text_made_to_be_slow_is_read_in_no_time(piece):
    source = (piece * 20_000)[:20_000]
    begun = time.perf_counter()
    plain(source)
    assert time.perf_counter() - begun < 1


def read_one(question, *more, languages=("tr", "en")):
    with translation.override("en"):
        return read(lss(G(w("Genel", "General"), [question, *more]), languages=languages), "mezun.lss")


def said_of(reading, path):
    return [remark.message for remark in reading.remarks if remark.path == path]


def test_images_links_and_scripts_of_a_question_are_told():
    words = w('<img src="logo.png">Soru', "Question <a href='https://x.org'>here</a><script>x()</script>")
    reading = read_one(Q("S", "Q1", words, settings={}))
    assert reading.documents[0].questions[0].label == Text(tr="Soru", en="Question here")
    assert said_of(reading, "questions.Q1") == ["The text lost: image logo.png, link https://x.org, script."]


def test_a_translation_that_is_missing_stays_missing():
    reading = read_one(Q("S", "Q1", w("Soru"), help=w(en="Hint")))
    assert [(problem.path, problem.code) for problem in problems(reading.documents[0])] == [
        ("questions.Q1.en", "missing_translation"),
        ("questions.Q1.hint.tr", "missing_translation"),
    ]


def test_languages_but_turkish_and_english_are_listed():
    reading = read_one(Q("S", "Q1", w("Soru", "Question", de="Frage", fr="Question")), languages=("de", "tr", "en", "fr"))
    assert reading.documents[0].questions[0].label == Text(tr="Soru", en="Question")
    assert said_of(reading, "languages") == ["Questionnaires are in Turkish and English; not carried over: de, fr."]


def test_a_kind_of_english_is_english():
    reading = read_one(Q("S", "Q1", {"en-informal": "Question", "tr": "Soru"}), languages=("en-informal", "tr"))
    assert reading.documents[0].questions[0].label == Text(tr="Soru", en="Question")
    assert said_of(reading, "languages") == []


def test_a_text_in_the_base_language_only_is_kept_and_told():
    reading = read_one(Q("S", "Q1", w(de="Frage")), Q("S", "Q2", w("Soru", "Question")), languages=("de", "tr", "en"))
    assert reading.documents[0].questions[0].label == Text(tr="Frage")
    assert said_of(reading, "questions.Q1") == [
        "The text is neither in Turkish nor in English; it stands in the Turkish field until it is translated."
    ]


def test_a_survey_in_one_other_language_is_kept_in_the_turkish_fields_and_told_once():
    questions = [Q("S", "Q1", w(de="Frage")), Q("L", "Q2", w(de="Noch eine"), answers=[Ans("A1", w(de="Ja"))])]
    with translation.override("en"):
        reading = read(lss(G(w(de="Gruppe"), questions), languages=("de",), title=w(de="Umfrage")), "umfrage.lss")
    document = reading.documents[0]
    assert (document.title, document.sections[0].title) == (Text(tr="Umfrage"), Text(tr="Gruppe"))
    assert [q.label for q in document.questions] == [Text(tr="Frage"), Text(tr="Noch eine")]
    assert [(remark.path, remark.message) for remark in reading.remarks] == [
        ("languages", "The survey is neither in Turkish nor in English; its de texts stand in the Turkish fields."),
        ("audience", "The file does not say who answers: choose graduates or employers where that fits."),
    ]


@pytest.mark.parametrize(
    ("piece", "shown"),
    [
        ("{Q1}", "{Q1}"),
        ("{Q1.shown}", "{Q1}"),
        ("{Q1.NAOK}", "{Q1}"),
        ("{123456X1X100}", "{Q1}"),
        ("{123456X1X100.shown}", "{Q1}"),
        ("{INSERTANS:123456X1X100}", "{Q1}"),
        ("{Q2_SQ001}", "{Q2_SQ001}"),
        ("{Q1_other}", "{Q1.other}"),
        ("{ boşluklu }", "{ boşluklu }"),
    ],
)
def test_an_earlier_answer_is_shown_in_a_text(piece, shown):
    earlier = [
        Q("L", "Q1", w("Bir", "One"), answers=[Ans("A1", w("Evet", "Yes"))], row={"other": "Y"}),
        Q("Q", "Q2", w("İki", "Two"), subs=[Sub("SQ001", w("Ad", "Name"))]),
    ]
    reading = read_one(*earlier, Q("S", "Q3", w(f"Neden {piece}?", f"Why {piece}?")))
    assert reading.documents[0].questions[-1].label == Text(tr=f"Neden {shown}?", en=f"Why {shown}?")
    assert said_of(reading, "questions.Q3") == []


@pytest.mark.parametrize("piece", ["{TOKEN:FIRSTNAME}", "{if(Q1 == 1, 'a', 'b')}", "{Q9}", "{Q2_SQ001.shown}", "{Q3}", "{Q1.code}"])
def test_what_cannot_be_shown_stays_as_it_is_and_is_told(piece):
    earlier = [
        Q("L", "Q1", w("Bir", "One"), answers=[Ans("A1", w("Evet", "Yes"))]),
        Q("M", "Q2", w("İki", "Two"), subs=[Sub("SQ001", w("Ad", "Name"))]),
    ]
    reading = read_one(*earlier, Q("S", "Q3", w(f"Neden {piece}?", f"Why {piece}?")))
    assert reading.documents[0].questions[-1].label == Text(tr=f"Neden {piece}?", en=f"Why {piece}?")
    assert said_of(reading, "questions.Q3") == [f"{piece} cannot be shown in a text here and stands as it is; rewrite the text."]
