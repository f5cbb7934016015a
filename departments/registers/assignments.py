"""The register of assignments: who holds which role, where, from when until when."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from home.appointments import AppointmentRefused, appoint, change_term
from home.models import Assignment, Role

from ..models import Department, Faculty
from .filters import OfficeFilter
from .forms import RegisterForm
from .order import FoldedSearch
from .register import Fact, Register, column, day
from .rights import COORDINATORSHIP, rights

if TYPE_CHECKING:
    from home.models import User


class RoleForm(RegisterForm):
    """Representatives are appointed in their own register, where the public fact is written with the right."""

    role = forms.ChoiceField(label=_("role"), choices=[(role.value, role.label) for role in Role if role != Role.REPRESENTATIVE])
    faculty = forms.ModelChoiceField(
        label=_("faculty"), queryset=Faculty.objects.filter(departments__isnull=False).distinct(), required=False,
        help_text=_("For a dean only."),
    )  # fmt: skip


class AssignmentRegister(Register):
    model = Assignment
    permission_helper_class = rights(readers=COORDINATORSHIP, writers={Role.COORDINATOR}, founders={Role.COORDINATOR})
    search_handler_class = FoldedSearch
    menu_icon = "key"
    base_url_path = "institution/assignments"
    list_display = ("user", "role", "unit", "since", "until", "letter")
    list_filter = ("role", OfficeFilter)
    list_select_related = ("user",)
    search_fields = ("user__first_name", "user__last_name", "user__username", "unit_code", "letter")
    base_form_class = RoleForm
    panels = [
        FieldPanel("user"), FieldPanel("role"), FieldPanel("faculty"), FieldPanel("since"), FieldPanel("until"), FieldPanel("letter"),
    ]  # fmt: skip
    mending_panels = [FieldPanel("until"), FieldPanel("letter")]

    def visible_to(self, user: "User", *, today: date) -> QuerySet[Assignment]:
        return Assignment.objects.all()

    @column(_("unit"))
    def unit(self, assignment: Assignment) -> str:
        return unit_name(assignment)

    def found(self, facts: dict[str, Any], *, by: "User") -> Assignment:
        faculty = facts.pop("faculty")
        if facts["user"] == by and not by.is_superuser:
            raise AppointmentRefused(_("Nobody appoints themselves."))
        return appoint(unit_code=faculty.code if faculty else "", **facts)

    def mend(self, instance: Assignment, facts: dict[str, Any]) -> Assignment:
        if instance.role == Role.REPRESENTATIVE:
            raise AppointmentRefused(_("A representative's term is ended in the register of representatives."))
        return change_term(assignment=instance, **facts)

    def facts(self, instance: Assignment, user: "User") -> Iterable[Fact]:
        return [
            (_("user"), instance.user),
            (_("role"), instance.get_role_display()),
            (_("unit"), unit_name(instance)),
            (_("from"), day(instance.since)),
            (_("until"), day(instance.until)),
            (_("letter of appointment"), instance.letter),
        ]


def unit_name(assignment: Assignment) -> str:
    """The unit as people call it; empty for the university."""
    if not assignment.unit_code:
        return ""
    model = Faculty if assignment.role == Role.DEAN else Department
    unit = model._default_manager.filter(code=assignment.unit_code).first()
    return unit.name if unit else assignment.unit_code
