"""What the indicators are: names, formulas in words, sources, and the national figures they may be read beside."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Query, Router

from surveys.models import Benchmark
from surveys.questions import Text
from surveys.results.indicators import definitions

from .answers import whole, with_pages
from .parameters import Paged

router = Router(tags=["indicators"])


@router.get("/", operation_id="list_indicators", summary="Definitions of the indicators")
def indicators(request: HttpRequest, asked: Query[Paged]) -> HttpResponseBase:
    """Every indicator with the words of its formula, its unit, which way is good news, its source and its national benchmarks.

    `version` grows when a formula changes; stored figures keep the number they were reckoned with.
    """
    known, benchmarks = definitions(), _benchmarks()
    page = known.indicators[asked.offset : asked.offset + asked.limit]
    items = [
        {
            "code": definition.code,
            "name": _both(definition.name),
            "about": _both(definition.sentence),
            "kind": definition.kind,
            "unit": definition.unit,
            "better": definition.better,
            "questionnaires": list(definition.instruments),
            "source": definition.source,
            "benchmarks": benchmarks.get(definition.code, []),
        }
        for definition in page
    ]
    count = len(known.indicators)
    body = {"version": known.version, "count": count, "items": items}
    return with_pages(request, whole(request, body), asked=asked, count=count)


def _benchmarks() -> Mapping[str, list[dict[str, Any]]]:
    """By code of the indicator, the newest first."""
    found: dict[str, list[dict[str, Any]]] = {}
    for benchmark in Benchmark.objects.order_by("indicator", "-year", "level"):
        found.setdefault(benchmark.indicator, []).append(
            {
                "year": benchmark.year,
                "value": float(benchmark.value),
                "level": benchmark.level or None,
                "about": {"tr": benchmark.about_tr, "en": benchmark.about_en},
                "source": benchmark.source,
                "address": benchmark.address or None,
            }
        )
    return found


def _both(text: Text) -> dict[str, str]:
    return {language: text.in_language(language) for language, _name in settings.LANGUAGES}
