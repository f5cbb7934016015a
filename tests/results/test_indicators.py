from datetime import UTC, datetime

import pytest

from surveys.definition.document import Document, Indicator, Section
from surveys.models import FrameStratum
from surveys.questions import LikertQuestion, NpsQuestion
from surveys.results import release
from surveys.results.scales import Scale, scales_of
from surveys.results.selection import Selection
from tests.factories.answered import a_closed_wave, four_programs
from tests.factories.documents import likert_document, scale, text
from tests.factories.sheets import standard_instruments

NOW = datetime(2026, 6, 2, 9, tzinfo=UTC)


def document(*listed: str) -> Document:
    questions = (
        LikertQuestion(code="A16", label=text("Memnuniyet"), options="SAT5"),
        LikertQuestion(code="A17", label=text("Hazırlama"), options="PREP4"),
        NpsQuestion(code="A20", label=text("Öneri"), low=text("0"), high=text("10")),
    )
    return Document(
        code="MYM",
        title=text("M"),
        option_sets={"SAT5": scale(), "PREP4": scale(4)},
        sections=(Section(code="S1", questions=questions),),
        indicators=tuple(Indicator(code=code, label=text(code), formula="") for code in listed),
    )


@pytest.mark.django_db
def test_indicators_of_one_item_come_where_the_document_lists_them(terms):
    program, *_ = four_programs()
    answers = [("5", "4", "10"), ("4", "2", "9"), ("1", "3", "0"), ("99", "99", None)]
    sheets = [{"program": program, "answers": {"A16": a, "A17": b, "A20": c}} for a, b, c in answers]
    wave = a_closed_wave(document("K04", "K05", "K06", "K07"), sheets)
    lines = release.raw(wave=wave, selection=Selection(unit="P1"), terms=terms, operator="test", now=NOW)["indicators"]
    share, se = pytest.approx(200 / 3), pytest.approx(100 * (2 / 3 * 1 / 3 / 3) ** 0.5)
    score, score_se = pytest.approx(100 / 3), pytest.approx(100 * ((1 - (1 / 3) ** 2) / 3) ** 0.5)
    assert [(line["code"], line["variable"], line["value"], line["se"], line["n"]) for line in lines] == [
        ("K04", "A16", share, se, 3),
        ("K05", "A17", share, se, 3),
        ("K06", "A20", score, score_se, 3),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("weighted", [False, True])
def test_the_raw_document_has_every_indicator_of_the_employment_survey(terms, weighted):
    program, *_ = four_programs()
    answers = [
        {"E02": "emp_ft", "E05": "40", "E06": "before", "E17": "b4", "E18": "same", "E19": "own"},
        {"E02": "emp_pt", "E05": "20", "E06": "m0_6", "E07": "4", "E17": "b2", "E18": "lower", "E19": "other"},
        {"E02": "unemp", "E03": "1", "E04": "1", "E06": "never"},
        {"E02": "study", "E03": "0", "E04": "1", "E06": "m6_12", "E07": "9"},
    ]
    sheets = [{"program": program, "weight": 2.0, "answers": one} for one in answers]
    wave = a_closed_wave(standard_instruments()["MIA"], sheets, weighted=True)
    shown = release.raw(wave=wave, selection=Selection(unit="P1", weighted=weighted), terms=terms, operator="test", now=NOW)
    lines = [(line["code"], line["variable"], line["value"], line["n"]) for line in shown["indicators"]]
    assert lines == [
        ("K07", "E02", 50.0, 4),
        ("K08", "E02", pytest.approx(100 / 3), 3),
        ("K09", "E02", 50.0, 2),
        ("K10", "E06", 4.0, 4),
        ("K11", "E18", 50.0, 2),
        ("K12", "E19", 50.0, 2),
        ("K13", "E17", pytest.approx(1.75), 2),
    ]
    shares = next(line["shares"] for line in shown["indicators"] if line["code"] == "K10")
    assert [(share["code"], share["percent"], share["n"]) for share in shares] == [
        ("before", 25.0, 1), ("m0_6", 25.0, 1), ("m6_12", 25.0, 1), ("m12p", 0.0, 0), ("never", 25.0, 1),
    ]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("waiting", "stored"), [(9, ("withheld", "small_base", None)), (2, ("released", "", 5.0))])
def test_a_median_of_few_is_withheld_though_many_answered_the_question_of_its_bands(terms, waiting, stored):
    """Twelve say when their first job began; the median speaks of those alone who have had one."""
    program, *_ = four_programs()
    answers = [{"E06": "never"}] * waiting + [{"E06": "m0_6", "E07": "5"}] * (12 - waiting)
    wave = a_closed_wave(standard_instruments()["MIA"], [{"program": program, "answers": one} for one in answers])
    made = release.make(wave=wave, terms=terms, by=None, now=NOW)
    rows = {row.variable: row for row in release.tables_for(made, level="program")}
    assert (rows["K10"].status, rows["K10"].reason, rows["K10"].body.get("value")) == stored
    assert (rows["E06"].status, rows["E06"].body["base"]) == ("released", 12)


@pytest.mark.django_db
def test_an_interval_is_the_one_of_the_table_of_its_item(terms):
    """Also where the frame is known and makes it narrower."""
    program, *_ = four_programs()
    sheets = [{"program": program, "answers": {"A16": "5" if n < 9 else "2"}} for n in range(12)]
    wave = a_closed_wave(document("K04"), sheets)
    FrameStratum.objects.create(wave=wave, program=program, population=15, invited=15, replied=12)
    rows = {row.variable: row.body for row in release.tables_for(release.make(wave=wave, terms=terms, by=None, now=NOW), level="program")}
    top = rows["A16"]["top2"]
    assert (rows["K04:A16"]["value"], rows["K04:A16"]["low"], rows["K04:A16"]["high"]) == (top["percent"], top["low"], top["high"])


@pytest.mark.django_db
def test_an_indicator_nobody_listed_is_not_computed(terms):
    wave = a_closed_wave(document(), [{"answers": {"A20": "9"}}])
    assert release.raw(wave=wave, selection=Selection(), terms=terms, operator="test", now=NOW)["indicators"] == []


def test_a_scale_needs_two_items_of_one_length():
    items = [LikertQuestion(code=f"Q{n}", label=text("x"), options=options, construct=construct) for n, (options, construct) in enumerate(
        [("S5", "a"), ("S5", "a"), ("S4", "a"), ("S5", "b"), ("S4", "b"), ("S5", "")]
    )]  # fmt: skip
    base = likert_document()
    mixed = base.model_copy(
        update={"option_sets": {"S5": scale(5), "S4": scale(4)}, "sections": (Section(code="S1", questions=tuple(items)),)}
    )
    assert scales_of(mixed) == (Scale("a", ("Q0", "Q1")),)
