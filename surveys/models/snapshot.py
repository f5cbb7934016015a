from django.db import models

from .wave import Wave


class Snapshot(models.Model):
    """Columns of a closed wave, in a file under VAR_DIR/private; rebuilt from the responses whenever it is missing."""

    wave = models.OneToOneField(Wave, models.CASCADE, related_name="snapshot")
    rows = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    built_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"snapshot of {self.wave_id}"
