from django.db import models
from django.utils.translation import gettext_lazy as _

from .wave import Wave


class Organisation(models.Model):
    name = models.CharField(_("name"), max_length=200, unique=True)
    city = models.CharField(_("city"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class EmployerContact(models.Model):
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="contacts", verbose_name=_("organisation"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(_("language"), max_length=2, choices=[("tr", _("Turkish")), ("en", _("English"))], default="tr")

    class Meta:
        verbose_name = _("employer contact")
        verbose_name_plural = _("employer contacts")
        ordering = ["organisation", "name"]

    def __str__(self) -> str:
        return f"{self.name or self.email} ({self.organisation})"


class OrganisationNumber(models.Model):
    """The random number that stands for an organisation in one wave's answers. Deleted when the wave closes."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="organisation_numbers")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wave", "organisation"], name="surveys_organisation_numbered_once"),
            models.UniqueConstraint(fields=["wave", "number"], name="surveys_organisation_number_once"),
        ]

    def __str__(self) -> str:
        return str(self.number)
