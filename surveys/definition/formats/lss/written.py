"""Questions answered in one's own words or figures: S T U Q N K D, and the text X that asks nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from surveys.questions import AnyQuestion, NoteQuestion, NumberQuestion, PeriodQuestion, Text, TextQuestion

from .making import Making, shown_by
from .names import LOST, Target

TEXT_LENGTHS = {"S": 200, "Q": 200, ";": 200, "T": 2_000, "U": 10_000}  # characters; LimeSurvey sets no limit
LONGEST_TEXT = 20_000
USUAL_DECIMALS, MOST_DECIMALS = 2, 6
LARGEST_NUMBER = Decimal(999_999_999)
EARLIEST, LATEST = "1900-01", "2037-12"  # LimeSurvey's own limits of a date

_FULL_DATE = re.compile("[dDHhiM]")  # days, hours, minutes in a date format; a month is a small m
_DATE = re.compile(r"((?:1[89]|20|21)[0-9]{2})(?:-(0[1-9]|1[0-2]))?(?:-[0-9]{2})?(?: [0-9:]+)?")


@dataclass(frozen=True, slots=True)
class Range:
    minimum: Decimal
    maximum: Decimal
    decimals: int


def note(make: Making) -> list[AnyQuestion]:
    fields = {**make.fields(), "required": False}
    make.shared.names.add(make.question, LOST)
    return [NoteQuestion(**fields)]


def text(make: Making) -> list[AnyQuestion]:
    if make.question.setting("numbers_only") == "1":
        return number(make)
    make.shared.names.add(make.question, Target("answer", make.code))
    return [TextQuestion(**make.fields(), max_length=text_length(make))]


def number(make: Making) -> list[AnyQuestion]:
    make.shared.names.add(make.question, Target("number", make.code))
    return [number_question(make, make.fields(), number_range(make))]


def items(make: Making) -> list[AnyQuestion]:
    """Several texts or numbers under one wording: a note, and a question for each."""
    make.shared.names.add(make.question, LOST)
    if not make.question.subs:
        return make.leave_out(_("it has no sub-questions"))
    numbers = make.question.type == "K" or make.question.setting("numbers_only") == "1"
    allowed = number_range(make) if numbers else None
    asked = make.introduction()
    for sub, condition in make.asked_parts(make.question.subs):
        code = make.part_code(sub.code)
        fields = {**make.asked(), "code": code, "label": make.words(sub.words), "show_if": shown_by(condition)}
        asked.append(make.know(answered_in_figures_or_words(make, fields, allowed), condition))
        make.add(sub.code, Target("number" if allowed else "answer", code), sub=sub)
    return asked


def cells(make: Making, allowed: Range | None) -> Iterator[AnyQuestion]:
    """A question for each row and column of ; and :, named and worded after both."""
    columns = [(column, make.words(column.words)) for column in make.question.on_scale("1")]
    for row, condition in make.asked_parts(make.question.on_scale("0")):
        label = make.words(row.words)
        for column, heading in columns:
            name = f"{row.code}_{column.code}"
            fields = {**make.asked(), "code": make.part_code(name), "label": _joined(label, heading), "show_if": shown_by(condition)}
            question = make.know(answered_in_figures_or_words(make, fields, allowed), condition)
            make.add(name, Target("number" if allowed else "answer", question.code))
            yield question


def _joined(row: Text, column: Text) -> Text:
    return Text(
        tr=" – ".join(part for part in (row.tr, column.tr) if part), en=" – ".join(part for part in (row.en, column.en) if part)
    )  # fmt: skip


def answered_in_figures_or_words(make: Making, fields: dict[str, Any], allowed: Range | None) -> AnyQuestion:
    return number_question(make, fields, allowed) if allowed else TextQuestion(**fields, max_length=text_length(make))


def text_length(make: Making) -> int:
    most = make.whole_setting("maximum_chars")
    return min(most, LONGEST_TEXT) if most else TEXT_LENGTHS[make.question.type]


def number_question(make: Making, fields: dict[str, Any], allowed: Range) -> NumberQuestion:
    unit = make.shared.wording.text_or_none(make.question.setting_words("suffix"), make.path)
    bounds = {"minimum": allowed.minimum, "maximum": allowed.maximum, "decimals": allowed.decimals}
    return NumberQuestion(**fields, **bounds, unit_label=unit)


def number_range(make: Making) -> Range:
    """The numbers allowed. LimeSurvey may leave them open, a packed record may not: what was assumed is said."""
    low, high = make.number_setting("min_num_value_n"), make.number_setting("max_num_value_n")
    step = None
    if make.question.type == "K" and make.question.setting("slider_layout") == "1":
        ends = [make.number_setting(name) for name in ("slider_min", "slider_max")]
        low = next(end for end in (low, ends[0], Decimal(0)) if end is not None)
        high = next(end for end in (high, ends[1], Decimal(100)) if end is not None)
        step = make.number_setting("slider_accuracy") or Decimal(1)
    whole = make.question.setting("num_value_int_only") == "1"
    if low is not None and high is not None and low > high:
        make.remark("bounds", _("The smallest number allowed is above the largest; neither was carried over."))
        low = high = None
    given = [places(number) for number in (low, high, step) if number is not None]
    decimals = 0 if whole else max([*given, 0 if step is not None else USUAL_DECIMALS])
    allowed = Range(*_closed(low, high, make.whole_setting("maximum_chars")), decimals)
    if low is None or high is None or not (whole or step is not None):
        message = _("Numbers from %(low)s to %(high)s with %(decimals)d decimals may be given; LimeSurvey leaves that open. Check it.")
        make.remark("bounds", message % {"low": f"{allowed.minimum:f}", "high": f"{allowed.maximum:f}", "decimals": decimals})
    return allowed


def _closed(low: Decimal | None, high: Decimal | None, digits: int | None) -> tuple[Decimal, Decimal]:
    """`digits`: how many figures may be typed."""
    if high is None:
        high = min(Decimal(10) ** min(digits, 9) - 1, LARGEST_NUMBER) if digits else LARGEST_NUMBER
        high = high if low is None or low <= high else low + LARGEST_NUMBER
    if low is None:
        low = Decimal(0) if high >= 0 else high - LARGEST_NUMBER
    return low, high


def places(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return min(-exponent, MOST_DECIMALS) if isinstance(exponent, int) and exponent < 0 else 0


def date(make: Making) -> list[AnyQuestion]:
    """A year, or a year and a month. There is no kind for a day: it would point at a person."""
    form = make.question.setting("date_format")
    precision = "month" if "m" in form else "year"
    if "y" not in form.lower() or _FULL_DATE.search(form):
        return make.leave_out(_("it asks for a date to the day; only a year, or a year and a month, can be asked here"))
    first, last = (_period(make, name, precision) for name in ("date_min", "date_max"))
    earliest, latest = first or _cut(EARLIEST, precision), last or _cut(LATEST, precision)
    if earliest > latest:
        make.remark("bounds", _("The earliest date allowed is later than the latest; neither was carried over."))
        earliest, latest = _cut(EARLIEST, precision), _cut(LATEST, precision)
    make.shared.names.add(make.question, Target("answer", make.code))
    return [PeriodQuestion(**make.fields(), precision=precision, earliest=earliest, latest=latest)]


def _period(make: Making, name: str, precision: str) -> str:
    """In the precision asked; "" where none is given, or a calculation (then it is listed with the settings)."""
    found = _DATE.fullmatch(make.question.setting(name))
    if not found:
        make.question.read.discard(name)
        return ""
    return _cut(f"{found[1]}-{found[2] or ('01' if name == 'date_min' else '12')}", precision)


def _cut(month: str, precision: str) -> str:
    return month[:4] if precision == "year" else month
