"""Faculty -> Department -> Program. Results belong to programs, people and microsites to departments."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Turkish degree levels, by the codes of the Turkish framework of qualifications (TYYÇ 5 to 8)."""

    ASSOCIATE = "onlisans", _("Associate degree")
    BACHELOR = "lisans", _("Bachelor's")
    MASTER = "yukseklisans", _("Master's")
    DOCTORATE = "doktora", _("Doctorate")


class Unit(models.Model):
    """What faculties, departments and programs share: a permanent code, two names, a life span and a successor."""

    code = models.CharField(_("code"), max_length=32, unique=True, help_text=_("Permanent; never derived from the name, never reused."))
    name_tr = models.CharField(_("name (Turkish)"), max_length=200)
    name_en = models.CharField(_("name (English)"), max_length=200, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("successor"))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """In the language of the reader; Turkish where no English name is kept."""
        return self.name_en if get_language() == "en" and self.name_en else self.name_tr

    @property
    def names(self) -> dict[str, str]:
        return {"tr": self.name_tr, "en": self.name_en or self.name_tr}


class UnitQuerySet(models.QuerySet):
    def living(self, *, today: date) -> Self:
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=today))


class Faculty(Unit):
    class Kind(models.TextChoices):
        FACULTY = "fakulte", _("Faculty")
        SCHOOL = "yuksekokul", _("School")
        VOCATIONAL = "myo", _("Vocational school")
        INSTITUTE = "enstitu", _("Institute")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.FACULTY)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("faculty")
        verbose_name_plural = _("faculties")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["name_tr"],
                condition=Q(valid_until=None),
                name="departments_faculty_name_once",
                violation_error_message=_("There is a unit of this name already."),
            )
        ]


class Department(Unit):
    faculty = models.ForeignKey(Faculty, models.PROTECT, related_name="departments", verbose_name=_("faculty"))

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["faculty", "name_tr"],
                condition=Q(valid_until=None),
                name="departments_department_name_once",
                violation_error_message=_("The faculty has a department of this name already."),
            ),
        ]


class Program(Unit):
    """The unit results belong to. `number` is what a packed record stores: small, permanent, never reused."""

    number = models.PositiveIntegerField(_("permanent number"), unique=True, editable=False)
    department = models.ForeignKey(Department, models.PROTECT, related_name="programs", verbose_name=_("department"))
    awarding_unit = models.ForeignKey(
        Faculty,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="awarded_programs",
        verbose_name=_("awarding unit"),
        help_text=_("The institute that awards a postgraduate degree. A breakdown, not a level of the tree."),
    )
    level = models.CharField(_("level"), max_length=16, choices=Level)
    language = models.CharField(_("language of teaching"), max_length=40, default="Türkçe")
    yok_code = models.CharField(_("YÖK code"), max_length=64, blank=True)
    admitting = models.CharField(_("admission"), max_length=60, blank=True)
    home_by = models.CharField(
        _("home found by"), max_length=16, blank=True, help_text=_("How the home department was found; 'inferred' wants confirmation.")
    )
    evidence = models.TextField(_("evidence"), blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("program")
        verbose_name_plural = _("programs")
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=65_000), name="departments_program_number_fits_record")
        ]
