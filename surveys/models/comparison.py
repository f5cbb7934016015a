from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .kept import Kept, KeptQuerySet
from .version import QuestionnaireVersion


class ComparisonQuerySet(KeptQuerySet):
    def between(self, earlier: QuestionnaireVersion, later: QuestionnaireVersion) -> Self:
        return self.filter(earlier=earlier, later=later)

    def undecided(self) -> Self:
        return self.filter(decided="")

    def plain(self) -> Self:
        """Nothing to weigh: the machine saw no difference, or only one of the versions asks it."""
        return self.exclude(proposed__in=(Comparison.Verdict.REWORDED, Comparison.Verdict.RESCALED))


class Comparison(Kept):
    """Whether a variable of two versions may stand in one trend: proposed by the machine, decided by a person, kept with name and date.

    `decided` is empty until somebody has looked. A decision is replaced, never lost: every change is a line of the audit log.
    """

    class Verdict(models.TextChoices):
        SAME = "same", _("Same")
        REWORDED = "reworded", _("Reworded, same meaning")
        RESCALED = "rescaled", _("Another scale, or other people asked")
        NEW = "new", _("New")
        GONE = "gone", _("No longer asked")

    earlier = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="compared_later", verbose_name=_("earlier version"))
    later = models.ForeignKey(QuestionnaireVersion, models.PROTECT, related_name="compared_earlier", verbose_name=_("later version"))
    code = models.CharField(_("code"), max_length=80)
    proposed = models.CharField(_("proposed"), max_length=10, choices=Verdict)
    decided = models.CharField(_("decided"), max_length=10, choices=Verdict, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_as = models.CharField(_("decided as"), max_length=120, blank=True)  # the name as it stood
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)

    objects = ComparisonQuerySet.as_manager()

    class Meta:
        verbose_name = _("comparison")
        verbose_name_plural = _("comparisons")
        ordering = ["earlier", "later", "code"]
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later", "code"], name="surveys_compared_once"),
            models.CheckConstraint(condition=~Q(earlier=F("later")), name="surveys_compared_with_another"),
            models.CheckConstraint(
                condition=Q(decided="", decided_at=None) | (~Q(decided="") & Q(decided_at__isnull=False) & ~Q(decided_as="")),
                name="surveys_comparison_has_name_and_date",
            ),
            models.CheckConstraint(
                condition=Q(decided="") | Q(decided=F("proposed")) | ~Q(reason=""), name="surveys_comparison_departs_with_reason"
            ),
        ]

    @property
    def verdict(self) -> str:
        """What holds: the decision, else the proposal."""
        return self.decided or self.proposed

    def __str__(self) -> str:
        return f"{self.code}: {self.verdict}"
