"""Which variables of two versions may stand in one trend: the machine's proposals, and the decisions of the office."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from surveys.fielding.comparing import Refused, confirm, decide, may_decide, propose
from surveys.models import Comparison
from surveys.staff.registers.base import staff

from .compare_rows import Asked, Row, rows
from .versions_pair import Pair, address, read_pair

PLAIN = {Comparison.Verdict.SAME, Comparison.Verdict.NEW, Comparison.Verdict.GONE}


@require_http_methods(["GET", "POST"])
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody who reads codebooks may look; the coordinator and the deputy decide."""
    pair = read_pair(request, pk, with_draft=False)
    deciding = may_decide(request.user, now=timezone.now())
    asked: Asked | None = None
    if request.method == "POST":
        if not (deciding and pair.complete):
            raise Http404
        asked = Asked.of(request.POST)
        try:
            anchor = _act(request, pair, asked)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
        else:
            return redirect(pair.address("surveys_compare") + anchor)
    listed = rows(pair.earlier, pair.later, asked=asked) if pair.earlier and pair.later else []
    return render(request, "surveys/design/compare.html", _context(pair, listed, deciding), status=422 if asked else 200)


def _act(request: HttpRequest, pair: Pair, asked: Asked) -> str:
    """Carry out what was asked; where on the page to go on. A pair that nobody compared yet is proposed first."""
    if pair.earlier is None or pair.later is None:
        raise Http404
    by, now = staff(request), timezone.now()
    found = {row.code: row for row in propose(earlier=pair.earlier, later=pair.later, now=now)}
    if asked.code:
        if asked.code not in found:
            raise Http404
        made = decide(comparison=found[asked.code], verdict=asked.verdict, reason=asked.reason, by=by, now=now)
        messages.success(request, _("%(code)s: %(verdict)s.") % {"code": made.code, "verdict": made.get_decided_display()})
        return "#to-look-at"
    confirmed = confirm(earlier=pair.earlier, later=pair.later, by=by, now=now)
    messages.success(request, _("%(n)d proposals are confirmed.") % {"n": len(confirmed)})
    return ""


def _context(pair: Pair, listed: list[Row], deciding: bool) -> dict[str, Any]:
    weighed = [row for row in listed if row.proposed not in PLAIN or row.departs]
    plain = [row for row in listed if row.proposed in PLAIN and not row.departs]
    return {
        "pair": pair,
        "deciding": deciding,
        "to_look_at": [row for row in weighed if not row.decided],
        "looked_at": [row for row in weighed if row.decided],
        "plain": [(verdict.label, [row for row in plain if row.proposed == verdict]) for verdict in Comparison.Verdict if verdict in PLAIN],
        "unconfirmed": sum(not row.decided for row in plain),
        "unmarked": [row for row in listed if row.unmarked],
        "total": len(listed),
        "page_title": pair.questionnaire.title,
        "page_subtitle": _("Comparison"),
        "header_icon": "history",
        "versions_url": address("surveys_versions", pair.questionnaire),
        "difference_url": pair.address("surveys_difference"),
    }
