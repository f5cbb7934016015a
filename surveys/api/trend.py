"""One figure through the waves of a questionnaire: which may stand in one line, and why a line is broken."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from ninja import Query, Router

from surveys.models import ReleasedTable
from surveys.reports.periods import ReleasedWave, released_periods
from surveys.results.public import Wanted, document, stored_of
from surveys.results.units import UnitTree, load

from .access import readable
from .answers import whole
from .parameters import TrendParameters
from .problems import Problem, unknown_value
from .results import check_unit

router = Router(tags=["results"])


@router.get("/{questionnaire}/trend/", operation_id="get_trend", summary="One figure through the waves")
def trend(request: HttpRequest, questionnaire: str, asked: Query[TrendParameters]) -> HttpResponseBase:
    """Every released wave of the questionnaire, oldest first, with the table of that question and unit.

    `joined` says whether the figure may be compared with that of the wave before: false where the question was asked differently,
    with the reason in `why`; null for the first wave.
    """
    places = readable(request, asked.profile, today=timezone.localdate())
    waves = _waves(questionnaire, asked.profile)
    if not waves:
        raise Problem(HTTPStatus.NOT_FOUND, _("Nothing of this questionnaire is released."))
    if not any(asked.variable in wave.document.variables for wave in waves):
        raise unknown_value("variable", _("Never asked by this questionnaire: %(code)s.") % {"code": asked.variable})
    tree = load(university=settings.SURVEYS_UNIVERSITY)
    check_unit(tree, asked.unit, asked.level, places)
    wanted = Wanted(places, asked.level, asked.unit, (asked.variable,))
    rows: dict[int, list[ReleasedTable]] = {wave.pk: [] for wave in waves if asked.variable in wave.document.variables}
    for row in stored_of([wave.release for wave in waves if wave.pk in rows], wanted):
        rows[row.release_id].append(row)
    lines = [_line(wave, waves[:number], rows.get(wave.pk), asked.variable, tree) for number, wave in enumerate(waves)]
    body = {"questionnaire": questionnaire, "variable": asked.variable, "profile": asked.profile, "waves": lines}
    return whole(request, body, private=asked.profile != "public")


def _waves(questionnaire: str, profile: str) -> list[ReleasedWave]:
    every = [wave for period in released_periods(profile=profile).all for wave in period.waves if wave.code == questionnaire]
    return sorted(every, key=lambda wave: wave.order)


def _line(
    wave: ReleasedWave, earlier: Sequence[ReleasedWave], rows: list[ReleasedTable] | None, variable: str, tree: UnitTree
) -> dict[str, Any]:
    """rows: None where the wave did not ask."""
    return {
        "wave": wave.wave.name,
        "cycle": wave.wave.cycle.year if wave.wave.cycle else None,
        "version": wave.wave.version.number,
        "release": wave.release.number,
        "synthetic": wave.wave.synthetic,
        "asked": rows is not None,
        "joined": wave.against(earlier[-1], variable).joined if earlier else None,
        "why": _why(wave, earlier[-1], variable) if earlier else None,
        "tables": document(wave.release, rows or [], tree=tree)["tables"],
    }


def _why(wave: ReleasedWave, before: ReleasedWave, variable: str) -> dict[str, str] | None:
    """In both languages, as names are; None where nothing was different."""
    words = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            words[language] = wave.against(before, variable).why
    return words if any(words.values()) else None
