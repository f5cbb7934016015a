"""The item bank as a document takes from it: what a draft names and does not write itself."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from surveys.models import Competency as StoredCompetency
from surveys.models import Construct, Domain, Facet, OptionList
from surveys.questions import Option, Text

from .document import Competency
from .formats.registers import REGISTERS


@dataclass(frozen=True)
class Bank:
    """By code. `competencies` in the wording of one audience."""

    lists: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)
    competencies: Mapping[str, Competency] = field(default_factory=dict)
    domains: Mapping[str, Text] = field(default_factory=dict)
    constructs: Mapping[str, Text] = field(default_factory=dict)
    facets: Mapping[str, Text] = field(default_factory=dict)

    def options(self, name: str) -> tuple[Option, ...] | None:
        """A list of the bank, else a register (COUNTRY, PROVINCE ...); None where there is neither."""
        if name in self.lists:
            return self.lists[name]
        return REGISTERS[name]() if name in REGISTERS else None


NO_BANK = Bank()


def load(*, audience: str) -> Bank:
    """The bank as it stands, in eight queries."""
    return Bank(
        lists={listed.code: options_of(listed) for listed in OptionList.objects.prefetch_related("options")},
        competencies={
            stored.code: _competency(stored, audience)
            for stored in StoredCompetency.objects.select_related("domain").prefetch_related("outcomes__outcome_set")
        },
        domains=_names(Domain),
        constructs=_names(Construct),
        facets=_names(Facet),
    )


def options_of(listed: OptionList) -> tuple[Option, ...]:
    """The options of a stored list as a document holds them."""
    return tuple(
        Option(
            code=o.code,
            label=Text(tr=o.label_tr, en=o.label_en),
            value=o.value,
            missing=o.missing or None,  # type: ignore[arg-type]  # one of its choices
            exclusive=o.exclusive,
            other_text=o.other_text,
            low=o.low,
            high=o.high,
        )
        for o in listed.options.all()
    )


def _competency(stored: StoredCompetency, audience: str) -> Competency:
    domain = stored.domain.code if stored.domain else ""
    return Competency(code=stored.code, label=wording(stored, audience), domain=domain, tags=tags_of(stored))


def wording(stored: StoredCompetency, audience: str) -> Text:
    """As that audience is asked; employers as graduates are where they have no wording of their own."""
    if audience == "employers" and stored.employer_tr:
        return Text(tr=stored.employer_tr, en=stored.employer_en)
    return Text(tr=stored.graduate_tr, en=stored.graduate_en)


def tags_of(stored: StoredCompetency) -> tuple[str, ...]:
    """Set by set, each in the order of its outcomes."""
    return tuple(o.tag for o in sorted(stored.outcomes.all(), key=lambda o: (o.outcome_set.code, o.sort_order or 0, o.pk)))


def _names(model: type[Domain] | type[Construct] | type[Facet]) -> dict[str, Text]:
    return {code: Text(tr=tr, en=en) for code, tr, en in model._default_manager.values_list("code", "name_tr", "name_en")}


@dataclass(frozen=True, slots=True)
class ListFault:
    """Why a list cannot be kept. options: codes of those that are at fault, none where the whole list is."""

    options: tuple[str, ...]
    message: str


def list_faults(options: Sequence[Option], *, is_scale: bool) -> Iterator[ListFault]:
    """Rules of every list, and of scales besides: an option that is an answer has a value, and no two have the same."""
    if not options:
        yield ListFault((), _("A list needs options."))
    for code in [code for code, times in Counter(o.code for o in options).items() if times > 1]:
        yield ListFault((code,), _("The code %(code)s occurs twice.") % {"code": code})
    for option in options:
        if option.low is not None and option.high is not None and option.low >= option.high:
            yield ListFault((option.code,), _("The band of %(option)s ends before it begins.") % {"option": option.code})
    if is_scale:
        yield from _scale_faults([option for option in options if not option.missing])


def _scale_faults(steps: Sequence[Option]) -> Iterator[ListFault]:
    if len(steps) < 2:
        yield ListFault((), _("A scale needs at least two options that are answers."))
    for option in steps:
        if option.value is None:
            yield ListFault((option.code,), _("Every option of a scale has a value; %(option)s has none.") % {"option": option.code})
    for value in [v for v, times in Counter(o.value for o in steps if o.value is not None).items() if times > 1]:
        same = tuple(o.code for o in steps if o.value == value)
        message = _("%(options)s have the same value, %(value)g. On a scale every value stands for one answer.")
        yield ListFault(same, message % {"options": ", ".join(same), "value": value})
