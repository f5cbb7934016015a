from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .employer import EmployerContact
from .wave import Wave


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Invitations, asked for in the words the mailing office uses."""

    def awaiting_reply(self) -> Self:
        return self.filter(done=False, withdrawn=False)

    def reachable(self) -> Self:
        return self.exclude(email="").filter(withdrawn=False, opted_out=False)


class Invitation(models.Model):
    """That we asked someone. What they said is in Sealed, later Response, with no link back.

    The token in the mailed link is derived, never stored (collection.tokens): public_id and generation
    with a key that is not in the database. Withdrawing raises the generation, which kills the old link.
    """

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="invitations", verbose_name=_("wave"))
    public_id = models.CharField(_("public id"), max_length=16, unique=True)
    generation = models.PositiveSmallIntegerField(_("generation"), default=0)
    graduation = models.ForeignKey(
        "departments.Graduation", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("graduation")
    )
    contact = models.ForeignKey(
        EmployerContact, models.SET_NULL, null=True, blank=True, related_name="invitations", verbose_name=_("employer contact")
    )
    program = models.ForeignKey("departments.Program", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("program"))
    cohort = models.PositiveSmallIntegerField(_("cohort"), null=True, blank=True)
    name = models.CharField(_("name"), max_length=160, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=[("tr", _("Turkish")), ("en", _("English"))], default="tr")
    done = models.BooleanField(_("replied"), default=False)  # no date: a time would point at one answer; emptied at close
    withdrawn = models.BooleanField(_("withdrawn"), default=False)
    opted_out = models.BooleanField(_("opted out"), default=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "graduation"], condition=Q(graduation__isnull=False), name="surveys_one_invitation_a_graduation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wave} {self.public_id}"
