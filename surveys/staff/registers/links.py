"""A sheet of personal links with QR codes, to be cut up and handed out at a meeting."""

from dataclasses import dataclass

import segno
from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from departments.models import Program
from surveys import audit
from surveys.collection.tokens import for_paper, token_for
from surveys.models import Invitation, Wave

from .base import OFFICE, in_office, staff

MOST = 120  # slips on one sheet


@dataclass(frozen=True, slots=True)
class Slip:
    name: str
    program: Program | None
    url: str
    typed: str  # the token in groups, to be typed
    code: SafeString  # inline SVG


class WhoseForm(forms.Form):
    program = forms.ModelChoiceField(Program.objects.none(), label=_("Program"), required=False, empty_label=_("All programs"))
    cohort = forms.TypedChoiceField(label=_("Cohort"), required=False, coerce=int, empty_value=None)

    def __init__(self, wave: Wave, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as they are
        invited = Invitation.objects.filter(wave=wave).order_by()
        programs = Program.objects.filter(pk__in=invited.values("program")).order_by("name_tr")
        self.fields["program"].queryset = programs  # type: ignore[attr-defined]  # it is a ModelChoiceField
        cohorts = invited.exclude(cohort=None).values_list("cohort", flat=True).distinct()
        self.fields["cohort"].choices = [("", _("All years")), *((c, c) for c in sorted(c for c in cohorts if c))]  # type: ignore[attr-defined]


def links(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody's, also of those who have replied: a gap on the sheet would tell who that is."""
    if not in_office(request.user, *OFFICE):
        raise Http404
    wave = get_object_or_404(Wave.objects.select_related("questionnaire"), pk=pk, mode=Wave.Mode.INVITED)
    if wave.is_closed:
        raise Http404
    form = WhoseForm(wave, request.GET or None)
    chosen = {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
    invitations = Invitation.objects.filter(wave=wave, withdrawn=False, **chosen).defer("done").order_by("name", "pk")
    total = invitations.count()
    slips = [_slip(invitation) for invitation in invitations.select_related("program")[:MOST]] if total <= MOST else []
    if slips:
        detail = {"wave": wave.pk, "links": len(slips)}
        audit.record(action="links.printed", subject=str(wave), actor=staff(request), detail=detail, now=timezone.now())
    context = {
        "wave": wave,
        "form": form,
        "slips": slips,
        "total": total,
        "most": MOST,
        "page_title": _("Printed links"),
        "header_icon": "link",
    }
    response = render(request, "surveys/registers/links.html", context)
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _slip(invitation: Invitation) -> Slip:
    token = token_for(invitation, key=settings.SURVEYS_TOKEN_KEY)
    url = f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}/a/{token}/"
    drawing = segno.make_qr(url, error="m").svg_inline(scale=3, border=2, omitsize=True)
    return Slip(invitation.name, invitation.program, url, for_paper(token), SafeString(drawing))
