"""Drafts in and out of files, through the admin."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin import messages

from surveys.definition import formats
from surveys.definition.check import DefinitionError, DefinitionProblem
from surveys.definition.formats.loading import refuse_if_too_large
from surveys.definition.publishing import document_of
from surveys.fielding.drafting import import_file
from surveys.models import Questionnaire
from surveys.staff.registers.base import staff

from .forms import UploadForm

FORMATS = ("json", "xlsform", "ddi")


def import_questionnaire(request: HttpRequest) -> HttpResponse:
    """All of the file or nothing; what could not be carried over is listed, and the draft is there to be mended."""
    if not request.user.has_perms(["surveys.add_questionnaire", "surveys.change_questionnaire"]):
        raise PermissionDenied
    form = UploadForm(request.POST or None, request.FILES or None)
    refused: tuple[DefinitionProblem, ...] = ()
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            refuse_if_too_large(upload.size, upload.name)
            made = import_file(content=upload.read(), name=upload.name, by=staff(request), now=timezone.now())
        except DefinitionError as error:
            refused = error.problems
            messages.error(request, _("%(file)s was refused; nothing was imported.") % {"file": upload.name})
        else:
            return render(request, "surveys/design/imported.html", {**_head(), "made": made, "file": upload.name})
    context = {**_head(), "form": form, "refused": refused}
    return render(request, "surveys/design/import.html", context, status=422 if refused or form.errors else 200)


def export_draft(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    if not request.user.has_perm("surveys.change_questionnaire"):
        raise PermissionDenied
    if name not in FORMATS:
        raise Http404
    questionnaire = get_object_or_404(Questionnaire, pk=pk)
    try:
        written = formats.write(document_of(questionnaire), name)
    except DefinitionError as error:
        for problem in error.problems:
            messages.error(request, str(problem))
        return redirect(reverse("surveys_questionnaires:edit", args=[pk]))
    response = HttpResponse(written.content, content_type=written.media_type)
    response["Content-Disposition"] = f'attachment; filename="{questionnaire.code}-draft{written.suffix}"'
    return response


def _head() -> dict[str, object]:
    return {"page_title": _("Import from a file"), "header_icon": "upload"}
