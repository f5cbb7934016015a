"""The item bank filled from documents: what they share is written once. What the bank has already is never overwritten."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from surveys import audit
from surveys.definition import bank
from surveys.definition.bank_contents import Findings, FoundCompetency, FoundList, gather
from surveys.definition.bank_usage import BankUses
from surveys.definition.document import Document
from surveys.definition.outcome_sets import KNOWN_SETS, parts
from surveys.models import Competency, Construct, Domain, Facet, ListedOption, OptionList, Outcome, OutcomeSet
from surveys.questions import Option, Text

if TYPE_CHECKING:
    from home.models import User

AnyEntry = OptionList | Domain | Construct | Facet | OutcomeSet | Competency


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the bank. reason: why it was left out, a sentence; empty otherwise."""

    kind: str  # list, domain, construct, facet, outcome_set or competency
    code: str
    reason: str = ""


@dataclass
class Filled:
    """added: made now. completed: given what was empty. same: in the bank already, word for word.
    conflicts: the same code says something else there, or the entry cannot be kept; nothing was changed.
    """

    added: list[Entry] = field(default_factory=list)
    completed: list[Entry] = field(default_factory=list)
    same: list[Entry] = field(default_factory=list)
    conflicts: list[Entry] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        return {name: len(entries) for name, entries in vars(self).items()}

    def refuse(self, kind: str, code: str, *reasons: str) -> None:
        self.conflicts.append(Entry(kind, code, " ".join(reasons)))

    def compare(self, kind: str, code: str, *, same: bool) -> None:
        if same:
            self.same.append(Entry(kind, code))
        else:
            self.refuse(kind, code, _("The item bank has something else under this code; it stays as it is."))

    def keep(self, kind: str, entry: AnyEntry, *texts: Text, faults: Sequence[str] = ()) -> None:
        """Saved with its children, unless a text lacks a language or the entry breaks a rule of the bank."""
        reasons = list(faults)
        if any(not text.tr or not text.en for text in texts):
            reasons.append(_("A text is missing in Turkish or English."))
        try:
            entry.full_clean()
        except ValidationError as error:
            reasons += error.messages
        if reasons:
            self.refuse(kind, entry.code, *reasons)
        else:
            entry.save()
            self.added.append(Entry(kind, entry.code))


@transaction.atomic
def fill_bank(documents: Iterable[Document], *, now: datetime, by: "User | None") -> Filled:
    """Lists, domains, constructs, facets, outcome sets and competencies of the documents.

    A competency takes its wording for graduates from documents for graduates (or others) and that for employers from documents
    for employers; where both say the same, or only one is there, the wording for employers stays empty. Where two documents
    contradict each other, neither is taken.
    """
    found = gather(list(documents))
    filled = Filled()
    for kind, code in found.contradictions:
        filled.refuse(kind, code, _("Two of the questionnaires say different things under this code."))
    _keep_lists(found, filled)
    _keep_names(found, filled)
    _keep_outcome_sets(found, filled)
    _keep_competencies(found, filled)
    audit.record(action="bank.filled", subject=_("Item bank"), actor=by, detail=filled.counts, now=now)
    return filled


@transaction.atomic
def add_outcome_set(code: str, *, now: datetime, by: "User | None") -> OutcomeSet:
    """One of outcome_sets.KNOWN_SETS with all its outcomes; as it stands in the bank where it is there. KeyError for another code."""
    if stored := OutcomeSet.objects.filter(code=code).first():
        return stored
    made = _outcome_set(code, KNOWN_SETS[code].outcomes.keys())
    made.save()
    audit.record(action="bank.outcomes", subject=str(made), actor=by, now=now)
    return made


def _keep_lists(found: Findings, filled: Filled) -> None:
    stored = {listed.code: listed for listed in OptionList.objects.prefetch_related("options")}
    for code, listed in found.lists.items():
        if ("list", code) in found.contradictions:
            continue
        if code in stored:
            filled.compare("list", code, same=bank.options_of(stored[code]) == listed.options)
        else:
            faults = [fault.message for fault in bank.list_faults(listed.options, is_scale=listed.is_scale)]
            filled.keep("list", _option_list(listed), *(option.label for option in listed.options), faults=faults)


def _keep_names(found: Findings, filled: Filled) -> None:
    kinds: tuple[tuple[str, type[Domain] | type[Construct] | type[Facet], dict[str, Text]], ...] = (
        ("domain", Domain, found.domains),
        ("construct", Construct, found.constructs),
        ("facet", Facet, found.facets),
    )
    for kind, model, named in kinds:
        stored = {one.code: Text(tr=one.name_tr, en=one.name_en) for one in model._default_manager.all()}
        for code, text in named.items():
            if (kind, code) in found.contradictions:
                continue
            if code in stored:
                filled.compare(kind, code, same=stored[code] == text)
            else:
                of_facet = {"audience": found.audiences.get(code, "")} if kind == "facet" else {}
                filled.keep(kind, model(code=code, name_tr=text.tr, name_en=text.en, **of_facet), text)


def _keep_outcome_sets(found: Findings, filled: Filled) -> None:
    """Whole where the product knows the set; else made of the tags, whose codes are all that is known of its outcomes."""
    wanted: dict[str, dict[str, None]] = {}
    for competency in found.competencies.values():
        for tag in competency.tags:
            name, outcome = parts(tag)
            wanted.setdefault(name, {})[outcome] = None
    stored = {one.code: one for one in OutcomeSet.objects.prefetch_related("outcomes")}
    for name, outcomes in wanted.items():
        if "" in outcomes:
            filled.refuse("outcome_set", name, _("A tag names a set and its outcome, with a colon between: MUDEK-3:1."))
        elif name not in stored:
            filled.keep("outcome_set", _outcome_set(name, outcomes))
        elif missing := outcomes.keys() - {outcome.code for outcome in stored[name].outcomes.all()}:
            filled.refuse("outcome_set", name, _unknown_outcomes(missing))
        else:
            filled.same.append(Entry("outcome_set", name))


def _keep_competencies(found: Findings, filled: Filled) -> None:
    uses = BankUses()
    stored = {c.code: c for c in Competency.objects.select_related("domain").prefetch_related("outcomes__outcome_set", "facets")}
    domains = {domain.code: domain for domain in Domain.objects.all()}
    facets = {facet.code: facet for facet in Facet.objects.all()}
    outcomes = {outcome.tag: outcome for outcome in Outcome.objects.select_related("outcome_set")}
    for code, competency in found.competencies.items():
        asked = [facets[facet] for facet in competency.facets if facet in facets]
        if ("competency", code) in found.contradictions:
            continue
        if competency.domain and competency.domain not in domains:
            filled.refuse("competency", code, _("The item bank has no domain %(code)s.") % {"code": competency.domain})
        elif unknown := set(competency.tags) - outcomes.keys():
            filled.refuse("competency", code, _unknown_outcomes(unknown))
        elif code in stored:
            employers_know_it = any(use.audience == "employers" for use in uses.of("competency", code).questionnaires)
            _merge(stored[code], competency, filled, asked=asked, settled=employers_know_it)
        else:
            made = _competency(competency, domains.get(competency.domain))
            made.facets = asked
            made.outcomes = [outcomes[tag] for tag in competency.tags]
            filled.keep("competency", made, *(text for text in (competency.graduates, competency.employers) if text))


def _merge(stored: Competency, found: FoundCompetency, filled: Filled, *, asked: Sequence[Facet], settled: bool) -> None:
    """Fills what is empty. `settled`: employers are asked it already, so that no wording of their own means "as graduates are"."""
    graduates, employers = bank.wording(stored, "graduates"), bank.wording(stored, "employers")
    filed = (stored.domain.code if stored.domain else "", bank.tags_of(stored))
    new = found.employers if found.employers not in (None, employers) else None
    if found.graduates not in (None, graduates) or filed != (found.domain, found.tags) or (new and (stored.employer_tr or settled)):
        filled.compare("competency", stored.code, same=False)
        return
    more = [facet for facet in asked if facet not in stored.facets.all()]
    if not new and not more:
        filled.same.append(Entry("competency", stored.code))
        return
    if new:
        stored.employer_tr, stored.employer_en = new.tr, new.en
    stored.facets = [*stored.facets.all(), *more]
    stored.save()
    filled.completed.append(Entry("competency", stored.code))


def _option_list(found: FoundList) -> OptionList:
    options = [_listed(place, option) for place, option in enumerate(found.options)]
    return OptionList(code=found.code, name_tr=found.name.tr, name_en=found.name.en, is_scale=found.is_scale, options=options)  # type: ignore[misc]  # modelcluster takes children


def _listed(place: int, option: Option) -> ListedOption:
    return ListedOption(
        sort_order=place, code=option.code, label_tr=option.label.tr, label_en=option.label.en, value=option.value,
        missing=option.missing or "", exclusive=option.exclusive, other_text=option.other_text, low=option.low, high=option.high,
    )  # fmt: skip


def _outcome_set(code: str, wanted: Iterable[str]) -> OutcomeSet:
    known = KNOWN_SETS.get(code)
    texts = dict(known.outcomes) if known else {}
    texts |= {outcome: Text(tr=outcome, en=outcome) for outcome in wanted if outcome not in texts}
    name = known.name if known else Text(tr=code, en=code)
    outcomes = [Outcome(sort_order=n, code=o, label_tr=text.tr, label_en=text.en) for n, (o, text) in enumerate(texts.items())]
    return OutcomeSet(code=code, name_tr=name.tr, name_en=name.en, edition=known.edition if known else "", outcomes=outcomes)  # type: ignore[misc]  # as above


def _competency(found: FoundCompetency, domain: Domain | None) -> Competency:
    graduates = found.graduates or found.employers or Text()
    employers = found.employers if found.employers and found.employers != graduates else Text()
    return Competency(
        code=found.code,
        domain=domain,
        graduate_tr=graduates.tr,
        graduate_en=graduates.en,
        employer_tr=employers.tr,
        employer_en=employers.en,
    )


def _unknown_outcomes(codes: Iterable[str]) -> str:
    return _("The item bank has no outcome %(codes)s.") % {"codes": ", ".join(sorted(codes))}
