"""The stories on a department's microsite."""

from django.http import HttpRequest
from django.template.loader import render_to_string

from departments.models import Department, DepartmentPage

from .models import StoryPage


def stories_of_department(*, department: Department, page: DepartmentPage, request: HttpRequest) -> str:
    stories = list(StoryPage.objects.in_locale(page.locale_id).filter(department=department).published()[:3])
    return render_to_string("components/story_panel.html", {"stories": stories}, request=request) if stories else ""
