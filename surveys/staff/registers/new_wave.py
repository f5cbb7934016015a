"""Starting a wave, and trying a questionnaire out."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from surveys.fielding.transitions import Refused
from surveys.fielding.trial import open_trial
from surveys.fielding.waves import create_wave
from surveys.models import Wave

from .base import OFFICE, Text, in_office, staff
from .wave_forms import NewWaveForm, TrialForm


def new_wave(request: HttpRequest) -> HttpResponse:
    return _start(
        request,
        form_class=NewWaveForm,
        make=lambda data: create_wave(**data, now=timezone.now(), by=staff(request)),
        title=_("New wave"),
        explanation=_("A draft: nothing leaves and nobody can answer before it is approved and opened."),
        button=_("Make the draft"),
        done=_("The draft is made. Next: invite, approve, open."),
        template_arguments={},
    )


def new_trial(request: HttpRequest) -> HttpResponse:
    return _start(
        request,
        form_class=TrialForm,
        make=lambda data: open_trial(**data, now=timezone.now(), by=staff(request)),
        title=_("Open a trial wave"),
        explanation=_("Opens at once, with links for colleagues to try. Its answers never count and cannot be released."),
        button=_("Open the trial"),
        done=_("The trial is open. Its links are under “Printed links”."),
        template_arguments={"trial": True},
    )


def _start(
    request: HttpRequest,
    *,
    form_class: type[forms.Form],
    make: Callable[[dict[str, Any]], Wave],
    title: Text,
    explanation: Text,
    button: Text,
    done: Text,
    template_arguments: dict[str, Any],
) -> HttpResponse:
    if not in_office(request.user, *OFFICE):
        raise PermissionDenied
    form = form_class(request.POST or None)
    if form.is_valid():
        try:
            wave = make(form.cleaned_data)
        except Refused as refused:
            for reason in refused.reasons:
                form.add_error(None, reason)
        else:
            messages.success(request, done)
            return redirect(reverse("surveys_waves_modeladmin_inspect", args=[wave.pk]))
    context = {
        "form": form,
        "page_title": title,
        "explanation": explanation,
        "button": button,
        "header_icon": "calendar-alt",
        **template_arguments,
    }
    return render(request, "surveys/registers/new_wave.html", context, status=422 if form.errors else 200)
