"""The departments on the site: one index, a microsite for each department, and its further pages."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index

from home.blocks import BODY_BLOCKS, TEXT_FEATURES
from home.collation import fold, sort_key
from home.models import SitePage

from ..panels import department_panels
from .representative import Representative
from .unit import Department, Faculty, Level, Program

LANGUAGES_OF_TEACHING = {
    "Türkçe": _("Turkish"),
    "İngilizce": _("English"),
    "Rusça": _("Russian"),
    "Almanca": _("German"),
    "Fransızca": _("French"),
}
_KINDS_IN_ORDER = [Faculty.Kind.FACULTY, Faculty.Kind.SCHOOL, Faculty.Kind.VOCATIONAL, Faculty.Kind.INSTITUTE]
_LEVELS_IN_ORDER = list(Level)


@dataclass(frozen=True)
class Entry:
    """One department of the index; `url` is empty where it has no microsite in this language."""

    department: Department
    url: str
    levels: list[str]


@dataclass(frozen=True)
class FacultyGroup:
    faculty: Faculty
    entries: list[Entry]


class DepartmentIndexPage(SitePage):
    introduction = RichTextField(_("introduction"), features=TEXT_FEATURES, blank=True)

    template = "pages/department_index_page.html"
    page_description = _("All departments by faculty, in Turkish alphabetical order. One below each home page.")
    parent_page_types = ["home.HomePage"]
    subpage_types = ["departments.DepartmentPage"]
    max_count_per_parent = 1
    content_panels = [*SitePage.content_panels, FieldPanel("introduction")]
    search_fields = [*SitePage.search_fields, index.SearchField("introduction")]
    api_fields = [*SitePage.api_fields, APIField("introduction")]

    class Meta:
        verbose_name = _("list of departments")
        verbose_name_plural = _("lists of departments")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["wanted"] = request.GET.get("q", "").strip()[:80]
        context["groups"] = self.groups(wanted=context["wanted"], today=timezone.localdate(), request=request)
        context["found"] = sum(len(group.entries) for group in context["groups"])
        return context

    def groups(self, *, wanted: str, today: date, request: HttpRequest | None = None) -> list[FacultyGroup]:
        """Living departments by faculty, those only whose own name or a program's contains what is wanted (letters folded)."""
        pages = {page.department_id: page for page in DepartmentPage.objects.child_of(self).live().public()}
        living = Program.objects.living(today=today)
        departments = (
            Department.objects.living(today=today)
            .select_related("faculty")
            .prefetch_related(Prefetch("programs", living, to_attr="living_programs"))
        )
        by_faculty: dict[Faculty, list[Entry]] = {}
        for department in sorted(departments, key=lambda each: sort_key(each.name)):
            if wanted and not _mentions(department, fold(wanted)):
                continue
            page = pages.get(department.pk)
            entry = Entry(department, page.get_url(request) if page else "", _levels(department))
            by_faculty.setdefault(department.faculty, []).append(entry)
        faculties = sorted(by_faculty, key=lambda each: (_KINDS_IN_ORDER.index(Faculty.Kind(each.kind)), sort_key(each.name)))
        return [FacultyGroup(faculty, by_faculty[faculty]) for faculty in faculties]


class DepartmentPage(SitePage):
    department = models.ForeignKey("departments.Department", models.PROTECT, related_name="+", verbose_name=_("department"))
    introduction = RichTextField(
        _("introduction"), features=TEXT_FEATURES, help_text=_("What links this department and its graduates: two or three paragraphs.")
    )
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    website = models.URLField(_("web page of the department"), blank=True)
    body = StreamField(BODY_BLOCKS, verbose_name=_("content"), blank=True)

    template = "pages/department_page.html"
    page_description = _("The microsite of one department; programs, representative, stories and results appear by themselves.")
    parent_page_types = ["departments.DepartmentIndexPage"]
    subpage_types = ["departments.DepartmentSubPage"]
    content_panels = [
        *SitePage.content_panels,
        FieldPanel("department"),
        FieldPanel("introduction"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("contact_email"), FieldPanel("contact_phone"), FieldPanel("website")], heading=_("Contact")),
    ]
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.FilterField("department_id"),
    ]
    api_fields = [
        *SitePage.api_fields,
        APIField("department"),
        APIField("introduction"),
        APIField("body"),
        APIField("contact_email"),
        APIField("contact_phone"),
        APIField("website"),
    ]

    class Meta:
        verbose_name = _("department microsite")
        verbose_name_plural = _("department microsites")

    def clean(self) -> None:
        super().clean()
        twins = DepartmentPage.objects.filter(department_id=self.department_id, locale_id=self.locale_id).exclude(pk=self.pk)
        if self.department_id and twins.exists():
            raise ValidationError({"department": _("This department has a microsite in this language already.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        today = timezone.localdate()
        context["programs"] = self.programs(today=today)
        context["representative"] = Representative.objects.current(today=today).filter(department=self.department_id).first()
        context["panels"] = department_panels.render(department=self.department, page=self, request=request)
        context["subpages"] = self.get_children().live().public().in_menu()
        return context

    def programs(self, *, today: date) -> list[dict[str, Any]]:
        """Living programs, lower levels first: {program, level, language, awarding}."""
        programs = Program.objects.living(today=today).filter(department=self.department_id).select_related("awarding_unit")
        in_order = sorted(programs, key=lambda each: (_LEVELS_IN_ORDER.index(Level(each.level)), sort_key(each.name)))
        return [
            {
                "name": program.name,
                "level": program.get_level_display(),
                "language": LANGUAGES_OF_TEACHING.get(program.language, program.language),
                "awarding": program.awarding_unit.name if program.awarding_unit else "",
            }
            for program in in_order
        ]


class DepartmentSubPage(SitePage):
    body = StreamField(BODY_BLOCKS, verbose_name=_("content"), blank=True)

    template = "pages/standard_page.html"
    page_description = _("A further page of a microsite; for example “Advisory board” or “Meetings”.")
    parent_page_types = ["departments.DepartmentPage"]
    subpage_types: list[str] = []
    content_panels = [*SitePage.content_panels, FieldPanel("body")]
    search_fields = [*SitePage.search_fields, index.SearchField("body")]
    api_fields = [*SitePage.api_fields, APIField("body")]

    class Meta:
        verbose_name = _("page of a microsite")
        verbose_name_plural = _("pages of a microsite")


def _mentions(department: Department, folded: str) -> bool:
    units = [department, *department.living_programs]  # type: ignore[attr-defined]  # set by the prefetch above
    return any(folded in fold(name) for unit in units for name in (unit.name_tr, unit.name_en))


def _levels(department: Department) -> list[str]:
    present = {program.level for program in department.living_programs}  # type: ignore[attr-defined]  # set by the prefetch of the index
    return [str(level.label) for level in _LEVELS_IN_ORDER if level.value in present]
