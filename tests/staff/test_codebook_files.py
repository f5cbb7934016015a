"""A published version as files: who may have them, what they are called, and that nothing is left behind in silence."""

import hashlib
import json
from io import BytesIO

import pytest
from lxml import etree
from openpyxl import load_workbook

from home.models import Role
from surveys.definition.formats import FORMATS
from tests.factories.documents import likert_document, published
from tests.factories.every_kind import every_kind
from tests.staff.test_registers import somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    client.force_login(somebody(Role.COORDINATOR))
    return client


def address(version, rest):
    return f"/admin/surveys/versions/{version.pk}/{rest}"


@pytest.mark.parametrize("role", list(Role))
def test_every_role_reads_the_codebook_and_has_its_files(client, role):
    version = published(likert_document())
    client.force_login(somebody(role))
    answered = [client.get(address(version, rest)).status_code for rest in ("", "export/json/", "export/ddi/?download=1")]
    assert answered == [200, 200, 200]


def test_whoever_has_no_role_finds_no_version(client):
    version = published(likert_document())
    client.force_login(somebody(None))
    answered = [client.get(address(version, rest)).status_code for rest in ("", "codebook.pdf?lang=tr", "export/json/", "export/ddi/")]
    assert answered == [404, 404, 404, 404]


def test_a_stranger_is_sent_to_the_login(client):
    version = published(likert_document())
    assert client.get(address(version, "codebook.pdf")).url.startswith("/admin/login/")


def test_a_right_to_the_files_ends_with_its_term(coordinator, django_user_model):
    version = published(likert_document())
    django_user_model.objects.get().assignments.update(until="2024-02-01")
    assert coordinator.get(address(version, "export/json/")).status_code == 404


@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_printed_codebook_comes_in_the_language_asked_for(coordinator, language):
    version = published(likert_document())
    response = coordinator.get(address(version, f"codebook.pdf?lang={language}"))
    assert (response["Content-Type"], response["Content-Disposition"], response.content[:5]) == (
        "application/pdf",
        f'attachment; filename="LIK-v1-codebook-{language}.pdf"',
        b"%PDF-",
    )


@pytest.mark.parametrize("rest", ["codebook.pdf?lang=de", "export/spss/", "export/yaml/"])
def test_other_languages_and_formats_are_not_there(coordinator, rest):
    assert coordinator.get(address(published(likert_document()), rest)).status_code == 404


def test_the_json_file_is_the_bytes_that_were_hashed(coordinator):
    version = published(every_kind())
    response = coordinator.get(address(version, "export/json/"))
    assert hashlib.sha256(response.content).hexdigest() == version.text_hash
    assert (json.loads(response.content), response["Content-Disposition"]) == (version.document, 'attachment; filename="ALL-v1.json"')


def test_the_ddi_file_knows_its_version_and_who_made_it(coordinator):
    version = published(every_kind())
    root = etree.fromstring(coordinator.get(address(version, "export/ddi/?download=1")).content)
    ns = {"d": "ddi:codebook:2_5"}
    statement = root.find("d:stdyDscr/d:citation", ns)
    assert statement.findtext("d:verStmt/d:version", namespaces=ns) == "1"
    assert [p.text for p in statement.findall("d:rspStmt/d:AuthEnty", ns)] == [
        "Karadeniz Teknik Üniversitesi",
        "Karadeniz Technical University",
    ]


def test_the_xlsform_is_a_workbook(coordinator):
    response = coordinator.get(address(published(likert_document()), "export/xlsform/?download=1"))
    assert "survey" in load_workbook(BytesIO(response.content)).sheetnames


def test_what_a_format_cannot_carry_is_read_before_the_file_is_downloaded(coordinator):
    version = published(every_kind())
    response = coordinator.get(address(version, "export/ddi/"))
    assert response["Content-Type"].startswith("text/html")
    assert {remark.code for remark in response.context["remarks"]} >= {"routing", "after", "indicators"}
    assert 'href="?download=1"' in response.content.decode()


def test_the_codebook_offers_every_format_and_both_languages(coordinator):
    version = published(likert_document())
    html = coordinator.get(address(version, "")).content.decode()
    wanted = [address(version, f"export/{name}/") for name in FORMATS] + [
        address(version, f"codebook.pdf?lang={lang}") for lang in ("tr", "en")
    ]
    assert [link for link in wanted if f'href="{link}"' not in html] == []
