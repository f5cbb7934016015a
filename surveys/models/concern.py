from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from .invitation import Invitation


class Concern(models.Model):
    """'This is not me', 'not my program', 'wrong person': one click, onto a person's list."""

    class Kind(models.TextChoices):
        NOT_ME = "not_me", _("This is not me")
        NOT_MY_PROGRAM = "not_my_program", _("Not my program")
        WRONG_PERSON = "wrong_person", _("I am not the right person to ask")

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="concerns", verbose_name=_("invitation"))
    kind = models.CharField(_("kind"), max_length=16, choices=Kind)
    note = models.CharField(_("note"), max_length=500, blank=True)
    day = models.DateField(_("day"))
    settled = models.BooleanField(_("settled"), default=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("settled by")
    )

    class Meta:
        verbose_name = _("concern")
        verbose_name_plural = _("concerns")
        ordering = ["settled", "-day"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {date_format(self.day)}"
