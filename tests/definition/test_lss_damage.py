"""LimeSurvey files nobody made, and files that were damaged: read, or refused with a DefinitionError. Nothing else may happen."""

import random
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.definition.check import DefinitionError, problems
from surveys.definition.formats.lss import read
from tests.factories.lss_files import Ans, G, Q, Sub, lss, w
from tests.factories.lss_readings import SOURCE, SUBS, YES

NO = Ans("A2", w("Hayır", "No"))
EVERYTHING = [
    Q("L", "Q1", SOURCE, answers=[YES, NO], row={"other": "Y"}),
    Q("M", "Q2", SOURCE, subs=SUBS, row={"relevance": 'Q1.NAOK == "A1"'}, settings={"exclude_all_others": "SQ002", "max_answers": "2"}),
    Q("P", "Q3", SOURCE, subs=SUBS, row={"relevance": "Q2_SQ001 && !is_empty(Q1)"}),
    Q("F", "Q4", SOURCE, subs=SUBS, answers=[Ans("1", w("Az", "Low")), Ans("2", w("Çok", "High"))]),
    Q("1", "Q5", SOURCE, subs=SUBS, answers=[YES, Ans("B1", w("Az", "Low"), scale="1")], settings={"dualscale_headerA": w("Ö", "I")}),
    Q("N", "Q6", SOURCE, settings={"min_num_value_n": "1", "max_num_value_n": "9.5"}, row={"relevance": "Q4_SQ001.NAOK > 1"}),
    Q("K", "Q7", w("<p>{Q6}</p>", "x"), subs=SUBS, row={"relevance": "123456X1X600.NAOK >= 2 || Q1 != ''"}),
    Q("D", "Q8", SOURCE, settings={"date_format": "mm/yyyy", "date_min": "2020-02-01"}),
    Q("R", "Q9", SOURCE, answers=[YES, NO], settings={"max_answers": "2"}),
    Q(":", "Q10", SOURCE, subs=[*SUBS, Sub("X", w("X", "X"), scale="1")], settings={"multiflexible_checkbox": "1"}),
    Q("Y", "Q11", w("<b>Soru", "<img src=x>")),
]
CONDITION = {"qid": "800", "cqid": "100", "cfieldname": "123456X1X100", "method": "==", "value": "A1", "scenario": "1"}
WHOLE = {new: lss(G(w("Genel", "General"), EVERYTHING), new=new, tables={"conditions": [CONDITION]}) for new in (True, False)}

NASTY = ["", "0", "-1", "9" * 30, "1e9", "ı", "Q1", "A B", "\u00a0", "{Q1}", "<p", "((", "x" * 300, "Q1_SQ001"]
NASTY += ["and", '"', "5.5", "other", "M", "100", "-oth-", "!", "\ufffe", "\x85", "_", "a.b", "Y", "de"]


def test_the_file_that_is_damaged_is_whole_before():
    for content in WHOLE.values():
        assert len(read(content, "mezun.lss").documents[0].questions) == 17


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_whatever_bytes_are_given_are_refused_properly(content):
    read_or_refused(content)
    read_or_refused(b"<document>" + content + b"</document>")


@settings(max_examples=300, deadline=None)
@given(
    new=st.booleans(),
    seed=st.integers(0),
    ways=st.lists(st.sampled_from(["value", "value", "field", "row", "twice", "swap"]), min_size=1, max_size=5),
)
def test_a_file_with_other_values_and_rows_is_read_or_refused_properly(new, seed, ways):
    chance, text = random.Random(seed), WHOLE[new].decode()
    for how in ways:
        text = _damaged(text, how, chance)
    read_or_refused(text.encode())


@settings(max_examples=100, deadline=None)
@given(new=st.booleans(), at=st.integers(0, 20_000), byte=st.integers(0, 255), cut=st.booleans())
def test_a_file_that_broke_on_its_way_is_read_or_refused_properly(new, at, byte, cut):
    content = WHOLE[new]
    read_or_refused(content[:at] if cut else content[:at] + bytes([byte]) + content[at + 1 :])


def read_or_refused(content):
    try:
        found, said = problems(read(content, "mezun.lss").documents[0]), ["read"]
    except DefinitionError as error:
        found, said = [], [problem.message for problem in error.problems]
    assert said
    assert all(said)
    assert {problem.code for problem in found} <= {"missing_translation"}


def _damaged(text, how, chance):
    """The file with one value replaced, one field or row gone, one row twice or put in the place of another."""
    pattern = {"value": r"<!\[CDATA\[.*?\]\]>|<\w+/>", "field": r"    <(\w+)>.*?</\1>\n"}.get(how, r"   <row>.*?</row>\n")
    places = list(re.finditer(pattern, text, re.DOTALL))
    if not places:
        return text
    found = chance.choice(places)
    before, after = text[: found.start()], text[found.end() :]
    match how:
        case "value":
            value = f"<![CDATA[{chance.choice(NASTY)}]]>"
            tag = found[0].strip("</>")
            return before + (f"<{tag}>{value}</{tag}>" if found[0].endswith("/>") else value) + after
        case "twice":
            return before + found[0] * 2 + after
        case "swap":
            return before + chance.choice(places)[0] + after
    return before + after
