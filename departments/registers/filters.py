"""Filters of the lists that a column alone does not give."""

from datetime import date
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.collation import sort_key

from ..models import Faculty, Graduation, Program


class OfficeFilter(SimpleListFilter):
    """In office today, or a term that ended or has not begun."""

    title = _("term")
    parameter_name = "office"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("current", _("in office")), ("ended", _("ended")), ("coming", _("not begun"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        today = timezone.localdate()
        return queryset.filter(_terms(today).get(self.value() or "", Q()))


class FacultyFilter(SimpleListFilter):
    """Django's own filter by a relation asks Django's own admin, which is not installed."""

    title = _("faculty")
    parameter_name = "faculty"
    path = "faculty"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        present = Faculty.objects.filter(pk__in=model_admin.get_queryset(request).order_by().values(self.path))
        return sorted(((faculty.code, faculty.name) for faculty in present), key=lambda choice: sort_key(choice[1]))

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(**{f"{self.path}__code": self.value()}) if self.value() else queryset


class HomeFacultyFilter(FacultyFilter):
    path = "department__faculty"


class HomeFoundFilter(SimpleListFilter):
    """Which homes still want a person's confirmation."""

    title = _("home found by")
    parameter_name = "home"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        found = Program.objects.exclude(home_by="").order_by("home_by").values_list("home_by", flat=True).distinct()
        return [(value, home_found(value)) for value in found]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(home_by=self.value()) if self.value() else queryset


def home_found(value: str) -> str:
    """What a file's word for it means; the word itself where it is another."""
    return str({"own": _("own record"), "name": _("same name"), "inferred": _("inferred, to be confirmed")}.get(value, value))


class GraduationYear(SimpleListFilter):
    title = _("year")
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        years = Graduation.objects.filter(graduate__in=model_admin.get_queryset(request)).values_list("year", flat=True)
        return [(str(year), str(year)) for year in years.order_by("-year").distinct()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        chosen = self.value() or ""
        return queryset.filter(graduations__year=int(chosen)).distinct() if chosen.isdecimal() else queryset


def _terms(today: date) -> dict[str, Q]:
    return {
        "current": Q(since__lte=today) & (Q(until=None) | Q(until__gte=today)),
        "ended": Q(until__lt=today),
        "coming": Q(since__gt=today),
    }
