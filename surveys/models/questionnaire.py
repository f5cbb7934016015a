from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Questionnaire(models.Model):
    """An instrument through the years. What was asked stands in its versions; `draft` is what is being edited."""

    class Audience(models.TextChoices):
        GRADUATES = "graduates", _("Graduates")
        EMPLOYERS = "employers", _("Employers")
        OTHERS = "others", _("Others")

    code = models.CharField(_("code"), max_length=32, unique=True)
    title_tr = models.CharField(_("title (Turkish)"), max_length=200)
    title_en = models.CharField(_("title (English)"), max_length=200)
    audience = models.CharField(_("audience"), max_length=12, choices=Audience, default=Audience.GRADUATES)
    draft = models.JSONField(_("draft"), default=dict, blank=True)  # a Document as last imported or edited

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def title(self) -> str:
        return self.title_en if get_language() == "en" else self.title_tr
