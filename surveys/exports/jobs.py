"""Files that people ask for and the worker makes. Every kind of file is registered here once, by the module that makes it.

    register("results_xlsx", write, extension="xlsx", content_type=XLSX, label=_("Excel workbook"))

A row of Export is claimed by a conditional UPDATE, so that two workers never make the same file, and settled by another that
names when it was started: a worker that was given up for dead and comes back finds its claim gone and throws its file away.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from surveys.models import Export

from . import rights, storage

if TYPE_CHECKING:
    from home.models import User

logger = logging.getLogger("mik.exports")

KEPT = timedelta(days=7)
ABANDONED = timedelta(minutes=30)  # no file takes so long: the worker that began it was killed
GIVEN_UP = timedelta(hours=3)  # begun and abandoned again and again: it is the file that kills the worker
_STEP = 5  # percent between two notes of progress

State = Export.State
Progress = Callable[[int], None]
Maker = Callable[[Export, Path, Progress], None]
Allowed = Callable[["User", Mapping[str, Any], date], bool]


class Refused(Exception):
    """A sentence for the owner, translated: why there is no file."""


class NotAllowed(Refused):
    """The owner does not hold the right, or holds it no longer."""


@dataclass(frozen=True, slots=True)
class Kind:
    """maker      writes the file: (row, path of an empty file to write, progress 0-100); Refused with a sentence for the owner
    allowed    whether a person may have the answer to a question on a day; asked when asking, making and downloading
    """

    code: str
    maker: Maker
    extension: str
    content_type: str
    label: str | Promise
    allowed: Allowed


KINDS: dict[str, Kind] = {}


def register(
    kind: str, maker: Maker, extension: str, content_type: str, label: str | Promise, *, allowed: Allowed = rights.may_have_released
) -> None:
    """Without `allowed`: released figures of `question["units"]`, a list of [level, code]. ValueError for a kind that is taken."""
    if kind in KINDS and KINDS[kind].maker is not maker:
        raise ValueError(kind)
    KINDS[kind] = Kind(kind, maker, extension, content_type, label, allowed)


def ask(*, owner: "User", kind: str, question: dict[str, Any], language: str, reason: str = "", name: str = "", now: datetime) -> Export:
    """Put a file on the list of what the worker makes. NotAllowed; KeyError for a kind nobody registered.

    question   what the maker needs, as JSON; "units" as `register` says
    language   of the file: tr or en
    name       of the file without its ending; the kind where not given
    """
    chosen = KINDS[kind]
    _check(chosen, owner, question, today=localdate(now))
    stem = slugify(name.replace("ı", "i"))[:120] or kind.replace("_", "-")
    return Export.objects.create(
        owner=owner,
        kind=kind,
        question=question,
        reason=reason.strip(),
        language=language,
        name=f"{stem}.{chosen.extension}",
        asked_at=now,
    )


def make(*, export: Export, folder: Path, clock: Callable[[], datetime]) -> Export:
    """Make one waiting file here and now; returns the row as it then stands. Another's claim is left alone.

    Whatever goes wrong is the owner's to read as a sentence and the log's in full; nothing is raised.
    """
    started = clock()
    claim = Export.objects.filter(pk=export.pk, state=State.WAITING)
    if claim.update(state=State.RUNNING, started_at=started, progress=0):
        export.refresh_from_db()
        try:
            with override(export.language), storage.unfinished(folder) as path:
                _make(export, path, folder=folder, clock=clock)
        except Refused as error:
            _settle(export, state=State.FAILED, error=str(error)[:300], now=clock())
        except Exception:  # whatever it was: the owner gets a sentence, the next file its turn
            logger.exception("export %s (%s) failed", export.pk, export.kind)
            with override(export.language):
                sentence = _("Something went wrong on our side. It has been written down; please ask for the file again.")
            _settle(export, state=State.FAILED, error=sentence, now=clock())
    export.refresh_from_db()
    return export


def make_waiting(*, clock: Callable[[], datetime], folder: Path, limit: int) -> int:
    """Make up to `limit` of the files that wait, those asked for first at the front; how many were dealt with here."""
    take_back(now=clock())
    done = 0
    for pk in Export.objects.waiting().order_by("id").values_list("pk", flat=True)[:limit]:
        # Another worker may have it by now, or its owner may have deleted it.
        waiting = Export.objects.waiting().filter(pk=pk).first()
        if waiting is not None:
            make(export=waiting, folder=folder, clock=clock)
            done += 1
    return done


def take_back(*, now: datetime) -> int:
    """Let files that a killed worker left half made wait again, or fail where they were asked for too long ago; how many."""
    left = Export.objects.filter(state=State.RUNNING, started_at__lt=now - ABANDONED)
    gone = left.filter(asked_at__lt=now - GIVEN_UP).update(
        state=State.FAILED,
        error=_("The file could not be finished, more than once. Ask for fewer units, or tell the coordinatorship."),
        finished_at=now,
        expires_at=now + KEPT,
    )
    return gone + left.update(state=State.WAITING, started_at=None, progress=0)


def drop_expired(*, now: datetime, folder: Path) -> int:
    """Delete what has had its week, files first, and files that belong to no row; how many rows."""
    expired = list(Export.objects.expired(now=now))
    for export in expired:
        drop(export=export, folder=folder)
    kept = {storage.path_of(export, folder).name for export in Export.objects.filter(state=State.DONE).only("sha256")}
    storage.sweep(folder, known=kept, before=now - timedelta(days=1))
    return len(expired)


def drop(*, export: Export, folder: Path) -> None:
    """The file, then the row. One that is being made is thrown away by its worker."""
    storage.forget(export, folder)
    export.delete()


def file_of(*, export: Export, reader: "User", folder: Path, now: datetime) -> Path:
    """The file, for its owner and as long as the owner may read what is in it. NotAllowed; FileNotFoundError where there is none."""
    if export.owner_id != reader.pk:
        raise NotAllowed(_("Only who asked for a file gets it."))
    if export.state != State.DONE or (export.expires_at and export.expires_at <= now):
        raise FileNotFoundError(export.name)
    _check(KINDS[export.kind], reader, export.question, today=localdate(now))
    path = storage.path_of(export, folder)
    if not path.is_file():
        raise FileNotFoundError(path)
    return path


def _make(export: Export, path: Path, *, folder: Path, clock: Callable[[], datetime]) -> None:
    kind = KINDS.get(export.kind)
    if kind is None:
        raise Refused(_("This kind of file is not made any more."))
    _check(kind, export.owner, export.question, today=localdate(export.started_at))
    kind.maker(export, path, _noting(export))
    size, digest = storage.measure(path)
    export.sha256 = digest
    path.rename(storage.path_of(export, folder))
    now = clock()
    if not _settle(export, state=State.DONE, size=size, sha256=digest, progress=100, expires_at=now + KEPT, now=now):
        storage.forget(export, folder)  # deleted, or taken back, while it was being made


def _check(kind: Kind, owner: "User", question: Mapping[str, Any], *, today: date) -> None:
    if not kind.allowed(owner, question, today):
        raise NotAllowed(_("You may not, or no longer, read what this file holds."))


def _noting(export: Export) -> Progress:
    noted = 0

    def note(percent: int) -> None:
        nonlocal noted
        if percent >= noted + _STEP:
            noted = min(percent, 99)
            Export.objects.filter(pk=export.pk, state=State.RUNNING, started_at=export.started_at).update(progress=noted)

    return note


def _settle(export: Export, *, now: datetime, **facts: Any) -> bool:
    """Whether the claim was still ours."""
    ours = Export.objects.filter(pk=export.pk, state=State.RUNNING, started_at=export.started_at)
    return bool(ours.update(**{"expires_at": now + KEPT, "finished_at": now, **facts}))
