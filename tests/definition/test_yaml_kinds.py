"""Rankings, years and months, reversed rows, orders of their own and names of constructs in the YAML format."""

import pytest
from django.utils import translation

from surveys.definition.check import DefinitionError, problems
from surveys.definition.formats import yaml_file
from surveys.questions import PeriodQuestion, RankingQuestion, Text
from tests.factories.questionnaire_files import SCALE, questionnaire_file

OPTIONS = "options: [{v: pay, tr: Ücret, en: Pay}, {v: place, tr: Yer, en: Place}, {v: work, tr: İş, en: Work}]"
QUESTION = "instruments.T.questions.A"


def read(folder, *questions, **file):
    (document,) = yaml_file.read(questionnaire_file(folder, *questions, **file))
    return document


def refusals(folder, question):
    with translation.override("en"), pytest.raises(DefinitionError) as refused:
        read(folder, f"{{{question}, tr: Soru, en: Question}}", scales=SCALE)
    return [(problem.path, problem.message) for problem in refused.value.problems]


def test_a_ranking_asks_for_some_or_all_places_in_an_order_of_its_own(tmp_path):
    document = read(
        tmp_path,
        f"{{code: A, type: ranking, tr: Sırala, en: Rank, {OPTIONS}}}",
        f"{{code: B, type: ranking, max_choices: 2, shuffle: true, tr: Sırala, en: Rank, {OPTIONS}}}",
    )
    label = Text(tr="Sırala", en="Rank")
    assert document.questions == (
        RankingQuestion(code="A", label=label, options="A"),
        RankingQuestion(code="B", label=label, options="B", maximum=2, shuffle=True),
    )
    assert problems(document) == []


def test_years_and_months_have_their_ends(tmp_path):
    document = read(
        tmp_path,
        "{code: A, type: year, min: 1990, max: 2030, tr: Yıl, en: Year}",
        '{code: B, type: month, min: 2020-01, max: "2026-12", tr: Ay, en: Month, show_if: "A >= 2020"}',
    )
    year = PeriodQuestion(code="A", label=Text(tr="Yıl", en="Year"), precision="year", earliest="1990", latest="2030")
    month = PeriodQuestion(code="B", label=Text(tr="Ay", en="Month"), precision="month", earliest="2020-01", latest="2026-12")
    assert document.questions == (year, month.model_copy(update={"show_if": "A >= 2020"}))
    assert problems(document) == []


def test_rows_may_be_reversed_and_shown_in_an_order_of_their_own(tmp_path):
    rows = "rows: [{code: R1, tr: Bir, en: One}, {code: R2, reverse: true, tr: İki, en: Two}]"
    document = read(
        tmp_path,
        f"{{code: A, type: matrix, scale: S5, shuffle: true, tr: Tablo, en: Table, {rows}}}",
        "{code: B, type: dual_matrix, shuffle: true, tr: Çift, en: Dual, rows: [{code: X, reverse: true, tr: X, en: X}], "
        "columns: [{facet: P, scale: S5, tr: P, en: P}]}",
        scales=SCALE,
    )
    matrix, dual = document.questions
    assert ([row.reverse for row in matrix.rows], matrix.shuffle) == ([False, True], True)
    assert ([row.reverse for row in dual.rows], dual.shuffle) == ([True], True)
    assert [v.code for v in document.variables.values() if v.reverse] == ["R2", "X_P"]


def test_a_document_takes_along_the_names_of_the_constructs_it_measures(tmp_path):
    path = questionnaire_file(tmp_path, "{code: A, type: likert, scale: S5, construct: teaching, tr: Soru, en: Question}", scales=SCALE)
    named = "constructs:\n  teaching: {tr: Öğretim, en: Teaching}\n  support: {tr: Destek, en: Support}\n"
    path.write_text(named + path.read_text(encoding="utf-8"), encoding="utf-8")
    (document,) = yaml_file.read(path)
    assert document.constructs == {"teaching": Text(tr="Öğretim", en="Teaching")}


@pytest.mark.parametrize(
    ("question", "place", "message"),
    [
        ("code: A, type: ranking", "options", "The question needs options."),
        (f"code: A, type: ranking, max_choices: 1, {OPTIONS}", "max_choices", "The smallest value possible here is 2."),
        (f"code: A, type: ranking, shuffle: often, {OPTIONS}", "shuffle", "true or false is expected here."),
        ("code: A, type: year, min: 1990", "max", "A year or a month needs its earliest and its latest value."),
        ("code: A, type: year, min: 1990-05, max: 2000", "min", "A year is expected here, such as 2024."),
        ("code: A, type: month, min: 2020, max: 2020-05", "min", "A month is expected here, such as 2024-05."),
        ("code: A, type: month, min: 2020-13, max: 2021-05", "min", "A month is expected here, such as 2024-05."),
        ("code: A, type: year, min: true, max: 2000", "min", "A year is expected here, such as 2024."),
        ("code: A, type: year, min: 2001, max: 2000", "min", "The earliest is later than the latest."),
        ("code: A, type: number, min: 0, max: 9, shuffle: true", "shuffle", "The key shuffle is not known here."),
        (
            "code: A, type: matrix, scale: S5, rows: [{code: R, reverse: 1, tr: R, en: R}]",
            "rows.R.reverse",
            "true or false is expected here.",
        ),
    ],
)
def test_what_a_new_kind_cannot_be_is_refused(tmp_path, question, place, message):
    assert refusals(tmp_path, question) == [(f"{QUESTION}.{place}", message)]


def test_aliases_that_stand_for_more_than_memory_holds_are_refused(tmp_path):
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in zip("abcdefgh", "bcdefghi", strict=True)]
    with translation.override("en"), pytest.raises(DefinitionError) as refused:
        yaml_file.parse("\n".join([*lines, "meta: {}"]).encode(), "bomb.yaml")
    assert str(refused.value) == "bomb.yaml: The file is not YAML this can read, line 1: its aliases stand for too many values"
