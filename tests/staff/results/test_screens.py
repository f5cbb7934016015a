"""The screens say what was released, the whole of it, and nothing more."""

import pytest
from django.conf import settings

from home.models import Role
from surveys.definition.document import Document
from surveys.definition.publishing import import_draft, publish
from surveys.fielding.comparing import decide
from surveys.models import Comparison, Release, ReleasedTable, Wave
from surveys.reports.dashboard import program_dashboard
from surveys.reports.periods import released_periods
from tests.factories import results
from tests.factories.documents import published
from tests.factories.fielding import an_open_wave, answer, invite_many
from tests.factories.institution import a_user
from tests.factories.released import graduate_bodies, release_employers, release_year


@pytest.fixture
def version(db):
    return published(results.graduates_document())


def screen(program, key="", language="tr"):
    periods = released_periods()
    return program_dashboard(program=program, periods=periods, period=periods.find(key), language=language)


def rows(figure):
    return {row[0]: row[1:] for row in figure.table.rows}


def test_headline_answers_are_the_released_ones_with_interval_and_comparisons(civil, version):
    release_year(version, year=2025, programs=[civil], shift=-9)
    release_year(version, programs=[civil])
    satisfaction = screen(civil).headlines[0]
    assert (satisfaction.label, satisfaction.figure) == ("Genel memnuniyet", "%74")
    assert rows(satisfaction.chart) == {"İnşaat Mühendisliği": ("%74", "%56\u00a0…\u00a0%86", "31", "%64", "%66", "%65")}
    assert [beside.figure for beside in satisfaction.beside] == ["%64", "%66", "%65"]
    assert rows(satisfaction.trend) == {
        "2025": ("%65", "%47\u00a0…\u00a0%77", "31", "%66"),
        "2026": ("%74", "%56\u00a0…\u00a0%86", "31", "%66"),
    }


def test_the_first_three_headline_questions_of_the_document_are_shown(civil, version):
    release_year(version, programs=[civil])
    assert [(h.label, h.figure) for h in screen(civil).headlines] == [
        ("Genel memnuniyet", "%74"), ("İşe hazırlama", "%71"), ("Önerme", "+12"),
    ]  # fmt: skip


def test_competencies_stand_beside_the_employers_of_the_same_cycle_widest_gap_first(civil, version):
    release_year(version, programs=[civil])
    employers = published(results.employers_document())
    release_employers(employers, programs=[civil])
    release_employers(employers, year=2024, programs=[civil])
    chart = next(section for section in screen(civil, "2026").sections if section.figures[0].table.columns[0] == _("Competency")).figures[0]
    assert chart.table.rows == (
        ("Yabancı dil kullanma", "2,61", "31", "4,22", "31", "3,17", "12", "2,41", "2,51", "+1,61"),
        ("Alanın kuramsal bilgisi", "4,01", "31", "4,11", "31", "4,31", "12", "3,81", "3,91", "+0,10"),
        ("Takım içinde çalışma", "3,82", "31", "3,52", "31", "3,92", "12", "3,62", "3,72", "−0,30"),
    )


def test_satisfaction_items_come_by_construct_with_their_spread(civil, version):
    release_year(version, programs=[civil])
    tables = [rows(figure) for section in screen(civil).sections if section.key.startswith("items") for figure in section.figures]
    assert [{label: cells[0] for label, cells in table.items()} for table in tables] == [
        {"Madde A06": "%81", "Madde A07": "%72"},
        {"Madde A06": "%3", "Madde A07": "%3"},
        {"Madde A10": "%55", "Madde A11": "%28"},
        {"Madde A10": "%3", "Madde A11": "%3"},
    ]


def test_employment_shares_are_shown_where_they_were_released(civil, version):
    release_year(version, programs=[civil])
    employment = results.a_released_wave(version=published(results.employment_document()))
    for level, unit in (("program", civil.code), ("faculty", "F1"), ("university", "KTU")):
        results.release_tables(employment, level=level, unit=unit, E19=results.shares_body({"own": 61, "near": 26, "far": 13}, base=30))
    section = screen(civil).sections[-1]
    assert {answer: cells[0] for answer, cells in rows(section.figures[0]).items()} == {
        "Kendi alanım": "%61",
        "Yakın alan": "%26",
        "İlgisiz": "%13",
    }


def test_a_withheld_figure_says_why_and_no_number_leaks_around_it(civil, version):
    release = results.a_released_wave(version=version)
    withheld = dict.fromkeys(graduate_bodies(1, 1), "small_base")
    results.release_tables(release, unit=civil.code, **withheld)
    results.release_tables(release, level="university", unit="KTU", **graduate_bodies(66, 2400))
    dashboard = screen(civil)
    reason = dashboard.headlines[0].hidden
    assert "10" in reason
    assert [(h.figure, h.certainty, h.hidden) for h in dashboard.headlines] == [("", "", reason)] * 3
    own = [cells[:3] for section in dashboard.sections for figure in section.figures for cells in rows(figure).values()]
    assert set(own) == {(reason, reason, reason)}
    assert dashboard.sections[0].figures == ()


@pytest.mark.parametrize("reason", ["few_organisations", "dominance", "complement", "no_frame"])
def test_every_reason_has_its_own_words(civil, version, reason):
    release = results.a_released_wave(version=version)
    results.release_tables(release, unit=civil.code, A16=reason)
    assert screen(civil).headlines[0].hidden not in {"", _("withheld")}


def test_figures_of_a_question_asked_differently_are_not_compared(civil, version):
    old = results.graduates_document(code="OLD")
    four = results.graded(*results.PREPARED)
    changed = Document(**{**dict(old), "code": version.questionnaire.code, "option_sets": {**old.option_sets, "SAT5": four}})
    number_two = type(version).objects.create(
        questionnaire=version.questionnaire, number=2, document=changed.model_dump(mode="json"),
        structure_hash=changed.structure_hash, text_hash=changed.text_hash,
        published_at=version.published_at, approved_as="test",
    )  # fmt: skip
    release_year(version, year=2025, programs=[civil])
    release_year(number_two, year=2026, programs=[civil])
    satisfaction, preparation, _score = screen(civil).headlines
    assert [beside.figure for beside in satisfaction.beside] == ["%64", "%66", _("asked differently")]
    assert preparation.beside[2].figure == "%71"


def test_the_newest_release_counts_and_a_withdrawn_one_does_not(civil, version):
    first = release_year(version, programs=[civil])
    for number, percent, withdrawn in ((2, 58, None), (3, 99, results.CLOSED)):
        later = Release.objects.create(
            wave=first.wave, profile="internal", number=number, method=results.METHOD, released_at=results.CLOSED, withdrawn_at=withdrawn
        )
        results.release_tables(later, unit=civil.code, **graduate_bodies(percent, 31))
    assert screen(civil).headlines[0].figure == "%58"


def test_public_and_pilot_releases_are_not_results(civil, version):
    release = release_year(version, programs=[civil])
    Release.objects.filter(pk=release.pk).update(profile="public")
    assert released_periods().all == ()
    pilot = Wave.objects.create(questionnaire=version.questionnaire, version=version, name="pilot", state="closed", pilot=True)
    Release.objects.create(wave=pilot, profile="internal", number=1, method=results.METHOD, released_at=results.CLOSED)
    assert released_periods().all == ()


@pytest.mark.parametrize(("synthetic", "said"), [(True, True), (False, False)])
@pytest.mark.parametrize("address", ["/admin/results/", "/admin/results/10210/", "/admin/"])
def test_synthetic_results_call_themselves_so_on_every_screen(civil, version, sign_in, synthetic, said, address):
    release_year(version, programs=[civil], synthetic=synthetic)
    html = sign_in(Role.REPRESENTATIVE, civil.department).get(address).content.decode()
    assert ("These results were produced from synthetic data." in html) == said


def test_a_wave_without_a_cycle_stands_for_itself(civil, version, sign_in):
    release_year(version, year=None, programs=[civil], name="Eski")
    client = sign_in(Role.REPRESENTATIVE, civil.department)
    answer_page = client.get("/admin/results/10210/", {"wave": f"{version.questionnaire.code}:Eski"})
    assert (answer_page.status_code, "74%" in answer_page.content.decode()) == (200, True)


def test_before_the_first_release_the_screens_say_so(civil, sign_in):
    client = sign_in(Role.REPRESENTATIVE, civil.department)
    pages = [client.get(address) for address in ("/admin/results/", "/admin/results/10210/")]
    assert [(page.status_code, "No results have been released" in page.content.decode()) for page in pages] == [(200, True)] * 2


def test_while_a_wave_is_open_its_reply_counts_are_seen_and_nothing_else(civil, sign_in):
    wave = an_open_wave()
    invitations = invite_many(wave, 12, program=civil)
    for invitation in invitations[:5]:
        answer(invitation, {"W1": "no"})
    assert settings.SURVEYS_INTERNAL_THRESHOLD == 10
    html = sign_in(Role.REPRESENTATIVE, civil.department).get("/admin/results/10210/").content.decode()
    assert ("42%" in html, ReleasedTable.objects.count()) == (True, 0)


def test_the_list_sorts_and_puts_withheld_programs_last_both_ways(civil, mechanical, version, sign_in):
    release = release_year(version, programs=[civil])
    results.release_tables(release, unit=mechanical.code, A16="small_base")
    client = sign_in(Role.COORDINATOR)
    for sort in ("satisfaction", "-satisfaction"):
        html = client.get("/admin/results/", {"sort": sort}).content.decode().split("<tbody>")[1]
        assert html.index(civil.name_tr) < html.index(mechanical.name_tr)


def _(text):
    from django.utils.translation import gettext

    return gettext(text)


def test_a_person_may_say_that_a_question_was_asked_alike_and_a_broken_line_says_why(civil, version):
    narrower = results.graduates_document(code=version.questionnaire.code)
    narrower = narrower.model_copy(update={"option_sets": {**narrower.option_sets, "SAT5": results.graded(*results.PREPARED)}})
    second = publish(questionnaire=import_draft(document=narrower), approved_by=None, approved_as="test", now=results.CLOSED)
    release_year(version, year=2025, programs=[civil])
    release_year(second, year=2026, programs=[civil])
    before = screen(civil, language="tr")
    coordinator = a_user(role=Role.COORDINATOR)
    for code, verdict, reason in (("A16", "same", "Beşinci basamağı kimse seçmemişti."), ("A17", "rescaled", "Soru başka okunuyor.")):
        decide(comparison=Comparison.objects.get(code=code), verdict=verdict, reason=reason, by=coordinator, now=results.CLOSED)
    after = screen(civil, language="tr")
    assert [h.beside[2].figure for h in before.headlines] == [_("asked differently"), "%71", "+12"]
    assert [h.beside[2].figure for h in after.headlines] == ["%74", _("asked differently"), "+12"]
    assert "Beşinci" not in before.headlines[0].trend.sentence + after.headlines[0].trend.sentence
    assert "5 “Çok memnunum”" in before.headlines[0].trend.sentence
    assert "2026: Soru başka okunuyor" in after.headlines[1].trend.sentence
    assert any("Soru başka okunuyor" in line.text for line in after.statements[1].lines)
