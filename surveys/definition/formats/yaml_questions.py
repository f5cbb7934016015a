"""One question of the YAML format: its `type` decides which keys it may have."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from surveys import questions as kinds
from surveys.questions import AnyQuestion, Option, Text
from surveys.questions.choice import MOST_REGISTER_CHOICES
from surveys.questions.period import Precision, is_period
from surveys.questions.scaled import Column, Row

from .entries import Entry
from .faults import in_words
from .registers import PROGRAMS
from .yaml_lists import Scale, Shared, anchors

_UNITS = {
    "hours": Text(tr="saat", en="hours"),
    "days": Text(tr="gün", en="days"),
    "months": Text(tr="ay", en="months"),
    "years": Text(tr="yıl", en="years"),
    "employers": Text(tr="işyeri", en="employers"),
    "people": Text(tr="kişi", en="people"),
}
_KEYS = {"maximum": "max_choices"}  # fields of the document that bear another name in the file
_SOURCES = {PROGRAMS: "program", "year": "cohort"}


class QuestionReader:
    """Reads the questions of one instrument and gathers the option sets they use, by name."""

    def __init__(self, shared: Shared, *, instrument: str) -> None:
        self.shared = shared
        self.instrument = instrument
        self.option_sets: dict[str, tuple[Option, ...]] = {}
        self.facets: set[str] = set()
        self.uses_competencies = False

    def read(self, entry: Entry) -> AnyQuestion | None:
        """None where it cannot be made; why is in the report."""
        type_ = entry.string("type")
        build = _BUILD.get(type_)
        if build is None:
            message = _("There is no question type %(type)s; known: %(known)s.") % {"type": type_ or "–", "known": ", ".join(_BUILD)}
            entry.wrong("type", "unknown_type", message)
            return None
        fields = self._shared_fields(entry)
        before = len(entry.report.problems)
        try:
            question = build(self, entry, fields)
        except ValidationError as error:
            question = None
            if len(entry.report.problems) == before and fields["code"]:
                first = error.errors()[0]
                where = ".".join(_KEYS.get(str(part), str(part)) for part in first["loc"])
                entry.wrong(where or "type", "invalid", in_words(first))
        entry.finish()
        return question

    def _shared_fields(self, entry: Entry) -> dict[str, Any]:
        required = entry.flag("required")
        if entry.flag("optional") and required:
            entry.wrong("optional", "contradiction", _("A question is either required or optional."))
        version = entry.whole("item_version")
        return {
            "code": entry.code("code"),
            "label": entry.text(),
            "hint": entry.text_at("hint"),
            "required": required,
            "show_if": entry.string("show_if") or None,
            "headline": entry.flag("headline"),
            "construct": entry.string("construct"),
            "item_version": 1 if version is None else version,
            "note": entry.string("note"),
            "classification": entry.string("classification"),
            "pii": entry.string("pii"),
        }

    def scale(self, entry: Entry, *types: str) -> str:
        """Name of the option set of `scale`, or of the question's own `options`."""
        if "scale" not in entry and "options" in entry:
            return self.own_options(entry, on_scale=True)
        name = entry.string("scale")
        scale = self.find_scale(entry, name, *types)
        if scale:
            self.option_sets[name] = scale.options
        return name

    def find_scale(self, entry: Entry, name: str, *types: str) -> Scale | None:
        scale = self.shared.scales.get(name)
        if scale is None:
            entry.wrong("scale", "unknown_scale", _("There is no scale %(name)s.") % {"name": name or "–"})
        elif scale.type not in types:
            entry.wrong("scale", "wrong_scale", _("The scale %(name)s does not fit this type of question.") % {"name": name})
            return None
        return scale

    def own_options(self, entry: Entry, *, on_scale: bool = False) -> str:
        """Options written with the question; an alias of a list of the file keeps that list's name."""
        shared_name = self.shared.anchored.get(id(entry.raw("options")))
        name = shared_name or entry.code("code")
        if not shared_name and (name in self.shared.scales or name in self.shared.lists):
            entry.wrong("code", "duplicate_code", _("The code %(code)s is also the name of a list of options.") % {"code": name})
        options = self.shared.lists[shared_name] if shared_name else self.shared.options(entry, on_scale=on_scale)
        if not options:
            entry.wrong("options", "empty", _("The question needs options."))
        self.option_sets[name] = self.shared.with_refusal(options) if entry.flag("allow_refuse") else options
        return name

    def listed(self, entry: Entry) -> str:
        """Name of the list of `options_from`; programs stay outside the document."""
        name = entry.string("options_from")
        if name == "competencies":
            self.uses_competencies = True
            self.option_sets[name] = self.shared.competency_options
        elif name in self.shared.lists:
            self.option_sets[name] = self.shared.lists[name]
        elif name != PROGRAMS or name not in self.shared.registers:
            entry.wrong("options_from", "unknown_list", _("There is no list of options %(name)s.") % {"name": name})
        return name

    def rows(self, entry: Entry) -> tuple[Row, ...]:
        """`rows: competencies`, or a list of {code, tr, en}."""
        if entry.raw("rows") == "competencies":
            self.uses_competencies = True
            return tuple(Row(code=c.code, label=c.label) for c in self.shared.competencies)
        rows = []
        for inner in entry.entries("rows"):
            rows.append(Row.model_construct(code=inner.code("code"), label=inner.text(), reverse=inner.flag("reverse")))
            inner.finish()
        if not rows:
            entry.wrong("rows", "empty", _("The question needs rows."))
        return tuple(rows)

    def column(self, entry: Entry) -> Column:
        facet = entry.code("facet")
        known = self.shared.facets.get(facet)
        if known and known.instrument not in {"", self.instrument}:
            message = _("The facet %(facet)s belongs to %(instrument)s.") % {"facet": facet, "instrument": known.instrument}
            entry.wrong("facet", "wrong_facet", message)
        if known:
            self.facets.add(facet)
        label = entry.text()
        label = known.label if known and not (label.tr or label.en) else label
        show_if = entry.string("show_if") or None
        options = self.scale(entry, "likert")
        column = Column.model_construct(facet=facet, label=label, options=options, required=entry.flag("required"), show_if=show_if)
        entry.finish()
        return column


def _choice(reader: QuestionReader, entry: Entry, fields: dict[str, Any], *, multiple: bool) -> AnyQuestion:
    maximum = entry.whole("max_choices") if multiple else None
    if "options_from" in entry:
        name = reader.listed(entry)
        if name in reader.shared.registers:
            place = {"register_name": "programs"} if name == PROGRAMS else {"options": name}
            if maximum is not None and not 1 <= maximum <= MOST_REGISTER_CHOICES:
                message = _("From 1 to %(most)d may be chosen from a register.") % {"most": MOST_REGISTER_CHOICES}
                entry.wrong("max_choices", "out_of_range", message)
            room = {} if maximum is None else {"maximum": maximum}
            return kinds.RegisterQuestion(**fields, **place, **room, multiple=multiple, report_key=entry.flag("report_key"))
        if entry.flag("allow_refuse"):
            entry.wrong("allow_refuse", "contradiction", _("A shared list cannot be given an option of its own; write the options here."))
    elif "scale" in entry:
        name = reader.scale(entry, "single", "likert")
    else:
        name = reader.own_options(entry)
    if multiple:
        return kinds.MultipleQuestion(**fields, options=name, maximum=maximum)
    scale = reader.shared.scales.get(name)
    measure = entry.choice("measure", ("nominal", "ordinal", "interval"), "ordinal" if scale and scale.type == "likert" else "nominal")
    return kinds.SingleQuestion(**fields, options=name, measure=measure)


def _nps(reader: QuestionReader, entry: Entry, fields: dict[str, Any]) -> AnyQuestion:
    if "scale" not in entry:
        low, high = anchors(entry)
        return kinds.NpsQuestion(**fields, low=low, high=high)
    scale = reader.find_scale(entry, entry.string("scale"), "nps") or Scale("nps")
    return kinds.NpsQuestion(**fields, low=scale.low, high=scale.high)


def _number(reader: QuestionReader, entry: Entry, fields: dict[str, Any]) -> AnyQuestion:
    low, high, decimals = entry.number("min"), entry.number("max"), entry.whole("decimals")
    for key, bound in (("min", low), ("max", high)):
        if bound is None:
            entry.wrong(key, "missing_key", _("A number needs its smallest and its largest value."))
    if low is not None and high is not None and low > high:
        entry.wrong("min", "contradiction", _("The smallest value is above the largest."))
    unit = entry.string("unit")
    return kinds.NumberQuestion(
        **fields,
        unit=unit,
        unit_label=entry.text_at("unit_label") or _UNITS.get(unit),
        minimum=Decimal(str(low or 0)),
        maximum=Decimal(str(high or 0)),
        decimals=decimals or 0,
    )


def _text(reader: QuestionReader, entry: Entry, fields: dict[str, Any]) -> AnyQuestion:
    length = entry.whole("max_length")
    return kinds.TextQuestion(**fields, max_length=1000 if length is None else length, review=entry.flag("open_text_review", True))


def _ranking(reader: QuestionReader, entry: Entry, fields: dict[str, Any]) -> AnyQuestion:
    if "options_from" in entry:
        name = reader.listed(entry)
        if name in reader.shared.registers:
            entry.wrong("options_from", "register", _("A register is too long to be ranked; write the options here."))
    else:
        name = reader.scale(entry, "single", "likert") if "scale" in entry else reader.own_options(entry)
    maximum = entry.whole("max_choices")
    return kinds.RankingQuestion(**fields, options=name, maximum=maximum, shuffle=entry.flag("shuffle"))


def _period(reader: QuestionReader, entry: Entry, fields: dict[str, Any], *, precision: Precision) -> AnyQuestion:
    earliest, latest = (_end(entry, key, precision) for key in ("min", "max"))
    if earliest and latest and earliest > latest:
        entry.wrong("min", "contradiction", _("The earliest is later than the latest."))
    return kinds.PeriodQuestion(**fields, precision=precision, earliest=earliest, latest=latest)


def _end(entry: Entry, key: str, precision: Precision) -> str:
    """A year may be written as a number."""
    given = entry.raw(key)
    text = str(given) if isinstance(given, int) and not isinstance(given, bool) else given
    if isinstance(text, str) and is_period(text) and len(text) == (4 if precision == "year" else 7):
        return text
    if given is None:
        entry.wrong(key, "missing_key", _("A year or a month needs its earliest and its latest value."))
    elif precision == "year":
        entry.wrong(key, "wrong_type", _("A year is expected here, such as 2024."))
    else:
        entry.wrong(key, "wrong_type", _("A month is expected here, such as 2024-05."))
    return ""


def _matrix(reader: QuestionReader, entry: Entry, fields: dict[str, Any]) -> AnyQuestion:
    options = reader.scale(entry, "likert")
    return kinds.MatrixQuestion(**fields, rows=reader.rows(entry), options=options, shuffle=entry.flag("shuffle"))


def _prefilled(reader: QuestionReader, entry: Entry, fields: dict[str, Any]) -> AnyQuestion:
    source = entry.choice("source", tuple(_SOURCES), PROGRAMS)
    return kinds.PrefilledQuestion(**fields, source=_SOURCES[source])  # type: ignore[arg-type]  # one of the two it takes


def _consent(reader: QuestionReader, entry: Entry, fields: dict[str, Any]) -> AnyQuestion:
    if entry.flag("default"):
        entry.wrong("default", "ticked_consent", _("A consent is never ticked beforehand."))
    if fields["required"]:
        entry.wrong("required", "required_consent", _("A consent is never required."))
    return kinds.ConsentQuestion(**fields)


def _dynamic(reader: QuestionReader, entry: Entry, fields: dict[str, Any]) -> AnyQuestion:
    entry.choice("rows", ("programme_objectives",), "programme_objectives")
    return kinds.DynamicMatrixQuestion(**fields, options=reader.scale(entry, "likert"))


def _dual(reader: QuestionReader, entry: Entry, fields: dict[str, Any]) -> AnyQuestion:
    columns = tuple(reader.column(inner) for inner in entry.entries("columns"))
    if not columns:
        entry.wrong("columns", "empty", _("The question needs columns."))
    return kinds.DualMatrixQuestion(**fields, rows=reader.rows(entry), columns=columns, shuffle=entry.flag("shuffle"))


_Build = Callable[[QuestionReader, Entry, dict[str, Any]], AnyQuestion]
_BUILD: dict[str, _Build] = {
    "single": lambda reader, entry, fields: _choice(reader, entry, fields, multiple=False),
    "multi": lambda reader, entry, fields: _choice(reader, entry, fields, multiple=True),
    "likert": lambda reader, entry, fields: kinds.LikertQuestion(
        **fields, options=reader.scale(entry, "likert"), reverse=entry.flag("reverse")
    ),
    "ranking": _ranking,
    "matrix": _matrix,
    "dual_matrix": _dual,
    "dynamic_matrix": _dynamic,
    "nps": _nps,
    "number": _number,
    "year": lambda reader, entry, fields: _period(reader, entry, fields, precision="year"),
    "month": lambda reader, entry, fields: _period(reader, entry, fields, precision="month"),
    "text": _text,
    "prefilled": _prefilled,
    "consent": _consent,
    "contact": lambda reader, entry, fields: kinds.ContactQuestion(**fields),
    "note": lambda reader, entry, fields: kinds.NoteQuestion(**fields),
}
