"""Questions answered in words and figures (N K S T U Q D, and the text X), in both generations of the file, whole."""

import pytest

from surveys.definition.check import problems
from surveys.questions import NoteQuestion, NumberQuestion, PeriodQuestion, TextQuestion
from tests.factories.lss_files import w
from tests.factories.lss_readings import LABEL, NOTE, SUBS, expected, q, reading_of, t

OPEN = "Numbers from %s with %s decimals may be given; LimeSurvey leaves that open. Check it."

CASES = {
    "N whole number in bounds": (
        q(
            "N",
            settings={"num_value_int_only": "1", "min_num_value_n": "1", "max_num_value_n": "98", "suffix": w("saat", "hours")},
        ),
        [NumberQuestion(code="Q1", label=LABEL, unit_label=t("saat", "hours"), minimum=1, maximum=98)],
        {},
        [],
    ),
    "N without bounds": (
        q("N", settings={"num_value_int_only": "0"}),
        [NumberQuestion(code="Q1", label=LABEL, minimum=0, maximum=999_999_999, decimals=2)],
        {},
        [("bounds", OPEN % ("0 to 999999999", 2))],
    ),
    "N as long as three figures": (
        q("N", settings={"num_value_int_only": "1", "maximum_chars": "3"}),
        [NumberQuestion(code="Q1", label=LABEL, minimum=0, maximum=999)],
        {},
        [("bounds", OPEN % ("0 to 999", 0))],
    ),
    "K several numbers": (
        q("K", subs=SUBS, settings={"num_value_int_only": "1", "min_num_value_n": "0", "max_num_value_n": "5"}, row={"mandatory": "Y"}),
        [
            NOTE,
            NumberQuestion(code="Q1_SQ001", label=t("Maaş", "Pay"), required=True, minimum=0, maximum=5),
            NumberQuestion(code="Q1_SQ002", label=t("Ekip", "Team"), required=True, minimum=0, maximum=5),
        ],
        {},
        [],
    ),
    "K sliders": (
        q("K", subs=SUBS[:1], settings={"slider_layout": "1", "slider_min": "1", "slider_max": "2", "slider_accuracy": "0.5"}),
        [NOTE, NumberQuestion(code="Q1_SQ001", label=t("Maaş", "Pay"), minimum=1, maximum=2, decimals=1)],
        {},
        [],
    ),
    "S short text": (q("S"), [TextQuestion(code="Q1", label=LABEL, max_length=200)], {}, []),
    "T long text": (q("T"), [TextQuestion(code="Q1", label=LABEL, max_length=2_000)], {}, []),
    "U huge text": (q("U"), [TextQuestion(code="Q1", label=LABEL, max_length=10_000)], {}, []),
    "S with a limit": (q("S", settings={"maximum_chars": "40"}), [TextQuestion(code="Q1", label=LABEL, max_length=40)], {}, []),
    "S for figures only": (
        q("S", settings={"numbers_only": "1"}),
        [NumberQuestion(code="Q1", label=LABEL, minimum=0, maximum=999_999_999, decimals=2)],
        {},
        [("bounds", OPEN % ("0 to 999999999", 2))],
    ),
    "Q several short texts": (
        q("Q", subs=SUBS, help=w("Kısaca", "Briefly")),
        [
            NoteQuestion(code="Q1", label=LABEL, hint=t("Kısaca", "Briefly")),
            TextQuestion(code="Q1_SQ001", label=t("Maaş", "Pay"), max_length=200),
            TextQuestion(code="Q1_SQ002", label=t("Ekip", "Team"), max_length=200),
        ],
        {},
        [],
    ),
    "X text": (q("X", row={"mandatory": "Y"}), [NOTE], {}, []),
    "D year": (
        q("D", settings={"date_format": "yyyy", "date_min": "1963-06-15", "date_max": "2026"}),
        [PeriodQuestion(code="Q1", label=LABEL, precision="year", earliest="1963", latest="2026")],
        {},
        [],
    ),
    "D month": (
        q("D", settings={"date_format": "mm/yyyy", "date_min": "2020"}),
        [PeriodQuestion(code="Q1", label=LABEL, precision="month", earliest="2020-01", latest="2037-12")],
        {},
        [],
    ),
}


@pytest.mark.parametrize("new", [True, False], ids=["new", "old"])
@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_question_of_each_type_is_carried_over_whole(case, new):
    question, questions, option_sets, remarks = case
    reading = reading_of(question, new=new)
    assert reading == expected(questions, option_sets, remarks, new=new)
    assert problems(reading.documents[0]) == []
