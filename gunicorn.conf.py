"""Read by gunicorn by itself. What it writes about a request is masked like Django's own lines, whoever turns a log on."""

from typing import Any

from mik_site.logs import MaskTokens


def on_starting(server: Any) -> None:
    for log in (server.log.access_log, server.log.error_log):
        log.addFilter(MaskTokens())
