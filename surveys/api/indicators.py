"""What the indicators are: their names and formulas, as the questionnaires of published waves define them."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Query, Router

from surveys.models import Benchmark
from surveys.reports.periods import released_periods

from .answers import whole, with_pages
from .parameters import Paged

router = Router(tags=["indicators"])


@router.get("/", operation_id="list_indicators", summary="Definitions of the indicators")
def indicators(request: HttpRequest, asked: Query[Paged]) -> HttpResponseBase:
    """Code, name and formula of every indicator of a published wave, and the national figures it may be read beside."""
    defined = _defined()
    items = [defined[code] for code in sorted(defined)]
    page = items[asked.offset : asked.offset + asked.limit]
    return with_pages(request, whole(request, {"count": len(items), "items": page}), asked=asked, count=len(items))


def _defined() -> dict[str, dict[str, Any]]:
    """The newest wave of a questionnaire has the last word on a name."""
    found: dict[str, dict[str, Any]] = {}
    used: dict[str, set[str]] = {}
    for period in reversed(released_periods(profile="public").all):
        for wave in period.waves:
            for indicator in wave.document.indicators:
                label = {language: indicator.label.in_language(language) for language, _name in settings.LANGUAGES}
                used.setdefault(indicator.code, set()).add(wave.code)
                found[indicator.code] = {"code": indicator.code, "label": label, "formula": indicator.formula}
    benchmarks: dict[str, list[dict[str, Any]]] = {}
    for benchmark in Benchmark.objects.order_by("indicator", "-year", "level"):
        benchmarks.setdefault(benchmark.indicator, []).append(
            {
                "year": benchmark.year,
                "value": float(benchmark.value),
                "level": benchmark.level or None,
                "about": {"tr": benchmark.about_tr, "en": benchmark.about_en},
                "source": benchmark.source,
                "address": benchmark.address or None,
            }
        )
    return {code: {**facts, "questionnaires": sorted(used[code]), "benchmarks": benchmarks.get(code, [])} for code, facts in found.items()}
