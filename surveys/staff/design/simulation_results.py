"""The rehearsal: the results page a program would get, from made-up answers, and how much of it would be withheld."""

from dataclasses import replace

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from surveys.fielding.releasing import terms
from surveys.reports.cells import Cells, Row
from surveys.reports.dashboard import Dashboard, dashboard_of
from surveys.reports.periods import Period, ReleasedWave
from surveys.reports.reading import Reading, reading_language
from surveys.reports.units import of_program
from surveys.results.rehearsal import MOST_ANSWERS, Rehearsal, rehearse

from .simulation_subject import Of, head, subject

MOST_ASKED = 1_000
USUAL = {"asked": 60, "rate": 35, "seed": 1}


class RehearsalForm(forms.Form):
    """`seed` tells one set of made-up people from another."""

    asked = forms.IntegerField(label=gettext_lazy("People asked"), min_value=1, max_value=MOST_ASKED)
    rate = forms.IntegerField(label=gettext_lazy("Expected response rate (per cent)"), min_value=1, max_value=100)
    seed = forms.IntegerField(min_value=1, max_value=9_999, widget=forms.HiddenInput)


@require_safe
def results(request: HttpRequest, of: Of, pk: int) -> HttpResponse:
    found = subject(request, of, pk)
    form = RehearsalForm({**USUAL, **{name: request.GET[name] for name in USUAL if name in request.GET}})
    context = {**head(found, request), "form": form}
    if form.is_valid() and found.document.questions:
        rehearsal = rehearse(found.document, **form.cleaned_data, terms=terms(), now=timezone.now())
        context |= {
            "rehearsal": rehearsal,
            "summary": _summary(rehearsal),
            "curve": rehearsal.by_answers,
            "never_shown": _never_shown(rehearsal),
            "dashboard": _dashboard(rehearsal),
            "next_seed": form.cleaned_data["seed"] % 9_999 + 1,
        }
    return render(request, "surveys/design/simulation_results.html", context, status=422 if form.errors else 200)


def _dashboard(rehearsal: Rehearsal) -> Dashboard:
    """The representative's page, from tables that were never saved."""
    released = ReleasedWave(rehearsal.release)
    rows = (
        Row(released.pk, t.level, t.unit_code, t.years, t.variable, t.status, t.reason, t.body)
        for t in rehearsal.tables
        if not t.by_variable
    )
    reading = Reading(of_program(rehearsal.program), Cells(rows, [released]), {released.code: (released,)}, reading_language())
    period = Period(key=released.period, waves=(released,))
    dashboard = dashboard_of(reading, period, period.lead or released)
    return replace(dashboard, statements=()) if released.of_employers else dashboard  # they speak of graduates


def _summary(rehearsal: Rehearsal) -> list[str]:
    """How much is withheld at these numbers, and from where on everything and nothing is."""
    own = rehearsal.own
    asked = {"asked": rehearsal.asked, "answers": rehearsal.answers}
    sentences = [
        ngettext("Of %(asked)d people asked, %(answers)d answers.", "Of %(asked)d people asked, %(answers)d answer.", rehearsal.answers)
        % asked
    ]
    counts = {"answers": rehearsal.answers, "withheld": own.withheld, "tables": own.tables}
    if not rehearsal.answers:
        sentences.append(_("Without an answer there is nothing to show."))
    elif own.withheld == own.tables:
        sentences.append(_("At %(answers)d answers everything is withheld.") % counts)
    elif own.withheld == 0:
        sentences.append(_("At %(answers)d answers nothing is withheld.") % counts)
    else:
        sentences.append(_("At %(answers)d answers %(withheld)d of %(tables)d figures are withheld.") % counts)
    if rehearsal.everything_until:
        sentences.append(_("Up to %(answers)d answers everything would be withheld.") % {"answers": rehearsal.everything_until})
    if rehearsal.nothing_from:
        sentences.append(_("From %(answers)d answers on nothing would be.") % {"answers": rehearsal.nothing_from})
    return sentences


def _never_shown(rehearsal: Rehearsal) -> str:
    if not rehearsal.never_shown:
        return ""
    facts = {"codes": ", ".join(rehearsal.never_shown), "most": MOST_ANSWERS}
    return _("So few are asked these that even %(most)d answers would not show them: %(codes)s.") % facts
