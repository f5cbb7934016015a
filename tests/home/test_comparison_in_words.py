"""Two revisions beside each other: no None, no False, no stored code of a choice."""

from datetime import date

import pytest
from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.admin.compare import StructBlockComparison, comparison_class_registry

from home.comparison_in_words import said
from surveys.models import Questionnaire


class Row(blocks.StructBlock):
    shown = blocks.BooleanBlock(required=False)
    months = blocks.IntegerBlock(required=False)
    kind = blocks.ChoiceBlock([("Adlar", [("f", "Fakülte")]), ("b", "Bölüm")], required=False)
    several = blocks.MultipleChoiceBlock([("f", "Fakülte"), ("b", "Bölüm")], required=False)


def words(html):
    return strip_tags(html).split()


def row(**given):
    return Row().to_python({"shown": False, "months": None, "kind": "", "several": [], **given})


def test_a_new_block_is_told_in_words():
    comparison = StructBlockComparison(Row(), False, True, None, row())
    assert words(comparison.htmlvalue(row())) == ["Shown", "Hayır", "Months", "Kind", "Several"]
    full = row(shown=True, months=3, kind="f", several=["f", "b"])
    assert words(comparison.htmlvalue(full)) == ["Shown", "Evet", "Months", "3", "Kind", "Fakülte", "Several", "Fakülte,", "Bölüm"]


def test_a_changed_block_shows_both_words():
    comparison = StructBlockComparison(Row(), True, True, row(kind="b"), row(shown=True, kind="f"))
    assert words(comparison.htmldiff()) == ["Shown", "HayırEvet", "Months", "Kind", "BölümFakülte", "Several"]


@pytest.mark.parametrize(("before", "after", "told"), [(None, 7, ["7"]), (7, None, ["7"]), (7, 8, ["78"]), (7, 7, ["7"])])
def test_an_empty_number_of_a_form_is_empty(before, after, told):
    field = Questionnaire._meta.get_field("minutes")
    kind = comparison_class_registry.get(field)
    comparison = kind(field, Questionnaire(minutes=before), Questionnaire(minutes=after))
    assert words(comparison.htmldiff()) == told


def test_a_day_is_written_as_in_turkish():
    assert said(date(2026, 5, 4)) == "04 Mayıs 2026"
