"""{% department_results department %}: published results of a department, in any template that has the department."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from departments.models import Department, DepartmentPage

register = template.Library()


@register.simple_tag(takes_context=True)
def department_results(context: Context, department: Department) -> SafeString:
    """Markup that begins with its own <h2>; empty where nothing is published."""
    from surveys.website.panel import results_of_department  # noqa: PLC0415  (a tag library is loaded before all apps are ready)

    page = context.get("page")
    shown_on = page if isinstance(page, DepartmentPage) else None
    return mark_safe(results_of_department(department=department, page=shown_on, request=context.get("request")))
