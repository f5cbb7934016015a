"""A LimeSurvey file of a question of each type that can decide whether later ones are asked."""

from django.utils import translation

from surveys.definition.check import problems
from surveys.definition.formats.lss import read
from tests.factories.lss_files import Ans, G, Q, Sub, lss, w

ANSWERS = [Ans(code, w(f"Seçenek {code}", f"Option {code}")) for code in ("A1", "A2", "A3")]
POINTS = [Ans(str(n), w(f"{n}", f"{n}")) for n in (1, 2, 3)]
PARTS = [Sub("SQ001", w("Bir", "One")), Sub("SQ002", w("İki", "Two"))]
CELLS = [Sub("Y1", w("Yıl", "Year")), Sub("X1", w("Net", "Net"), scale="1")]
BOUNDS = {"num_value_int_only": "1", "min_num_value_n": "0", "max_num_value_n": "99"}


def asked(code, type_="S", relevance="1", **given):
    return Q(type_, code, w(f"Soru {code}", f"Question {code}"), row={"relevance": relevance, **given.pop("row", {})}, **given)


# Their ids are 100, 200 ... in this order; Z, the last question, is 1800.
DECIDING = [
    asked("L1", "L", answers=ANSWERS, row={"other": "Y"}),
    asked("L2", "L", answers=POINTS),
    asked("M", "M", subs=PARTS, row={"other": "Y"}),
    asked("P", "P", subs=PARTS),
    asked("F", "F", subs=PARTS, answers=POINTS),
    asked("D1", "1", subs=PARTS, answers=[*POINTS, Ans("1", w("Kötü", "Bad"), scale="1")]),
    asked("N", "N", settings=BOUNDS),
    asked("K", "K", subs=PARTS, settings=BOUNDS),
    asked("Q", "Q", subs=PARTS),
    asked("R", "R", answers=ANSWERS),
    asked("Y", "Y"),
    asked("T", "T"),
    asked("O", "O", answers=ANSWERS),
    asked("C", ":", subs=CELLS, settings={"multiflexible_checkbox": "1"}),
    asked("H", "L", 'Y.NAOK == "Y"', answers=ANSWERS),
    asked("X", "X"),
    asked("HID", "S", settings={"hidden": "1"}),
]


def of_target(*questions, code="Z", **more):
    """(show_if of question Z, what is said of it) in a file of these questions."""
    with translation.override("en"):
        reading = read(lss(G(w("Genel", "General"), questions), **more), "mezun.lss")
        assert problems(reading.documents[0]) == []
    question = next(question for question in reading.documents[0].questions if question.code == code)
    return question.show_if, [remark.message for remark in reading.remarks if remark.path == f"questions.{code}"]


# LimeSurvey's equation -> ours, where that can be said exactly.
CARRIED = {
    'L1.NAOK == "A1"': "L1 == A1",
    "L1.NAOK == 'A1'": "L1 == A1",
    '"A1" == L1.NAOK': "L1 == A1",
    'L1 eq "A1"': "L1 == A1",
    '{L1.NAOK == "A1"}': "L1 == A1",
    '((L1.NAOK == "A1"))': "L1 == A1",
    '123456X1X100.NAOK == "A1"': "L1 == A1",
    'L1.NAOK != "A1"': "L1 != A1",
    '!(L1.NAOK == "A1")': "L1 != A1",
    'L1.NAOK == "-oth-"': "L1 == -oth-",
    'L1.NAOK == "A1" || L1.NAOK == "A2"': "L1 == A1 or L1 == A2",
    'L1.NAOK == "A1" && N.NAOK > 5': "L1 == A1 and N > 5",
    'L1.NAOK == "A1" and (N.NAOK gt 5 or N.NAOK lt 2)': "L1 == A1 and (N > 5 or N < 2)",
    '!(L1.NAOK == "A1" && N.NAOK > 5)': "not (L1 == A1 and N > 5)",
    "!(N.NAOK > 5)": "not N > 5",
    'L1.NAOK > "A1"': "L1 in [A2, A3]",
    "L2.NAOK >= 2": "L2 >= 2",
    "3 > L2.NAOK": "L2 < 3",
    'L2.NAOK == "1"': "L2 == 1",
    "L2.NAOK": "answered(L2)",
    "is_empty(L1.NAOK)": "not answered(L1)",
    "!is_empty(L1)": "answered(L1)",
    'L1.NAOK == ""': "not answered(L1)",
    "L1.NAOK != ''": "answered(L1)",
    "!is_empty(L1_other.NAOK)": "answered(L1.other)",
    'M_SQ001.NAOK == "Y"': "M has SQ001",
    '123456X1X300SQ001.NAOK == "Y"': "M has SQ001",
    'Q300_S301.NAOK == "Y"': "M has SQ001",
    'M_SQ001.NAOK != "Y"': "not M has SQ001",
    "is_empty(M_SQ001.NAOK)": "not M has SQ001",
    "M_SQ001 && !M_SQ002": "M has SQ001 and not M has SQ002",
    "count(M_SQ001.NAOK, M_SQ002.NAOK) > 0": "M has SQ001 or M has SQ002",
    "count(M_SQ001, M_SQ002) == 0": "not (M has SQ001 or M has SQ002)",
    "!is_empty(M_other)": "answered(M.other)",
    'P_SQ002.NAOK == "Y"': "P has SQ002",
    "!is_empty(P_SQ002comment.NAOK)": "answered(P_SQ002comment)",
    "F_SQ001.NAOK > 2": "F_SQ001 > 2",
    "123456X1X500SQ001.NAOK == 3": "F_SQ001 == 3",
    "D1_SQ002_0.NAOK == 1": "D1_SQ002_S1 == 1",
    "123456X1X600SQ002#1.NAOK == 1": "D1_SQ002_S2 == 1",
    "N.NAOK == 5": "N == 5",
    'N.NAOK != "5"': "N != 5",
    "N.NAOK > -1.5": "N > -1.5",
    "N.NAOK": "answered(N) and N != 0",
    "K_SQ001.NAOK >= 10": "K_SQ001 >= 10",
    "!is_empty(Q_SQ001.NAOK)": "answered(Q_SQ001)",
    "!is_empty(R_1.NAOK)": "answered(R)",
    'Y.NAOK == "N"': "Y == N",
    "!is_empty(T.NAOK)": "answered(T)",
    'O.NAOK == "A2"': "O == A2",
    "!is_empty(O_comment.NAOK)": "answered(O_comment)",
    'C_Y1_X1.NAOK == "1"': "C_Y1 has X1",
    '1 && L1.NAOK == "A1"': "L1 == A1",
    'L1.NAOK == "A1" || 0': "L1 == A1",
}
