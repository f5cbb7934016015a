"""The only door out of raw results: stored releases, and for the administrator's command line the raw tables, logged.

A stored table is a row of ReleasedTable: `level`, `unit_code`, `variable`, `status`, `reason` and `body`. Where `status` is
"withheld", `body` is {} and `reason` is one of small_base, few_organisations, dominance, complement, no_frame. Where it is
"released", after the internal profile, `body` is a tables.Body:

    {"measure": "ordinal", "base": 120, "missing": 3,
     "options": [{"code": "1", "percent": 2, "flag": null}, {"code": "2", "percent": 0, "flag": "zero"}, ...],
     "mean_n": 120, "mean": 4.01, "sd": 0.93, "median": 4.0,
     "top2": {"percent": 75, "low": 67, "high": 82},
     "nps": null}

Percentages whole, means and sd to two decimals, no option counts; `flag` is "zero" or "all" where it is exactly nobody or
exactly everybody. measure "nps" has `"nps": {"value": 12, "se": 5.1, "low": 2, "high": 22, "promoters": 40, "passives": 32,
"detractors": 28}`. Nominal and multiple have null for mean, sd, median and top2; number has no options. An option of a ranking is
`{"code": "pay", "percent": 81, "flag": null, "first": {"percent": 44, "flag": null}, "mean_place": 1.72}`; the options of a period
are its years, and its median is a text: "2024" or "2024-05".

Response rates lie under the variable `response_rate` (tables.RESPONSE_RATE), body a tables.RateBody:

    {"measure": "rate", "base": 180, "population": 200, "replied": 61, "percent": 34, "flag": null}
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max, QuerySet

from surveys import audit
from surveys.definition.compiled import compile_version
from surveys.definition.document import Document
from surveys.disclosure.policy import Policy
from surveys.models import Questionnaire, Release, ReleasedTable, Wave

from . import snapshot
from .columns import Columns
from .disclosed import mean_places_shown, reasons, rounded
from .figures import body
from .rates import Rate, response_rates
from .selection import Selection
from .tables import RESPONSE_RATE, Method, ResultsDocument
from .tabulate import Tabulation
from .units import UnitTree, load
from .written import raw_document, released_document

if TYPE_CHECKING:
    from home.models import User

_BATCH = 2_000


class AlreadyReleased(Exception):
    """The wave has its tables of this profile. Another set with other thresholds could be subtracted from the first."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Under which conditions tables are released.

    threshold              fewest respondents, never under 5
    minimum_organisations  applied to questionnaires for employers only
    university             {"code": ..., "name": {"tr": ..., "en": ...}}
    folder                 of the private files, where the snapshots lie
    """

    threshold: int
    minimum_organisations: int
    confidence: float
    university: Mapping[str, Any]
    folder: Path

    def policy(self, wave: Wave) -> Policy:
        employers = wave.questionnaire.audience == Questionnaire.Audience.EMPLOYERS
        return Policy(threshold=self.threshold, minimum_organisations=self.minimum_organisations if employers else None)

    def method(self, wave: Wave) -> Method:
        method: Method = {"confidence": self.confidence, "interval": "wilson", "threshold": self.threshold}
        if (organisations := self.policy(wave).minimum_organisations) is not None:
            method["minimum_organisations"] = organisations
        return method


@transaction.atomic
def make(*, wave: Wave, profile: str = Release.Profile.INTERNAL, terms: Terms, by: "User | None", now: datetime) -> Release:
    """Check, withhold, round and store the tables of every unit with a response, and the response rates.

    AlreadyReleased where the wave has a release of this profile, withdrawn or not; ValueError for a profile other than
    internal; snapshot.NotClosed while the wave is open.
    """
    if profile != Release.Profile.INTERNAL:
        raise ValueError(profile)
    if wave.releases.filter(profile=profile).exists():
        raise AlreadyReleased(wave)
    number = (wave.releases.aggregate(highest=Max("number"))["highest"] or 0) + 1
    release = Release.objects.create(wave=wave, profile=profile, number=number, method=terms.method(wave), released_at=now, released_by=by)
    ReleasedTable.objects.bulk_create(_tables(release, terms=terms, tree=load(university=terms.university)), batch_size=_BATCH)
    return release


def latest(wave: Wave, *, profile: str = Release.Profile.INTERNAL) -> Release | None:
    """The release people may read; None where there is none or it was withdrawn."""
    return wave.releases.filter(profile=profile, withdrawn_at=None).order_by("-number").first()


def tables_for(
    release: Release,
    *,
    level: str | None = None,
    unit_codes: Collection[str] | None = None,
    variables: Collection[str] | None = None,
) -> QuerySet[ReleasedTable]:
    """Stored tables, narrowed by whatever is given; in the order of release: units from the top, variables as asked."""
    wanted: dict[str, Any] = {}
    if level is not None:
        wanted["level"] = level
    if unit_codes is not None:
        wanted["unit_code__in"] = unit_codes
    if variables is not None:
        wanted["variable__in"] = variables
    return ReleasedTable.objects.filter(release=release, **wanted).order_by("pk")


def internal(*, wave: Wave, selection: Selection, terms: Terms) -> ResultsDocument:
    """The stored release as a document; where nothing is released yet, what would be, with `release` null.

    selection.WrongUse for a breakdown, a filter or weights: a release has none.
    """
    selection.without_refinements()
    tree = load(university=terms.university)
    stored = latest(wave)
    shown = stored or Release(wave=wave, profile=Release.Profile.INTERNAL, method=terms.method(wave))
    rows = list(tables_for(stored)) if stored else list(_tables(shown, terms=terms, tree=tree))
    return released_document(wave, shown, rows, tree=tree, selection=selection)


def raw(*, wave: Wave, selection: Selection, terms: Terms, operator: str, now: datetime) -> ResultsDocument:
    """Unrounded tables with every count, for an administrator's command line; who asked for what is written down first.

    operator   who asks, as the audit log will name them
    """
    detail = {"wave": wave.pk, **selection.as_detail()}
    audit.record(action="results.raw", subject=str(wave), actor_name=operator, detail=detail, now=now)
    columns = snapshot.columns(wave, folder=terms.folder, now=now)
    tree = load(university=terms.university)
    return raw_document(wave, columns, tree=tree, selection=selection, confidence=terms.confidence)


def _tables(release: Release, *, terms: Terms, tree: UnitTree) -> Iterator[ReleasedTable]:
    wave = release.wave
    columns = snapshot.columns(wave, folder=terms.folder, now=release.released_at)
    rates = response_rates(wave, tree, threshold=terms.threshold)
    yield from tables_of(release, columns, document=compile_version(wave.version).document, rates=rates, terms=terms, tree=tree)


def tables_of(
    release: Release, columns: Columns, *, document: Document, rates: Mapping[int, Rate], terms: Terms, tree: UnitTree
) -> Iterator[ReleasedTable]:
    """What a release of these responses holds: checked, withheld and rounded; not saved. `rates` by unit of the tree."""
    tabulation = Tabulation(columns, document, tree)
    policy = terms.policy(release.wave)
    tallies = tabulation.tallies()
    why = reasons(tabulation, tallies, policy=policy)
    with_places = mean_places_shown(tabulation, tallies, policy=policy)
    for place, unit in enumerate(tree.units):
        answered = tabulation.respondents[place] > 0
        rate = rates.get(place)
        if answered or rate is not None:
            reason, figure = (rate.reason, rate.body) if rate else ("no_frame", None)
            yield _row(release, unit.level, unit.code, RESPONSE_RATE, reason, figure)
        for code, counted in tallies.items():
            if answered and tabulation.applies(code, place):
                reason = why[place, code]
                whole = None if reason else body(counted, place, weighted=False, confidence=terms.confidence)
                shown = rounded(whole, mean_places=(place, code) in with_places) if whole else None
                yield _row(release, unit.level, unit.code, code, reason, shown)


def _row(release: Release, level: str, unit: str, variable: str, reason: str | None, shown: Mapping[str, Any] | None) -> ReleasedTable:
    status = ReleasedTable.Status.WITHHELD if reason else ReleasedTable.Status.RELEASED
    return ReleasedTable(
        release=release, level=level, unit_code=unit, variable=variable, status=status, reason=reason or "", body=dict(shown or {})
    )
