"""What the instruments of a file share: codes of no-answers, scales, option lists, registers, competencies and facets."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from surveys.definition.document import Competency
from surveys.questions import Option, Text

from .entries import Entry
from .registers import PROGRAMS, REGISTERS

_NO_OPINION = Text(tr="Uygulanamaz / fikrim yok", en="Not applicable / no opinion")
_RATHER_NOT = Text(tr="Belirtmek istemiyorum", en="Prefer not to say")


@dataclass(frozen=True)
class Scale:
    type: str  # likert, single or nps
    options: tuple[Option, ...] = ()
    low: Text = field(default_factory=Text)  # nps: what 0 and 10 mean
    high: Text = field(default_factory=Text)


@dataclass(frozen=True)
class Facet:
    label: Text
    instrument: str  # "" where any may use it


@dataclass
class Shared:
    """Lists by name. `anchored`: identity of a raw YAML list to its name, so that `*nace` keeps being one list."""

    not_applicable: str
    refused: str
    facets: dict[str, Facet] = field(default_factory=dict)
    scales: dict[str, Scale] = field(default_factory=dict)
    lists: dict[str, tuple[Option, ...]] = field(default_factory=dict)
    anchored: dict[int, str] = field(default_factory=dict)
    registers: set[str] = field(default_factory=set)
    competencies: tuple[Competency, ...] = ()
    domains: dict[str, Text] = field(default_factory=dict)
    constructs: dict[str, Text] = field(default_factory=dict)

    def option(self, entry: Entry, *, on_scale: bool = False) -> Option:
        """One option. A number as code is its value too; on a scale also a number in quotes."""
        raw = entry.raw("v")
        code = entry.option_code("v")
        missing = entry.choice("missing", ("na", "refused", "dk", "none"))
        if not missing:
            missing = {self.not_applicable: "na", self.refused: "refused"}.get(code, "none")
        value = entry.number("value")
        if value is None and missing == "none" and (isinstance(raw, int) or (on_scale and code.lstrip("-").isdecimal())):
            value = float(code) if code else None
        option = Option.model_construct(
            code=code,
            label=entry.text(),
            value=value,
            missing=None if missing == "none" else missing,  # type: ignore[arg-type]  # one of the three, by choice()
            exclusive=entry.flag("exclusive"),
            other_text=entry.flag("other_text"),
            low=entry.number("lo"),
            high=entry.number("hi"),
        )
        entry.finish()
        return option

    def options(self, owner: Entry, key: str = "options", *, on_scale: bool = False) -> tuple[Option, ...]:
        return tuple(self.option(entry, on_scale=on_scale) for entry in owner.entries(key))

    def with_no_opinion(self, options: tuple[Option, ...]) -> tuple[Option, ...]:
        """`na: true`: the option is added where the list does not give it."""
        given = any(option.missing == "na" for option in options)
        return options if given else (*options, Option(code=self.not_applicable, label=_NO_OPINION, missing="na"))

    def with_refusal(self, options: tuple[Option, ...]) -> tuple[Option, ...]:
        """`allow_refuse: true`: likewise."""
        given = any(option.missing == "refused" for option in options)
        return options if given else (*options, Option(code=self.refused, label=_RATHER_NOT, missing="refused"))

    @property
    def competency_options(self) -> tuple[Option, ...]:
        return tuple(Option(code=c.code, label=c.label) for c in self.competencies)


def read_shared(top: Entry, meta: Entry) -> Shared:
    shared = Shared(
        not_applicable=meta.option_code("not_applicable_code") if "not_applicable_code" in meta else "99",
        refused=meta.option_code("refused_code") if "refused_code" in meta else "98",
    )
    for name, entry in meta.named_entries("facets"):
        shared.facets[name] = Facet(entry.text(), entry.string("instrument"))
        entry.finish()
    for key, labels in (("domains", shared.domains), ("constructs", shared.constructs)):
        for name, entry in top.named_entries(key):
            labels[name] = entry.text()
            entry.finish()
    for name, entry in top.named_entries("scales"):
        shared.scales[name] = _scale(entry, shared)
    shared.competencies = tuple(_competency(entry) for entry in top.entries("competencies"))
    _read_lists(top, shared)
    return shared


def _scale(entry: Entry, shared: Shared) -> Scale:
    kind = entry.choice("type", ("likert", "single", "nps"), "likert")
    if kind == "nps":
        if (entry.whole("min") or 0, 10 if "max" not in entry else entry.whole("max")) != (0, 10):
            entry.wrong("max", "unknown_value", _("A recommendation scale runs from 0 to 10."))
        low, high = anchors(entry)
        entry.finish()
        return Scale("nps", low=low, high=high)
    options = shared.options(entry, on_scale=kind == "likert")
    if entry.flag("na"):
        options = shared.with_no_opinion(options)
    entry.finish()
    return Scale(kind, options)


def anchors(entry: Entry) -> tuple[Text, Text]:
    """`anchors: {tr: [low, high], en: [low, high]}`."""
    inner = entry.entry("anchors")
    ends: dict[str, list[str]] = {}
    for language in ("tr", "en"):
        given = inner.raw(language)
        if isinstance(given, list) and len(given) == 2 and all(isinstance(end, str) for end in given):
            ends[language] = given
        else:
            inner.wrong(language, "wrong_type", _("Two texts are expected here: what 0 and what 10 mean."))
            ends[language] = ["", ""]
    inner.finish()
    return Text(tr=ends["tr"][0], en=ends["en"][0]), Text(tr=ends["tr"][1], en=ends["en"][1])


def _competency(entry: Entry) -> Competency:
    code = entry.code("code")
    tags: list[str] = []
    outcomes = entry.raw("mudek") or []
    if not isinstance(outcomes, list) or not all(isinstance(o, int | str) and not isinstance(o, bool) for o in outcomes):
        entry.wrong("mudek", "wrong_type", _("A list of outcome numbers is expected here."))
        outcomes = []
    tags += [f"MUDEK-3:{outcome}" for outcome in outcomes]
    if column := entry.string("tyyc"):
        tags.append(f"TYYC:{column}")
    competency = Competency.model_construct(code=code, label=entry.text(), domain=entry.string("domain"), tags=tuple(tags))
    entry.finish()
    return competency


def _read_lists(top: Entry, shared: Shared) -> None:
    raw: Any = top.raw("option_lists")
    if raw is None:
        return
    lists = Entry(raw, top.at("option_lists"), top.report)
    for name, value in raw.items() if isinstance(raw, dict) else ():
        if not isinstance(name, str):
            top.wrong(
                "option_lists", "wrong_code", _("%(value)s is not a code; put it in quotes if YAML reads it otherwise.") % {"value": name}
            )
        elif isinstance(value, list):
            shared.lists[name] = shared.options(lists, name)
            shared.anchored[id(value)] = name
        else:
            _read_register(lists.entry(name), name, shared)


def _read_register(entry: Entry, name: str, shared: Shared) -> None:
    """`{source: ...}`: a list kept elsewhere. Its name decides which; the source is said for the reader of the file."""
    entry.string("source")
    entry.finish()
    if name == PROGRAMS:
        shared.registers.add(name)
    elif name in REGISTERS:
        shared.registers.add(name)
        shared.lists[name] = REGISTERS[name]()
    else:
        known = ", ".join(sorted([PROGRAMS, *REGISTERS]))
        entry.wrong("source", "unknown_register", _("There is no register %(name)s; known: %(known)s.") % {"name": name, "known": known})
