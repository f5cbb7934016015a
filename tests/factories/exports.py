"""Kinds of files that are quick to make, and somebody who may have them."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from home.models import Role, User
from surveys.exports import jobs
from surveys.models import Export

from .institution import a_user

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def ticking(*, start: datetime = NOW, step: timedelta = timedelta(seconds=1)) -> Callable[[], datetime]:
    """A clock that goes on by `step` each time it is read; the first reading is `start`."""
    read = iter(range(1_000_000))
    return lambda: start + next(read) * step


def writes(text: str) -> jobs.Maker:
    def maker(export, path, progress):
        progress(50)
        path.write_text(text, encoding="utf-8")

    return maker


def a_kind(monkeypatch: pytest.MonkeyPatch, maker: jobs.Maker, *, code: str = "note", **facts) -> str:
    """Registered for the length of one test."""
    monkeypatch.setattr(jobs, "KINDS", dict(jobs.KINDS))
    jobs.register(code, maker, "txt", "text/plain", "Note", **facts)
    return code


def an_analyst(**facts) -> User:
    return a_user(role=Role.ANALYST, **facts)


def an_export(*, kind: str, owner: User | None = None, question=None, now: datetime = NOW, **facts) -> Export:
    wanted = {"units": [["university", "ktu"]]} if question is None else question
    return jobs.ask(owner=owner or an_analyst(), kind=kind, question=wanted, language="tr", now=now, **facts)
