"""Arrays (A B C E F H 1 : ;), in both generations of the file: the whole document and every remark."""

import pytest

from surveys.definition.check import problems
from surveys.questions import DualMatrixQuestion, MatrixQuestion, MultipleQuestion, NumberQuestion, Option, TextQuestion
from surveys.questions.scaled import Column
from tests.factories.lss_files import Ans, Sub, w
from tests.factories.lss_readings import A1, A2, LABEL, NO, NOTE, ROWS, SUBS, YES, expected, points, q, reading_of, t

CELLS = (Sub("Y1", w("2025", "2025")), Sub("X1", w("Net", "Net"), scale="1"), Sub("X2", w("Brüt", "Gross"), scale="1"))


def ordinal(codes, count):
    return ("values", f"The answers {codes} bear no numbers; on the scale they count as 1 to {count} in this order. Check it.")


CASES = {
    "F array": (
        q("F", subs=SUBS, answers=[Ans("1", w("Az", "Low")), Ans("5", w("Çok", "High"))], settings={"random_order": "1"}),
        [MatrixQuestion(code="Q1", label=LABEL, rows=ROWS, options="Q1", shuffle=True)],
        {"Q1": (Option(code="1", label=t("Az", "Low"), value=1), Option(code="5", label=t("Çok", "High"), value=5))},
        [],
    ),
    "F array, codes that are no numbers": (
        q("F", subs=SUBS[:1], answers=[YES, NO], settings={"subquestion_order": "random"}),
        [MatrixQuestion(code="Q1", label=LABEL, rows=ROWS[:1], options="Q1", shuffle=True)],
        {"Q1": (A1.model_copy(update={"value": 1.0}), A2.model_copy(update={"value": 2.0}))},
        [ordinal("A1, A2", 2)],
    ),
    "F array with codes of no answer": (
        q("F", subs=SUBS[:1], answers=[Ans(code, w("Basamak", "Step")) for code in ("1", "2", "98", "99")]),
        [MatrixQuestion(code="Q1", label=LABEL, rows=ROWS[:1], options="Q1")],
        {
            "Q1": (
                Option(code="1", label=t("Basamak", "Step"), value=1),
                Option(code="2", label=t("Basamak", "Step"), value=2),
                Option(code="98", label=t("Basamak", "Step"), missing="refused"),
                Option(code="99", label=t("Basamak", "Step"), missing="na"),
            )
        },
        [("no_answers", "On the scale 99 was read as “not applicable” and 98 as “refused”; check it.")],
    ),
    "H array by column": (
        q("H", subs=SUBS, answers=[YES, NO]),
        [MatrixQuestion(code="Q1", label=LABEL, rows=ROWS, options="Q1")],
        {"Q1": (A1.model_copy(update={"value": 1.0}), A2.model_copy(update={"value": 2.0}))},
        [ordinal("A1, A2", 2)],
    ),
    "A five points": (
        q("A", subs=SUBS),
        [MatrixQuestion(code="Q1", label=LABEL, rows=ROWS, options="LSS_POINTS_5")],
        {"LSS_POINTS_5": points(5)},
        [],
    ),
    "B ten points": (
        q("B", subs=SUBS, row={"mandatory": "Y"}),
        [MatrixQuestion(code="Q1", label=LABEL, required=True, rows=ROWS, options="LSS_POINTS_10")],
        {"LSS_POINTS_10": points(10)},
        [],
    ),
    "C yes, uncertain, no": (
        q("C", subs=SUBS),
        [MatrixQuestion(code="Q1", label=LABEL, rows=ROWS, options="LSS_YES_UNCERTAIN_NO")],
        {
            "LSS_YES_UNCERTAIN_NO": (
                Option(code="Y", label=t("Evet", "Yes"), value=1),
                Option(code="U", label=t("Kararsızım", "Uncertain"), missing="dk"),
                Option(code="N", label=t("Hayır", "No"), value=0),
            )
        },
        [("values", "Yes counts as 1 and no as 0; “uncertain” was read as “don't know”. Check it.")],
    ),
    "E increase, same, decrease": (
        q("E", subs=SUBS),
        [MatrixQuestion(code="Q1", label=LABEL, rows=ROWS, options="LSS_CHANGE")],
        {
            "LSS_CHANGE": (
                Option(code="I", label=t("Arttı", "Increased"), value=1),
                Option(code="S", label=t("Aynı kaldı", "Same"), value=0),
                Option(code="D", label=t("Azaldı", "Decreased"), value=-1),
            )
        },
        [("values", "Increase counts as 1, same as 0, decrease as -1. Check it.")],
    ),
    "1 dual scale": (
        q(
            "1",
            subs=SUBS,
            answers=[Ans("1", w("Az", "Low")), Ans("2", w("Çok", "High")), Ans("1", w("Kötü", "Bad"), scale="1")],
            settings={"dualscale_headerA": w("Önem", "Importance")},
        ),
        [
            DualMatrixQuestion(
                code="Q1",
                label=LABEL,
                rows=ROWS,
                columns=(
                    Column(facet="S1", label=t("Önem", "Importance"), options="Q1_S1"),
                    Column(facet="S2", label=t("2. ölçek", "Scale 2"), options="Q1_S2"),
                ),
            )
        ],
        {
            "Q1_S1": (Option(code="1", label=t("Az", "Low"), value=1), Option(code="2", label=t("Çok", "High"), value=2)),
            "Q1_S2": (Option(code="1", label=t("Kötü", "Bad"), value=1),),
        },
        [],
    ),
    "; texts in cells": (
        q(";", subs=CELLS),
        [
            NOTE,
            TextQuestion(code="Q1_Y1_X1", label=t("2025 – Net", "2025 – Net"), max_length=200),
            TextQuestion(code="Q1_Y1_X2", label=t("2025 – Brüt", "2025 – Gross"), max_length=200),
        ],
        {},
        [],
    ),
    ": numbers in cells": (
        q(":", subs=CELLS, settings={"multiflexible_min": "0", "multiflexible_max": "3"}),
        [
            NOTE,
            NumberQuestion(code="Q1_Y1_X1", label=t("2025 – Net", "2025 – Net"), minimum=0, maximum=3),
            NumberQuestion(code="Q1_Y1_X2", label=t("2025 – Brüt", "2025 – Gross"), minimum=0, maximum=3),
        ],
        {},
        [],
    ),
    ": ticks in cells": (
        q(":", subs=CELLS, settings={"multiflexible_checkbox": "1"}),
        [NOTE, MultipleQuestion(code="Q1_Y1", label=t("2025", "2025"), options="Q1")],
        {"Q1": (Option(code="X1", label=t("Net", "Net")), Option(code="X2", label=t("Brüt", "Gross")))},
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
