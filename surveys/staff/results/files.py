"""Results on paper: the page for a meeting at once, whole reports and accreditation files from the list of files."""

import hashlib
from typing import Any, cast

from django import forms
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from departments.models import Faculty, Program
from home.models import User
from surveys.exports import jobs, report_jobs, report_page, rights
from surveys.models import Export
from surveys.reports.outcomes import RULES
from surveys.reports.periods import Period, Periods
from surveys.reports.reading import reading_language
from surveys.staff.exports.views import MOST_WAITING

from .access import readable_programs
from .guard import asked_period, for_readers

KEPT = 60 * 60  # seconds a page is kept: names of units and decisions about versions may change under the same releases

LANGUAGES = [("tr", "Türkçe"), ("en", "English")]
_RULES = {
    "mean": gettext_lazy("the mean reaches its threshold"),
    "share": gettext_lazy("the share reaches its threshold"),
    "either": gettext_lazy("one of the two reaches its threshold"),
    "both": gettext_lazy("both reach their thresholds"),
}
_OF_PROGRAM = (report_jobs.PROGRAM, report_jobs.ACCREDITATION, report_jobs.ACCREDITATION_XLSX)
_WITH_THRESHOLDS = (report_jobs.ACCREDITATION, report_jobs.ACCREDITATION_XLSX)


class ProgramFileForm(forms.Form):
    """Which file, in which language, and the thresholds of accreditation."""

    kind = forms.ChoiceField(label=gettext_lazy("File"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGES, widget=forms.RadioSelect)
    mean = forms.FloatField(label=gettext_lazy("Least mean (1 to 5)"), min_value=1, max_value=5, initial=3.0)
    share = forms.IntegerField(label=gettext_lazy("Least share reaching the level (%)"), min_value=0, max_value=100, initial=70)
    level = forms.TypedChoiceField(
        label=gettext_lazy("Level: this answer or better, of 5"), choices=[(n, str(n)) for n in (2, 3, 4, 5)], coerce=int, initial=4
    )
    rule = forms.ChoiceField(
        label=pgettext_lazy("of an outcome", "Met where"), choices=[(rule, _RULES[rule]) for rule in RULES], initial="mean"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["kind"]).choices = [(kind, jobs.KINDS[kind].label) for kind in _OF_PROGRAM]


class FacultyFileForm(forms.Form):
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGES, widget=forms.RadioSelect)


@never_cache
@require_safe
@for_readers
def page(request: HttpRequest, code: str) -> HttpResponse:
    """The page for a meeting; another department's program is as unknown here as one that does not exist."""
    program = get_object_or_404(readable_programs(cast(User, request.user), today=timezone.localdate()), code=code)
    periods, period = _period(request)
    language = request.GET.get("language", reading_language())
    if language not in dict(LANGUAGES):
        raise Http404
    response = HttpResponse(_printed(program, periods, period, language), content_type="application/pdf")
    name = slugify(f"{program.code} {program.name} {period.key}")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


@require_http_methods(["GET", "POST"])
@for_readers
def program_files(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the report of a program, or for its accreditation files."""
    program = get_object_or_404(readable_programs(cast(User, request.user), today=timezone.localdate()), code=code)
    periods, period = _period(request)
    form = ProgramFileForm(request.POST or None, initial={"kind": report_jobs.PROGRAM, "language": reading_language()})
    if form.is_valid():
        chosen, kind = form.cleaned_data, form.cleaned_data["kind"]
        texts = kind == report_jobs.PROGRAM and report_jobs.reads_texts(cast(User, request.user), code, today=timezone.localdate())
        thresholds = {name: chosen[name] for name in ("mean", "share", "level", "rule")} if kind in _WITH_THRESHOLDS else None
        question = report_jobs.question(
            level="program", code=program.code, periods=periods, period=period, thresholds=thresholds, texts=texts
        )
        return _ask(request, kind, question, chosen["language"], name=f"{program.code} {program.name} {period.key}")
    return _asked(request, form, program.name, period, back=reverse("staff_results:program", args=[code]))


@require_http_methods(["GET", "POST"])
@for_readers
def faculty_files(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the report of a faculty: whoever reads all of its programs."""
    if not rights.reads_unit(cast(User, request.user), level="faculty", code=code, today=timezone.localdate()):
        raise Http404
    faculty = get_object_or_404(Faculty, code=code)
    periods, period = _period(request)
    form = FacultyFileForm(request.POST or None, initial={"language": reading_language()})
    if form.is_valid():
        question = report_jobs.question(level="faculty", code=code, periods=periods, period=period)
        return _ask(request, report_jobs.FACULTY, question, form.cleaned_data["language"], name=f"{faculty.name} {period.key}")
    return _asked(request, form, faculty.name, period, back=reverse("staff_results:index"))


def _period(request: HttpRequest) -> tuple[Periods, Period]:
    periods, period = asked_period(request.GET.get("wave", ""))
    if period is None or period.lead is None:
        raise Http404
    return periods, period


def _printed(program: Program, periods: Periods, period: Period, language: str) -> bytes:
    """The page, made once for these releases, names and language."""
    releases = sorted(released.pk for one in periods.all for released in one.waves)
    names = (program.name_tr, program.name_en, str(program.department), str(program.department.faculty))
    said = repr((releases, period.key, program.code, names, language))
    key = f"report-page:{hashlib.sha256(said.encode()).hexdigest()}"
    made = cache.get(key)
    if made is None:
        made = report_page.pdf(program=program, periods=periods, period=period, language=language)
        cache.set(key, made, KEPT)
    return cast(bytes, made)


def _ask(request: HttpRequest, kind: str, question: dict[str, Any], language: str, *, name: str) -> HttpResponse:
    owner = cast(User, request.user)
    if Export.objects.filter(owner=owner, state__in=[Export.State.WAITING, Export.State.RUNNING]).count() >= MOST_WAITING:
        messages.error(request, _("Wait until one of your files is ready: too many are being made."))
        return redirect("staff_exports:index")
    jobs.ask(owner=owner, kind=kind, question=question, language=language, name=f"{jobs.KINDS[kind].label} {name}", now=timezone.now())
    messages.success(request, _("Your file is being made."))
    return redirect("staff_exports:index")


def _asked(request: HttpRequest, form: forms.Form, title: str, period: Period, *, back: str) -> HttpResponse:
    context = {
        "header_title": _("Files on paper"),
        "breadcrumbs_items": [{"url": back, "label": title}, {"url": "", "label": _("Files on paper")}],
        "form": form,
        "title": title,
        "period": period,
    }
    return render(request, "surveys/staff/results/files.html", context, status=400 if form.errors else 200)
