"""The register of assignments: who holds which role, where, from when until when."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Case, F, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from home.appointments import AppointmentRefused, appoint, change_term
from home.models import Assignment, Role

from ..models import Department, Faculty
from .filters import OfficeFilter
from .forms import AppointingForm
from .order import FoldedSearch
from .register import Fact, Register, column, day
from .rights import COORDINATORSHIP, rights

if TYPE_CHECKING:
    from home.models import User


class RoleForm(AppointingForm):
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
        name = Case(When(role=Role.DEAN, then=_names(Faculty)), default=_names(Department))
        return Assignment.objects.annotate(unit_name=Coalesce(name, "unit_code"))

    @column(_("unit"))
    def unit(self, assignment: Assignment) -> str:
        return assignment.unit_name  # type: ignore[attr-defined]  # annotated above

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
            (_("unit"), self.unit(self.visible_to(user, today=instance.since).get(pk=instance.pk))),
            (_("from"), day(instance.since)),
            (_("until"), day(instance.until)),
            (_("letter of appointment"), instance.letter),
        ]


def _names(model: type[Faculty | Department]) -> Subquery:
    """The unit's name in the reader's language, by its permanent code."""
    units = model._default_manager.filter(code=OuterRef("unit_code"))
    if get_language() == "en":
        units = units.annotate(shown=Case(When(name_en="", then="name_tr"), default="name_en"))
    else:
        units = units.annotate(shown=F("name_tr"))
    return Subquery(units.values("shown")[:1])
