"""Which released waves stand beside each other on one screen."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from surveys.definition.comparability import Comparability, Judgement
from surveys.definition.compiled import compile_version
from surveys.definition.document import Document
from surveys.definition.drafts import STREAMS
from surveys.models import Comparison, Questionnaire, QuestionnaireVersion, Release, Wave
from surveys.questions import Variable

from .populations import Population, mode_changed, population_changed, populations

ACQUIRED, REQUIRED, IMPORTANT, PERFORMED = "A", "R", "I", "P"  # facets of the item bank
PAIRED_GAP = "K01"  # required minus acquired, by the code of its indicator


@dataclass(frozen=True)
class ReleasedWave:
    """A wave with the release that counts: the newest one of the internal profile that was not withdrawn."""

    release: Release
    judges: Comparability | None = None  # shared by the waves of one screen
    population: Population | None = None  # where it was counted at launch

    @property
    def wave(self) -> Wave:
        return self.release.wave

    @property
    def pk(self) -> int:
        return self.release.pk

    @property
    def code(self) -> str:
        return self.wave.questionnaire.code

    @property
    def of_employers(self) -> bool:
        return self.wave.questionnaire.audience == Questionnaire.Audience.EMPLOYERS

    @property
    def period(self) -> str:
        """The cycle's year; a wave outside every cycle stands for itself."""
        return str(self.wave.cycle.year) if self.wave.cycle else f"{self.code}:{self.wave.name}"

    @property
    def order(self) -> tuple[int, str]:
        moment = self.wave.closed_at or self.release.released_at
        return (self.wave.cycle.year if self.wave.cycle else moment.year, moment.isoformat())

    @cached_property
    def document(self) -> Document:
        return compile_version(self.wave.version).document

    @cached_property
    def headlines(self) -> tuple[Variable, ...]:
        return tuple(variable for variable in self.document.variables.values() if variable.headline)

    def by_facet(self, facet: str) -> dict[str, Variable]:
        """Variables of one facet, by the code of the competency."""
        return {variable.row: variable for variable in self.document.variables.values() if variable.facet == facet and variable.row}

    def against(self, other: "ReleasedWave", code: str) -> Judgement:
        """Whether a variable of this wave may stand beside that of another: a person's decision, else the machine's proposal."""
        judges = self.judges or Comparability([self.wave.questionnaire_id])
        judgement = judges.judge(other.wave.version, self.wave.version, code)
        if not judgement.joined:
            return judgement
        return self.fielded_otherwise(other) or judgement

    def fielded_otherwise(self, other: "ReleasedWave") -> Judgement | None:
        """A line breaks where other people were asked, or asked in another way: no wording of a question heals that."""
        why = mode_changed(other.wave, self.wave) or population_changed(other.population, self.population)
        return Judgement(Comparison.Verdict.RESCALED, why) if why else None


@dataclass(frozen=True)
class Period:
    """Released waves of one cycle. `lead` is the graduate wave that opens the screen: the one with competencies, if there is one."""

    key: str
    waves: tuple[ReleasedWave, ...]

    @cached_property
    def lead(self) -> ReleasedWave | None:
        graduates = [released for released in self.waves if not released.of_employers]
        return next((released for released in graduates if released.by_facet(ACQUIRED)), graduates[0] if graduates else None)

    @property
    def employers(self) -> ReleasedWave | None:
        return next((released for released in self.waves if released.of_employers), None)

    @property
    def others(self) -> tuple[ReleasedWave, ...]:
        return tuple(released for released in self.waves if not released.of_employers and released is not self.lead)

    @property
    def synthetic(self) -> bool:
        return any(released.wave.synthetic for released in self.waves)


@dataclass(frozen=True)
class Periods:
    """Newest first."""

    all: tuple[Period, ...]

    def find(self, key: str) -> Period | None:
        """The period of that key; the newest where none is asked for; None where there is no such period."""
        if not key:
            return self.all[0] if self.all else None
        return next((period for period in self.all if period.key == key), None)

    def history(self, released: ReleasedWave) -> tuple[ReleasedWave, ...]:
        """Waves of the same questionnaire up to this one, oldest first."""
        same = [other for period in self.all for other in period.waves if other.code == released.code and other.order <= released.order]
        return tuple(sorted(same, key=lambda other: other.order))


def released_periods(*, profile: str = Release.Profile.INTERNAL) -> Periods:
    """Every period in which something was released in this profile, with three queries.

    The newest wave of a questionnaire stands for its period. A fourth query reads what was decided about versions, once two
    different ones stand side by side.
    """
    releases = (
        Release.objects.filter(profile=profile, withdrawn_at=None, wave__pilot=False)
        .select_related("wave__questionnaire", "wave__cycle")
        .defer(*(f"wave__questionnaire__{stream}" for stream in STREAMS))
        .order_by("wave_id", "number")
    )
    judges = Comparability({release.wave.questionnaire_id for release in releases})
    counted = populations([release.wave for release in releases])
    newest: dict[int, ReleasedWave] = {release.wave_id: ReleasedWave(release, judges, counted.get(release.wave_id)) for release in releases}
    versions = QuestionnaireVersion.objects.in_bulk({released.wave.version_id for released in newest.values()})
    for released in newest.values():
        released.wave.version = versions[released.wave.version_id]  # shared, so that each document is read once
    return Periods(_grouped(sorted(newest.values(), key=lambda released: released.order)))


def _grouped(waves: Iterable[ReleasedWave]) -> tuple[Period, ...]:
    by_period: dict[str, dict[str, ReleasedWave]] = {}
    for released in waves:
        by_period.setdefault(released.period, {})[released.code] = released
    periods = [Period(key, tuple(sorted(found.values(), key=lambda released: released.code))) for key, found in by_period.items()]
    return tuple(sorted(periods, key=lambda period: max(released.order for released in period.waves), reverse=True))
