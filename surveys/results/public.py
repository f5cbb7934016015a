"""Stored releases as the API hands them out: narrowed by what was asked, a page at a time, as the document of design 10."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from surveys.models import Release, ReleasedTable

from .selection import Selection
from .tables import Level, ResultsDocument
from .units import UnitTree
from .written import released_document

Place = tuple[str, str]  # level, code; the university under the code ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which stored tables: everything that is given narrows.

    places     levels and codes the reader may see; None for all
    variables  codes of questions, indicators, scales; empty for all
    by         the tables divided by this question, instead of the undivided ones
    years      of cycles counted together
    """

    places: Collection[Place] | None = None
    level: Level | None = None
    unit: str | None = None
    variables: Collection[str] = ()
    by: str | None = None
    years: int = 1


def stored(release: Release, wanted: Wanted) -> QuerySet[ReleasedTable]:
    """In the order of release: units from the top, variables as asked."""
    return stored_of([release], wanted)


def stored_of(releases: Collection[Release], wanted: Wanted) -> QuerySet[ReleasedTable]:
    """Of several releases, with one query."""
    rows = ReleasedTable.objects.filter(release__in=releases, years=wanted.years, by_variable=wanted.by or "")
    if wanted.places is not None:
        rows = rows.filter(_at(wanted.places))
    if wanted.level:
        rows = rows.filter(level=wanted.level)
    if wanted.unit:
        rows = rows.filter(unit_code=wanted.unit)
    if wanted.variables:
        rows = rows.filter(variable__in=wanted.variables)
    return rows.order_by("pk")


def document(release: Release, rows: Iterable[ReleasedTable], *, tree: UnitTree, by: str | None = None) -> ResultsDocument:
    """These rows of the release, in its own profile."""
    return released_document(release.wave, release, list(rows), tree=tree, selection=Selection(by=by))


def names_of(tree: UnitTree) -> Mapping[str, Any]:
    """What a document says of units, which may be renamed: part of what makes it new."""
    return {f"{unit.level} {unit.code}": unit.names for unit in tree.units}


def _at(places: Collection[Place]) -> Q:
    by_level: dict[str, list[str]] = {}
    for level, code in places:
        by_level.setdefault(level, []).append(code)
    where = Q(pk__in=[])
    for level, codes in by_level.items():
        where |= Q(level=level) if level == "university" else Q(level=level, unit_code__in=codes)
    return where
