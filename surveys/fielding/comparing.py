"""Whether two versions asked the same thing: proposed by the machine when a version is published, decided by a person."""

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from home.models import Role
from home.rights import has_role
from surveys import audit
from surveys.definition.comparability import proposals
from surveys.models import Comparison, Questionnaire, QuestionnaireVersion

from .transitions import Refused, refuse_if

if TYPE_CHECKING:
    from home.models import User

DECIDERS = (Role.COORDINATOR, Role.DEPUTY)
Verdict = Comparison.Verdict
_CHUNK = 500


@transaction.atomic
def propose(*, earlier: QuestionnaireVersion, later: QuestionnaireVersion, now: datetime) -> list[Comparison]:
    """A proposal for every variable of the pair. Safe to repeat: what was decided stays, what was not is proposed anew."""
    reasons = []
    if earlier.questionnaire_id != later.questionnaire_id:
        reasons.append(_("The two versions belong to different questionnaires."))
    elif earlier.number >= later.number:
        reasons.append(_("Name the earlier version first."))
    refuse_if(reasons)
    wanted = {code: proposal.verdict for code, proposal in proposals(earlier, later).items()}
    kept = {row.code: row for row in Comparison.objects.select_for_update().between(earlier, later)}
    new = [Comparison(earlier=earlier, later=later, code=code, proposed=v) for code, v in wanted.items() if code not in kept]
    Comparison.objects.bulk_create(new, batch_size=_CHUNK, ignore_conflicts=True)  # somebody else may propose at this moment
    changed = [row for code, row in kept.items() if not row.decided and code in wanted and row.proposed != wanted[code]]
    for row in changed:
        row.proposed = wanted[row.code]
    Comparison.objects.bulk_update(changed, ["proposed"], batch_size=_CHUNK)
    if new or changed:
        detail = _pair(earlier, later) | dict(Counter(str(verdict) for verdict in wanted.values()))
        audit.record(action="comparison.proposed", subject=str(later), detail=detail, now=now)
    return list(Comparison.objects.between(earlier, later))


@transaction.atomic
def decide(*, comparison: Comparison, verdict: str, reason: str = "", by: "User", now: datetime) -> Comparison:
    """One person's answer for one variable. A reason is demanded where it departs from the proposal; a later one replaces it."""
    row = Comparison.objects.select_for_update(of=("self",)).select_related("earlier", "later").get(pk=comparison.pk)
    reason = reason.strip()
    _refuse_others(by, now)
    refuse_if(_reasons_against(row, verdict, reason))
    before = row.decided
    if (before, row.reason) != (verdict, reason):
        _sign(row, verdict=verdict, reason=reason, by=by, now=now)
        row.save(update_fields=["decided", "reason", "decided_by", "decided_as", "decided_at"])
        detail = {**_pair(row.earlier, row.later), "code": row.code, "proposed": row.proposed, "decided": verdict, "reason": reason}
        if before:
            detail["before"] = before
        audit.record(action="comparison.decided", subject=f"{row.later} {row.code}", actor=by, detail=detail, now=now)
    return row


@transaction.atomic
def confirm(*, earlier: QuestionnaireVersion, later: QuestionnaireVersion, by: "User", now: datetime) -> list[Comparison]:
    """All proposals that leave nothing to weigh, in one step: same, new, gone. What was reworded or rescaled wants a look of its own."""
    _refuse_others(by, now)
    rows = list(Comparison.objects.select_for_update().between(earlier, later).undecided().plain())
    for row in rows:
        _sign(row, verdict=row.proposed, reason="", by=by, now=now)
    Comparison.objects.bulk_update(rows, ["decided", "reason", "decided_by", "decided_as", "decided_at"], batch_size=_CHUNK)
    if rows:
        detail = {**_pair(earlier, later), "variables": len(rows), "codes": [row.code for row in rows]}
        audit.record(action="comparison.confirmed", subject=str(later), actor=by, detail=detail, now=now)
    return rows


def propose_published(sender: Any, *, questionnaire: Questionnaire, approval: Any, **_signal: Any) -> None:
    """Receiver of models.questionnaire.publishing, after the version was made: the pair it forms with the version before it."""
    later, *rest = questionnaire.versions.order_by("-number")[:2]
    for earlier in rest:
        propose(earlier=earlier, later=later, now=approval.now if approval else later.published_at)


def may_decide(user: Any, *, now: datetime) -> bool:
    return has_role(user, *DECIDERS, today=now.date())


def _refuse_others(by: "User", now: datetime) -> None:
    refuse_if([] if may_decide(by, now=now) else [_("Only the coordinator and the deputy decide what may stand in one trend.")])


def _reasons_against(row: Comparison, verdict: str, reason: str) -> list[str]:
    if verdict not in Verdict.values:
        return [_("Choose one of the verdicts.")]
    one_sided = {Verdict.NEW, Verdict.GONE}
    if verdict != row.proposed and ({verdict, row.proposed} & one_sided):
        return [_("%(code)s stands in one of the versions only, or in both: that cannot be decided otherwise.") % {"code": row.code}]
    if verdict != row.proposed and not reason:
        return [_("Say why you decide otherwise than proposed for %(code)s.") % {"code": row.code}]
    return []


def _sign(row: Comparison, *, verdict: str, reason: str, by: "User", now: datetime) -> None:
    row.decided, row.reason, row.decided_at = verdict, reason, now
    row.decided_by, row.decided_as = by, (by.get_full_name() or by.get_username())[:120]


def _pair(earlier: QuestionnaireVersion, later: QuestionnaireVersion) -> dict[str, Any]:
    return {"earlier": earlier.number, "later": later.number}


__all__ = ["Refused", "confirm", "decide", "may_decide", "propose", "propose_published"]
