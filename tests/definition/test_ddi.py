"""The DDI file: valid by the content models of DDI-Codebook 2.5, and with everything the document says."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree

from surveys.definition.check import DefinitionError
from surveys.definition.document import Document, Section
from surveys.definition.formats import ddi
from surveys.questions import SingleQuestion, Text
from tests.definition.strategies import documents
from tests.factories.documents import likert_document, options, text
from tests.factories.every_kind import every_kind

CONTENT_MODELS = etree.DTD(str(Path(__file__).with_name("ddi_codebook_2_5.dtd")))
NS = {"d": "ddi:codebook:2_5"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def faults(root):
    """What the content models refuse, and elements of another namespace."""
    CONTENT_MODELS.validate(root)
    strangers = [element.tag for element in root.iter(etree.Element) if etree.QName(element).namespace != NS["d"]]
    return [error.message for error in CONTENT_MODELS.error_log] + strangers


def written(document, **facts):
    return etree.fromstring(ddi.write(document, **facts).content)


def var(root, name):
    (found,) = root.findall(f".//d:var[@name='{name}']", NS)
    return found


def said(element, path):
    """{language: text} of the children at `path`."""
    return {found.get(LANG): "".join(found.itertext()).strip() for found in element.findall(path, NS)}


@given(document=documents())
def test_whatever_document_there_can_be_its_file_is_valid(document):
    assert faults(written(document)) == []


@pytest.mark.parametrize("document", [every_kind(), likert_document(), Document(code="E", title=Text(), sections=())], ids=lambda d: d.code)
def test_a_full_a_small_and_an_empty_document_give_valid_files(document):
    assert faults(written(document)) == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda root: var(root, "K15").append(var(root, "K15")[0]),
        lambda root: var(root, "K15").attrib.pop("name"),
        lambda root: var(root, "K15").set("nature", "sometimes"),
        lambda root: root.find(".//d:varGrp", NS).set("var", "V_nobody"),
        lambda root: etree.SubElement(root.find(".//d:titlStmt", NS), "{ddi:codebook:2_5}titl"),
        lambda root: root.remove(root.find("d:stdyDscr", NS)),
        lambda root: etree.SubElement(var(root, "K15"), "{elsewhere}note"),
    ],
)
def test_the_content_models_notice_a_file_that_is_not_valid(spoil):
    root = written(every_kind())
    spoil(root)
    assert faults(root) != []


def test_every_column_of_a_file_of_answers_is_a_variable_in_the_order_of_asking():
    names = [found.get("name") for found in written(every_kind()).findall(".//d:var", NS)]
    matrix = [f"{row}_{facet}" for facet in "AR" for row in ("C01", "C02")]
    assert names == [
        *("K01", "K03", "K04", "K05"),
        *("K06_ad", "K06_net", "K06_other", "K06_none", "K06.other"),
        *("K07_1", "K07_2", "K08", "K09", "K10", "K11"),
        *matrix,
        *("K13a", "K13b", "P01", "P02", "P03", "K15", "K16", "K17"),
    ]


def test_columns_that_belong_together_are_grouped():
    groups = {g.get("ID"): (g.get("type"), g.get("name"), g.get("var")) for g in written(every_kind()).findall(".//d:varGrp", NS)}
    assert {key: value for key, value in groups.items() if not key.startswith("S_")} == {
        "G_K06": ("multipleResp", "K06", "V_K06-1 V_K06-2 V_K06-3 V_K06-4 V_K06.other"),
        "G_K07": ("multipleResp", "K07", "V_K07-1 V_K07-2"),
        "G_K12": ("grid", "K12", "V_C01_A V_C02_A V_C01_R V_C02_R"),
        "G_K13": ("grid", "K13", "V_K13a V_K13b"),
        "G_K14": ("grid", "K14", "V_P01 V_P02 V_P03"),
        "C_1": ("analysis", "satisfaction", "V_K13a V_K13b V_K15"),
    }
    assert groups["S_S3"][:2] == ("section", "S3")


def test_a_question_is_told_in_both_languages_with_its_stem_and_its_hint():
    root = written(every_kind())
    question = var(root, "K03").find("d:qstn", NS)
    assert (question.get("ID"), question.get("seqNo"), question.get("responseDomainType")) == ("Q_K03", "3", "category")
    assert said(question, "d:qstnLit") == {"tr": "Çalışıyor musunuz?", "en": "Çalışıyor musunuz? (en)"}
    assert said(question, "d:postQTxt") == {"tr": "Bugün", "en": "Bugün (en)"}
    row = var(root, "C02_R").find("d:qstn", NS)
    assert said(row, "d:preQTxt")["tr"] == "Her yeterlilik için"
    assert said(row, "d:qstnLit") == {"tr": "Takım çalışması – gereken", "en": "Takım çalışması (en) – gereken (en)"}
    assert (row.get("ID"), row.get("qstn")) == (None, "Q_K12")


def test_routing_stands_in_words_as_our_expression_and_as_references_both_ways():
    root = written(every_kind())
    backward = var(root, "C01_R").find("d:qstn/d:backward[@xml:lang='en']", {**NS, "xml": LANG[1:-5]})
    assert backward.get("qstn") == "Q_K03 Q_K04"
    assert backward.findtext("d:emph", namespaces=NS) == "K03 == yes or K04 > 10"
    assert backward.text == "K03 is “seçenek yes (en)” or K04 is more than 10 – "
    assert said(var(root, "C01_R"), "d:universe")["en"] == "Asked only where K03 is “seçenek yes (en)” or K04 is more than 10"
    forward = var(root, "K03").find("d:qstn/d:forward", NS)
    assert forward.get("qstn") == "Q_K04 Q_K05 Q_K06 Q_K12"  # K19 is asked apart and has no variable
    assert said(var(root, "C01_A"), "d:universe")["en"] == "All respondents"


def test_options_have_codes_labels_and_what_kind_of_no_answer_they_are():
    root = written(every_kind())
    categories = {
        c.findtext("d:catValu", namespaces=NS): (said(c, "d:labl")["tr"], c.get("missing"), c.get("missType"))
        for c in var(root, "K08").findall("d:catgry", NS)
    }
    assert categories == {
        "b1": ("1 kat", None, None),
        "b2": ("1 kattan fazla", None, None),
        "98": ("belirtmek istemiyorum", "Y", "refused"),
    }
    assert [item.get("VALUE") for item in var(root, "K15").findall("d:invalrng/d:item", NS)] == ["99"]
    ends = {c.findtext("d:catValu", namespaces=NS): said(c, "d:txt").get("tr") for c in var(root, "K16").findall("d:catgry", NS)}
    assert {code: end for code, end in ends.items() if end} == {"0": "hiç", "10": "kesinlikle"}


def test_bands_and_values_beside_the_code_are_told_in_prose():
    (first, *_rest) = var(written(every_kind()), "K08").findall("d:catgry", NS)
    assert [t.text for t in first.findall("d:txt", NS) if t.get(LANG) == "en"] == ["Value on the scale: 1", "Band: 0 – 1"]


def test_numbers_and_periods_have_bounds_units_and_formats():
    root = written(every_kind())
    assert dict(var(root, "K04").find("d:valrng/d:range", NS).attrib) == {"UNITS": "REAL", "min": "0.0", "max": "98.0"}
    assert (var(root, "K04").get("dcml"), var(root, "K04").get("measUnit")) == ("1", "hours")
    assert dict(var(root, "K05").find("d:valrng/d:range", NS).attrib) == {"min": "2015-01", "max": "2026-12"}
    formats = {name: dict(var(root, name).find("d:varFormat", NS).attrib) for name in ("K03", "K05", "K06_ad", "K15", "K17")}
    assert formats == {
        "K03": {"type": "character"},
        "K05": {"type": "character", "schema": "ISO", "category": "date", "formatname": "YYYY-MM"},
        "K06_ad": {"type": "numeric"},
        "K15": {"type": "numeric"},
        "K17": {"type": "character"},
    }


def test_codes_with_a_leading_zero_are_text():
    document = Document(
        code="P",
        title=text("İl"),
        option_sets={"IL": options("01", "61")},
        sections=(Section(code="S", questions=(SingleQuestion(code="IL", label=text("İl"), options="IL"),)),),
    )
    assert var(written(document), "IL").find("d:varFormat", NS).get("type") == "character"


def test_what_an_item_measures_is_named_with_its_vocabulary():
    concepts = [(c.get("vocab"), c.get(LANG), c.text) for c in var(written(every_kind()), "C01_A").findall("d:concept", NS)]
    assert concepts == [
        ("facet", "tr", "Kazanılan düzey"),
        ("facet", "en", "Kazanılan düzey (en)"),
        ("competency", None, "C01"),
        ("domain", "tr", "Temel beceriler"),
        ("domain", "en", "Temel beceriler (en)"),
        ("MUDEK-3", None, "1"),
        ("TYYC", None, "Bilgi"),
    ]


def test_a_reversed_item_says_how_its_scale_counts_it_and_a_new_wording_its_version():
    root = written(every_kind())
    assert var(root, "K13b").findtext("d:derivation/d:drvcmd", namespaces=NS) == "6 - K13b"
    assert var(root, "K13a").find("d:derivation", NS) is None
    assert [var(root, name).findtext("d:verStmt/d:version", namespaces=NS) for name in ("K13a", "K15")] == ["1", "2"]


def test_the_version_its_hashes_and_its_waves_stand_in_the_file():
    document = every_kind()
    facts = ddi.Facts(
        number=3,
        published=date(2026, 1, 15),
        approved_as="Dr. Ayşe",
        text_hash="a" * 64,
        structure_hash="b" * 64,
        organisation=Text(tr="KTÜ", en="KTU"),
        waves=(ddi.WaveDates("2026", date(2026, 2, 1), date(2026, 3, 1)),),
    )
    root = written(document, facts=facts)
    statement = root.find("d:stdyDscr/d:citation/d:verStmt", NS)
    assert (statement.findtext("d:version", namespaces=NS), statement.findtext("d:verResp", namespaces=NS)) == ("3", "Dr. Ayşe")
    assert {n.get("subject"): n.text for n in statement.findall("d:notes", NS)} == {"text": "a" * 64, "structure": "b" * 64}
    dates = [(c.get("event"), c.get("date"), c.get("cycle")) for c in root.findall(".//d:collDate", NS)]
    assert dates == [("start", "2026-02-01", "2026"), ("end", "2026-03-01", "2026")]
    assert (faults(root), root.find("d:docDscr/d:docStatus", NS)) == ([], None)


def test_a_draft_says_that_it_is_one_and_bears_the_hashes_it_would_have():
    document = every_kind()
    statement = (root := written(document)).find("d:stdyDscr/d:citation/d:verStmt", NS)
    hashes = {n.get("subject"): n.text for n in statement.findall("d:notes", NS)}
    assert hashes == {"text": document.text_hash, "structure": document.structure_hash}
    assert root.find("d:docDscr/d:docStatus", NS) is not None


def test_the_privacy_notice_and_the_legal_basis_are_in_both_languages_where_there_are_two():
    root = written(every_kind())
    assert said(root, ".//d:conditions")["tr"] == "Yanıtlar yalnızca toplu sonuç üretmek için işlenir."
    assert root.find(".//d:authorizationStatement", NS).text == "6698 sayılı Kanun m. 5/2-f"


def test_the_part_after_sending_is_listed_and_has_no_variable():
    root = written(every_kind())
    listed = {(n.get("type"), n.get("subject")) for n in root.findall("d:otherMat/d:notes", NS)}
    assert {("multiple", "K18"), ("contact", "K19"), ("consent", "K20"), ("option", "K18_mentor")} <= listed
    assert [v.get("name") for v in root.findall(".//d:var", NS) if v.get("name")[:3] in {"K18", "K19", "K20"}] == []


def test_what_ddi_cannot_carry_is_named():
    found = {remark.code: remark.message.rpartition(": ")[2] for remark in ddi.write(every_kind()).remarks}
    assert found == {
        "routing": "K04, K05, K06, K12, K17.",
        "required": "K03, K12.",
        "headline": "K03, K15.",
        "maximum": "K06, K07, K10.",
        "shuffle": "K07, K13.",
        "note": "K02.",
        "register": "K10.",
        "objectives": "K14.",
        "after": "K18, K19, K20.",
        "value": "K08.b1, K08.b2.",
        "exclusive": "K06.none, K18.none.",
        "band": "K08.b1, K08.b2.",
        "indicators": "K06.",
    }


def test_a_draft_that_gives_one_code_twice_is_refused_by_name():
    question = SingleQuestion(code="Q", label=text("Soru"), options="Q")
    document = Document(
        code="D", title=text("İki kez"), option_sets={"Q": options("1")}, sections=(Section(code="S", questions=(question, question)),)
    )
    with pytest.raises(DefinitionError) as refused:
        ddi.write(document)
    assert {problem.path for problem in refused.value.problems} == {"questions.Q"}


def test_a_condition_that_cannot_be_read_stands_in_the_file_as_it_is():
    question = SingleQuestion(code="Q", label=text("Soru"), options="Q", show_if="((")
    document = Document(
        code="D", title=text("Taslak"), option_sets={"Q": options("1")}, sections=(Section(code="S", questions=(question,)),)
    )
    root = written(document)
    assert (faults(root), var(root, "Q").findtext("d:qstn/d:backward/d:emph", namespaces=NS)) == ([], "((")


def test_control_characters_are_replaced_and_named():
    document = likert_document().model_copy(update={"title": Text(tr="bir\x0biki", en="ok")})
    file = ddi.write(document)
    assert etree.fromstring(file.content).findtext("d:stdyDscr/d:citation/d:titlStmt/d:titl", namespaces=NS) == "bir\ufffdiki"
    assert [remark.path for remark in file.remarks if remark.code == "unprintable"] == ["title.tr"]


def test_the_same_document_gives_the_same_file():
    assert ddi.write(every_kind()).content == ddi.write(every_kind()).content
