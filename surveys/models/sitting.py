from django.db import models

from .wave import Wave


class Sitting(models.Model):
    """A draft of answers that can be taken up on another device, readable only with the respondent's own link.

    The key is a keyed hash of the token and the box is encrypted with a key derived from it, so that neither this
    table nor a backup of it says who began, or what. Deleted on submission and, unfinished, when the wave closes.
    """

    key = models.CharField(max_length=64, primary_key=True)  # hex
    wave = models.ForeignKey(Wave, models.CASCADE, related_name="sittings")
    box = models.BinaryField()

    def __str__(self) -> str:
        return self.key[:8]
