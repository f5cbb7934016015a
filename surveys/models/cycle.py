from django.db import models
from django.utils.translation import gettext_lazy as _


class Cycle(models.Model):
    """A year of fieldwork; graduate and employer waves of one cycle stand beside each other."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)

    class Meta:
        verbose_name = _("cycle")
        verbose_name_plural = _("cycles")
        ordering = ["-year"]

    def __str__(self) -> str:
        return str(self.year)
