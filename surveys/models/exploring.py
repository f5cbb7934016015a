from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .wave import Wave


class SavedView(models.Model):
    """A question an analyst asks again: filters and cross-table of the explorer. The figures are never kept, only the question."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views", verbose_name=_("owner"))
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="+", verbose_name=_("wave"))
    name = models.CharField(_("name"), max_length=80)
    question = models.JSONField(_("question"))
    saved_at = models.DateTimeField(_("saved at"))

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="surveys_view_name_once")]

    def __str__(self) -> str:
        return self.name
