from django.db import models

from .kept import Kept, KeptQuerySet
from .release import Release


class PublishedGroup(Kept):
    """Whom the figures of one released place are about: a line of the ledger every later release is checked against.

    The people of a group are those of `programs` in `waves` whose answer to `by_variable` is `by_value`. A withdrawn release keeps
    its lines: what was read once is known. The database refuses every UPDATE of this table.

    programs    codes, "" for answers that belong to no program
    waves       primary keys; several where years are counted together
    variables   whose tables were shown
    """

    release = models.ForeignKey(Release, models.PROTECT, related_name="groups")
    level = models.CharField(max_length=12)
    unit_code = models.CharField(max_length=32)
    programs = models.JSONField()
    waves = models.JSONField()
    years = models.PositiveSmallIntegerField(default=1)
    by_variable = models.CharField(max_length=64, blank=True)
    by_value = models.CharField(max_length=64, blank=True)
    variables = models.JSONField()

    objects = KeptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "level", "unit_code", "years", "by_variable", "by_value"], name="surveys_group_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.unit_code} {self.by_value}".strip()
