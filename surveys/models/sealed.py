from django.db import models

from .keys import random_key
from .wave import Wave


class Sealed(models.Model):
    """A submission nobody can read until its wave closes: a box sealed with the wave's public key.

    Program, cohort, version and texts are inside the box. The receipt hash lets the person who holds the code
    delete the answers while the wave is open. Rows leave this table in the transaction that makes them responses.
    """

    id = models.BigIntegerField(primary_key=True, default=random_key, editable=False)
    wave = models.ForeignKey(Wave, models.PROTECT, related_name="sealed")
    box = models.BinaryField()
    receipt_hash = models.BinaryField(max_length=32, unique=True)

    def __str__(self) -> str:
        return f"sealed answer of {self.wave_id}"
