import logging
import subprocess
import sys

import pytest

from mik_site.logs import MaskTokens

TOKEN = "t33r70khktamg8ejrajt3qts67"


class Request:
    def __str__(self):
        return f"<Request: GET '/a/{TOKEN}/1/'>"


@pytest.mark.parametrize(
    ("message", "args"),
    [
        (f"Not Found: /a/{TOKEN}/9/", ()),
        ("%s %s", ("Not Found", f"/a/{TOKEN}/9/")),
        ("%(U)s %(s)s", ({"U": f"/a/{TOKEN}/9/", "s": "404"},)),  # as gunicorn writes its access log
        ("%s", (Request(),)),
    ],
)
def test_no_line_shows_a_token_however_it_came_into_it(message, args):
    record = logging.LogRecord("django.request", logging.WARNING, __file__, 1, message, args, None)
    assert MaskTokens().filter(record) is True
    line = logging.Formatter().format(record)
    assert ("/a/***/" in line, TOKEN in line) == (True, False)


def test_a_traceback_shows_no_token():
    try:
        raise ValueError(f"no page /a/{TOKEN}/9/")
    except ValueError:
        record = logging.LogRecord("django.request", logging.ERROR, __file__, 1, "Internal Server Error", (), sys.exc_info())
    MaskTokens().filter(record)
    line = logging.Formatter().format(record)
    assert ("ValueError: no page /a/***/9/" in line, TOKEN in line) == (True, False)


def test_gunicorn_masks_its_own_logs():
    script = (
        "import types, logging; from gunicorn.config import Config; from gunicorn.glogging import Logger;"
        "import runpy; conf = runpy.run_path('mik_site/gunicorn.py'); log = Logger(Config());"
        "conf['on_starting'](types.SimpleNamespace(log=log));"
        f"log.error_log.error('Error handling request %s', '/a/{TOKEN}/')"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stderr
    assert ("Error handling request /a/***/" in said, TOKEN in said) == (True, False)
