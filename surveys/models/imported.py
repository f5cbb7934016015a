from django.db import models
from django.utils.translation import gettext_lazy as _

from .wave import Wave


class ImportedFile(models.Model):
    """A file whose responses a wave holds already. The same bytes are refused a second time."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="imported_files", verbose_name=_("wave"))
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveIntegerField(_("responses taken"))
    imported_at = models.DateTimeField(_("imported at"))

    class Meta:
        verbose_name = _("imported file")
        verbose_name_plural = _("imported files")
        constraints = [models.UniqueConstraint(fields=["wave", "sha256"], name="surveys_file_imported_once")]

    def __str__(self) -> str:
        return f"{self.wave} {self.sha256[:8]}"
