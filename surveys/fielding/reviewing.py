"""What only a person can decide: whether a free text may be shown, what became of a concern, and that a wave was looked at."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys import audit
from surveys.models import Concern, TextAnswer, Wave

from .transitions import Refused, State, enter, lock, reasons_against, refuse_if

if TYPE_CHECKING:
    from home.models import User

Decision = TextAnswer.Decision


@transaction.atomic
def review_text(*, text: TextAnswer, decision: str, by: "User | None", now: datetime, shown_text: str = "") -> TextAnswer:
    """Publish it as it stands, as `shown_text` (redacted), or withhold it. May be decided anew until the wave is released.

    The log says who decided and never what the text was.
    """
    current = TextAnswer.objects.select_for_update(of=("self",)).select_related("wave").get(pk=text.pk)
    if current.wave.state not in {"closed", "reviewed"}:
        raise Refused(_("The results of this wave have been released; its texts stand as they were decided."))
    shown = {Decision.PUBLISHED: current.text, Decision.REDACTED: shown_text.strip()}.get(Decision(decision), "")
    if decision == Decision.REDACTED and not shown:
        raise Refused(_("Write the text as it may be shown, or withhold it."))
    current.decision, current.shown_text, current.decided_by = decision, shown, by
    current.save(update_fields=["decision", "shown_text", "decided_by"])
    detail = {"wave": current.wave_id, "variable": current.variable, "decision": str(decision)}
    audit.record(action="text.decided", subject=str(current.wave), actor=by, detail=detail, now=now)
    return current


@transaction.atomic
def settle_concern(*, concern: Concern, by: "User | None", now: datetime) -> Concern:
    """Somebody has seen to it."""
    current = Concern.objects.select_for_update(of=("self",)).select_related("invitation__wave").get(pk=concern.pk)
    if current.settled:
        raise Refused(_("Somebody has settled this already."))
    current.settled, current.settled_by = True, by
    current.save(update_fields=["settled", "settled_by"])
    audit.record(
        action="concern.settled",
        subject=str(current.invitation.wave),
        actor=by,
        detail={"concern": current.pk, "kind": current.kind},
        now=now,
    )
    return current


@dataclass(frozen=True, slots=True)
class Pending:
    """What nobody has decided yet about a wave: free texts, and concerns of people who were asked."""

    texts: int
    concerns: int


def pending(wave: Wave) -> Pending:
    return Pending(
        TextAnswer.objects.filter(wave=wave, decision=Decision.PENDING).count(),
        Concern.objects.filter(invitation__wave=wave, settled=False).count(),
    )


@transaction.atomic
def review_wave(*, wave: Wave, by: "User | None", now: datetime, withhold_undecided: bool = False) -> Wave:
    """Free texts, concerns and figures have been looked at. Refused, with what is pending; a pilot has nothing to review.

    withhold_undecided   free texts nobody has decided about are withheld now, which is logged with their number
    """
    wave = lock(wave)
    refuse_if(reasons_against_review(wave, withhold_undecided=withhold_undecided))
    withheld = TextAnswer.objects.filter(wave=wave, decision=Decision.PENDING).update(decision=Decision.WITHHELD, decided_by=by)
    return enter(wave, State.REVIEWED, by=by, now=now, texts_withheld=withheld)


def reasons_against_review(wave: Wave, *, withhold_undecided: bool = False) -> list[str]:
    """Sentences for the person who would like to call the wave reviewed; none where nothing stands in the way."""
    reasons = reasons_against(wave, State.REVIEWED)
    if wave.pilot:
        reasons.append(_("A pilot wave has no results."))
    if reasons:
        return reasons
    left = pending(wave)
    if left.texts and not withhold_undecided:
        sentence = ngettext("%(count)d free text waits for a decision.", "%(count)d free texts wait for a decision.", left.texts)
        reasons.append(sentence % {"count": left.texts})
    if left.concerns:
        sentence = ngettext("%(count)d concern is not settled.", "%(count)d concerns are not settled.", left.concerns)
        reasons.append(sentence % {"count": left.concerns})
    return reasons
