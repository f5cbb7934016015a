"""One file with every type of question in it is the sum of its questions, in both generations."""

from dataclasses import replace

import pytest
from django.utils import translation

from surveys.definition.check import DefinitionProblem, problems
from surveys.definition.document import Document, Section
from surveys.definition.formats.exchange import Reading
from surveys.definition.formats.lss import read
from tests.definition import test_lss_arrays, test_lss_lists, test_lss_written
from tests.factories.lss_files import G, lss, w
from tests.factories.lss_readings import NOBODY, expected, t

CASES = [case for module in (test_lss_lists, test_lss_arrays, test_lss_written) for case in module.CASES.values()]
LISTED = set("L!MPFABCEH1NKSTUXYDR")


def renamed(case, code):
    """What the case expects, were its question named otherwise."""
    _question, questions, option_sets, remarks = case
    document = expected(questions, option_sets, []).documents[0]
    own = Document.model_validate_json(document.model_dump_json().replace("Q1", code))
    said = [DefinitionProblem(f"questions.{code}", kind, message) for kind, message in remarks]
    return own.questions[:-1], own.option_sets, said


@pytest.mark.parametrize("new", [True, False], ids=["new", "old"])
def test_a_file_with_every_type_is_read_whole(new):
    assert {case[0].type for case in CASES} >= LISTED
    codes = [f"T{number}" for number in range(1, len(CASES) + 1)]
    parts = [renamed(case, code) for case, code in zip(CASES, codes, strict=True)]
    document = Document(
        code="LS123456",
        title=t("Mezun anketi", "Alumni survey"),
        audience="others",
        option_sets={name: options for _questions, sets, _said in parts for name, options in sets.items()},
        sections=(
            Section(code="G1", title=t("Genel", "General"), questions=tuple(q for questions, _sets, _said in parts for q in questions)),
        ),
        metadata={"source": "LimeSurvey", "survey": "123456", "database_version": "640" if new else "178"},
    )
    group = G(w("Genel", "General"), [replace(case[0], code=code) for case, code in zip(CASES, codes, strict=True)])
    with translation.override("en"):
        reading = read(lss(group, new=new), "mezun.lss")
    assert reading == Reading((document,), (*(one for _questions, _sets, said in parts for one in said), NOBODY))
    assert problems(reading.documents[0]) == []
