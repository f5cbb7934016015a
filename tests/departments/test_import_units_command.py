"""What an operator sees: exit status, sentences, and nothing half done."""

import io
import sys

import pytest
from django.core.management import call_command, execute_from_command_line
from django.core.management.base import CommandError
from django.utils import translation

from departments.models import Program

pytestmark = pytest.mark.django_db
HEADER = "code,level,program_tr,department_tr,faculty_tr\n"


def run(file):
    out, err = io.StringIO(), io.StringIO()
    with translation.override("en"):
        call_command("import_units", str(file), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def failure_of(path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(CommandError) as stopped:
        run(path)
    assert (stopped.value.returncode, Program.objects.count()) == (1, 0)
    return str(stopped.value)


def test_the_seed_file_is_taken_whole(seed_file):
    assert run(seed_file) == ("Programs: 186 new, 0 changed, 0 unchanged, 0 refused.\n", "")


def test_refused_rows_and_unknown_columns_are_listed_and_the_rest_is_taken(tmp_path):
    file = tmp_path / "units.csv"
    file.write_text(
        "code;level;program_tr;department_tr;faculty_tr;renk\n1;lisans;Fizik;Fizik;Fen Fakültesi;mavi\n2;lise;a;b;c Fakültesi;\n",
        "utf-8-sig",
    )
    assert run(file) == (
        "Programs: 1 new, 0 changed, 0 unchanged, 1 refused.\n",
        "Columns left out: renk\nRow 3 refused: unknown level “lise”; known are önlisans, lisans, yüksek lisans, doktora\n",
    )


def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(tmp_path):
    file = tmp_path / "units.csv"
    assert failure_of(file, b"") == f"{file} is empty."
    assert failure_of(file, (HEADER + "1,lisans,Çevre,Çevre,Fen Fakültesi\n").encode("windows-1254")) == (
        f"{file} is not UTF-8 (line 2). Save it as “CSV UTF-8”; Turkish letters would be lost otherwise."
    )
    assert failure_of(file, b"PK\x03\x04...") == f"{file} is an Excel workbook. Save it as “CSV UTF-8” and import that."
    assert failure_of(file, b"\x89PNG\x00\x00") == f"{file} is not a CSV file: it holds binary data."
    assert failure_of(file, b"code,level,ad\n1,lisans,Fizik\n") == (
        f"{file} lacks the columns program_tr, department_tr, faculty_tr. Its first line must name them; it reads: code,level,ad"
    )
    assert failure_of(file, HEADER.replace("\n", ",code\n").encode()) == f"{file} names the columns code twice."
    assert failure_of(file, HEADER.encode() + b'1,lisans,"Fizik,Fizik,Fen\n') == f"{file} is not a CSV file: unexpected end of data."
    assert failure_of(file, HEADER.encode() + b"1,lise,a,b,c\n") == "No row could be imported."


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError) as stopped:
        run(tmp_path / "yok.csv")
    assert (str(stopped.value), stopped.value.returncode) == (f"{tmp_path / 'yok.csv'} cannot be read: No such file or directory.", 1)


def test_wrong_use_ends_with_status_2(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["manage.py"])
    with pytest.raises(SystemExit) as stopped:
        execute_from_command_line(["manage.py", "import_units"])
    assert stopped.value.code == 2
