"""The emergency: publishing what one wrote oneself. Possible for the offices that approve, with a reason, in the log."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from surveys.definition.check import DefinitionError, DefinitionProblem
from surveys.definition.publishing import publish, refusals
from surveys.models import Questionnaire
from surveys.models.approval import APPROVERS
from surveys.staff.registers.base import in_office, staff

from .forms import OverrideForm
from .places import in_words


def publish_alone(request: HttpRequest, pk: int) -> HttpResponse:
    if not in_office(request.user, *APPROVERS):
        raise PermissionDenied
    approver = staff(request)
    questionnaire = get_object_or_404(Questionnaire, pk=pk)
    form = OverrideForm(request.POST or None)
    found: list[DefinitionProblem] = refusals(questionnaire.get_latest_revision_as_object())
    if form.is_valid() and not found:
        try:
            version = publish(
                questionnaire=questionnaire,
                approved_by=approver,
                approved_as=approver.get_full_name() or approver.get_username(),
                now=timezone.now(),
                override=form.cleaned_data["reason"],
            )
        except DefinitionError as error:
            found = list(error.problems)
        else:
            messages.success(request, _("%(version)s is published; the reason stands in the audit log.") % {"version": version})
            return redirect(reverse("surveys_versions", args=[pk]))
    context = {
        "form": form,
        "questionnaire": questionnaire,
        "problems": [(in_words(problem.path), problem.message) for problem in found],
        "page_title": _("Publish without a second person"),
        "page_subtitle": str(questionnaire),
        "header_icon": "warning",
    }
    return render(request, "surveys/design/publish_alone.html", context, status=422 if form.errors or (found and form.is_bound) else 200)
