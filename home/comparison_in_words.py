"""Two revisions beside each other, in words: Wagtail would print None, False and the stored code of a choice."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.formats import localize
from django.utils.html import escape
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.admin.compare import BlockComparison, FieldComparison, TextDiff, diff_text, register_comparison_class


def said(value: Any, choices: Iterable[tuple[Any, Any]] = ()) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list | tuple):
        return ", ".join(said(one, choices) for one in value)
    if value is None or value == "":
        return ""
    return dict(_choices(choices)).get(str(value)) or str(localize(localtime(value) if isinstance(value, datetime) else value))


class BlockInWords(BlockComparison):
    def htmlvalue(self, val: Any) -> str:
        return escape(self.said(val))

    def htmldiff(self) -> str:
        return diff_text(self.said(self.val_a), self.said(self.val_b)).to_html()

    def said(self, value: Any) -> str:
        return said(value, getattr(self.block.field, "choices", ()))


class FieldInWords(FieldComparison):
    def htmldiff(self) -> str:
        before, after = said(self.val_a), said(self.val_b)
        changes = [("deletion", before), ("addition", after)] if before != after else [("equal", after)]
        return TextDiff([(kind, text) for kind, text in changes if text]).to_html()


def _choices(listed: Iterable[tuple[Any, Any]]) -> Iterator[tuple[str, str]]:
    for value, label in listed:
        if isinstance(label, list | tuple):
            yield from _choices(label)  # a group of choices
        else:
            yield str(value), str(label)


PLAIN_BLOCKS = (
    blocks.BooleanBlock,
    blocks.IntegerBlock,
    blocks.DecimalBlock,
    blocks.FloatBlock,
    blocks.ChoiceBlock,
    blocks.MultipleChoiceBlock,
)


def compare_in_words() -> None:
    for block in PLAIN_BLOCKS:
        block.get_comparison_class = lambda self: BlockInWords
    for field in (models.BooleanField, models.IntegerField, models.DateField):
        register_comparison_class(field, comparison_class=FieldInWords)
