"""Who may do what, where, and from when until when: the one authority on rights."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from .user import User


class Role(models.TextChoices):
    COORDINATOR = "coordinator", _("Coordinator")
    DEPUTY = "deputy", _("Deputy coordinator")
    EDITOR = "editor", _("Editor")
    REPRESENTATIVE = "representative", _("Alumni representative")
    DEAN = "dean", _("Dean (read only)")
    RECTORATE = "rectorate", _("Rectorate (read only)")
    ANALYST = "analyst", _("Analyst (named, logged)")


class UnitLevel(models.TextChoices):
    DEPARTMENT = "department", _("Department")
    FACULTY = "faculty", _("Faculty")
    UNIVERSITY = "university", _("University")


LEVEL_OF_ROLE = {Role.REPRESENTATIVE: UnitLevel.DEPARTMENT, Role.DEAN: UnitLevel.FACULTY}


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments, asked for in the words of the directive."""

    def current(self, *, today: date) -> Self:
        return self.filter(Q(until=None) | Q(until__gte=today), since__lte=today)

    def of(self, user: "User") -> Self:
        return self.filter(user=user)

    def holding(self, *roles: Role) -> Self:
        return self.filter(role__in=roles)


class Assignment(models.Model):
    """A right that ends with its term. Units stand by level and permanent code: this app knows no institution."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="assignments", verbose_name=_("user"))
    role = models.CharField(_("role"), max_length=20, choices=Role)
    unit_level = models.CharField(_("unit level"), max_length=12, choices=UnitLevel, default=UnitLevel.UNIVERSITY)
    unit_code = models.CharField(
        _("unit code"), max_length=32, blank=True, help_text=_("Permanent code of the department or faculty; empty for the university.")
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True, help_text=_("Last day of the term; empty while it is open."))
    letter = models.CharField(_("letter of appointment"), max_length=64, blank=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["role", "unit_code", "-since"]
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="home_assignment_ends_after_start"),
            models.CheckConstraint(
                condition=Q(unit_level=UnitLevel.UNIVERSITY, unit_code="") | (~Q(unit_level=UnitLevel.UNIVERSITY) & ~Q(unit_code="")),
                name="home_assignment_unit_named",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} {self.unit_code}".strip()
