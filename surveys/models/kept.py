from typing import Any, NoReturn

from django.db import models
from django.db.models import ProtectedError
from django.utils.translation import gettext as _


class KeptQuerySet(models.QuerySet[Any]):
    def delete(self) -> NoReturn:
        raise ProtectedError(_("This is kept for ever: it says what stored answers mean."), set(self[:1]))


class Kept(models.Model):
    """A row without which nobody could say later what a stored response means. Nothing in the product deletes it."""

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ProtectedError(_("This is kept for ever: it says what stored answers mean."), {self})
