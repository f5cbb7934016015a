"""The results document of a wave (design 10), from what was released: narrowed, in pages, as JSON or as one file for a spreadsheet."""

from collections.abc import Iterator
from http import HTTPStatus
from io import StringIO

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router

from surveys.definition.compiled import compile_version
from surveys.exports.delimited import write_results
from surveys.models import Release, ReleasedTable, Wave
from surveys.results.public import Wanted, document, names_of, stored
from surveys.results.release import latest
from surveys.results.tables import RESPONSE_RATE, Level, ResultsDocument
from surveys.results.units import UnitTree, load

from .access import Places, readable
from .answers import answer, tag_of, with_pages
from .parameters import RateParameters, TableParameters
from .problems import Problem, unknown_value
from .waves import the_wave

router = Router(tags=["results"])
_BATCH = 1_000


@router.get("/results/{questionnaire}/{wave}/", operation_id="get_results", summary="Results of a wave", response=ResultsDocument)
def results(request: HttpRequest, questionnaire: str, wave: str, asked: Query[TableParameters]) -> HttpResponseBase:
    """Tables of units and questions as they were released, in the document whose schema stands at /api/v1/schema/results.json.

    A withheld table is there with its reason and without figures. In the public profile bases are rounded to the nearest five,
    and there is no percentage of fewer than 23 answers. Tables come in pages: the Link header leads to the next one.
    """
    places = readable(request, asked.profile, today=timezone.localdate())
    found = the_wave(questionnaire, wave)
    release = _release(found, asked)
    tree = load(university=settings.SURVEYS_UNIVERSITY)
    check_unit(tree, asked.unit, asked.level, places)
    _check_variables(found, release, asked)
    wanted = Wanted(places, asked.level, asked.unit, tuple(asked.variable), asked.by, asked.years)
    return _paged(request, release, stored(release, wanted), asked, tree, places)


@router.get("/response-rates/{questionnaire}/{wave}/", operation_id="get_response_rates", summary="Response rates of a wave")
def rates(request: HttpRequest, questionnaire: str, wave: str, asked: Query[RateParameters]) -> HttpResponseBase:
    """Replied of invited by unit, in the same document under `rates`; in the public profile counts are rounded to the nearest five."""
    places = readable(request, asked.profile, today=timezone.localdate())
    release = latest(the_wave(questionnaire, wave), profile=asked.profile)
    if release is None:
        raise _nothing(asked.profile)
    tree = load(university=settings.SURVEYS_UNIVERSITY)
    check_unit(tree, asked.unit, asked.level, places)
    wanted = Wanted(places, asked.level, asked.unit, (RESPONSE_RATE,))
    return _paged(request, release, stored(release, wanted), asked, tree, places)


def check_unit(tree: UnitTree, code: str | None, level: Level | None, places: Places) -> None:
    """Problem 422 for a unit that is not there, 403 for one that is not the reader's."""
    if code is None:
        return
    found = [tree.units[i] for i in tree.with_code(code) if level in (None, tree.units[i].level)]
    if not found:
        raise unknown_value("unit", _("There is no unit with this code: %(code)s.") % {"code": code})
    own = {(unit.level, "" if unit.level == "university" else unit.code) for unit in found}
    if places is not None and not own & places:
        raise Problem(HTTPStatus.FORBIDDEN, _("You do not read the results of this unit: %(code)s.") % {"code": code})


def _release(wave: Wave, asked: TableParameters) -> Release:
    release = latest(wave, profile=asked.profile)
    if release is None:
        raise _nothing(asked.profile)
    if asked.by is not None and asked.by != release.breakdown:
        raise unknown_value("by", _("No tables divided by %(code)s were released.") % {"code": asked.by})
    if asked.years != 1 and not ReleasedTable.objects.filter(release=release, years=asked.years).exists():
        raise unknown_value("years", _("No tables of %(years)s years together were released.") % {"years": asked.years})
    release.wave = wave
    return release


def _nothing(profile: str) -> Problem:
    if profile == "public":
        return Problem(HTTPStatus.NOT_FOUND, _("Nothing of this wave is published."))
    return Problem(HTTPStatus.NOT_FOUND, _("Nothing of this wave is released."))


def _check_variables(wave: Wave, release: Release, asked: TableParameters) -> None:
    unknown = set(asked.variable) - {RESPONSE_RATE, *compile_version(wave.version).document.variables}
    if unknown:  # an indicator or a scale
        unknown -= set(ReleasedTable.objects.filter(release=release, variable__in=unknown).values_list("variable", flat=True))
    if unknown:
        raise unknown_value("variable", _("Not asked in this wave: %(codes)s.") % {"codes": ", ".join(sorted(unknown))})


def _paged(
    request: HttpRequest,
    release: Release,
    rows: QuerySet[ReleasedTable],
    asked: TableParameters | RateParameters,
    tree: UnitTree,
    places: Places,
) -> HttpResponseBase:
    as_file, by = getattr(asked, "format", "json") == "csv", getattr(asked, "by", None)
    scope = None if places is None else sorted(places)
    tag = tag_of(release.pk, request.get_full_path(), names_of(tree), scope)

    def make() -> ResultsDocument | HttpResponseBase:
        if as_file:
            return _file(release, rows, tree, by)
        return document(release, rows[asked.offset : asked.offset + asked.limit], tree=tree, by=by)

    response = answer(request, make, tag=tag, private=asked.profile != "public")
    return response if as_file else with_pages(request, response, asked=asked, count=rows.count())


def _file(release: Release, rows: QuerySet[ReleasedTable], tree: UnitTree, by: str | None) -> HttpResponseBase:
    """The whole selection at once, written while it is read."""
    name = f"{release.wave.questionnaire.code}-{release.wave.name}-{release.profile}-{release.number}.csv".replace(" ", "-")
    response = StreamingHttpResponse(_lines(release, rows, tree, by), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name.encode("ascii", "ignore").decode()}"'
    return response


def _lines(release: Release, rows: QuerySet[ReleasedTable], tree: UnitTree, by: str | None) -> Iterator[bytes]:
    for start in range(0, max(rows.count(), 1), _BATCH):
        target = StringIO()
        write_results(document(release, rows[start : start + _BATCH], tree=tree, by=by), target, language="tr")
        text = target.getvalue()
        yield (text.partition("\n")[2] if start else text).encode()  # the header once
