"""`dataDscr`: one `var` per column of a file of answers, in the order of asking, and the groups they form."""

from django.utils.translation import gettext as _

from surveys.definition.document import Competency, Document
from surveys.questions import Option, Text, Variable
from surveys.questions.period import written_period

from .ddi_columns import Column
from .ddi_questions import Questions
from .ddi_xml import Element, add, add_paragraphs, add_texts, both

_NATURES = {
    "nominal": "nominal",
    "ordinal": "ordinal",
    "interval": "interval",
    "nps": "ordinal",
    "number": "interval",
    "period": "interval",
}
_FORMATS = {"year": "YYYY", "month": "YYYY-MM"}


class Variables:
    """Writes the columns of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._questions = Questions(document)
        self._competencies = {competency.code: competency for competency in document.competencies}

    def describe(self, parent: Element, column: Column) -> None:
        v = column.variable
        var = add(parent, "var", ID=column.id, name=column.name, **_attributes(v))
        add_texts(var, "labl", column.label, level="variable")
        self._security(var, column)
        self._questions.describe(var, column)
        if v:
            _ranges(var, v)
        self._questions.universe(var, column)
        self._texts(var, column)
        if column.question.classification:
            add(var, "stdCatgry", column.question.classification)
        _categories(var, column)
        version = add(var, "verStmt")
        add(version, "version", str(column.question.item_version), type="item")
        self._concepts(var, column)
        if v and v.reverse:
            _derivation(var, column.id, v)
        _format(var, v)
        _notes(var, column)

    def _security(self, var: Element, column: Column) -> None:
        """Who sees it, for what may point at a person."""
        pii = column.question.pii
        if column.variable and column.variable.storage == "text":
            text = both(lambda lang: _("Free text: kept apart from the other answers, and read by a person before anyone else sees it."))
            add_paragraphs(var, "security", text)
        elif pii:
            add_paragraphs(var, "security", both(lambda lang: _("May point at a person, as its author judged: %(pii)s") % {"pii": pii}))

    def _texts(self, var: Element, column: Column) -> None:
        v, question = column.variable, column.question
        if v is None:
            add_texts(var, "txt", both(lambda lang: _("Known beforehand, from the invitation; shown to the respondent, not asked.")))
        elif v.storage == "choices":
            add_texts(var, "txt", both(lambda lang: _("1 where this option was chosen, 0 where it was not.")))
        elif v.storage == "ranking":
            say = both(
                lambda lang: _("The option put in place %(place)d of %(places)d; 1 is best.") % {"place": column.place, "places": v.maximum}
            )
            add_texts(var, "txt", say)
        elif v.storage == "registers":
            add_texts(var, "txt", both(lambda lang: _("Codes of the entries chosen, with blanks between them.")))
        if v and v.register:
            add_texts(
                var, "txt", both(lambda lang: _("Permanent codes of the university's programs; the list stands outside the questionnaire."))
            )
        if unit := getattr(question, "unit_label", None):
            add_texts(var, "txt", unit, level="unit")

    def _concepts(self, var: Element, column: Column) -> None:
        """What it is about: the scale it belongs to, and for a competency its domain, outcomes and facet."""
        v = column.variable
        if construct := v.construct if v else "":
            name = self._document.constructs.get(construct)
            add(var, "concept", construct, vocab="construct") if name is None else add_texts(var, "concept", name, vocab="construct")
        if v and v.facet:
            facet = self._document.facets.get(v.facet)
            add(var, "concept", v.facet, vocab="facet") if facet is None else add_texts(var, "concept", facet, vocab="facet")
        competency = self._competency(column)
        if competency is None:
            return
        add(var, "concept", competency.code, vocab="competency")
        if domain := self._document.domains.get(competency.domain):
            add_texts(var, "concept", domain, vocab="domain")
        for tag in competency.tags:
            vocabulary, _sign, term = tag.partition(":")
            add(var, "concept", term or tag, vocab=vocabulary if term else "tag")

    def _competency(self, column: Column) -> Competency | None:
        """The one a matrix row or an option stands for; an option that only bears the same code is another thing."""
        if column.option:
            competency = self._competencies.get(column.option.code)
            return competency if competency and competency.label == column.option.label else None
        return self._competencies.get(column.variable.row) if column.variable else None


def _attributes(v: Variable | None) -> dict[str, str]:
    if v is None:
        return {"intrvl": "discrete", "representationType": "code"}
    kind = {"number": "numeric", "period": "datetime", "text": "text", "registers": "text"}.get(v.storage, "code")
    attributes = {"intrvl": "contin" if v.storage == "number" else "discrete", "representationType": kind}
    if v.storage == "number":
        attributes |= {"dcml": str(v.decimals), "measUnit": v.unit}
    elif v.storage == "period":
        attributes |= {"temporal": "Y"}
    nature = "nominal" if v.storage in {"choices", "ranking"} else _NATURES.get(v.measure, "")
    return {**attributes, "nature": nature}


def _ranges(var: Element, v: Variable) -> None:
    """Bounds of numbers, periods and places; and the codes that are no answer."""
    if v.storage == "number":
        units = "REAL" if v.decimals else "INT"
        bounds = {"min": f"{v.low:.{v.decimals}f}", "max": f"{v.high:.{v.decimals}f}"}
        add(add(var, "valrng"), "range", UNITS=units, **bounds)
    elif v.storage == "period":
        low, high = (written_period(int(bound or 0), v.unit) for bound in (v.low, v.high))
        add(add(var, "valrng"), "range", min=low, max=high)
    missing = [option for option in v.options if option.missing and v.storage in {"choice", "register"}]
    if missing:
        invalid = add(var, "invalrng")
        for option in missing:
            add(invalid, "item", VALUE=option.code)


def _categories(var: Element, column: Column) -> None:
    v, question = column.variable, column.question
    if v is None or v.storage in {"number", "period", "text"}:
        return
    if column.option:
        for value, said in (("1", both(lambda lang: _("Chosen"))), ("0", both(lambda lang: _("Not chosen")))):
            catgry = add(var, "catgry")
            add(catgry, "catValu", value)
            add_texts(catgry, "labl", said, level="category")
        return
    for option in v.options:
        ends = {"0": "low", "10": "high"} if v.measure == "nps" else {}
        _category(var, option, end=getattr(question, ends.get(option.code, ""), None))


def _category(var: Element, option: Option, *, end: Text | None) -> None:
    marks = {"missing": "Y", "missType": option.missing} if option.missing else {}
    catgry = add(var, "catgry", **marks)
    add(catgry, "catValu", option.code)
    add_texts(catgry, "labl", option.label, level="category")
    if end:
        add_texts(catgry, "txt", end)
    if option.value is not None and f"{option.value:g}" != option.code:
        add_texts(catgry, "txt", both(lambda lang: _("Value on the scale: %(value)g") % {"value": option.value}))
    if option.low is not None or option.high is not None:
        band = " – ".join("" if bound is None else f"{bound:g}" for bound in (option.low, option.high))
        add_texts(catgry, "txt", both(lambda lang: _("Band: %(band)s") % {"band": band.strip()}))


def _derivation(var: Element, identifier: str, v: Variable) -> None:
    """The column holds what was answered; only its scale counts it the other way round."""
    values = [option.value for option in v.options if option.value is not None and not option.missing]
    turned = f"{min(values) + max(values):g} - {v.code}" if values else f"min + max - {v.code}"
    derivation = add(var, "derivation", var=identifier)
    text = both(lambda lang: _("Stored as answered; in its scale it counts the other way round: %(formula)s") % {"formula": turned})
    add_paragraphs(derivation, "drvdesc", text)
    add(derivation, "drvcmd", turned, syntax="arithmetic")


def _format(var: Element, v: Variable | None) -> None:
    if v and v.storage == "period":
        add(var, "varFormat", type="character", schema="ISO", category="date", formatname=_FORMATS[v.unit])
    else:
        add(var, "varFormat", type="numeric" if v and _is_numeric(v) else "character")


def _is_numeric(v: Variable) -> bool:
    """Codes like 01 are text: as a number they would lose their zero."""
    if v.storage in {"number", "choices", "ranking"}:
        return True
    return (
        v.storage in {"choice", "register"}
        and bool(v.options)
        and all(o.code.isdecimal() and str(int(o.code)) == o.code for o in v.options)
    )


def _is_required(column: Column) -> bool:
    """A matrix of two scales can demand one of them."""
    facets = [f for f in getattr(column.question, "columns", ()) if column.variable and f.facet == column.variable.facet]
    return column.question.required or any(facet.required for facet in facets)


def _notes(var: Element, column: Column) -> None:
    """What DDI has no field for, as name and value; and what the author noted."""
    question, v = column.question, column.variable
    properties = {
        "kind": question.kind,
        "required": "true" if _is_required(column) else "",
        "headline": "true" if question.headline else "",
        "maxLength": str(v.max_length) if v and v.max_length else "",
        "source": getattr(question, "source", ""),
        "exclusive": "true" if column.option and column.option.exclusive else "",
        "reportKey": "true" if getattr(question, "report_key", False) else "",
    }
    for subject, value in properties.items():
        if value:
            add(var, "notes", value, type="property", subject=subject)
    if question.note:
        add(var, "notes", question.note, type="author")
