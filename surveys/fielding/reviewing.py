"""What only a person can decide: whether a free text may be shown, and what became of a concern."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from surveys import audit
from surveys.models import Concern, TextAnswer

from .transitions import Refused

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
