"""Which waves have results that may be read, and the one an address names."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Query, Router

from surveys.definition.drafts import STREAMS
from surveys.models import Release, Wave

from .access import readable
from .answers import answer, tag_of, with_pages
from .parameters import ReleaseParameters
from .problems import Problem

router = Router(tags=["results"])


@router.get("/", operation_id="list_results", summary="Released waves")
def releases(request: HttpRequest, asked: Query[ReleaseParameters]) -> HttpResponseBase:
    """Waves with a release that stands, the newest first. `url` leads to the document with their tables."""
    readable(request, asked.profile, today=timezone.localdate())
    found = Release.objects.filter(profile=asked.profile, withdrawn_at=None, wave__pilot=False)
    if asked.questionnaire is not None:
        found = found.filter(wave__questionnaire__code=asked.questionnaire)
    if asked.cycle is not None:
        found = found.filter(wave__cycle__year=asked.cycle)
    count = found.count()
    in_order = found.select_related("wave__questionnaire", "wave__cycle", "wave__version").order_by("-released_at", "-pk")
    bare = in_order.defer("wave__version__document", *(f"wave__questionnaire__{stream}" for stream in STREAMS))
    entries = [_entry(request, release) for release in bare[asked.offset : asked.offset + asked.limit]]
    body = {"count": count, "items": entries}
    return with_pages(request, answer(request, lambda: body, tag=tag_of(body), private=asked.profile != "public"), asked=asked, count=count)


def the_wave(questionnaire: str, name: str) -> Wave:
    """Problem 404 where there is none, or it was a pilot: whether a wave exists is no secret, but a pilot has no results."""
    wave = (
        Wave.objects.counted()
        .select_related("questionnaire", "version", "cycle")
        .defer(*(f"questionnaire__{stream}" for stream in STREAMS))
        .filter(questionnaire__code=questionnaire, name=name)
        .first()
    )
    if wave is None:
        raise Problem(HTTPStatus.NOT_FOUND, _("There is no such wave."))
    return wave


def _entry(request: HttpRequest, release: Release) -> dict[str, Any]:
    wave = release.wave
    return {
        "questionnaire": wave.questionnaire.code,
        "title": {"tr": wave.questionnaire.title_tr, "en": wave.questionnaire.title_en or wave.questionnaire.title_tr},
        "wave": wave.name,
        "version": wave.version.number,
        "cycle": wave.cycle.year if wave.cycle else None,
        "profile": release.profile,
        "release": release.number,
        "breakdown": release.breakdown or None,
        "released_at": release.released_at.isoformat(),
        "synthetic": wave.synthetic,
        "note": {"tr": release.note, "en": release.note_en or release.note},
        "method": release.method,
        "url": request.build_absolute_uri(f"/api/v1/results/{wave.questionnaire.code}/{wave.name}/"),
    }
