"""Registers of people: representatives and graduates."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from home.models import Role

from ..access import graduates_for, reads_names
from ..models import Graduate, Representative
from ..registry.people import mend_graduate
from ..terms import appoint_representative, mend_representative
from .filters import GraduationYear, OfficeFilter
from .forms import AppointingForm
from .order import FoldedSearch, SpelledSearch
from .register import Fact, Register, column, day
from .rights import COORDINATORSHIP, EVERY_ROLE, listed_departments, rights

if TYPE_CHECKING:
    from home.models import User


class AppointmentForm(AppointingForm):
    letter = forms.CharField(label=_("letter of appointment"), max_length=64, required=False)


class RepresentativeRegister(Register):
    """Terms are appointed and ended here: the public fact and the right that goes with it at once."""

    model = Representative
    permission_helper_class = rights(readers=EVERY_ROLE)
    search_handler_class = FoldedSearch
    menu_icon = "user"
    base_url_path = "institution/representatives"
    list_display = ("__str__", "department", "email", "since", "until")
    list_filter = (OfficeFilter,)
    list_select_related = ("department__faculty", "user")
    search_fields = ("name", "department__name_tr", "email")
    ordering = ("name",)
    base_form_class = AppointmentForm
    panels = [
        FieldPanel("department"), FieldPanel("name"), FieldPanel("title"), FieldPanel("email"), FieldPanel("user"),
        FieldPanel("since"), FieldPanel("until"), FieldPanel("letter"),
    ]  # fmt: skip
    mending_panels = [FieldPanel("name"), FieldPanel("title"), FieldPanel("email"), FieldPanel("until")]

    def visible_to(self, user: "User", *, today: date) -> QuerySet[Representative]:
        return Representative.objects.filter(department__in=listed_departments(user, today=today))

    def found(self, facts: dict[str, Any], *, by: "User") -> Representative:
        return appoint_representative(**facts)

    def mend(self, instance: Representative, facts: dict[str, Any]) -> Representative:
        return mend_representative(representative=instance, **facts)

    def facts(self, instance: Representative, user: "User") -> Iterable[Fact]:
        return [
            (_("academic title"), instance.title),
            (_("name"), instance.name),
            (_("department"), instance.department.name),
            (_("faculty"), instance.department.faculty.name),
            (_("e-mail"), instance.email),
            (_("user"), instance.user),
            (_("from"), day(instance.since)),
            (_("until"), day(instance.until)),
        ]


class GraduateRegister(Register):
    """Names and addresses in full for the coordinatorship only; masked, and neither searchable nor sortable, for others."""

    model = Graduate
    permission_helper_class = rights(
        readers=COORDINATORSHIP | {Role.EDITOR, Role.REPRESENTATIVE},
        founders=(),  # graduates come from the register's import
        open_to_superusers=False,  # whoever runs the machine has no business with people
    )
    search_handler_class = SpelledSearch
    menu_icon = "group"
    base_url_path = "institution/graduates"
    list_filter = ("graduations__program__level", GraduationYear)
    panels = [FieldPanel("given_name"), FieldPanel("family_name"), FieldPanel("email"), FieldPanel("language")]

    def visible_to(self, user: "User", *, today: date) -> QuerySet[Graduate]:
        return graduates_for(user, today=today).prefetch_related("graduations__program")

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        return ("full_name", "email", "degrees") if _unmasked_in(request) else ("masked_name", "masked_email", "degrees")

    def get_search_fields(self, request: HttpRequest) -> tuple[str, ...]:
        return ("given_name", "family_name", "email") if _unmasked_in(request) else ()

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        return ("family_name", "given_name") if _unmasked_in(request) else ("pk",)

    @column(_("name"), order="family_name")
    def full_name(self, graduate: Graduate) -> str:
        return str(graduate)

    @column(_("name"))
    def masked_name(self, graduate: Graduate) -> str:
        return graduate.masked_name

    @column(_("e-mail"))
    def masked_email(self, graduate: Graduate) -> str:
        return graduate.masked_email

    @column(_("graduations"))
    def degrees(self, graduate: Graduate) -> str:
        """From what is prefetched."""
        return "; ".join(f"{each.program.name}, {each.program.get_level_display()} ({each.year})" for each in graduate.graduations.all())

    def mend(self, instance: Graduate, facts: dict[str, Any]) -> Graduate:
        return mend_graduate(graduate=instance, **facts)

    def heading(self, instance: Graduate, user: "User") -> str:
        return str(instance) if _unmasked(user) else instance.masked_name

    def facts(self, instance: Graduate, user: "User") -> Iterable[Fact]:
        full = _unmasked(user)
        return [
            (_("name"), str(instance) if full else instance.masked_name),
            (_("e-mail"), instance.email if full else instance.masked_email),
            (_("language"), instance.get_language_display()),
            (_("graduations"), self.degrees(instance)),
        ]


def _unmasked(user: Any) -> bool:
    return reads_names(user, today=timezone.localdate())


def _unmasked_in(request: HttpRequest) -> bool:
    """modeladmin asks for the columns once per cell: the answer is kept for the request, and no longer."""
    if not hasattr(request, "reads_names"):
        setattr(request, "reads_names", _unmasked(request.user))  # noqa: B010  (a request takes attributes, its type does not know it)
    return getattr(request, "reads_names")  # noqa: B009  (as above)
