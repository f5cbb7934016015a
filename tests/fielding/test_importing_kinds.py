"""Rankings, years and months of an old survey."""

import pytest

from surveys.definition.document import Document, Section
from surveys.questions import PeriodQuestion, RankingQuestion
from tests.factories.documents import options, published, text
from tests.factories.response_files import response_file

from .test_importing import bring_in, refusal, stored

pytestmark = pytest.mark.django_db


def ranked_and_dated():
    questions = (
        RankingQuestion(code="R", label=text("R"), options="R", maximum=3),
        PeriodQuestion(code="Y", label=text("Y"), earliest="2000", latest="2030"),
        PeriodQuestion(code="M", label=text("M"), precision="month", earliest="2000-01", latest="2030-12"),
    )
    sections = (Section(code="S", questions=questions),)
    return published(Document(code="OLD", title=text("Eski"), option_sets={"R": options("a", "b", "c", "d")}, sections=sections))


def refused(report):
    return [(row.row, row.column, row.reason) for row in report.refused]


def test_a_ranking_comes_as_columns_by_place(tmp_path):
    version = ranked_and_dated()
    rows = [{"R_1": one, "R_2": two, "R_3": three} for one, two, three in (("c", "a", "b"), ("b", "-9", ""), ("", "", ""), ("d", "", "-9"))]
    assert bring_in(version, response_file(tmp_path, *rows), missing=["-9"]).refused == []
    assert stored(version) == sorted([{"R": ["c", "a", "b"]}, {"R": ["b"]}, {"R": None}, {"R": ["d"]}], key=str)


def test_a_ranking_comes_as_one_column_of_codes_best_first(tmp_path):
    version = ranked_and_dated()
    bring_in(version, response_file(tmp_path, {"R": "c a  b"}, {"R": ""}, {"R": " d "}))
    assert stored(version) == sorted([{"R": ["c", "a", "b"]}, {"R": ["d"]}, {"R": None}], key=str)


def test_a_ranking_that_is_none_refuses_its_row(tmp_path):
    version = ranked_and_dated()
    rows = [{"R_1": one, "R_2": two, "R_3": three} for one, two, three in (("a", "", "b"), ("a", "a", ""), ("a", "x", ""), ("a", "b", "c"))]
    assert refused(bring_in(version, response_file(tmp_path, *rows))) == [
        (2, "R", "A place is empty and a later one is not."),
        (3, "R", "a stands in two places."),
        (4, "R", "x is none of its options."),
    ]
    whole = response_file(tmp_path, {"R": "a b c d"}, {"R": "a b a"}, {"R": "a"}, name="whole.csv")
    assert refused(bring_in(version, whole)) == [
        (2, "R", "4 options are ranked, at most 3 may be."),
        (3, "R", "a stands in two places."),
    ]


def test_columns_of_a_ranking_begin_with_the_first_place_and_leave_none_out(tmp_path):
    version = ranked_and_dated()
    said = str(refusal(version, response_file(tmp_path, {"R_1": "a", "R_3": "b"})))
    assert said == "R has a column for place 3 and none for place 2."
    both = str(refusal(version, response_file(tmp_path, {"R": "a", "R_1": "b"}, name="both.csv")))
    assert both == "R has a column of its own and columns per place; keep one of them."
    report = bring_in(version, response_file(tmp_path, {"R_1": "a", "R_2": "b", "R_4": "c"}, name="long.csv"))
    assert (report.taken, report.unknown_columns) == (1, ("R_4",))


def test_years_and_months_come_as_text(tmp_path):
    version = ranked_and_dated()
    bring_in(version, response_file(tmp_path, {"Y": "2024", "M": "2024-05"}, {"Y": "", "M": " 2000-01 "}))
    assert stored(version) == sorted([{"Y": "2024", "M": "2024-05"}, {"Y": None, "M": "2000-01"}], key=str)


def test_what_is_no_year_or_month_refuses_its_row(tmp_path):
    version = ranked_and_dated()
    rows = [
        {"Y": year, "M": month}
        for year, month in (("24", ""), ("1999", ""), ("", "05.2024"), ("", "2031-01"), ("2024-05", ""), ("2024", ""))
    ]
    assert refused(bring_in(version, response_file(tmp_path, *rows))) == [
        (2, "Y", "24 is not a year; write it like 2024."),
        (3, "Y", "1999 lies outside 2000 to 2030."),
        (4, "M", "05.2024 is not a month; write it like 2024-05."),
        (5, "M", "2031-01 lies outside 2000-01 to 2030-12."),
        (6, "Y", "2024-05 is not a year; write it like 2024."),
    ]
