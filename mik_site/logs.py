"""Access logs must not carry the one thing that ties a person to a sitting: the token in the path."""

import logging
import re

_ANSWERING = re.compile(r"/a/[^/\s\"?]+")


class MaskTokens(logging.Filter):
    """Replaces the token of /a/<token>/ in every message and argument."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _ANSWERING.sub("/a/***", str(record.msg))
        if isinstance(record.args, tuple):
            record.args = tuple(_ANSWERING.sub("/a/***", a) if isinstance(a, str) else a for a in record.args)
        return True
