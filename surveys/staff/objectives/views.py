"""One program's sets, and writing them. Every view names the reader's programs first, and finds nothing outside them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from departments.models import Program
from surveys.fielding.objective_sets import adopt_objectives, mend_objectives, withdraw_objectives
from surveys.fielding.objectives import asked_in
from surveys.fielding.transitions import Refused
from surveys.models import AuditEntry, Objective, ObjectiveSet, Wave
from surveys.staff.registers.base import staff
from surveys.staff.registers.trail import actor, describe

from .access import readable_program, writable_program, writes
from .forms import ObjectivesForm, initial_of


@dataclass(frozen=True, slots=True)
class Adopted:
    """waves: those that asked it, which makes it final. in_force: today's."""

    objective_set: ObjectiveSet
    waves: list[Wave]
    in_force: bool


@require_safe
def program_sets(request: HttpRequest, code: str) -> HttpResponse:
    program = readable_program(request, code)
    ordered = Prefetch("objectives", Objective.objects.order_by("number"))
    sets = list(ObjectiveSet.objects.filter(program=program).order_by("-adopted_on").prefetch_related(ordered))
    today = timezone.localdate()
    current = next((found for found in sets if found.adopted_on <= today), None)
    trail = AuditEntry.objects.filter(action__startswith="objectives.", detail__program=program.code).select_related("actor").order_by("at")
    may_write = writes(request, program)
    context = {
        "program": program,
        "sets": [Adopted(found, asked_in(found), found is current) for found in sets],
        "may_write": may_write,
        "timeline": [(entry, describe(entry), actor(entry)) for entry in trail] if may_write else [],
        **_heading(program),
    }
    return render(request, "surveys/objectives/program.html", context)


@require_http_methods(["GET", "POST"])
def adopt(request: HttpRequest, code: str) -> HttpResponse:
    """A new set, empty or (`?from=`) with the wordings of an earlier one."""
    program = writable_program(request, code)
    initial: dict[str, Any] = {}
    if earlier := request.GET.get("from"):
        if not earlier.isdecimal():
            raise Http404
        initial = {**initial_of(_set_of(program, int(earlier))), "adopted_on": None, "source": ""}

    def keep(form: ObjectivesForm) -> None:
        facts = {"adopted_on": form.cleaned_data["adopted_on"], "source": form.cleaned_data["source"]}
        adopt_objectives(program=program, wordings=form.wordings, by=staff(request), now=timezone.now(), **facts)

    return _write(request, program, initial=initial, keep=keep, title=_("New objectives"), done=_("The objectives are entered."))


@require_http_methods(["GET", "POST"])
def mend(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    program = writable_program(request, code)
    objective_set = _set_of(program, pk)
    if waves := asked_in(objective_set):
        names = ", ".join(str(wave) for wave in waves)
        messages.error(request, _("Graduates were asked these objectives (%(waves)s); copy them as a new set.") % {"waves": names})
        return redirect("surveys_objectives_of", program.code)

    def keep(form: ObjectivesForm) -> None:
        facts = {"adopted_on": form.cleaned_data["adopted_on"], "source": form.cleaned_data["source"]}
        mend_objectives(objective_set=objective_set, wordings=form.wordings, by=staff(request), now=timezone.now(), **facts)

    initial = initial_of(objective_set)
    return _write(request, program, initial=initial, keep=keep, title=_("Mend objectives"), done=_("The objectives are mended."))


@require_POST
def withdraw(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    program = writable_program(request, code)
    try:
        withdraw_objectives(objective_set=_set_of(program, pk), by=staff(request), now=timezone.now())
    except Refused as refused:
        for reason in refused.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("The objectives are withdrawn."))
    return redirect("surveys_objectives_of", program.code)


def _write(
    request: HttpRequest, program: Program, *, initial: dict[str, Any], keep: Callable[[ObjectivesForm], None], title: str, done: str
) -> HttpResponse:
    form = ObjectivesForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            keep(form)
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, done)
            return redirect("surveys_objectives_of", program.code)
    context = {"form": form, "program": program, **_heading(program, title)}
    return render(request, "surveys/objectives/form.html", context, status=422 if form.errors else 200)


def _set_of(program: Program, pk: int) -> ObjectiveSet:
    """Of this program: the address of another's is not found."""
    return get_object_or_404(ObjectiveSet.objects.select_related("program"), pk=pk, program=program)


def _heading(program: Program, title: str = "") -> dict[str, Any]:
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("surveys_objectives"), "label": _("Program objectives")},
        {"url": reverse("surveys_objectives_of", args=[program.code]) if title else "", "label": program.name},
    ]
    return {
        "page_title": title or program.name,
        "page_subtitle": program.name if title else _("Program objectives"),
        "header_icon": "list-ol",
        "breadcrumbs_items": [*trail, {"url": "", "label": title}] if title else trail,
    }
