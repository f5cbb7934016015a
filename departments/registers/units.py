"""Registers of faculties, departments and programs."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from home.collation import sort_key

from ..models import Department, Faculty, Program, Representative
from ..registry import founding
from .filters import FacultyFilter, HomeFacultyFilter, HomeFoundFilter, home_found
from .order import FoldedSearch, in_turkish_order
from .register import Fact, Register, column, day
from .rights import EVERY_ROLE, listed_departments, rights

if TYPE_CHECKING:
    from home.models import User

Unit = Faculty | Department | Program
_NAMES = [FieldPanel("name_tr"), FieldPanel("name_en")]
_LIFE = [FieldPanel("valid_from"), FieldPanel("valid_until"), FieldPanel("successor")]


class UnitRegister(Register):
    """Units are founded and mended by the coordinatorship; everybody in office reads those of their area."""

    permission_helper_class = rights(readers=EVERY_ROLE)
    search_handler_class = FoldedSearch
    ordering = ("place",)

    @column(_("name"), order="place")
    def name(self, unit: Unit) -> str:
        return unit.name

    @column(_("valid until"), order="valid_until")
    def open_until(self, unit: Unit) -> str:
        return day(unit.valid_until)

    def mend(self, instance: Any, facts: dict[str, Any]) -> models.Model:
        return founding.mend_unit(unit=instance, **facts)

    def get_list_filter(self, request: HttpRequest) -> tuple[Any, ...]:
        """None for who reads a handful of rows."""
        return self.list_filter if self.get_queryset(request).count() > 20 else ()

    def life(self, unit: Unit) -> list[Fact]:
        return [
            (_("valid from"), day(unit.valid_from)),
            (_("valid until"), day(unit.valid_until)),
            (_("successor"), unit.successor and unit.successor.name),
            (_("predecessors"), _listed(unit.predecessors.all())),
        ]


class FacultyRegister(UnitRegister):
    model = Faculty
    menu_icon = "home"
    base_url_path = "institution/faculties"
    list_display = ("name", "code", "kind", "department_count", "open_until")
    list_filter = ("kind",)
    search_fields = ("code", "name_tr", "name_en")
    panels = [*_NAMES, FieldPanel("kind"), *_LIFE]

    def visible_to(self, user: "User", *, today: date) -> QuerySet[Faculty]:
        departments = listed_departments(user, today=today)
        whole = departments.count() == Department.objects.count()
        faculties = Faculty.objects.all() if whole else Faculty.objects.filter(pk__in=departments.values("faculty"))
        return in_turkish_order(faculties.annotate(how_many=Count("departments")))

    @column(_("departments"), order="how_many")
    def department_count(self, faculty: Faculty) -> int:
        return faculty.how_many  # type: ignore[attr-defined]  # annotated above

    def found(self, facts: dict[str, Any], *, by: "User") -> Faculty:
        return founding.found_faculty(**facts)

    def facts(self, instance: Faculty, user: "User") -> Iterable[Fact]:
        return [
            (_("code"), instance.code),
            (_("name (Turkish)"), instance.name_tr),
            (_("name (English)"), instance.name_en),
            (_("kind"), instance.get_kind_display()),
            (_("departments"), _listed(instance.departments.all())),
            *self.life(instance),
        ]


class DepartmentRegister(UnitRegister):
    model = Department
    menu_icon = "folder-open-inverse"
    base_url_path = "institution/departments"
    list_display = ("name", "code", "faculty", "program_count", "open_until")
    list_filter = (FacultyFilter,)
    list_select_related = ("faculty",)
    search_fields = ("code", "name_tr", "name_en", "faculty__name_tr")
    panels = [*_NAMES, FieldPanel("faculty"), *_LIFE]

    def visible_to(self, user: "User", *, today: date) -> QuerySet[Department]:
        return in_turkish_order(listed_departments(user, today=today).annotate(how_many=Count("programs")))

    @column(_("programs"), order="how_many")
    def program_count(self, department: Department) -> int:
        return department.how_many  # type: ignore[attr-defined]  # annotated above

    def found(self, facts: dict[str, Any], *, by: "User") -> Department:
        return founding.found_department(**facts)

    def facts(self, instance: Department, user: "User") -> Iterable[Fact]:
        return [
            (_("code"), instance.code),
            (_("name (Turkish)"), instance.name_tr),
            (_("name (English)"), instance.name_en),
            (_("faculty"), instance.faculty.name),
            (_("programs"), ", ".join(map(_degree, in_turkish_order(instance.programs.all()).order_by("place", "number")))),
            (
                _("alumni representatives"),
                "; ".join(f"{each} ({day(each.since)} – {day(each.until)})" for each in instance.representatives.all()),
            ),
            *self.life(instance),
        ]


class ProgramRegister(UnitRegister):
    model = Program
    menu_icon = "list-ul"
    base_url_path = "institution/programs"
    list_display = ("name", "code", "level", "department", "language", "open_until")
    list_filter = ("level", HomeFacultyFilter, "language", HomeFoundFilter)
    list_select_related = ("department__faculty",)
    search_fields = ("code", "name_tr", "name_en", "department__name_tr")
    _place = [
        FieldPanel("department"), FieldPanel("awarding_unit"), FieldPanel("language"), FieldPanel("yok_code"),
        FieldPanel("admitting"), FieldPanel("home_by"), FieldPanel("evidence"),
    ]  # fmt: skip
    panels = [*_NAMES, FieldPanel("level"), *_place, *_LIFE]
    mending_panels = [*_NAMES, *_place, *_LIFE]

    def visible_to(self, user: "User", *, today: date) -> QuerySet[Program]:
        return in_turkish_order(Program.objects.filter(department__in=listed_departments(user, today=today)))

    def found(self, facts: dict[str, Any], *, by: "User") -> Program:
        return founding.found_program(**facts)

    def facts(self, instance: Program, user: "User") -> Iterable[Fact]:
        return [
            (_("code"), instance.code),
            (_("permanent number"), instance.number),
            (_("name (Turkish)"), instance.name_tr),
            (_("name (English)"), instance.name_en),
            (_("level"), instance.get_level_display()),
            (_("department"), instance.department.name),
            (_("faculty"), instance.department.faculty.name),
            (_("awarding unit"), instance.awarding_unit and instance.awarding_unit.name),
            (_("language of teaching"), instance.language),
            (_("YÖK code"), instance.yok_code),
            (_("admission"), instance.admitting),
            (_("home found by"), home_found(instance.home_by)),
            (_("evidence"), instance.evidence),
            *self.life(instance),
        ]


def _listed(units: Iterable[Unit]) -> str:
    return ", ".join(sorted((unit.name for unit in units), key=sort_key))


def _degree(program: Program) -> str:
    return f"{program.name} ({program.get_level_display()})"


def _term(representative: Representative) -> str:
    return f"{representative} ({day(representative.since)} – {day(representative.until)})"
