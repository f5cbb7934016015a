"""Rankings and periods on the screens of a program: true to the release, and no screen falls over them."""

import pytest

from home.models import Role
from surveys.definition.document import Document, Section
from surveys.questions import MultipleQuestion, NumberQuestion, PeriodQuestion, RankingQuestion
from surveys.reports.dashboard import program_dashboard
from surveys.reports.periods import released_periods
from tests.factories import results
from tests.factories.documents import options, published, text

PLACES = (("program", "10210"), ("faculty", "F1"), ("university", "KTU"))


def document(*, code="ORD", **extra):
    """Every headline question that has no figure of its own."""
    questions = (
        RankingQuestion(code="R1", label=text("Öncelikler", "Priorities"), options="R1", maximum=2, headline=True),
        PeriodQuestion(code="P1", label=text("Başlangıç", "Beginning"), earliest="2018", latest="2024", headline=True),
        PeriodQuestion(code="P2", label=text("Ay", "Month"), precision="month", earliest="2023-01", latest="2024-12", headline=True),
        MultipleQuestion(code="M1", label=text("Yollar", "Ways"), options="R1", headline=True),
        NumberQuestion(code="N1", label=text("Saat", "Hours"), minimum=0, maximum=99, headline=True),
    )
    return Document(
        code=code, title=text("Sıra", "Order"), option_sets={"R1": options("pay", "safe", "near")},
        sections=(Section(code="S1", questions=questions),), **extra,
    )  # fmt: skip


def ranking_body(lines, *, base):
    """lines: code -> (ranked at all, ranked first, mean place)."""
    shown = [
        {"code": c, "percent": ranked, "flag": None, "first": {"percent": first, "flag": None}, "mean_place": place}
        for c, (ranked, first, place) in lines.items()
    ]
    nothing = dict.fromkeys(("mean_n", "mean", "sd", "median", "top2", "nps"))
    return {"measure": "ranking", "base": base, "missing": 1, "options": shown, **nothing}


def period_body(shares, *, base, median):
    shown = [{"code": year, "percent": share, "flag": "zero" if share == 0 else None} for year, share in shares.items()]
    nothing = dict.fromkeys(("mean_n", "mean", "sd", "top2", "nps"))
    return {"measure": "period", "base": base, "missing": 0, "options": shown, "median": median, **nothing}


BODIES = {
    "R1": ranking_body({"pay": (60, 20, 1.8), "safe": (90, 55, 1.42), "near": (40, 25, None)}, base=40),
    "P1": period_body({"2018": 0, "2019": 25, "2020": 75, "2021": 0}, base=40, median="2020"),
    "P2": period_body({"2023": 40, "2024": 60}, base=40, median="2024-03"),
    "M1": results.shares_body({"pay": 70, "safe": 30, "near": 10}, base=40),
}


def release(**bodies):
    made = results.a_released_wave(version=published(document()))
    for level, unit in PLACES:
        results.release_tables(made, level=level, unit=unit, **{**BODIES, **(bodies if level == "program" else {})})
    return made


def figures(program, language="tr"):
    periods = released_periods()
    shown = program_dashboard(program=program, periods=periods, period=periods.find(""), language=language)
    return {figure.title: figure for section in shown.sections for figure in section.figures}


def test_a_ranking_shows_who_put_an_option_first_and_its_mean_place(civil):
    release()
    figure = figures(civil)["Öncelikler"]
    assert [row[:5] for row in figure.table.rows] == [
        ("seçenek safe", "%55", "%90", "1,42", "40"),
        ("seçenek near", "%25", "%40", "–", "40"),
        ("seçenek pay", "%20", "%60", "1,80", "40"),
    ]
    assert figure.table.rows[0][5:] == ("%55", "%55")
    assert "seçenek safe" in figure.sentence


def test_a_period_shows_the_years_that_were_given_and_the_median(civil):
    release()
    shown = figures(civil, "en")
    assert {row[0]: row[1] for row in shown["Beginning"].table.rows} == {"2019": "25%", "2020": "75%"}
    assert "2020" in shown["Beginning"].sentence
    assert "March 2024" in shown["Month"].sentence


def test_withheld_rankings_and_periods_say_why_and_show_no_number(civil):
    release(R1="small_base", P1="small_base", P2="complement")
    shown = figures(civil)
    own = {cell for title in ("Öncelikler", "Başlangıç") for row in shown[title].table.rows for cell in row[1:4]}
    assert len(own) == 1
    assert "10" in own.pop()
    assert shown["Ay"].sentence != shown["Başlangıç"].sentence


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("address", ["/admin/results/", "/admin/results/10210/", "/admin/"])
def test_no_screen_falls_over_a_questionnaire_without_a_scale(civil, sign_in, address, language):
    release()
    page = sign_in(Role.COORDINATOR).get(address, headers={"Accept-Language": language})
    assert page.status_code == 200


def test_a_construct_bears_the_name_the_questionnaire_gives_it(civil):
    named = results.graduates_document(code="NAMED").model_copy(update={"constructs": {"teaching": text("Öğretim niteliği")}})
    made = results.a_released_wave(version=published(named))
    results.release_tables(made, unit=civil.code, A06=results.scale_body(5, 8, 15, 40, 32, base=31, mean=4.1, top2=(72, 55, 85)))
    assert [title for title in figures(civil) if title.startswith("Öğretim niteliği")] != []
