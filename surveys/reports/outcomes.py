"""How far graduates of a program have reached the outcomes an accreditation body asks for, and the program's own objectives.

Surveys are indirect evidence: what graduates say they acquired, and what employers see of it. Every figure is a released one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Self, get_args

from departments.models import Program
from surveys.definition.outcome_sets import KNOWN_SETS, parts
from surveys.models.bank import OutcomeSet
from surveys.questions import DynamicMatrixQuestion, Text, Variable

from . import objectives
from .cells import Cells, Place, read_cells
from .periods import ACQUIRED, PERFORMED, Period, Periods, ReleasedWave

Rule = Literal["mean", "share", "either", "both"]
RULES: tuple[Rule, ...] = get_args(Rule)
Standing = Literal["met", "not_met", "not_shown", "not_asked"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When an outcome counts as met. Of a scale with other than five answers the places are moved in proportion.

    mean    least mean, 1 to 5
    share   least percentage of those who reach the level, 0 to 100
    level   answer from which on the level is reached, 2 to 5
    rule    which of the two must hold
    """

    mean: float = 3.0
    share: int = 70
    level: int = 4
    rule: Rule = "mean"

    def __post_init__(self) -> None:
        if not (1 <= self.mean <= 5 and 0 <= self.share <= 100 and 2 <= self.level <= 5 and self.rule in RULES):
            raise ValueError(self)

    @classmethod
    def from_question(cls, asked: Mapping[str, Any]) -> Self:
        """As an export's question holds them; what is missing has its default. ValueError for anything out of range."""
        known = {"mean": float, "share": int, "level": int, "rule": str}
        try:
            return cls(**{name: kind(asked[name]) for name, kind in known.items() if name in asked})
        except TypeError as error:
            raise ValueError(asked) from error


@dataclass(frozen=True, slots=True)
class Measured:
    """One released item. share: per cent reaching the level. years: counted together. hidden: why there is nothing."""

    mean: float | None = None
    sd: float | None = None
    n: int | None = None
    share: int | None = None
    years: int = 1
    hidden: str = ""

    @property
    def shown(self) -> bool:
        return self.mean is not None and not self.hidden


NOTHING = Measured()


@dataclass(frozen=True, slots=True)
class Item:
    """code: of the competency (C01) or the objective's place (P01). before: None where there is nothing comparable."""

    code: str
    label: str
    graduates: Measured
    employers: Measured
    before: Measured | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class OutcomeEvidence:
    code: str
    label: str
    items: tuple[Item, ...]

    @property
    def standing(self) -> Standing:
        """Met where every item is; not met where one is not. A withheld item leaves open what the shown ones do not decide."""
        standings = {item.standing for item in self.items}
        if not standings:
            return "not_asked"
        if "not_met" in standings:
            return "not_met"
        return "met" if standings == {"met"} else "not_shown"


@dataclass(frozen=True, slots=True)
class SetEvidence:
    code: str
    name: str
    edition: str
    outcomes: tuple[OutcomeEvidence, ...]


@dataclass(frozen=True, slots=True)
class Accreditation:
    """What one period holds as evidence of one program. objectives: its own (PEA); empty where none were asked."""

    sets: tuple[SetEvidence, ...]
    objectives: tuple[Item, ...]
    lead: ReleasedWave
    employers: ReleasedWave | None
    previous: ReleasedWave | None


def accreditation(*, program: Program, periods: Periods, period: Period, thresholds: Thresholds, language: str) -> Accreditation | None:
    """None where the period holds no graduate wave. Four queries at most: tables, outcome sets with their outcomes, objectives."""
    lead, employers = period.lead, period.employers
    if lead is None:
        return None
    earlier = periods.history(lead)
    previous = earlier[-2] if len(earlier) > 1 else None
    waves = [wave for wave in (lead, previous, employers) if wave is not None]
    cells = read_cells([(wave, _codes(wave)) for wave in waves], places=[("program", program.code)])
    reader = _Reader(cells, ("program", program.code), thresholds, language)
    items = {item.code: item for item in reader.competencies(lead, previous, employers)}
    asked = reader.objectives(program, lead, previous)
    return Accreditation(tuple(_sets(lead, items, language)), tuple(asked), lead, employers, previous)


@dataclass(frozen=True, slots=True)
class _Reader:
    cells: Cells
    place: Place
    thresholds: Thresholds
    language: str

    def competencies(self, lead: ReleasedWave, previous: ReleasedWave | None, employers: ReleasedWave | None) -> Iterator[Item]:
        performed = employers.by_facet(PERFORMED) if employers else {}
        for code, variable in lead.by_facet(ACQUIRED).items():
            seen = self.measured(employers, performed[code]) if employers and code in performed else NOTHING
            comparable = previous if previous and lead.against(previous, variable.code).joined else None
            yield self._item(code, variable.label.in_language(self.language), variable, lead, seen, comparable)

    def objectives(self, program: Program, lead: ReleasedWave, previous: ReleasedWave | None) -> Iterator[Item]:
        """The objectives of the wave in its own words; by number where it keeps none."""
        kept = objectives.frozen(program, [wave for wave in (lead, previous) if wave])
        now, before = kept.get(lead.wave.pk), kept.get(previous.wave.pk) if previous else None
        comparable = previous if now and before and now.sha256 == before.sha256 else None
        for slot in _slots(lead):
            variable = lead.document.variables[slot]
            if now is not None and slot in now.document:
                words = Text(**now.document[slot]).in_language(self.language)
                yield self._item(slot, words, variable, lead, NOTHING, comparable)
            elif now is None and self.cells.body(lead, self.place, slot):
                yield self._item(slot, variable.label.in_language(self.language), variable, lead, NOTHING, None)

    def _item(
        self, code: str, label: str, variable: Variable, lead: ReleasedWave, employers: Measured, comparable: ReleasedWave | None
    ) -> Item:
        graduates = self.measured(lead, variable)
        before = None
        if comparable is not None and graduates.years == 1:
            before = self.measured(comparable, variable, single=True)
        return Item(code, label, graduates, employers, before, standing(graduates, self.thresholds, most=_most(variable)))

    def measured(self, released: ReleasedWave, variable: Variable, *, single: bool = False) -> Measured:
        cells = self.cells.single if single else self.cells
        body = cells.body(released, self.place, variable.code)
        if not body:
            return Measured(hidden=cells.hidden(released, self.place, variable.code))
        years = cells.years(released, self.place, variable.code)
        share = _reaching(body, variable, self.thresholds.level)
        return Measured(body.get("mean"), body.get("sd"), body.get("mean_n"), share, years)


def standing(measured: Measured, thresholds: Thresholds, *, most: int = 5) -> Standing:
    """Judged by the figures as they are printed, so that a reader can check it."""
    if not measured.shown or measured.mean is None or measured.share is None:
        return "not_shown"
    by_mean = measured.mean >= 1 + (thresholds.mean - 1) * (most - 1) / 4
    by_share = measured.share >= thresholds.share
    met = {"mean": by_mean, "share": by_share, "either": by_mean or by_share, "both": by_mean and by_share}[thresholds.rule]
    return "met" if met else "not_met"


def _reaching(body: Mapping[str, Any], variable: Variable, level: int) -> int | None:
    """Per cent whose answer is the level or better: the released share of the two best where that is the level, else the sum of
    the released whole percentages, which may be off by a point."""
    least = _most(variable) - (5 - level)
    if level == 4 and body.get("top2"):
        return int(body["top2"]["percent"])
    values = {option.code: option.value for option in variable.options if option.missing is None}
    reached = [line["percent"] for line in body.get("options", ()) if (values.get(line["code"]) or 0) >= least]
    return round(sum(reached)) if reached and None not in reached else None


def _most(variable: Variable) -> int:
    return int(max((option.value for option in variable.options if option.value is not None and option.missing is None), default=5))


def _codes(released: ReleasedWave) -> Sequence[str]:
    facet = PERFORMED if released.of_employers else ACQUIRED
    return [*(variable.code for variable in released.by_facet(facet).values()), *_slots(released)]


def _slots(released: ReleasedWave) -> list[str]:
    questions = released.document.questions
    return [slot for question in questions if isinstance(question, DynamicMatrixQuestion) for slot in question.slot_codes]


def _sets(lead: ReleasedWave, items: Mapping[str, Item], language: str) -> Iterator[SetEvidence]:
    """Every set some competency of the wave names, each with all of its outcomes: those nobody asked about too."""
    tagged: dict[str, dict[str, list[Item]]] = {}
    for competency in lead.document.competencies:
        for name, outcome in map(parts, competency.tags):
            if outcome and competency.code in items:
                tagged.setdefault(name, {}).setdefault(outcome, []).append(items[competency.code])
    stored = {row.code: row for row in OutcomeSet.objects.filter(code__in=tagged).prefetch_related("outcomes")}
    for name, found in tagged.items():
        title, edition, labels = _named(name, stored.get(name), language)
        codes = dict.fromkeys([*labels, *found])
        outcomes = tuple(OutcomeEvidence(code, labels.get(code, ""), tuple(found.get(code, ()))) for code in codes)
        yield SetEvidence(name, title, edition, outcomes)


def _named(name: str, stored: OutcomeSet | None, language: str) -> tuple[str, str, dict[str, str]]:
    """Name, edition and outcomes of a set: as the item bank has it, else as the product knows it, else by its code."""
    if stored is not None:
        labels = {o.code: o.label_en if language == "en" else o.label_tr for o in stored.outcomes.all()}
        return (stored.name_en if language == "en" else stored.name_tr), stored.edition, labels
    if known := KNOWN_SETS.get(name):
        labels = {code: text.in_language(language) for code, text in known.outcomes.items()}
        return known.name.in_language(language), known.edition, labels
    return name, "", {}
