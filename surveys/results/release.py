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

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Max, QuerySet

from surveys import audit
from surveys.models import PublishedGroup, Release, ReleasedTable, Wave

from . import snapshot
from .assembly import Assembly, assemble, public_tables
from .ledger import entries, entries_of_public
from .selection import Selection
from .tables import RESPONSE_RATE, ResultsDocument
from .terms import Terms
from .units import load
from .written import raw_document, released_document

if TYPE_CHECKING:
    from home.models import User

_BATCH = 2_000
MOST_VALUES = 12  # of a breakdown: more of them leave every part small


class AlreadyReleased(Exception):
    """The wave has its tables of this profile. Another set with other thresholds could be subtracted from the first."""


class NotInternallyReleased(Exception):
    """Everybody sees what the house has seen before, or nothing."""


@transaction.atomic
def make(
    *,
    wave: Wave,
    profile: str = Release.Profile.INTERNAL,
    terms: Terms,
    by: "User | None",
    now: datetime,
    breakdown: str = "",
    note: str = "",
    note_en: str = "",
) -> Release:
    """Check, withhold, round and store the tables of every unit with a response, and the response rates; write them into the ledger.

    breakdown   single-choice question, or `cohort`, by which tables are divided as well; internal profile only

    AlreadyReleased where the wave has a release of this profile, withdrawn or not; NotInternallyReleased for a public release
    before an internal one; WrongUse for what cannot divide the respondents; snapshot.NotClosed while the wave is open.
    """
    if wave.releases.filter(profile=profile).exists():
        raise AlreadyReleased(wave)
    public = Release.Profile(profile) == Release.Profile.PUBLIC
    earlier = latest(wave)
    if public and earlier is None:
        raise NotInternallyReleased(wave)
    number = (wave.releases.aggregate(highest=Max("number"))["highest"] or 0) + 1
    release = Release(wave=wave, profile=profile, number=number, released_at=now, released_by=by, note=note, note_en=note_en)
    if public and earlier:
        release.method = {**earlier.method, **terms.public.method}
        release.save()
        rows = list(public_tables(release, of=earlier, terms=terms, tree=load(university=terms.university), now=now))
        groups = entries_of_public(release, _shown(rows), of=earlier)
    else:
        release.breakdown = breakdown
        assembly = _assembled(release, terms=terms, now=now)
        release.save()
        rows = assembly.internal()
        groups = entries(release, _shown(rows), assembly.ledger)
    ReleasedTable.objects.bulk_create(rows, batch_size=_BATCH)
    PublishedGroup.objects.bulk_create(groups, batch_size=_BATCH)
    return release


def _shown(rows: Iterable[ReleasedTable]) -> Iterator[ReleasedTable]:
    """Tables people read, response rates apart: those are about people asked."""
    return (row for row in rows if row.status == ReleasedTable.Status.RELEASED and row.variable != RESPONSE_RATE)


def preview(*, wave: Wave, terms: Terms, breakdown: str = "", now: datetime) -> list[ReleasedTable]:
    """What an internal release would hold, nothing of it saved. Raises as `make` does, AlreadyReleased apart."""
    return _proposed(wave, terms=terms, breakdown=breakdown, now=now).internal()


def _proposed(wave: Wave, *, terms: Terms, breakdown: str, now: datetime) -> Assembly:
    return _assembled(Release(wave=wave, profile=Release.Profile.INTERNAL, released_at=now, breakdown=breakdown), terms=terms, now=now)


def _assembled(release: Release, *, terms: Terms, now: datetime) -> Assembly:
    wave = release.wave
    if release.breakdown:
        columns = snapshot.columns(wave, folder=terms.folder, now=now)
        Selection(by=release.breakdown).divides(columns, most=MOST_VALUES)
    assembly = assemble(release, terms=terms, tree=load(university=terms.university), now=now)
    release.method = {**terms.method(wave), **_behind(assembly)}
    return assembly


def _behind(assembly: Assembly) -> dict[str, Any]:
    """What the method note of a release says beside its thresholds."""
    waves = [fielded.wave for fielded in assembly.ledger.waves]
    window: dict[str, Any] = {"window": {"years": assembly.ledger.years, "waves": waves}} if len(waves) > 1 else {}
    return {"frame": bool(assembly.rates), **window}


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

    selection.WrongUse for a breakdown, a filter or weights that the release does not have.
    """
    tree = load(university=terms.university)
    stored = latest(wave)
    selection.within_release(stored.breakdown if stored else "")
    if stored:
        return released_document(wave, stored, list(tables_for(stored)), tree=tree, selection=selection)
    assembly = _proposed(wave, terms=terms, breakdown="", now=snapshot.closed_at(wave))
    return released_document(wave, assembly.release, assembly.internal(), tree=tree, selection=selection)


def public(*, wave: Wave, selection: Selection, terms: Terms) -> ResultsDocument | None:
    """The public release as a document; None where there is none, or it was withdrawn."""
    selection.within_release("")
    stored = latest(wave, profile=Release.Profile.PUBLIC)
    if stored is None:
        return None
    return released_document(wave, stored, list(tables_for(stored)), tree=load(university=terms.university), selection=selection)


def raw(*, wave: Wave, selection: Selection, terms: Terms, operator: str, now: datetime) -> ResultsDocument:
    """Unrounded tables with every count, for an administrator's command line; who asked for what is written down first.

    operator   who asks, as the audit log will name them
    """
    detail = {"wave": wave.pk, **selection.as_detail()}
    audit.record(action="results.raw", subject=str(wave), actor_name=operator, detail=detail, now=now)
    columns = snapshot.columns(wave, folder=terms.folder, now=now)
    tree = load(university=terms.university)
    return raw_document(wave, columns, tree=tree, selection=selection, confidence=terms.confidence)
