"""Logs must not carry the one thing that ties a person to a sitting: the token in the path."""

import logging
import re

_ANSWERING = re.compile(r"/a/[^/\s\"?]+")
_PLAIN = logging.Formatter()


class MaskTokens(logging.Filter):
    """Replaces the token of /a/<token>/ wherever a line shows it: message, arguments of whatever shape, traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _masked(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = _PLAIN.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = _masked(record.exc_text)
        return True


def _masked(text: str) -> str:
    return _ANSWERING.sub("/a/***", text)
