"""Answers of the API: JSON with an ETag, 304 for who has it already, pages of long lists with their Link header (RFC 8288)."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from .parameters import Paged


def tag_of(*facts: Any) -> str:
    """A strong ETag of everything an answer depends on."""
    return f'"{hashlib.sha256(json.dumps(facts, sort_keys=True, default=str).encode()).hexdigest()[:32]}"'


def answer(request: HttpRequest, make: Callable[[], Any], *, tag: str, private: bool = False) -> HttpResponseBase:
    """`make` is called only where the client does not have the answer of this tag; it gives data or a response of its own.

    private   meant for this reader alone
    """
    held: HttpResponseBase | None = get_conditional_response(request, etag=tag)
    if held is None:
        body = make()
        held = body if isinstance(body, HttpResponseBase) else HttpResponse(_json(body), content_type="application/json")
    held["ETag"] = tag
    held["Cache-Control"] = "private, no-cache" if private else "public, no-cache"  # kept, but asked for anew: a release can be withdrawn
    if private:
        patch_vary_headers(held, ["Cookie"])
    return held


def whole(request: HttpRequest, body: Any, *, private: bool = False) -> HttpResponseBase:
    """A small answer, its tag taken from its text."""
    return answer(request, lambda: body, tag=tag_of(body), private=private)


def with_pages(request: HttpRequest, response: HttpResponseBase, *, asked: Paged, count: int) -> HttpResponseBase:
    """X-Total-Count and the addresses of the first, previous, next and last page."""
    last = max(0, (count - 1) // asked.limit * asked.limit)
    offsets = {"first": 0, "last": last}
    if asked.offset > 0:
        offsets["prev"] = max(0, asked.offset - asked.limit)
    if asked.offset + asked.limit < count:
        offsets["next"] = asked.offset + asked.limit
    response["X-Total-Count"] = str(count)
    response["Link"] = ", ".join(f'<{_address(request, asked.limit, offset)}>; rel="{rel}"' for rel, offset in offsets.items())
    return response


def _address(request: HttpRequest, limit: int, offset: int) -> str:
    query = request.GET.copy()
    query["limit"], query["offset"] = str(limit), str(offset)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def _json(body: Any) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
