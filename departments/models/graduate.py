from django.db import models
from django.utils.translation import gettext_lazy as _

from ..masking import masked_address, masked_name
from .unit import Program


class Graduate(models.Model):
    """One person, however many degrees. Matching facts beyond these come with the register import."""

    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=[("tr", _("Turkish")), ("en", _("English"))], default="tr")

    class Meta:
        verbose_name = _("graduate")
        verbose_name_plural = _("graduates")
        ordering = ["family_name", "given_name"]
        indexes = [models.Index(fields=["email"], name="departments_graduate_email")]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def masked_name(self) -> str:
        return masked_name(f"{self.given_name[:1]} {self.family_name[:1]}")

    @property
    def masked_email(self) -> str:
        return masked_address(self.email)


class Graduation(models.Model):
    graduate = models.ForeignKey(Graduate, models.CASCADE, related_name="graduations", verbose_name=_("graduate"))
    program = models.ForeignKey(Program, models.PROTECT, related_name="graduations", verbose_name=_("program"))
    year = models.PositiveSmallIntegerField(_("year"))

    class Meta:
        verbose_name = _("graduation")
        verbose_name_plural = _("graduations")
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["graduate", "program"],
                name="departments_graduation_once",
                violation_error_message=_("This graduation is recorded already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.program} {self.year}"
