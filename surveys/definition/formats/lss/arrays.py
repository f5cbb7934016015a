"""Questions of rows and columns: A B C E F H, 1 (two scales), and : ; (a number, a tick or a text in each cell)."""

from decimal import Decimal

from django.utils.translation import gettext as _

from surveys.questions import AnyQuestion, DualMatrixQuestion, MatrixQuestion, MultipleQuestion, Option, Text
from surveys.questions.scaled import Column, Row

from .choices import FIXED_LISTS, fixed, row_condition
from .making import Making, shown_by
from .model import SubQuestion
from .names import LOST, Target
from .written import Range, cells, number_range, places

FACETS = ("S1", "S2")  # of the two scales of a dual-scale array
_HEADERS = (
    ("dualscale_headerA", Text(tr="1. ölçek", en="Scale 1")),
    ("dualscale_headerB", Text(tr="2. ölçek", en="Scale 2")),
)
_FIXED = {"A": "LSS_POINTS_5", "B": "LSS_POINTS_10", "C": "LSS_YES_UNCERTAIN_NO", "E": "LSS_CHANGE"}


def matrix(make: Making) -> list[AnyQuestion]:
    subs = make.question.on_scale("0")
    if not subs:
        return make.leave_out(_("it has no sub-questions"))
    if name := _FIXED.get(make.question.type):
        options, _target = fixed(make, name)
        codes = {option.code: option.code for option in FIXED_LISTS[name]}
        _say_values(make, name)
    else:
        answers = [answer for answer in make.question.answers if answer.scale == "0"]
        if not answers:
            return make.leave_out(_("it has no answers to choose from"))
        scale, codes = make.scaled(answers)
        options = make.keep_options(make.code, scale)
    make.shared.names.add(make.question, LOST)  # LimeSurvey has variables of the rows only
    rows = []
    for sub in subs:
        row = _row(make, sub)
        rows.append(row)
        make.add(sub.code, Target("choice", row.code, codes), sub=sub)
    shuffle = make.shuffled("subquestion_order")
    return [MatrixQuestion(**make.fields(), rows=tuple(rows), options=options, shuffle=shuffle)]


def _say_values(make: Making, name: str) -> None:
    if name == "LSS_YES_UNCERTAIN_NO":
        make.remark("values", _("Yes counts as 1 and no as 0; “uncertain” was read as “don't know”. Check it."))
    if name == "LSS_CHANGE":
        make.remark("values", _("Increase counts as 1, same as 0, decrease as -1. Check it."))


def _row(make: Making, sub: SubQuestion, columns: tuple[str, ...] = ()) -> Row:
    row_condition(make, sub.code, sub.relevance)
    return Row(code=make.part_code(sub.code, columns), label=make.words(sub.words))


def dual_matrix(make: Making) -> list[AnyQuestion]:
    subs = make.question.on_scale("0")
    columns: list[Column] = []
    codes: dict[str, dict[str, str]] = {}
    for place, (header, usual) in enumerate(_HEADERS):
        answers = [answer for answer in make.question.answers if answer.scale == str(place)]
        label = make.words(make.question.setting_words(header))
        if answers:
            options, codes[FACETS[place]] = make.scaled(answers)
            name = make.keep_options(make.shared.codes.part(make.code, FACETS[place]), options)
            columns.append(Column(facet=FACETS[place], label=label if label.tr or label.en else usual, options=name))
    if not subs or not columns:
        return make.leave_out(_("it has no sub-questions") if not subs else _("it has no answers to choose from"))
    make.shared.names.add(make.question, LOST)
    rows = []
    for sub in subs:
        row = _row(make, sub, FACETS)
        rows.append(row)
        for place, facet in enumerate(FACETS):
            target = Target("choice", f"{row.code}_{facet}", codes[facet]) if facet in codes else LOST
            make.add(f"{sub.code}_{place}", target, sgqa=f"{sub.code}#{place}")
    shuffle = make.shuffled("subquestion_order")
    return [DualMatrixQuestion(**make.fields(), rows=tuple(rows), columns=tuple(columns), shuffle=shuffle)]


def texts_in_cells(make: Making) -> list[AnyQuestion]:
    make.shared.names.add(make.question, LOST)
    if not _has_cells(make):
        return make.leave_out(_("it has no rows or no columns"))
    allowed = number_range(make) if make.question.setting("numbers_only") == "1" else None
    return [*make.introduction(), *cells(make, allowed)]


def numbers_in_cells(make: Making) -> list[AnyQuestion]:
    """Ticks become one multiple choice a row; numbers go from 1 to 10 where the file does not say otherwise, as LimeSurvey has it."""
    make.shared.names.add(make.question, LOST)
    if not _has_cells(make):
        return make.leave_out(_("it has no rows or no columns"))
    if make.question.setting("multiflexible_checkbox") == "1":
        return _ticks_in_cells(make)
    step = make.number_setting("multiflexible_step") or Decimal(1)
    low, high = make.number_setting("multiflexible_min"), make.number_setting("multiflexible_max")
    low, high = Decimal(1) if low is None else low, Decimal(10) if high is None else high
    if low > high:
        make.remark("bounds", _("The smallest number allowed is above the largest; neither was carried over."))
        low, high = Decimal(1), Decimal(10)
    if step != 1:
        make.remark("setting", _("Steps of %(step)s are not carried over: every number in between may be given.") % {"step": f"{step:f}"})
    decimals = max(places(number) for number in (low, high, step))
    return [*make.introduction(), *cells(make, Range(low, high, decimals))]


def _ticks_in_cells(make: Making) -> list[AnyQuestion]:
    columns = make.question.on_scale("1")
    codes = make.coded([column.code for column in columns])
    options = make.keep_options(make.code, [Option(code=codes[column.code], label=make.words(column.words)) for column in columns])
    asked = make.introduction()
    for row, condition in make.asked_parts(make.question.on_scale("0")):
        code = make.part_code(row.code, codes.values())
        fields = {**make.asked(), "code": code, "label": make.words(row.words), "show_if": shown_by(condition)}
        asked.append(make.know(MultipleQuestion(**fields, options=options), condition))
        for column in columns:
            make.add(f"{row.code}_{column.code}", Target("option", code, option=codes[column.code], chosen="1"))
    return asked


def _has_cells(make: Making) -> bool:
    return bool(make.question.on_scale("0") and make.question.on_scale("1"))
