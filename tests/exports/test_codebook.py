"""The printed codebook: nothing that was asked is left out, in either language, and it can be proved."""

import re
import subprocess
import sys
import zlib
from datetime import UTC, datetime
from html import escape

import pytest
from django.utils.html import strip_tags

from surveys.definition import proof
from surveys.definition.check import problems
from surveys.definition.wordings import texts
from surveys.exports import codebook
from surveys.models import Questionnaire, QuestionnaireVersion
from tests.factories.documents import PUBLISHED, likert_document, options
from tests.factories.every_kind import every_kind

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def version_of(document):
    """Never saved: printing needs no database."""
    questionnaire = Questionnaire(code=document.code, title_tr=document.title.tr, title_en=document.title.en, audience=document.audience)
    return QuestionnaireVersion(
        questionnaire=questionnaire,
        number=1,
        document=document.model_dump(mode="json"),
        structure_hash=document.structure_hash,
        text_hash=document.text_hash,
        published_at=PUBLISHED,
        approved_as="Dr. Ayşe Işık",
    )


def page(document, language="tr"):
    return codebook.html(version_of(document), language=language, now=NOW)


def readable(html):
    """The words of the page, blanks made one."""
    return re.sub(r"\s+", " ", strip_tags(html))


def test_the_questionnaire_of_every_kind_could_be_published():
    assert problems(every_kind()) == []


@pytest.mark.parametrize("language", ["tr", "en"])
def test_every_text_and_every_code_of_a_questionnaire_is_printed_in_both_languages(language):
    document = every_kind()
    html = page(document, language)
    wanted = {text for _path, both, _needed in texts(document) for text in (both.tr, both.en) if text}
    wanted |= {v.code for v in document.variables.values() if not v.code.endswith(".other")}
    wanted |= {option.code for inner in document.option_sets.values() for option in inner}
    wanted |= {question.show_if for question in document.all_questions if question.show_if}
    wanted |= {document.legal_basis, "100 * (n(9,10) - n(0..6)) / n", "NACE Rev.2 section", "MÜDEK 3: 1", "TYYÇ: Bilgi"}
    assert {text for text in wanted if escape(text, quote=False) not in html and escape(text) not in html} == set()


@pytest.mark.parametrize(
    ("language", "own", "other", "beside"),
    [
        ("tr", "Çalışıyor musunuz?", "en", "Çalışıyor musunuz? (en)"),
        ("en", "Çalışıyor musunuz? (en)", "tr", "Çalışıyor musunuz?"),
    ],
)
def test_the_language_of_the_codebook_comes_first_and_the_other_is_marked(language, own, other, beside):
    html = page(every_kind(), language)
    (entry,) = re.findall(r'<article class="[^"]*" id="q-K03">.*?</article>', html, re.DOTALL)
    assert re.search(r'<html lang="(\w\w)">', html)[1] == language
    assert re.search(r"</span> ([^<]+)</h3>", entry)[1] == own
    assert re.search(r'<p class="other" lang="(\w\w)">([^<]+)</p>', entry).groups() == (other, beside)


def test_routing_is_told_in_words_with_its_expression():
    html = readable(page(every_kind(), "en"))
    assert "gereken (en): Asked only if K03 is “seçenek yes (en)” or K04 is more than 10K03 == yes or K04 &gt; 10" in html


def test_the_cover_says_which_version_by_whom_and_when():
    cover = readable(page(every_kind(), "en")).partition("Contents")[0]
    document = every_kind()
    said = (
        "ALL v1",
        "15 January 2026, 12:00",
        "Approved by Dr. Ayşe Işık",
        "Graduates",
        "about 9 minutes",
        "article 6(1)(m)",
        "25 November 2026, 12:00",
    )
    assert [words for words in (*said, document.text_hash, document.structure_hash) if words not in cover] == []
    assert "Both were worked out again" in cover


def test_a_stored_questionnaire_that_is_not_what_was_published_is_told_on_the_cover():
    version = version_of(every_kind())
    version.document["title"]["tr"] = "Başka"
    cover = readable(codebook.html(version, language="en", now=NOW)).partition("Contents")[0]
    assert ("have it looked into" in cover, "Both were worked out again" in cover) == (True, False)


def test_a_long_list_is_printed_once_at_the_end():
    codes = tuple(f"{n:02d}" for n in range(1, 82))
    document = every_kind()
    html = page(document.model_copy(update={"option_sets": {**document.option_sets, "K09": options(*codes)}}), "en")
    assert (html.count("<code>81</code>"), html.count('href="#list-K09"'), html.count('id="list-K09"')) == (1, 1, 1)


def test_the_page_asks_nothing_of_anybody():
    html = page(every_kind())
    assert re.findall(r"""(?:src|srcset)=|url\(|@import|href="(?!#)""", html) == []


def test_texts_cannot_become_markup():
    document = likert_document()
    bad = document.model_copy(update={"title": document.title.model_copy(update={"tr": "<script>alert(1)</script>"})})
    assert "<script" not in page(bad)


@pytest.fixture(scope="module")
def printed():
    """(version, PDF), printed once."""
    version = version_of(every_kind(code="PDF"))
    return version, codebook.pdf(version, language="tr", now=NOW)


def inside(content):
    """The PDF with its compressed streams opened."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.S)
    opened = [zlib.decompress(s) if s[:1] == b"x" else s for s in streams]
    return content + b"\n".join(opened)


def test_the_pdf_is_tagged_and_says_its_title_and_language(printed):
    _version, content = printed
    opened = inside(content)
    assert content.startswith(b"%PDF-1.7")
    found = {
        "tagged": b"/Marked true" in opened,
        "structured": b"/StructTreeRoot" in opened,
        "for readers": b'pdfuaid:part="1"' in opened,
        "language": re.search(rb"/Lang \((\w\w)\)", opened)[1],
        "title shown": b"/DisplayDocTitle true" in opened,
        "title": "PDF v1 · Her türden soru".encode() in opened,
    }
    assert found == {
        "tagged": True,
        "structured": True,
        "for readers": True,
        "language": b"tr",
        "title shown": True,
        "title": True,
    }


def test_the_pdf_has_a_cover_contents_sections_and_appendices(printed):
    _version, content = printed
    pages = len(re.findall(rb"/Type /Page\b(?!s)", inside(content)))
    assert 9 <= pages <= 13


def test_the_bytes_that_were_hashed_are_attached_to_the_pdf(printed):
    version, content = printed
    canonical = proof.canonical(version.document)
    assert canonical in inside(content)
    assert proof.text_hash(version.document) == version.text_hash


def test_the_program_printed_in_the_codebook_gives_both_hashes(tmp_path):
    """As an officer would in 2031: the program copied out of the codebook, the file beside it, nothing else."""
    version = version_of(every_kind())
    html = codebook.html(version, language="en", now=NOW)
    (program,) = re.findall(r'<pre class="program"[^>]*>(.*?)</pre>', html, re.S)
    unescaped = program.replace("&quot;", '"').replace("&#x27;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    (tmp_path / "proof.py").write_text(unescaped, encoding="utf-8")
    (tmp_path / "all.json").write_text(every_kind().model_dump_json(indent=4), encoding="utf-8")
    done = subprocess.run([sys.executable, "-I", "proof.py", "all.json"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == f"text      {version.text_hash}\nstructure {version.structure_hash}\n"
