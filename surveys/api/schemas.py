"""Schemas of what is exchanged as JSON: each at an address of its own, cached by whoever asks."""

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from surveys.definition.formats.json_schema import questionnaire_schema
from surveys.results.schema import results_schema

SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {"questionnaire": questionnaire_schema, "results": results_schema}


@lru_cache
def body(name: str) -> bytes:
    """Made once a process: a schema changes with the code only. KeyError for a schema nobody knows."""
    schema = {**SCHEMAS[name](), "$id": f"/api/v1/schema/{name}.json"}
    return json.dumps(schema, ensure_ascii=False, indent=1).encode()


def _etag(request: HttpRequest, name: str) -> str | None:
    return f'"{hashlib.sha256(body(name)).hexdigest()[:32]}"' if name in SCHEMAS else None


@require_safe
@cache_control(public=True, max_age=3600)
@condition(etag_func=_etag)
def schema(request: HttpRequest, name: str) -> HttpResponse:
    if name not in SCHEMAS:
        raise Http404
    return HttpResponse(body(name), content_type="application/schema+json")
