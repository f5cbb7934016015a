"""A published version as files: the printed codebook, and the formats others read. For whoever may see the codebook."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from surveys.definition import formats, proof
from surveys.definition.check import DefinitionError
from surveys.definition.document import Document
from surveys.definition.formats import ddi
from surveys.definition.formats.ddi_facts import facts_of
from surveys.exports import codebook as printed
from surveys.models import QuestionnaireVersion
from surveys.questions import Text

from .base import in_office
from .codebook import READERS

P = ParamSpec("P")
LANGUAGES = ("tr", "en")
NAMES = {"json": _("JSON, the questionnaire itself"), "xlsform": "XLSForm", "ddi": "DDI-Codebook 2.5"}


def of_version(
    view: Callable[Concatenate[HttpRequest, QuestionnaireVersion, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, int, P], HttpResponse]:
    """The version, for readers of the codebook; for anybody else there is none."""

    @wraps(view)
    def found(request: HttpRequest, pk: int, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not in_office(request.user, *READERS):
            raise Http404
        version = get_object_or_404(QuestionnaireVersion.objects.select_related("questionnaire"), pk=pk)
        return view(request, version, *args, **kwargs)

    return require_safe(found)


@of_version
def codebook_pdf(request: HttpRequest, version: QuestionnaireVersion) -> HttpResponse:
    """`?lang=tr` or `en`; the reader's own language where none is named."""
    language = request.GET.get("lang") or get_language()
    if language not in LANGUAGES:
        raise Http404
    content = printed.pdf(version, language=language, now=timezone.now())
    return _file(content, "application/pdf", f"{printed.filename(version)}-codebook-{language}.pdf")


@of_version
def export(request: HttpRequest, version: QuestionnaireVersion, format_: str) -> HttpResponse:
    """The file; before it, where the format cannot carry everything, a page that names what is left behind."""
    if format_ not in NAMES:
        raise Http404
    try:
        written = _written(version, format_)
    except DefinitionError as error:
        for problem in error.problems:
            messages.error(request, str(problem))
        return redirect("surveys_codebook", version.pk)
    if written.remarks and "download" not in request.GET:
        context = {
            "version": version,
            "remarks": written.remarks,
            "page_title": NAMES[format_],
            "page_subtitle": str(version),
            "header_icon": "download",
        }
        return render(request, "surveys/registers/codebook_export.html", context)
    return _file(written.content, written.media_type, f"{printed.filename(version)}{written.suffix}")


def _written(version: QuestionnaireVersion, format_: str) -> formats.Written:
    """JSON as the bytes that were hashed, so that the file's own SHA-256 is the text hash."""
    if format_ == "json":
        return formats.Written(proof.canonical(version.document), ".json", "application/json")
    document = Document.model_validate(version.document)
    if format_ == "ddi":
        university = Text.model_validate(settings.SURVEYS_UNIVERSITY["name"])
        return ddi.write(document, facts=facts_of(version, organisation=university, produced=timezone.localdate()))
    return formats.write(document, format_)


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
