"""One line of the survey sheet as a question, as a document dumps it; conditions are left to reading.conditions."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from .choices import Lists
from .constraints import Limits, limits
from .findings import Findings
from .leftovers import Hints, Place
from .to_xpath import days
from .tree import Item

WIDEST = 999_999_999  # of a number whose form names no bounds
_PERIODS = {"year": ("1900", "2100"), "month": ("1900-01", "2100-12")}
_YES, _NO = {"yes", "true", "true()", "1"}, {"", "no", "false", "false()", "0"}

Question = dict[str, Any]


class ItemReader:
    def __init__(self, lists: Lists, hints: Hints, findings: Findings) -> None:
        self.lists = lists
        self.hints = hints
        self.findings = findings
        self.alone: dict[str, list[frozenset[str]]] = {}  # by list: what each multiple choice says stands alone
        self.spent: set[str] = set()  # lists that have become something else than a list

    def read(self, item: Item, code: str) -> Question | None:
        """None where there is no such kind of question here; then it is remarked upon."""
        build = _BUILD.get(item.kind)
        question = build(self, item, code) if build else None
        if question is None:
            message = _("%(name)s was left out: there is no question of the type %(type)s here.")
            self.findings.remark(f"questions.{code}", "not_carried", message % {"name": item.name or code, "type": item.line.get("type")})
            return None
        return {**self.shared(item, code), **question}

    def shared(self, item: Item, code: str) -> Question:
        hint = item.line.text("hint")
        return {
            "code": code,
            "label": item.line.text(),
            "hint": hint if hint["tr"] or hint["en"] else None,
            "required": self.required(item, code),
        }

    def required(self, item: Item, code: str) -> bool:
        given = item.line.get("required").lower()
        if given not in _YES | _NO:
            message = _("%(name)s is required under a condition (%(condition)s): here it may be left open.")
            self.findings.remark(f"questions.{code}.required", "not_carried", message % {"name": item.name, "condition": given[:80]})
        return given in _YES

    def limits(self, item: Item, code: str, *known: str, integer: bool = False) -> Limits:
        """Of the line's constraint; what is not understood of it, and limits this kind cannot have, are remarked upon."""
        found = limits(item.line.get("constraint"), integer=integer)
        empty = Limits(whole=found.whole)
        strange = [name for name in Limits.__slots__ if name not in {"whole", *known} and getattr(found, name) != getattr(empty, name)]
        if not found.whole or strange:
            message = _("The constraint “%(constraint)s” of %(name)s is not carried over, or only in part.")
            said = {"constraint": item.line.get("constraint")[:200], "name": item.name}
            self.findings.remark(f"questions.{code}.constraint", "not_carried", message % said)
        return found

    def assume(self, code: str, key: str, message: str) -> None:
        self.findings.assume(Place("question", code, key=key), message % {"name": code})


def _single(reader: ItemReader, item: Item, code: str) -> Question:
    reader.limits(item, code)
    kind = reader.hints.name(item.name, "kind")
    name = reader.lists.with_other(reader.hints.list_of(item.argument)) if item.or_other else reader.hints.list_of(item.argument)
    if kind == "nps" and [option["code"] for option in reader.lists.sets.get(name, ())] == [str(n) for n in range(11)]:
        options = reader.lists.sets[name]
        reader.spent.add(name)
        return {"kind": "nps", "low": _anchor(options[0]), "high": _anchor(options[10])}
    if kind == "register":
        return {"kind": "register", "options": name}
    if kind == "likert" or (kind is None and "likert" in item.line.get("appearance").split() and reader.lists.is_scale(name)):
        return {"kind": "likert", "options": name}
    return {"kind": "single", "options": name}


def _anchor(option: dict[str, Any]) -> dict[str, str]:
    """What stands behind the number of an end of the scale."""
    return {language: text.removeprefix(f"{option['code']}: ") for language, text in option["label"].items()}


def _multiple(reader: ItemReader, item: Item, code: str) -> Question:
    found = reader.limits(item, code, "maximum", "alone")
    name = reader.lists.with_other(reader.hints.list_of(item.argument)) if item.or_other else reader.hints.list_of(item.argument)
    if reader.hints.name(item.name, "kind") == "register":
        return {"kind": "register", "options": name, "multiple": True, **({"maximum": found.maximum} if found.maximum else {})}
    alone = frozenset(reader.lists.renamed.get((name, choice), choice) for choice in found.alone)
    reader.lists.exclude(name, alone)
    reader.alone.setdefault(name, []).append(alone)
    return {"kind": "multiple", "options": name, "maximum": found.maximum}


def _of_programs(reader: ItemReader, item: Item, code: str) -> Question | None:
    """Only in our own exports: any other file of choices is not in the form and cannot be read."""
    if reader.hints.name(item.name, "kind") != "register":
        return None
    multiple = item.kind == "select_multiple_from_file"
    found = reader.limits(item, code, *(("maximum",) if multiple else ()))
    return {"kind": "register", "register_name": "programs", "multiple": multiple, **({"maximum": found.maximum} if found.maximum else {})}


def _ranking(reader: ItemReader, item: Item, code: str) -> Question:
    reader.limits(item, code)
    places = reader.hints.name(item.name, "places")
    shuffle = "randomize=true" in item.line.get("parameters").replace(" ", "")
    maximum = places if isinstance(places, int) and places >= 2 else None
    return {"kind": "ranking", "options": reader.hints.list_of(item.argument), "maximum": maximum, "shuffle": shuffle}


def _number(reader: ItemReader, item: Item, code: str) -> Question:
    whole = item.kind == "integer"
    found = reader.limits(item, code, "low", "high", integer=whole)
    if found.low is None or found.high is None:
        message = _("%(name)s names no smallest or no largest number: −999999999 and 999999999 are assumed.")
        reader.assume(code, "minimum" if found.low is None else "maximum", message)
    if not whole:
        reader.assume(code, "decimals", _("%(name)s is a decimal number: two decimals are assumed."))
    low, high = (found.low if found.low is not None else Decimal(-WIDEST)), (found.high if found.high is not None else Decimal(WIDEST))
    return {"kind": "number", "minimum": format(low, "f"), "maximum": format(high, "f"), "decimals": 0 if whole else 2}


def _range(reader: ItemReader, item: Item, code: str) -> Question:
    reader.limits(item, code)
    given = dict(re.findall(r"(\w+)\s*=\s*([^\s,;]+)", item.line.get("parameters")))
    start, end, step = (Decimal(given.get(key, default)) for key, default in (("start", "0"), ("end", "10"), ("step", "1")))
    decimals = max(0, *(-int(number.normalize().as_tuple().exponent) for number in (start, end, step)))
    if step != Decimal(1).scaleb(-decimals):
        message = _("%(name)s goes in steps of %(step)s; here every number of its range can be given.")
        reader.findings.remark(f"questions.{code}", "not_carried", message % {"name": item.name, "step": step})
    return {
        "kind": "number",
        "minimum": format(min(start, end), "f"),
        "maximum": format(max(start, end), "f"),
        "decimals": min(decimals, 6),
    }


def _date(reader: ItemReader, item: Item, code: str) -> Question | None:
    """Years and months only: there is no question for a day."""
    appearance = item.line.get("appearance").split()
    precision = "month" if "month-year" in appearance else "year" if "year" in appearance else None
    if precision is None:
        return None
    found = reader.limits(item, code, "earliest", "latest")
    length, ends = (4 if precision == "year" else 7), _PERIODS[precision]
    earliest, latest = found.earliest[:length] or ends[0], found.latest[:length] or ends[1]
    if not (found.earliest and found.latest):
        message = _("%(name)s names no earliest or no latest date: 1900 to 2100 is assumed.")
        reader.assume(code, "latest" if found.earliest else "earliest", message)
    for key, day, expected in (("earliest", found.earliest, days(earliest)[0]), ("latest", found.latest, days(latest)[1])):
        if day not in {"", expected}:
            reader.assume(code, key, _("%(name)s begins or ends on a day of its own: the whole year or month is assumed."))
    return {"kind": "period", "precision": precision, "earliest": earliest, "latest": latest}


def _text(reader: ItemReader, item: Item, code: str) -> Question | None:
    known = reader.hints.name(item.name, "kind")
    read_only = item.line.get("read_only").lower() in _YES
    if known == "prefilled" and read_only:
        return {"kind": "prefilled", "source": "program"}
    if read_only or item.line.get("calculation"):
        return None
    found = reader.limits(item, code, "characters", "email")
    if found.email:
        return {"kind": "contact"}
    return {"kind": "text", **({"max_length": found.characters} if found.characters else {})}


def _note(reader: ItemReader, item: Item, code: str) -> Question:
    return {"kind": "note"}


def _consent(reader: ItemReader, item: Item, code: str) -> Question:
    return {"kind": "consent"}


_BUILD: dict[str, Callable[[ItemReader, Item, str], Question | None]] = {
    "select_one": _single,
    "select_multiple": _multiple,
    "select_one_from_file": _of_programs,
    "select_multiple_from_file": _of_programs,
    "rank": _ranking,
    "integer": _number,
    "decimal": _number,
    "range": _range,
    "date": _date,
    "text": _text,
    "note": _note,
    "acknowledge": _consent,
}
