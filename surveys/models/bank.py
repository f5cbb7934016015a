"""The item bank: what several questionnaires ask alike is written once and taken by its code."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

code_rule = RegexValidator(
    r"^[A-Za-z][A-Za-z0-9_.-]{0,63}$", _("A code begins with a letter and has letters (without ç, ğ, ı, ö, ş, ü), digits, _ or a dot.")
)
option_code_rule = RegexValidator(r"^\S{1,64}$", _("An option's code is text without blanks."))


class _Named(models.Model):
    code = models.CharField(_("code"), max_length=64, unique=True, validators=[code_rule])
    name_tr = models.CharField(_("name (Turkish)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200)

    class Meta:
        abstract = True
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} · {self.name}"

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_tr


class OptionList(_Named, ClusterableModel):
    """A scale or a list of answers. Questionnaires refer to it by code; a frozen version holds its own copy."""

    is_scale = models.BooleanField(_("scale"), default=False, help_text=_("Its options have an order and a value each."))
    source = models.CharField(_("source"), max_length=200, blank=True, help_text=_("The standard or study it comes from."))

    class Meta(_Named.Meta):
        verbose_name = _("scale or option list")
        verbose_name_plural = _("scales and option lists")


class ListedOption(Orderable, models.Model):  # models.Model again: for type checkers, which know nothing of modelcluster
    class Missing(models.TextChoices):
        NA = "na", _("Not applicable: leaves every base")
        REFUSED = "refused", _("Would rather not say: stays in the base")
        DK = "dk", _("Does not know: stays in the base")

    option_list = ParentalKey(OptionList, on_delete=models.CASCADE, related_name="options", verbose_name=_("list"))
    code = models.CharField(_("code"), max_length=64, validators=[option_code_rule])
    label_tr = models.CharField(_("text (Turkish)"), max_length=300)
    label_en = models.CharField(_("text (English)"), max_length=300)
    value = models.FloatField(_("value"), null=True, blank=True)
    missing = models.CharField(_("kind of no answer"), max_length=8, choices=Missing, blank=True)
    exclusive = models.BooleanField(_("stands alone"), default=False)
    other_text = models.BooleanField(_("“other: please write”"), default=False)
    low = models.FloatField(_("from"), null=True, blank=True)
    high = models.FloatField(_("to"), null=True, blank=True)

    class Meta(Orderable.Meta):
        verbose_name = _("option")
        verbose_name_plural = _("options")
        constraints = [models.UniqueConstraint(fields=["option_list", "code"], name="surveys_listed_option_once")]

    def __str__(self) -> str:
        return self.code


class Domain(_Named):
    """A group of competencies."""

    class Meta(_Named.Meta):
        verbose_name = _("competency domain")
        verbose_name_plural = _("competency domains")


class Construct(_Named):
    """What several items measure together; their mean is a scale of its own."""

    description = models.TextField(_("description"), blank=True)

    class Meta(_Named.Meta):
        verbose_name = _("construct")
        verbose_name_plural = _("constructs")


class Facet(_Named):
    """What is asked of a competency: acquired, required, importance, performance."""

    audience = models.CharField(
        _("asked of"), max_length=12, choices=[("graduates", _("Graduates")), ("employers", _("Employers"))], blank=True
    )

    class Meta(_Named.Meta):
        verbose_name = _("facet")
        verbose_name_plural = _("facets")


class OutcomeSet(_Named, ClusterableModel):
    """Outcomes of an accreditation body in one edition (MÜDEK 2.1 and 3.x are two sets), or the columns of TYYÇ."""

    edition = models.CharField(_("edition"), max_length=40, blank=True)

    class Meta(_Named.Meta):
        verbose_name = _("outcome set")
        verbose_name_plural = _("outcome sets")


class Outcome(Orderable, models.Model):  # as above
    outcome_set = ParentalKey(OutcomeSet, on_delete=models.CASCADE, related_name="outcomes", verbose_name=_("outcome set"))
    code = models.CharField(_("code"), max_length=64)
    label_tr = models.CharField(_("text (Turkish)"), max_length=300)
    label_en = models.CharField(_("text (English)"), max_length=300)

    class Meta(Orderable.Meta):
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        constraints = [models.UniqueConstraint(fields=["outcome_set", "code"], name="surveys_outcome_once")]

    def __str__(self) -> str:
        return self.tag

    @property
    def tag(self) -> str:
        """As it stands in a document: "MUDEK-3:1"."""
        return f"{self.outcome_set.code}:{self.code}"


class Competency(ClusterableModel, models.Model):  # as above
    """One concept with a wording for graduates and one for employers; asked by up to four facets."""

    code = models.CharField(_("code"), max_length=60, unique=True, validators=[code_rule])
    domain = models.ForeignKey(
        Domain, models.PROTECT, null=True, blank=True, related_name="competencies", verbose_name=_("competency domain")
    )
    graduate_tr = models.CharField(_("wording for graduates (Turkish)"), max_length=300)
    graduate_en = models.CharField(_("wording for graduates (English)"), max_length=300)
    employer_tr = models.CharField(
        _("wording for employers (Turkish)"), max_length=300, blank=True, help_text=_("Empty: as for graduates.")
    )
    employer_en = models.CharField(_("wording for employers (English)"), max_length=300, blank=True)
    facets = ParentalManyToManyField(Facet, blank=True, related_name="competencies", verbose_name=_("facets"))
    outcomes = ParentalManyToManyField(Outcome, blank=True, related_name="competencies", verbose_name=_("outcomes it serves"))

    class Meta:
        verbose_name = _("competency")
        verbose_name_plural = _("competencies")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(employer_tr="", employer_en="") | (~Q(employer_tr="") & ~Q(employer_en="")),
                name="surveys_employer_wording_in_both_languages",
                violation_error_message=_("Give the wording for employers in both languages, or in none."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.wording}"

    @property
    def wording(self) -> str:
        return self.graduate_en if get_language() == "en" else self.graduate_tr
