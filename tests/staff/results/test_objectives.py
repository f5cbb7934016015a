"""A program's screen shows its own objectives in the words its graduates were asked, beside nobody else's."""

import pytest
from django.utils.translation import gettext as _

from home.models import Role
from surveys.definition.document import Section
from surveys.definition.proof import text_hash
from surveys.models import WaveObjectives
from surveys.questions import DynamicMatrixQuestion
from surveys.reports.dashboard import program_dashboard
from surveys.reports.periods import released_periods
from tests.factories import results
from tests.factories.documents import published, text
from tests.factories.released import release_year

DESIGN, LEAD = {"tr": "Tasarlar", "en": "Designs"}, {"tr": "Yönetir", "en": "Leads"}


@pytest.fixture
def version(db):
    document = results.graduates_document()
    asked = Section(code="S4", questions=(DynamicMatrixQuestion(code="A05", label=text("Amaçlar"), options="SAT5", slots=3),))
    return published(document.model_copy(update={"sections": (*document.sections, asked)}))


def release_objectives(version, program, *, year=2026, asked=(DESIGN, LEAD), shift=0):
    """A released year with P01 at 74 per cent (+ shift) and P02 withheld; `asked`: what the wave keeps of the program's objectives."""
    release = release_year(version, year=year, programs=[program])
    percent = 74 + shift
    body = results.scale_body(4, 7, 15, 43, 31, base=31, mean=3.98, top2=(percent, percent - 18, percent + 12))
    results.release_tables(release, unit=program.code, P01=body, P02="small_base", P03="small_base")
    if asked:
        document = {f"P{number:02d}": wording for number, wording in enumerate(asked, start=1)}
        WaveObjectives.objects.create(wave=release.wave, program=program, document=document, sha256=text_hash(document))
    return release


def section(program, language="tr"):
    periods = released_periods()
    shown = program_dashboard(program=program, periods=periods, period=periods.find(""), language=language)
    return next((found for found in shown.sections if found.title == "Program eğitim amaçları"), None)


def rows(figure):
    return {row[0]: row[1:] for row in figure.table.rows}


@pytest.mark.parametrize(("language", "words", "share"), [("tr", ("Tasarlar", "Yönetir"), "%74"), ("en", ("Designs", "Leads"), "74%")])
def test_objectives_stand_under_their_wording_and_withheld_ones_say_so(civil, version, language, words, share):
    release_objectives(version, civil)
    estimates, distribution = section(civil, language).figures
    assert list(rows(estimates)) == list(words)
    assert rows(estimates)[words[0]][0] == share
    assert "n\u00a0<\u00a010" in rows(estimates)[words[1]][0]
    assert list(rows(distribution)) == list(words)


def test_neither_faculty_nor_university_stands_beside_them(civil, version):
    release_objectives(version, civil)
    assert section(civil).figures[0].table.columns == ("Eğitim amacı", "En olumlu iki yanıt", "Güven aralığı", "n")


def test_the_year_before_stands_beside_them_where_it_asked_the_very_same(civil, version):
    release_objectives(version, civil, year=2025, shift=-9)
    release_objectives(version, civil)
    shown = section(civil)
    assert shown.figures[0].table.columns[-1] == _("%(unit)s before (%(wave)s)") % {"unit": _("This program"), "wave": "2025"}
    assert rows(shown.figures[0])["Tasarlar"][-1] == "%65"
    assert "karşılaştırılmadı" not in shown.about


@pytest.mark.parametrize(
    "before", [(DESIGN,), ({**DESIGN, "en": "Designs things"}, LEAD), (LEAD, DESIGN), ()], ids=["fewer", "a word", "order", "unknown"]
)
def test_it_does_not_after_any_change_and_the_screen_says_why(civil, version, before):
    release_objectives(version, civil, year=2025, asked=before)
    release_objectives(version, civil)
    shown = section(civil)
    assert len(shown.figures[0].table.columns) == 4
    assert shown.about.endswith("2025 ile karşılaştırılmadı: o dönem bu amaçlar bu ifadelerle sorulmadı")


def test_objectives_without_kept_wordings_stand_by_their_numbers(civil, version):
    release_objectives(version, civil, asked=())
    shown = section(civil)
    assert list(rows(shown.figures[0])) == ["Amaçlar (P01)"]
    assert shown.about.endswith("Amaçlar numaralarıyla gösteriliyor: ifadeleri bu dönemle birlikte saklanmamış")


def test_a_program_that_was_asked_none_has_no_such_section(civil, mechanical, version):
    release = release_objectives(version, civil)
    results.release_tables(release, unit=mechanical.code, P01="small_base", P02="small_base")
    assert section(mechanical) is None


def test_the_page_shows_them_to_the_representative(civil, version, sign_in):
    release_objectives(version, civil)
    page = sign_in(Role.REPRESENTATIVE, civil.department, language="tr").get(f"/admin/results/{civil.code}/").content.decode()
    assert ("Program eğitim amaçları" in page, "Tasarlar" in page) == (True, True)
