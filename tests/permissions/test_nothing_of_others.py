"""A representative never gets a row, a count or a file of another department: every screen, answer and file is searched for it.

Figures and words of the other departments are unlike any of the own one, so that a single one of them is found wherever it stands;
and whatever they are, they make no difference to what the representative is sent.
"""

import re

import pytest
from django.core.cache import cache
from django.utils import timezone

from surveys.exports import accreditation, jobs, kinds, report, report_jobs, report_page
from surveys.models import Export, ReleasedTable, TextAnswer
from surveys.reports.outcomes import Thresholds
from surveys.reports.periods import released_periods
from tests.factories.exports import ticking

from . import reading
from .house import FAR_NAMES, OTHER_FIGURES, OTHER_NAMES
from .table import ADDRESSES, FILES, lines
from .test_matrix import question_of

HOME = "GET /admin/"
READ = [line for line, cells in lines(ADDRESSES).items() if line.startswith("GET") and cells["own"] == "ok" and ".pdf" not in line]
FETCHED = [line for line, cells in lines(FILES).items() if cells["own"] == "yes" and jobs.KINDS[line.split()[0]].extension != "pdf"]
PAPERS = ["page", "report", "accreditation"]  # what is made into PDF, before it is printed
PUBLIC = [line for line in READ if "/api/v1/" in line and "internal" not in line]  # names, as the list of units; never a figure
ONCE = re.compile(r'csrf[^>]*|nonce="[^"]*"|<script.*?</script>', re.DOTALL | re.IGNORECASE)


@pytest.fixture
def representative(house, client):
    user = house.person("own")
    client.force_login(user)
    return user


def screen(client, line: str) -> reading.Sent:
    response = client.get(line.split()[1])
    assert response.status_code == 200, line
    return reading.of_response(response)


def paper(house, what: str, program=None) -> reading.Sent:
    """The page before it is printed."""
    periods = released_periods()
    asked = {"program": program or house.own, "periods": periods, "period": periods.find("2026"), "language": "tr"}
    match what:
        case "page":
            return reading.of_html(report_page.html(**asked))
        case "report":
            return reading.of_html(report.program_html(**asked, text_threshold=5))
    return reading.of_html(accreditation.html(**asked, thresholds=Thresholds()))


def file(house, owner, line: str, folder) -> reading.Sent:
    kind, what = line.split()
    asked = jobs.ask(owner=owner, kind=kind, question=question_of(house, kind, what), language="tr", now=timezone.now())
    made = jobs.make(export=asked, folder=folder, clock=ticking())
    assert (made.state, made.error) == (Export.State.DONE, ""), line
    Export.objects.filter(pk=made.pk).update(expires_at=None)
    made.refresh_from_db()
    content = jobs.file_of(export=made, reader=owner, folder=folder, now=timezone.now()).read_bytes()
    jobs.drop(export=made, folder=folder)
    return reading.of_workbook(content) if made.name.endswith(".xlsx") else reading.of_text(content.decode("utf-8-sig"))


def everything(house, client, owner, folder) -> dict[str, reading.Sent]:
    cache.clear()
    return {
        **{line: screen(client, line) for line in (HOME, *READ)},
        **{line: file(house, owner, line, folder) for line in FETCHED},
        **{what: paper(house, what) for what in PAPERS},
    }


def said(line: str, sent: dict[str, reading.Sent]) -> str:
    """Without what is new at every reading; a workbook also says inside when it was made."""
    return sent[line].shown if "_xlsx" in line else ONCE.sub("", sent[line].whole)


def test_no_name_and_no_figure_of_another_department_is_sent_to_a_representative(house, client, representative, tmp_path):
    sent = everything(house, client, representative, tmp_path)
    names = (*OTHER_NAMES, *FAR_NAMES)
    found = {line: one.betrayed(names=() if line in PUBLIC else names, figures=OTHER_FIGURES) for line, one in sent.items()}
    assert {line: words for line, words in found.items() if words} == {}


def test_what_other_departments_answered_makes_no_difference_to_what_a_representative_is_sent(house, client, representative, tmp_path):
    before = everything(house, client, representative, tmp_path)
    theirs = [house.other, house.far]
    units = [program.code for program in theirs] + [program.department.code for program in theirs]
    gone = ReleasedTable.objects.filter(unit_code__in=units, release__profile="internal").delete()[0]
    gone += TextAnswer.objects.filter(program__in=theirs).delete()[0]
    after = everything(house, client, representative, tmp_path)
    changed = [line for line in before if said(line, before) != said(line, after)]
    assert (gone > 80, changed) == (True, [])


@pytest.mark.parametrize(
    "line",
    [
        "GET /admin/results/77077/",
        "GET /admin/results/department/D2/",
        "GET /api/v1/results/MYM/2026/?profile=internal&unit=77077",
        "GET /api/v1/results/MYM/2026/?profile=internal&format=csv&unit=77077",
    ],
)
def test_the_search_finds_these_figures_where_they_may_stand(house, client, line):
    client.force_login(house.person("other"))
    figures = [figure for figure in OTHER_FIGURES if figure not in screen(client, line).numbers]
    assert set(figures) <= {"0.77", "137"}  # the deviation is not on the screens; of a rate some answers give the percentage alone


@pytest.mark.parametrize("what", PAPERS)
def test_the_search_finds_these_figures_on_paper(house, what):
    assert {"4.77", "Zırhlı Araçlar"} - set(paper(house, what, house.other).betrayed(names=OTHER_NAMES, figures=OTHER_FIGURES)) == set()


@pytest.mark.parametrize("kind", [kinds.RESULTS_XLSX, kinds.RESULTS_CSV])
def test_the_search_finds_these_figures_in_files(house, tmp_path, kind):
    sent = file(house, house.person("other"), f"{kind} program:77077", tmp_path)
    missed = {*OTHER_NAMES[:2], *OTHER_FIGURES} - set(sent.betrayed(names=OTHER_NAMES, figures=OTHER_FIGURES))
    assert missed == ({"137"} if kind == kinds.RESULTS_CSV else set())  # CSV gives a rate with its base, not the replies


def test_a_representative_counts_only_the_own_rows(house, client, representative):
    internal = "/api/v1/results/MYM/2026/?profile=internal&limit=2000"
    document = client.get(internal)
    own = ReleasedTable.objects.filter(release=house.release, years=1, by_variable="").exclude(unit_code__in=["77077", "88088", "D2", "D3"])
    assert int(document["X-Total-Count"]) == own.count() == len(document.json()["tables"]) + len(document.json()["rates"])
    assert {row["unit"]["code"] for row in document.json()["tables"]} == {"10210", "D1", "F1", "KTU"}


@pytest.mark.parametrize("kind", [report_jobs.PROGRAM, report_jobs.ACCREDITATION_XLSX])
def test_a_file_of_ones_own_becomes_nobodys_when_the_department_is_anothers(house, client, representative, kind, tmp_path, settings):
    settings.PRIVATE_DIR = tmp_path
    asked = jobs.ask(owner=representative, kind=kind, question=question_of(house, kind, "program:10210"), language="tr", now=timezone.now())
    made = jobs.make(export=asked, folder=tmp_path, clock=ticking())
    Export.objects.filter(pk=made.pk).update(expires_at=None)
    representative.assignments.update(unit_code="D2")
    assert client.get(f"/admin/exports/{made.pk}/").status_code == 403
