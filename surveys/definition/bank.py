"""The item bank as a document takes from it: what a draft names and does not write itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    """The bank as it stands, in five queries."""
    return Bank(
        lists={listed.code: _options(listed) for listed in OptionList.objects.prefetch_related("options")},
        competencies={
            stored.code: _competency(stored, audience)
            for stored in StoredCompetency.objects.select_related("domain").prefetch_related("outcomes__outcome_set")
        },
        domains=_names(Domain),
        constructs=_names(Construct),
        facets=_names(Facet),
    )


def _options(listed: OptionList) -> tuple[Option, ...]:
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
    employers = audience == "employers" and stored.employer_tr
    label = Text(tr=stored.employer_tr, en=stored.employer_en) if employers else Text(tr=stored.graduate_tr, en=stored.graduate_en)
    tags = tuple(outcome.tag for outcome in stored.outcomes.all())
    return Competency(code=stored.code, label=label, domain=stored.domain.code if stored.domain else "", tags=tags)


def _names(model: type[Domain] | type[Construct] | type[Facet]) -> dict[str, Text]:
    return {code: Text(tr=tr, en=en) for code, tr, en in model._default_manager.values_list("code", "name_tr", "name_en")}
