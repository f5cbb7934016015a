"""`manage.py results` as workbook and as single answers."""

import pyreadstat
import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from surveys.models import AuditEntry
from tests.factories.answered import a_closed_wave, four_programs
from tests.factories.every_kind import every_kind

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def private(settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path / "private"


def a_wave():
    p1 = four_programs()[0]
    sheet = {"K03": "yes", "K15": "5", "K06": None, "K07": None, "K08": None, "K09": None, "K10": None}
    return a_closed_wave(every_kind(), [{"answers": sheet, "program": p1, "cohort": 2023}] * 12)


def run(*options):
    call_command("results", "ALL", "--wave", "2026", *options)


@pytest.mark.parametrize("layout", ["xlsx", "sav"])
def test_a_file_needs_a_place(layout):
    a_wave()
    with pytest.raises(CommandError) as refused:
        run("--format", layout)
    assert refused.value.returncode == 2


def test_the_workbook_has_the_numbers_of_the_document(tmp_path):
    a_wave()
    run("--format", "xlsx", "--output", str(tmp_path / "a.xlsx"))
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[1]
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] == "university" and row[5] == "K15"]
    assert [row[6:9] for row in rows if row[6] in {"base", "mean"}] == [("base", None, 12), ("mean", None, 5)]
    assert AuditEntry.objects.filter(action="results.raw").count() == 1


def test_single_answers_are_logged_with_the_operator(tmp_path, capsys):
    wave = a_wave()
    run("--format", "sav", "--output", str(tmp_path / "a.sav"))
    frame, _meta = pyreadstat.read_sav(tmp_path / "a.sav", output_format="polars")
    entry = AuditEntry.objects.get(action="microdata.exported")
    assert (frame.height, entry.detail["rows"], entry.detail["wave"], (tmp_path / "a.sav").stat().st_mode & 0o777) == (
        12,
        12,
        wave.pk,
        0o600,
    )
    assert capsys.readouterr().err.startswith("12 satır")


@pytest.mark.parametrize("option", [["--level", "program"], ["--unit", "P1"], ["--by", "K03"], ["--where", "K03 == yes"], ["--weighted"]])
def test_single_answers_are_not_narrowed(tmp_path, option):
    a_wave()
    with pytest.raises(CommandError) as refused:
        run("--format", "sav", "--output", str(tmp_path / "a.sav"), *option)
    assert (refused.value.returncode, list(tmp_path.glob("*.sav"))) == (2, [])


def test_a_folder_that_is_not_there_is_said(tmp_path):
    a_wave()
    for layout in ("xlsx", "sav"):
        with pytest.raises(CommandError) as refused:
            run("--format", layout, "--output", str(tmp_path / "none" / "a"))
        assert refused.value.returncode == 1
