"""Pydantic's faults as sentences in the reader's language."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from pydantic_core import ErrorDetails

_CODE, _OPTION_CODE = r"^[A-Za-z][A-Za-z0-9_.]{0,63}$", r"^\S{1,64}$"  # the patterns of questions.base


def in_words(fault: ErrorDetails) -> str:
    kind, context = fault["type"], fault.get("ctx", {})
    if kind == "value_error":
        return _rule(str(context["error"]))
    if kind == "string_pattern_mismatch":
        return _pattern(context["pattern"], fault["input"])
    if kind == "union_tag_invalid":
        said = {"kind": str(context["tag"])[:40], "known": context["expected_tags"].replace("'", "")}
        return _("There is no question kind %(kind)s; known: %(known)s.") % said
    sentence = _SENTENCES.get(kind) or _SENTENCES.get(kind.partition("_")[0])
    if sentence is None:
        return _("This value is not possible here: %(error)s") % {"error": fault["msg"]}
    return sentence(context, fault)


_Sentence = Callable[[Mapping[str, Any], ErrorDetails], str]

# By pydantic's name of the fault, or the part of it before the first underscore.
_SENTENCES: dict[str, _Sentence] = {
    "missing": lambda context, fault: _("%(key)s is missing here.") % {"key": fault["loc"][-1]},
    "extra_forbidden": lambda context, fault: _("The key %(key)s is not known here.") % {"key": str(fault["loc"][-1])[:64]},
    "union_tag_not_found": lambda context, fault: _("%(key)s is missing here.") % {"key": "kind"},
    "literal_error": lambda context, fault: _("%(value)s is none of %(choices)s.") % {
        "value": _shown(fault["input"]),
        "choices": ", ".join(re.findall(r"'([^']*)'", context["expected"])) or context["expected"],
    },
    "string": lambda context, fault: _("Text is expected here, in quotes where it looks like something else."),
    "bool": lambda context, fault: _("true or false is expected here."),
    "int": lambda context, fault: _("A whole number is expected here."),
    "float": lambda context, fault: _("A number is expected here."),
    "decimal": lambda context, fault: _("A number is expected here."),
    "tuple": lambda context, fault: _("A list is expected here."),
    "dict": lambda context, fault: _("A mapping of keys to values is expected here."),
    "model": lambda context, fault: _("A mapping of keys to values is expected here."),
    "greater_than_equal": lambda context, fault: _("The smallest value possible here is %(least)s.") % {"least": context["ge"]},
    "less_than_equal": lambda context, fault: _("The largest value possible here is %(most)s.") % {"most": context["le"]},
    "finite_number": lambda context, fault: _("A number is expected here."),
}  # fmt: skip


def _pattern(pattern: str, given: Any) -> str:
    if pattern == _CODE:
        message = _("A code is expected here: a letter, then letters, digits, _ or a dot, at most 64 characters; found: %(value)s.")
    elif pattern == _OPTION_CODE:
        message = _("An option's code is text without blanks of at most 64 characters, in quotes where needed; found: %(value)s.")
    else:
        message = _("A year (2024) or a year and month (2024-05) is expected here; found: %(value)s.")
    return message % {"value": _shown(given)}


def _rule(message: str) -> str:
    """The rules of a question's own fields, as `surveys.questions` (which speaks no language but its own) puts them."""
    name, _colon, given = message.partition(": ")
    rules = {
        "the minimum is above the maximum": _("The smallest value is above the largest."),
        "the earliest is later than the latest": _("The earliest is later than the latest."),
        "earliest and latest are written in the precision of the question": _(
            "The earliest and the latest are written as the question asks: both as years (2024) or both as months (2024-05)."
        ),
        "options name the list of a listed register, and of no other": _(
            "A listed register names its list of options; the register of programs has none."
        ),
        "unknown option sets": _("These lists of options are named and not given: %(names)s.") % {"names": given},
    }
    return rules.get(name) or _("This value is not possible here: %(error)s") % {"error": message}


def _shown(value: Any) -> str:
    return "–" if value is None else str(value)[:40]
