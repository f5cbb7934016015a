from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .unit import Department


class RepresentativeQuerySet(models.QuerySet["Representative"]):
    def current(self, *, today: date) -> Self:
        return self.filter(Q(until=None) | Q(until__gte=today), since__lte=today)


class Representative(models.Model):
    """The academic who represents a department's graduates (directive, article 11), with a dated term.

    What the person may see follows from the Assignment that appointing creates; this is the public fact.
    """

    department = models.ForeignKey(Department, models.PROTECT, related_name="representatives", verbose_name=_("department"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("user"))
    name = models.CharField(_("name"), max_length=120)
    title = models.CharField(_("academic title"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = RepresentativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("alumni representative")
        verbose_name_plural = _("alumni representatives")
        ordering = ["department", "-since"]
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="departments_representative_ends_after_start"),
            models.UniqueConstraint(fields=["department"], condition=Q(until=None), name="departments_one_open_representative"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.name}".strip()
