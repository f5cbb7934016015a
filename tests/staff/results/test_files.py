"""Results on paper, asked for in the admin: who gets which, in which language, and how often a page is made."""

import pytest
from django.core.cache import cache

from home.models import Role
from surveys.exports import jobs, report_jobs
from surveys.models import Export, ReleasedTable
from surveys.reports.periods import released_periods
from tests.exports.test_report_page import pages_of
from tests.factories import results
from tests.factories.documents import published
from tests.factories.exports import ticking
from tests.factories.institution import a_program
from tests.factories.printed import tagged
from tests.factories.released import release_year

OWN, OTHER, UNKNOWN = "/admin/results/10210/", "/admin/results/10220/", "/admin/results/99999/"
FORM = {"kind": "accreditation", "language": "en", "mean": "3.2", "share": "65", "level": "3", "rule": "both"}


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()


@pytest.fixture
def released(civil, mechanical):
    return release_year(published(tagged(results.graduates_document())), programs=[civil, mechanical])


def statuses(client, page):
    return tuple(client.get(f"{address}{page}").status_code for address in (OWN, OTHER, UNKNOWN))


@pytest.mark.parametrize("page", ["page.pdf", "files/"])
@pytest.mark.parametrize(
    ("role", "found"),
    [
        (Role.COORDINATOR, (200, 200, 404)),
        (Role.RECTORATE, (200, 200, 404)),
        (Role.REPRESENTATIVE, (200, 404, 404)),
        (Role.EDITOR, (403, 403, 403)),
    ],
)
def test_who_gets_the_files_of_which_program(released, civil, sign_in, role, found, page):
    unit = civil.department if role == Role.REPRESENTATIVE else None
    assert statuses(sign_in(role, unit), page) == found


@pytest.mark.parametrize(("role", "status"), [(Role.DEAN, 200), (Role.ANALYST, 200), (Role.REPRESENTATIVE, 404), (Role.EDITOR, 403)])
def test_the_report_of_a_faculty_is_for_who_reads_all_of_its_programs(released, civil, sign_in, role, status):
    unit = {Role.DEAN: civil.department.faculty, Role.REPRESENTATIVE: civil.department}.get(role)
    assert sign_in(role, unit).get("/admin/results/faculty/F1/files/").status_code == status


def test_a_dean_gets_no_report_of_another_faculty(released, civil, sign_in):
    other = a_program(code="20000").department.faculty
    assert sign_in(Role.DEAN, civil.department.faculty).get(f"/admin/results/faculty/{other.code}/files/").status_code == 404


def test_the_page_is_a_pdf_of_its_own_name(released, sign_in):
    response = sign_in(Role.COORDINATOR).get(f"{OWN}page.pdf")
    assert (response["Content-Type"], response["Content-Disposition"], response.content[:5], "no-store" in response["Cache-Control"]) == (
        "application/pdf",
        'inline; filename="10210-insaat-muhendisligi-2026.pdf"',
        b"%PDF-",
        True,
    )


@pytest.mark.parametrize("query", ["?language=de", "?wave=1999"])
def test_an_unknown_language_or_wave_is_not_found(released, sign_in, query):
    assert sign_in(Role.COORDINATOR).get(f"{OWN}page.pdf{query}").status_code == 404


def test_the_page_is_made_once_for_a_release_and_anew_for_the_next(released, civil, sign_in):
    client = sign_in(Role.COORDINATOR)
    first = client.get(f"{OWN}page.pdf").content
    ReleasedTable.objects.all().delete()  # nothing is left that the same page could be made of
    again = client.get(f"{OWN}page.pdf").content
    release_year(released.wave.version, year=2027, programs=[civil], shift=3)
    assert (again == first, client.get(f"{OWN}page.pdf").content == first, pages_of(civil)[1]) == (True, False, 1)


def test_accreditation_is_asked_for_with_its_thresholds(released, civil, sign_in):
    response = sign_in(Role.REPRESENTATIVE, civil.department).post(f"{OWN}files/", FORM)
    (export,) = Export.objects.all()
    assert (response.status_code, response["Location"], export.kind, export.language, export.question) == (
        302,
        "/admin/exports/",
        "accreditation",
        "en",
        {
            "units": [["program", "10210"]],
            "period": "2026",
            "releases": [released.pk],
            "thresholds": {"mean": 3.2, "share": 65, "level": 3, "rule": "both"},
        },
    )


@pytest.mark.parametrize("wrong", [{"mean": "6"}, {"share": "101"}, {"level": "9"}, {"rule": "never"}, {"kind": "microdata_csv"}])
def test_a_wrong_threshold_or_kind_is_refused_beside_its_field(released, sign_in, wrong):
    response = sign_in(Role.COORDINATOR).post(f"{OWN}files/", {**FORM, **wrong})
    assert (response.status_code, list(response.context["form"].errors), Export.objects.count()) == (400, list(wrong), 0)


@pytest.mark.parametrize(
    ("role", "texts"), [(Role.COORDINATOR, True), (Role.REPRESENTATIVE, True), (Role.RECTORATE, None), (Role.DEAN, None)]
)
def test_reviewed_texts_are_in_the_report_of_who_may_read_them(released, civil, sign_in, role, texts):
    unit = {Role.DEAN: civil.department.faculty, Role.REPRESENTATIVE: civil.department}.get(role)
    sign_in(role, unit).post(f"{OWN}files/", {**FORM, "kind": "program_report"})
    assert Export.objects.get().question.get("texts") == texts


@pytest.mark.parametrize(
    ("kind", "level", "first"),
    [
        ("program_page", "program", b"%PDF-"),
        ("program_report", "program", b"%PDF-"),
        ("faculty_report", "faculty", b"%PDF-"),
        ("accreditation", "program", b"%PDF-"),
        ("accreditation_xlsx", "program", b"PK\x03\x04"),
    ],
)
def test_the_worker_makes_every_kind(released, civil, sign_in, tmp_path, kind, level, first):
    owner = sign_in(Role.COORDINATOR).get("/admin/").wsgi_request.user
    export = ask(owner, kind, level, "F1" if level == "faculty" else civil.code)
    jobs.make(export=export, folder=tmp_path, clock=ticking())
    path = jobs.file_of(export=export, reader=owner, folder=tmp_path, now=ticking()())
    assert (export.state, export.error, path.read_bytes()[: len(first)]) == ("done", "", first)


def test_a_file_of_a_release_that_was_withdrawn_is_not_handed_out(released, civil, sign_in, tmp_path):
    owner = sign_in(Role.COORDINATOR).get("/admin/").wsgi_request.user
    export = jobs.make(export=ask(owner, "accreditation_xlsx", "program", civil.code), folder=tmp_path, clock=ticking())
    type(released).objects.filter(pk=released.pk).update(withdrawn_at=released.released_at)
    with pytest.raises(jobs.NotAllowed):
        jobs.file_of(export=export, reader=owner, folder=tmp_path, now=ticking()())


@pytest.mark.parametrize("units", [[], [["university", "KTU"]], [["program", "10220"]], [["program", "10210"], ["program", "10220"]]])
def test_nobody_asks_for_another_unit_by_writing_the_question_by_hand(released, civil, sign_in, units):
    owner = sign_in(Role.REPRESENTATIVE, civil.department).get("/admin/").wsgi_request.user
    with pytest.raises(jobs.NotAllowed):
        jobs.ask(
            owner=owner, kind="program_report", question={"units": units, "period": "2026", "releases": [released.pk]},
            language="tr", now=ticking()(),
        )  # fmt: skip


def ask(owner, kind, level, code):
    periods = released_periods()
    question = report_jobs.question(level=level, code=code, periods=periods, period=periods.find(""))
    return jobs.ask(owner=owner, kind=kind, question=question, language="tr", now=ticking()())
