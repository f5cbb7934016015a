"""For `gunicorn --config python:mik_site.gunicorn`: what it writes about a request is masked like Django's own lines."""

from typing import Any

from mik_site.logs import MaskTokens


def on_starting(server: Any) -> None:
    for log in (server.log.access_log, server.log.error_log):
        log.addFilter(MaskTokens())
