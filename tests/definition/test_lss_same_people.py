"""An equation that was carried over asks the same people as LimeSurvey does.

LimeSurvey's side is reckoned here anew, in Python's own terms: two numbers are compared by size, two texts by their letters,
a number and a text never; what has no answer is an empty text; a name without .NAOK makes everything false where its
question is hidden.
"""

import operator
import random
import re

import pytest

from surveys.definition.compiled import compile_document
from surveys.definition.formats.lss import read
from tests.factories.lss_conditions import CARRIED, DECIDING, asked
from tests.factories.lss_files import G, lss, w

HIDDEN = ['H.NAOK != "A1"', 'H != "A1"', "is_empty(H)", 'H == "A1" || N.NAOK > 5', "!(H == 'A1' && Y == 'Y')"]
WORDS = {"&&": " and ", "||": " or ", "!": " not ", "eq": "==", "gt": ">", "lt": "<"}
NAME = r"(?:123456X1X|[A-Z])[\w#]*(?:\.NAOK)?"


class Value(str):
    """A stored answer or a constant, compared as LimeSurvey compares."""

    __slots__ = ()
    __hash__ = str.__hash__

    def _by(self, compare, other):
        mine, theirs = (re.fullmatch(r"-?\d+(\.\d+)?", str(side)) for side in (self, other))
        if mine and theirs:
            return compare(float(self), float(other))
        return bool(mine) == bool(theirs) and compare(str(self), str(other))

    def __eq__(self, other):
        return self._by(operator.eq, other)

    def __ne__(self, other):
        return not self == other

    def __lt__(self, other):
        return self._by(operator.lt, other)

    def __le__(self, other):
        return self._by(operator.le, other)

    def __gt__(self, other):
        return self._by(operator.gt, other)

    def __ge__(self, other):
        return self._by(operator.ge, other)

    def __bool__(self):
        return str(self) not in {"", "0"}


def shown_in_limesurvey(equation, stored, hidden):
    """`hidden`: names of variables whose question is not shown."""
    names = [found for found in re.findall(NAME, re.sub(r"'[^']*'|\"[^\"]*\"", "", equation)) if not found.endswith(".NAOK")]
    if any(name in hidden for name in names):
        return False

    def spelled(found):
        text = found[0]
        if text[0] in "'\"" or text.isdigit() or re.fullmatch(r"-?[\d.]+", text):
            return f"Value({text.strip(chr(34) + chr(39))!r})"
        if text in WORDS:
            return WORDS[text]
        return f"stored[{text.removesuffix('.NAOK')!r}]" if re.fullmatch(NAME, text) else text

    python = re.sub(rf"'[^']*'|\"[^\"]*\"|{NAME}|-?\d+(?:\.\d+)?|\w+|&&|\|\||!(?!=)", spelled, equation.strip("{}"))
    known = {"Value": Value, "stored": stored, "is_empty": lambda value: not str(value), "count": _count}
    return bool(eval(python, {"__builtins__": {}}, known))  # noqa: S307  (the equations stand in this repository)


def _count(*values):
    return Value(sum(map(bool, values)))


def people(number):
    """Answers of a person in our codes. Questions 1 to 17 are asked of everybody, H of those who said yes to Y."""
    chance = random.Random(number)

    def one(*values):
        return chance.choice([None, *values])

    def some(*values):
        return [value for value in values if chance.random() < 0.5] or None

    answers = {"L1": one("A1", "A2", "A3", "-oth-"), "L2": one("1", "2", "3"), "M": some("SQ001", "SQ002", "other"), "O": one("A1", "A2")}
    answers |= {"P": some("SQ001", "SQ002"), "F_SQ001": one("1", "2", "3"), "D1_SQ002_S1": one("1", "2"), "D1_SQ002_S2": one("1")}
    answers |= {
        "N": one("0", "1", "2", "5", "6"),
        "K_SQ001": one("9", "10"),
        "Q_SQ001": one("x"),
        "R": some("A1", "A2"),
        "Y": one("Y", "N"),
    }
    answers |= {"T": one("x"), "O_comment": one("x"), "C_Y1": some("X1"), "H": one("A1", "A2")}
    answers["L1.other"] = one("x") if answers["L1"] == "-oth-" else None
    answers["M.other"] = one("x") if "other" in (answers["M"] or []) else None
    answers["P_SQ002comment"] = one("x") if "SQ002" in (answers["P"] or []) else None
    if answers["Y"] != "Y":
        del answers["H"]
    return answers


def as_stored(answers):
    """The same person's answers under the names LimeSurvey has for them."""
    stored = {code: Value(value or "") for code, value in answers.items() if not isinstance(value, list)}
    stored |= {"H": Value(answers.get("H") or ""), "R_1": Value((answers["R"] or [""])[0])}
    for code in ("M", "P"):
        stored |= {f"{code}_{sub}": Value("Y" if sub in (answers[code] or []) else "") for sub in ("SQ001", "SQ002")}
    stored |= {"C_Y1_X1": Value("1" if answers["C_Y1"] else ""), "L1_other": stored["L1.other"], "M_other": stored["M.other"]}
    stored |= {"D1_SQ002_0": stored["D1_SQ002_S1"], "123456X1X600SQ002#1": stored["D1_SQ002_S2"], "123456X1X100": stored["L1"]}
    stored |= {"123456X1X300SQ001": stored["M_SQ001"], "123456X1X500SQ001": stored["F_SQ001"]}
    return stored


@pytest.mark.parametrize("equation", [*(equation for equation in CARRIED if not equation.startswith("Q300")), *HIDDEN])
def test_the_same_people_are_asked(equation):
    document = read(lss(G(w("Genel", "General"), [*DECIDING, asked("Z", relevance=equation)])), "mezun.lss").documents[0]
    compiled = compile_document(document)
    everybody = [people(number) for number in range(300)]
    ours = [number for number, answers in enumerate(everybody) if "Z" in compiled.asked(answers)]
    hidden = [{"H"} if answers["Y"] != "Y" else set() for answers in everybody]
    theirs = [
        number for number, answers in enumerate(everybody) if shown_in_limesurvey(equation, as_stored(answers), hidden[number])
    ]  # fmt: skip
    assert ours == theirs
    assert 0 < len(ours) < len(everybody)
