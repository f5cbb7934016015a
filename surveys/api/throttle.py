"""How often one client may ask: a fixed number of requests in each whole window, counted in the cache."""

from typing import NamedTuple

from django.core.cache import cache
from django.http import HttpRequest


class Rate(NamedTuple):
    """requests in each window of so many seconds"""

    requests: int
    seconds: int


def seconds_to_wait(request: HttpRequest, *, rate: Rate, proxies: int, now: float) -> int:
    """Counts this request; 0 where it is allowed, else the whole seconds until the next window.

    proxies   how many stand before the application and write X-Forwarded-For; what a client writes there itself is not believed
    """
    window, gone = divmod(int(now), rate.seconds)
    key = f"api-rate:{_client(request, proxies=proxies)}:{window}"
    cache.add(key, 0, timeout=2 * rate.seconds)
    try:
        asked = cache.incr(key)
    except ValueError:  # the cache let it go in between
        return 0
    return 0 if asked <= rate.requests else rate.seconds - gone


def _client(request: HttpRequest, *, proxies: int) -> str:
    if request.user.is_authenticated:
        return f"user-{request.user.pk}"
    address = str(request.META.get("REMOTE_ADDR", ""))
    forwarded = [part.strip() for part in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",") if part.strip()]
    if proxies and forwarded:
        address = forwarded[-min(proxies, len(forwarded))]
    return address.replace(":", ".")[:64]
