from django.db import models
from django.utils.translation import gettext_lazy as _

from .employer import EmployerContact
from .wave import Wave


class FollowUp(models.Model):
    """What someone told us about themselves after submitting: consents, offers to help, a contact. Never an answer.

    Written in a request of its own, after the answers were sealed; only the day is kept.
    """

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="follow_ups", verbose_name=_("wave"))
    graduation = models.ForeignKey(
        "departments.Graduation", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("graduation")
    )
    contact = models.ForeignKey(
        EmployerContact, models.CASCADE, null=True, blank=True, related_name="follow_ups", verbose_name=_("employer contact")
    )
    email = models.EmailField(_("e-mail"), blank=True)  # for an open link, where there is nobody to refer to
    code = models.CharField(_("question"), max_length=64)
    value = models.JSONField(_("value"))
    wording = models.TextField(_("wording"))  # the sentence consented to, as it was shown
    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")

    def __str__(self) -> str:
        return f"{self.code} {self.day}"
