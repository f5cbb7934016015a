"""Counting what would be shown and hidden, by hand-made tables."""

import pytest
from django.utils import translation

from surveys.models import ReleasedTable
from surveys.staff.release.forecast import ALONE, HIDDEN, TOGETHER, Tally, expected, invited_by_program, tally
from surveys.staff.release.preview import Difference, difference, summarise
from tests.factories.fielding import an_approved_wave, invite_many
from tests.factories.institution import a_program

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def table(level, unit, variable, reason="", *, years=1, by="", value=""):
    status = "withheld" if reason else "released"
    return ReleasedTable(
        level=level, unit_code=unit, variable=variable, status=status, reason=reason, years=years, by_variable=by, by_value=value, body={}
    )


@pytest.fixture
def rows():
    a_program(code="BIG", name_en="Big"), a_program(code="SMALL", name_en="Small"), a_program(code="TINY", name_en="Tiny")
    return [
        table("university", "KTU", "Q1"),
        table("university", "KTU", "response_rate", "no_frame"),
        table("program", "BIG", "Q1"),
        table("program", "BIG", "Q2", "complement"),
        table("program", "SMALL", "Q1", "small_base"),
        table("program", "SMALL", "Q2", "small_base"),
        table("program", "SMALL", "Q1", years=3),
        table("program", "TINY", "Q1", "small_base"),
        table("program", "TINY", "Q1", "small_base", years=3),
    ]


DIVIDED = [
    table("university", "KTU", "Q1", by="cohort", value="2023"),
    table("university", "KTU", "Q1", "small_base", by="cohort", value="2024"),
]


def test_tables_are_counted_by_level_and_reason_and_rates_are_no_tables(rows):
    parts = summarise([*rows, *DIVIDED]).parts
    assert [(part.key, part.title, [(line.level, line.shown, line.withheld) for line in part.lines]) for part in parts] == [
        ("year", "This year", [
            ("University", 1, ()),
            ("Programs", 1, (("too few answers", 3), ("would give a hidden table away", 1))),
        ]),
        ("pooled", "3 years together", [("Programs", 1, (("too few answers", 1),))]),
        ("divided", "Divided", [("University", 1, (("too few answers", 1),))]),
    ]  # fmt: skip


def test_a_program_is_named_only_where_nothing_of_the_year_is_shown_and_what_the_years_together_bring(rows):
    summary = summarise(rows)
    assert [(one.program.code, one.tables, one.why, one.pooled) for one in summary.hidden] == [
        ("SMALL", 2, "too few answers", 1),
        ("TINY", 1, "too few answers", 0),
    ]
    assert (summary.programs, summary.gaining) == (3, 1)


def test_what_a_breakdown_brings_and_costs(rows):
    costly = [row for row in rows if row.years == 1] + [table("program", "SMALL", "Q1", "complement", years=3)]
    assert difference(summarise(rows), summarise([*rows, *DIVIDED])) == Difference(brought=1, divided_hidden=1, lost=0)
    assert difference(summarise(rows), summarise([*costly, *DIVIDED])) == Difference(brought=1, divided_hidden=1, lost=1)


def test_the_forecast_rounds_down_and_stands_exactly_at_the_threshold():
    program = a_program()
    invited = [(program, n) for n in (40, 39, 14, 13)]
    lines = expected(invited, rate=25, threshold=10, years=3)
    assert [(line.invited, line.answers, line.outlook) for line in lines] == [
        (40, 10, ALONE), (39, 9, TOGETHER), (14, 3, TOGETHER), (13, 3, HIDDEN),
    ]  # fmt: skip
    assert tally(lines, rate=25) == Tally(25, alone=1, together=2, hidden=1)


def test_the_forecast_counts_those_invited_by_program_and_those_without_one_apart():
    wave, first = an_approved_wave(), a_program(name_tr="Zooloji", name_en="Zoology")
    second = a_program(name_tr="Ziraat", name_en="Agriculture")
    invite_many(wave, 3, program=first, year=2022), invite_many(wave, 2, program=first, year=2023), invite_many(wave, 1, program=second)
    assert invited_by_program(wave) == ([(second, 1), (first, 5)], 0)
