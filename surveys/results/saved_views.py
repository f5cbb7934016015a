"""An analyst's own saved questions: kept, opened, renamed and deleted by their owner alone."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from surveys.models import SavedView, Wave

from .exploring import Question

if TYPE_CHECKING:
    from home.models import User

LONGEST_NAME = 80


class NotSaved(Exception):
    """The text says why, in the reader's language."""


def save_view(*, owner: "User", wave: Wave, name: str, question: Question, now: datetime) -> SavedView:
    name = _checked(name)
    try:
        with transaction.atomic():
            return SavedView.objects.create(owner=owner, wave=wave, name=name, question=question.as_detail(), saved_at=now)
    except IntegrityError as error:
        raise NotSaved(_taken(name)) from error


def rename_view(*, view: SavedView, name: str) -> SavedView:
    view.name = _checked(name)
    try:
        with transaction.atomic():
            view.save(update_fields=["name"])
    except IntegrityError as error:
        raise NotSaved(_taken(view.name)) from error
    return view


def delete_view(*, view: SavedView) -> None:
    view.delete()


def _checked(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise NotSaved(_("Give the saved view a name."))
    if len(name) > LONGEST_NAME:
        raise NotSaved(_("A name has at most %(most)d characters.") % {"most": LONGEST_NAME})
    return name


def _taken(name: str) -> str:
    return _("You already have a saved view called “%(name)s”: choose another name.") % {"name": name}
