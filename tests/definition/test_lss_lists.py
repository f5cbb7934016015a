"""Questions answered from a list (L ! O M P Y G 5 R), in both generations of the file: the whole document and every remark."""

import pytest

from surveys.definition.check import problems
from surveys.questions import LikertQuestion, MultipleQuestion, Option, RankingQuestion, SingleQuestion, TextQuestion
from tests.factories.lss_files import Ans, w
from tests.factories.lss_readings import A1, A2, LABEL, NO, SUBS, YES, expected, points, q, reading_of, t

OTHER = Option(code="-oth-", label=t("Diğer", "Other"), other_text=True)

CASES = {
    "L list": (
        q("L", answers=[YES, NO], help=w("Birini seçin", "Choose one"), row={"mandatory": "Y", "other": "Y"}),
        [SingleQuestion(code="Q1", label=LABEL, hint=t("Birini seçin", "Choose one"), required=True, options="Q1")],
        {"Q1": (A1, A2, OTHER)},
        [],
    ),
    "! drop-down, codes that are numbers": (
        q("!", answers=[Ans("1", w("Az", "Few")), Ans("2", w("Çok", "Many"))]),
        [SingleQuestion(code="Q1", label=LABEL, options="Q1")],
        {"Q1": (Option(code="1", label=t("Az", "Few"), value=1), Option(code="2", label=t("Çok", "Many"), value=2))},
        [],
    ),
    "O list with comment": (
        q("O", answers=[YES, NO]),
        [
            SingleQuestion(code="Q1", label=LABEL, options="Q1"),
            TextQuestion(code="Q1_comment", label=t("Açıklamanız", "Your comment"), max_length=1_000),
        ],
        {"Q1": (A1, A2)},
        [],
    ),
    "M several": (
        q(
            "M",
            subs=SUBS,
            settings={"max_answers": "1", "exclude_all_others": "SQ002", "other_replace_text": w("Başka", "Else")},
            row={"other": "Y"},
        ),
        [MultipleQuestion(code="Q1", label=LABEL, options="Q1", maximum=1)],
        {
            "Q1": (
                Option(code="SQ001", label=t("Maaş", "Pay")),
                Option(code="SQ002", label=t("Ekip", "Team"), exclusive=True),
                Option(code="other", label=t("Başka", "Else"), other_text=True),
            )
        },
        [],
    ),
    "P several with comments": (
        q("P", subs=SUBS),
        [
            MultipleQuestion(code="Q1", label=LABEL, options="Q1"),
            TextQuestion(
                code="Q1_SQ001comment", label=t("Maaş: açıklamanız", "Pay: your comment"), max_length=1_000, show_if="Q1 has SQ001"
            ),
            TextQuestion(
                code="Q1_SQ002comment", label=t("Ekip: açıklamanız", "Team: your comment"), max_length=1_000, show_if="Q1 has SQ002"
            ),
        ],
        {"Q1": (Option(code="SQ001", label=t("Maaş", "Pay")), Option(code="SQ002", label=t("Ekip", "Team")))},
        [],
    ),
    "Y yes or no": (
        q("Y"),
        [SingleQuestion(code="Q1", label=LABEL, options="LSS_YES_NO")],
        {"LSS_YES_NO": (Option(code="Y", label=t("Evet", "Yes")), Option(code="N", label=t("Hayır", "No")))},
        [],
    ),
    "G gender": (
        q("G"),
        [SingleQuestion(code="Q1", label=LABEL, options="LSS_GENDER")],
        {"LSS_GENDER": (Option(code="F", label=t("Kadın", "Female")), Option(code="M", label=t("Erkek", "Male")))},
        [],
    ),
    "5 five points": (q("5"), [LikertQuestion(code="Q1", label=LABEL, options="LSS_POINTS_5")], {"LSS_POINTS_5": points(5)}, []),
    "R ranking": (
        q("R", answers=[*(YES, NO), Ans("A3", w("Belki", "Maybe"))], settings={"max_answers": "2", "answer_order": "random"}),
        [RankingQuestion(code="Q1", label=LABEL, options="Q1", maximum=2, shuffle=True)],
        {"Q1": (A1, A2, Option(code="A3", label=t("Belki", "Maybe")))},
        [],
    ),
    "R ranking of all": (
        q("R", answers=[YES, NO]),
        [RankingQuestion(code="Q1", label=LABEL, options="Q1")],
        {"Q1": (A1, A2)},
        [],
    ),
    "R ranking of the first place": (
        q("R", answers=[YES, NO], settings={"max_answers": "1"}),
        [SingleQuestion(code="Q1", label=LABEL, options="Q1")],
        {"Q1": (A1, A2)},
        [("kind", "Only the first place is ranked, so it became a single choice.")],
    ),
}


@pytest.mark.parametrize("new", [True, False], ids=["new", "old"])
@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_question_of_each_type_is_carried_over_whole(case, new):
    question, questions, option_sets, remarks = case
    reading = reading_of(question, new=new)
    assert reading == expected(questions, option_sets, remarks, new=new)
    assert problems(reading.documents[0]) == []
