"""What would be hidden, before anybody is asked: how many answers each program can be expected to give, against the threshold."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from departments.models import Program
from home.collation import sort_key
from surveys.fielding.releasing import terms
from surveys.models import FrameStratum, Wave

from .access import a_wave, for_office, heading

RATES = (15, 25, 35)  # per cent
MIDDLE = 25
ALONE, TOGETHER, HIDDEN = "alone", "together", "hidden"


def _choices() -> list[tuple[int, str]]:
    return [(rate, _("%(percent)s%%") % {"percent": rate}) for rate in RATES]


class RateForm(forms.Form):
    rate = forms.TypedChoiceField(label=gettext_lazy("Assumed response rate"), coerce=int, initial=MIDDLE, choices=_choices)


@dataclass(frozen=True, slots=True)
class Expected:
    """answers: expected of one year, rounded down. outlook: ALONE, TOGETHER (shown once the years are counted together) or HIDDEN."""

    program: Program
    invited: int
    answers: int
    outlook: str


@dataclass(frozen=True, slots=True)
class Tally:
    """At one assumed rate: how many programs reach the threshold."""

    rate: int
    alone: int
    together: int
    hidden: int


@require_safe
@for_office
def page(request: HttpRequest, pk: int) -> HttpResponse:
    wave = a_wave(pk)
    form = RateForm(request.GET if "rate" in request.GET else {"rate": MIDDLE})
    rate = form.cleaned_data["rate"] if form.is_valid() else MIDDLE
    invited, elsewhere = invited_by_program(wave)
    under = terms()
    years = settings.SURVEYS_POOL_YEARS.get(wave.questionnaire.audience, 1)
    rules = {"threshold": under.threshold, "years": years}
    context = {
        "wave": wave,
        "form": form,
        "rate": rate,
        "tallies": [tally(expected(invited, rate=r, **rules), rate=r) for r in RATES],
        "expected": expected(invited, rate=rate, **rules),
        "elsewhere": elsewhere,
        "elsewhere_answers": elsewhere * rate // 100,
        "organisations": under.policy(wave).minimum_organisations,
        **rules,
        **heading(wave, _("What would be hidden")),
    }
    return render(request, "surveys/release/forecast.html", context, status=422 if form.errors else 200)


def invited_by_program(wave: Wave) -> tuple[list[tuple[Program, int]], int]:
    """From the frame, in Turkish order; beside it how many were invited without a program."""
    rows = FrameStratum.objects.filter(wave=wave).order_by().values_list("program").annotate(n=Sum("invited"))
    counts = dict(rows)
    elsewhere = counts.pop(None, 0)
    programs = Program.objects.filter(pk__in=counts).select_related("department__faculty")
    ordered = sorted(programs, key=lambda program: (sort_key(program.name), program.number))
    return [(program, counts[program.pk]) for program in ordered if counts[program.pk]], elsewhere


def expected(invited: Iterable[tuple[Program, int]], *, rate: int, threshold: int, years: int) -> list[Expected]:
    """rate      per cent of the invited who answer, the same everywhere
    years     counted together, each taken to be like this one
    """
    lines = []
    for program, n in invited:
        answers = n * rate // 100
        outlook = ALONE if answers >= threshold else TOGETHER if n * rate * years // 100 >= threshold else HIDDEN
        lines.append(Expected(program, n, answers, outlook))
    return lines


def tally(lines: Iterable[Expected], *, rate: int) -> Tally:
    found = [line.outlook for line in lines]
    return Tally(rate, found.count(ALONE), found.count(TOGETHER), found.count(HIDDEN))
