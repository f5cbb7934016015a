"""Several years together, tables divided by an answer, and the public profile: what a release holds beside the tables of its year."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from surveys.definition.document import Document, Section
from surveys.models import Cycle, PublishedGroup, QuestionnaireVersion, Release, ReleasedTable, Wave
from surveys.questions import LikertQuestion, SingleQuestion
from surveys.results import release
from surveys.results.release import AlreadyReleased, NotInternallyReleased
from surveys.results.selection import Selection, WrongUse
from tests.factories.answered import a_closed_wave, four_programs
from tests.factories.documents import likert_document, options, scale, text

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 2, 9, tzinfo=UTC)


def a_document() -> Document:
    """Q1 on five steps, SEX with two answers."""
    questions = (
        LikertQuestion(code="Q1", label=text("Soru"), options="SCALE"),
        SingleQuestion(code="SEX", label=text("Cinsiyet"), options="SEX"),
    )
    lists = {"SCALE": scale(), "SEX": options("f", "m")}
    return Document(code="PB", title=text("A"), option_sets=lists, sections=(Section(code="S1", questions=questions),))


def a_version(of: Wave, document: Document) -> QuestionnaireVersion:
    """A further version of the questionnaire of that wave."""
    return QuestionnaireVersion.objects.create(
        questionnaire=of.questionnaire,
        number=2,
        document=document.model_dump(mode="json"),
        structure_hash=document.structure_hash,
        text_hash=document.text_hash,
        published_at=NOW,
    )


def sheets(program, women: int, men: int, *, step="4") -> list[dict]:
    return [{"program": program, "answers": {"Q1": step, "SEX": sex}} for sex, n in (("f", women), ("m", men)) for _ in range(n)]


def a_year(asked: Document | QuestionnaireVersion, year: int, given: list[dict], **facts) -> Wave:
    cycle = Cycle.objects.get_or_create(year=year)[0]
    return a_closed_wave(asked, given, name=str(year), cycle=cycle, closed_at=NOW.replace(year=year), **facts)


@pytest.fixture
def programs():
    return four_programs()


@pytest.fixture
def pooling(terms):
    """Blocks of three years; one ends in 2025."""
    return replace(terms, pool_years={"graduates": 3, "employers": 5}, pools_end=2025)


def shown(made: Release, **which) -> dict[str, str]:
    """Of Q1: reason by unit, and value of the breakdown where there is one."""
    rows = made.tables.filter(variable="Q1", **which)
    return {f"{row.unit_code} {row.by_value}".strip(): row.reason or "released" for row in rows}


def test_a_breakdown_is_shown_for_a_unit_with_all_its_values_or_with_none(programs, terms):
    p1, p2, p3, p4 = programs
    given = [*sheets(p1, 15, 15), *sheets(p2, 12, 4), *sheets(p3, 20, 20), *sheets(p4, 30, 30)]
    made = release.make(wave=a_closed_wave(a_document(), given), terms=terms, by=None, now=NOW, breakdown="SEX")
    assert shown(made, by_variable="SEX") == {
        "KTU f": "released", "KTU m": "released", "F1 f": "released", "F1 m": "released", "F2 f": "released", "F2 m": "released",
        "D1 f": "released", "D1 m": "released", "D2 f": "released", "D2 m": "released", "D3 f": "released", "D3 m": "released",
        "P1 f": "complement", "P1 m": "complement", "P2 f": "small_base", "P2 m": "small_base",
        "P3 f": "released", "P3 m": "released", "P4 f": "released", "P4 m": "released",
    }  # fmt: skip


def test_the_question_of_a_breakdown_is_not_divided_by_itself(programs, terms):
    made = release.make(wave=a_closed_wave(a_document(), sheets(programs[0], 30, 30)), terms=terms, by=None, now=NOW, breakdown="SEX")
    assert {row.variable for row in made.tables.exclude(by_variable="")} == {"Q1"}


def test_a_breakdown_that_divides_nobody_is_refused(programs, terms):
    wave = a_closed_wave(a_document(), sheets(programs[0], 30, 30))
    with pytest.raises(WrongUse):
        release.make(wave=wave, terms=terms, by=None, now=NOW, breakdown="NONE")
    assert Release.objects.count() == 0


def test_years_that_are_too_small_by_themselves_are_shown_together(programs, pooling):
    p1, _, _, p4 = programs
    first = a_year(a_document(), 2024, [*sheets(p1, 3, 3), *sheets(p4, 20, 20)])
    second = a_year(first.version, 2025, [*sheets(p1, 2, 3, step="2"), *sheets(p4, 20, 20)])
    release.make(wave=first, terms=pooling, by=None, now=NOW)
    made = release.make(wave=second, terms=pooling, by=None, now=NOW)
    assert shown(made, years=1)["P1"] == "small_base"
    assert shown(made, years=3) == dict.fromkeys(("KTU", "F1", "F2", "D1", "D3", "P1", "P4"), "released")
    body = made.tables.get(unit_code="P1", years=3, variable="Q1").body
    assert (body["base"], body["mean"]) == (11, 3.09)
    assert made.method["window"] == {"years": 3, "waves": [first.pk, second.pk]}


def test_blocks_never_overlap_and_come_with_the_wave_of_their_last_year(programs, pooling):
    first = a_year(a_document(), 2024, sheets(programs[3], 20, 20))
    waves = [first, *(a_year(first.version, year, sheets(programs[3], 20, 20)) for year in (2025, 2026, 2027, 2028))]
    made = [release.make(wave=wave, terms=pooling, by=None, now=NOW) for wave in waves]
    pks = [wave.pk for wave in waves]
    windows = [each.method.get("window") for each in made]
    assert windows == [None, {"years": 3, "waves": pks[:2]}, None, None, {"years": 3, "waves": pks[2:]}]


def test_a_window_reaches_back_its_years_and_takes_released_waves_of_its_kind_only(programs, pooling):
    p4 = programs[3]
    old = a_year(a_document(), 2022, sheets(p4, 20, 20))
    withdrawn, unreleased, own = (a_year(old.version, year, sheets(p4, 20, 20)) for year in (2023, 2024, 2025))
    release.make(wave=old, terms=pooling, by=None, now=NOW)
    release.make(wave=withdrawn, terms=pooling, by=None, now=NOW)
    Release.objects.filter(wave=withdrawn).update(withdrawn_at=NOW)
    made = release.make(wave=own, terms=pooling, by=None, now=NOW)
    assert (shown(made, years=3), "window" in made.method) == ({}, False)
    assert unreleased.releases.count() == 0


def test_several_years_are_given_up_where_they_would_give_one_away(programs, pooling):
    """The year of P1 before this one was shown, so the window less that year is this year's handful."""
    p1, _, p3, p4 = programs
    first = a_year(a_document(), 2024, [*sheets(p1, 10, 10), *sheets(p3, 10, 10), *sheets(p4, 20, 20)])
    second = a_year(first.version, 2025, [*sheets(p1, 2, 2), *sheets(p3, 3, 4), *sheets(p4, 20, 20)])
    release.make(wave=first, terms=pooling, by=None, now=NOW)
    made = release.make(wave=second, terms=pooling, by=None, now=NOW)
    large, small = dict.fromkeys(("KTU", "F1", "F2", "D3", "P4"), "released"), ("D1", "D2", "P1", "P3")
    assert shown(made, years=1) == {**large, **dict.fromkeys(small, "small_base")}
    assert shown(made, years=3) == {**large, **dict.fromkeys(small, "complement")}


def test_what_changed_its_scale_is_not_counted_together(programs, pooling):
    given = [{"program": programs[3], "answers": {"Q1": "4", "Q2": "3"}}] * 30
    first = a_year(likert_document(2), 2024, given)
    release.make(wave=first, terms=pooling, by=None, now=NOW)
    four_steps = likert_document(2, length=4)
    questions = (likert_document(2).sections[0].questions[0], four_steps.sections[0].questions[1].model_copy(update={"options": "FOUR"}))
    document = likert_document(2).model_copy(
        update={
            "option_sets": {**likert_document(2).option_sets, "FOUR": scale(4)},
            "sections": (Section(code="S1", questions=questions),),
        }
    )
    made = release.make(wave=a_year(a_version(first, document), 2025, given), terms=pooling, by=None, now=NOW)
    assert set(made.tables.filter(years=3).values_list("variable", flat=True)) == {"Q1"}


def test_every_shown_table_is_a_line_of_the_ledger_and_no_withheld_one(programs, terms):
    p1, p2, _, p4 = programs
    wave = a_closed_wave(a_document(), [*sheets(p1, 4, 4), *sheets(p2, 2, 2), *sheets(p4, 20, 20)])
    made = release.make(wave=wave, terms=terms, by=None, now=NOW)
    lines = PublishedGroup.objects.filter(release=made).values_list("unit_code", "programs", "waves", "years", "variables")
    every, first, last = sorted(["", *(p.code for p in programs)]), ["P1", "P2", "P3"], ["P4"]
    known = {"KTU": every, "F1": first, "D1": first[:2], "F2": last, "D3": last, "P4": last}
    assert {line[0]: line[1:] for line in lines} == {code: (whose, [wave.pk], 1, ["Q1", "SEX"]) for code, whose in known.items()}
    assert {code for code, reason in shown(made).items() if reason == "released"} == set(known)


def test_everybody_sees_what_the_house_sees_counted_to_five_and_nothing_of_a_few(programs, terms):
    p1, p2, p3, p4 = programs
    given = [*sheets(p1, 3, 2), *sheets(p2, 3, 3), *sheets(p3, 8, 9), *sheets(p4, 20, 18), *sheets(p4, 1, 0, step="5")]
    wave = a_closed_wave(a_document(), given)
    with pytest.raises(NotInternallyReleased):
        release.make(wave=wave, profile="public", terms=terms, by=None, now=NOW)
    inside = release.make(wave=wave, terms=terms, by=None, now=NOW, breakdown="SEX")
    made = release.make(wave=wave, profile="public", terms=terms, by=None, now=NOW)
    assert made.tables.exclude(by_variable="").count() == 0
    assert shown(made) == shown(inside, by_variable="")
    bodies = {row.unit_code: row.body for row in made.tables.filter(variable="Q1", level="program")}
    steps = ("1", "2", "3", "4", "5")
    nothing = {"missing": None, "sd": None, "median": None, "nps": None}
    assert bodies == {
        "P1": {},
        "P2": {},
        "P3": {
            "measure": "ordinal", "base": 15, "options": [{"code": s, "percent": None, "flag": None} for s in steps],
            "mean_n": 15, "mean": 4.0, "top2": None, **nothing,
        },
        "P4": {
            "measure": "ordinal", "base": 40,
            "options": [{"code": s, "percent": {"4": 97, "5": 3}.get(s, 0), "flag": None} for s in steps],
            "mean_n": 40, "mean": 4.0, "top2": {"percent": 100, "low": 91, "high": 100}, **nothing,
        },
    }  # fmt: skip


def test_a_public_release_is_made_once_as_well(programs, terms):
    wave = a_closed_wave(a_document(), sheets(programs[3], 20, 20))
    for profile in ("internal", "public"):
        release.make(wave=wave, profile=profile, terms=terms, by=None, now=NOW)
        with pytest.raises(AlreadyReleased):
            release.make(wave=wave, profile=profile, terms=terms, by=None, now=NOW)


def test_the_document_has_the_breakdown_where_it_is_asked_for(programs, terms):
    wave = a_closed_wave(a_document(), sheets(programs[3], 20, 20))
    release.make(wave=wave, terms=terms, by=None, now=NOW, breakdown="SEX")
    plain = release.internal(wave=wave, selection=Selection(level="program"), terms=terms)
    divided = release.internal(wave=wave, selection=Selection(level="program", by="SEX"), terms=terms)
    assert [(t["variable"], t["by"]) for t in plain["tables"]] == [("Q1", None), ("SEX", None)]
    assert [(t["variable"], t["by"]) for t in divided["tables"]] == [
        ("Q1", None), ("SEX", None), ("Q1", {"variable": "SEX", "value": "f"}), ("Q1", {"variable": "SEX", "value": "m"}),
    ]  # fmt: skip
    with pytest.raises(WrongUse):
        release.internal(wave=wave, selection=Selection(by="Q1"), terms=terms)


def test_a_preview_is_what_would_be_released_and_leaves_nothing_behind(programs, terms):
    wave = a_closed_wave(a_document(), sheets(programs[3], 20, 20))
    before = [(r.unit_code, r.variable, r.by_value, r.body) for r in release.preview(wave=wave, terms=terms, breakdown="SEX", now=NOW)]
    assert (Release.objects.count(), ReleasedTable.objects.count(), PublishedGroup.objects.count()) == (0, 0, 0)
    made = release.make(wave=wave, terms=terms, by=None, now=NOW, breakdown="SEX")
    assert [(r.unit_code, r.variable, r.by_value, r.body) for r in release.tables_for(made)] == before
