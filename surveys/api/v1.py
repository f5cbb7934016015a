"""The read API, version 1: its routers under one OpenAPI document."""

from ninja import NinjaAPI

from . import indicators, problems, results, trend, units, waves

_ABOUT = """
Results of the university's graduate and employer surveys as they were released, units and programs. Read only, without a key.

- **What is published**: tables after disclosure control. Small groups are withheld with a reason; in the public profile bases are
  rounded to the nearest five.
- **Languages**: names are in Turkish and English in every answer; sentences of errors follow `Accept-Language`.
- **Errors** are `application/problem+json` (RFC 9457). A parameter that does not exist is refused with 422, which names it.
- **Pages**: `limit` and `offset`; the `Link` header leads to the next page, `X-Total-Count` says how many there are.
- **Caching**: every answer has an `ETag`; send it back as `If-None-Match` and get 304 while nothing has changed.
- **Limits**: 429 with `Retry-After` for a client that asks too often.
"""

api = NinjaAPI(title="MİK", version="1", description=_ABOUT, urls_namespace="api-v1")
problems.install(api)
api.add_router("/units", units.router)
api.add_router("/results", waves.router)
api.add_router("/results", trend.router)
api.add_router("", results.router)
api.add_router("/indicators", indicators.router)
